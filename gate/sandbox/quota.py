"""How much a run may write: the sizes of its file systems."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from gate.sandbox.interface import RunSpec

PAGE = 4096
SMALLEST_TMP = 1 << 20


@dataclass(frozen=True, slots=True)
class Quota:
    """Sizes in bytes of the three file systems that a run sees, and their inodes."""

    in_bytes: int
    in_inodes: int
    out_bytes: int
    tmp_bytes: int
    inodes: int

    @classmethod
    def of(cls, spec: RunSpec) -> Quota:
        """``/in`` just holds the inputs. ``/out`` and ``/tmp`` share `RunLimits.disk_bytes`: half each, or as much to
        ``/out`` as the declared outputs need (``/tmp`` then keeps at least 1 MiB)."""
        sizes = [*map(len, spec.inputs.values()), len(spec.stdin)]
        folders = input_folders(spec.inputs)
        disk = spec.limits.disk_bytes
        declared = sum(_pages(output.max_bytes) + PAGE for output in spec.outputs)
        out = max(disk // 2, min(disk, declared), PAGE)
        return cls(
            in_bytes=max(PAGE, sum(_pages(size) for size in sizes)),
            in_inodes=len(sizes) + len(folders) + 1,
            out_bytes=out,
            tmp_bytes=max(disk - out, SMALLEST_TMP),
            inodes=max(spec.limits.inodes // 2, 2),
        )


def input_folders(names: Iterable[str]) -> list[str]:
    """The folders that the inputs need below ``/in``, parents first."""
    folders = {
        "/".join(parts[:depth]) for name in names for parts in [name.split("/")] for depth in range(1, len(parts))
    }
    return sorted(folders)


def _pages(size: int) -> int:
    return -(-size // PAGE) * PAGE
