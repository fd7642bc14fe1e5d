"""What the kernel says about one export."""

from __future__ import annotations

import gc
import hashlib
from collections.abc import Collection, Iterable
from dataclasses import asdict, dataclass
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from typing import BinaryIO, Literal

from gate.kernel.budget import Limits
from gate.kernel.check import check
from gate.kernel.errors import KernelError, LimitError

FORMAT = "gate-kernel-1"
VERSION = "1"
MAX_NEW = 8_000
"""Digests in one report, of which each takes about 75 bytes."""


@dataclass(frozen=True, slots=True)
class Report:
    """``accepted``, ``rejected`` by a rule, or ``inconclusive`` by a limit.

    ``rule`` is the rule or limit, ``message`` shows the term, ``declaration`` and ``line`` (from 1) say where; all are
    empty after acceptance. ``sha256`` and ``bytes`` are those of the export, as far as it was read. ``reused`` counts
    the declarations whose values an earlier run accepted; ``new`` has number and digest (hexadecimal) of the others
    that have values, at most `MAX_NEW`, if digests were asked for.
    """

    result: Literal["accepted", "rejected", "inconclusive"]
    sha256: str
    bytes: int
    rule: str = ""
    message: str = ""
    declaration: str = ""
    line: int = 0
    declarations: int = 0
    constants: int = 0
    steps: int = 0
    reused: int = 0
    new: tuple[tuple[int, str], ...] = ()

    def to_json(self) -> dict[str, object]:
        """The report as a JSON object."""
        kernel = {"name": "gate.kernel", "version": VERSION, "sha256": source_digest()}
        return {"format": FORMAT, "kernel": kernel, **asdict(self)}


def report(file: BinaryIO, axioms: Iterable[str], limits: Limits, accepted: Collection[bytes] | None = None) -> Report:
    """Check an export (`gate.kernel.check.check`) and say how it went. Raises OSError."""
    source = _Hashing(file)
    collecting = gc.isenabled()
    gc.disable()  # terms make no cycles, and there are many of them
    try:
        found = check(source, axioms=axioms, limits=limits, accepted=accepted)
    except KernelError as error:
        return Report("rejected", source.digest, source.bytes, error.rule, error.message, error.declaration, error.line)
    except LimitError as error:
        return Report(
            "inconclusive", source.digest, source.bytes, error.limit, error.message, error.declaration, error.line
        )
    finally:
        if collecting:
            gc.enable()
    return Report(
        "accepted",
        source.digest,
        source.bytes,
        declarations=found.declarations,
        constants=found.constants,
        steps=found.steps,
        reused=found.reused,
        new=tuple((number, digest.hex()) for number, digest in found.new[:MAX_NEW]),
    )


class _Hashing:
    """A file that is hashed while it is read."""

    def __init__(self, file: BinaryIO) -> None:
        self._file = file
        self._hash = hashlib.sha256()
        self.bytes = 0

    @property
    def digest(self) -> str:
        """SHA-256 of what has been read, in hexadecimal."""
        return self._hash.hexdigest()

    def readline(self, size: int, /) -> bytes:
        """The next line, or its first ``size`` bytes."""
        line = self._file.readline(size)
        self._hash.update(line)
        self.bytes += len(line)
        return line


@cache
def source_digest() -> str:
    """SHA-256 over the kernel's own sources: paths and contents, in the order of the paths."""
    digest = hashlib.sha256()
    for path, source in sorted(_sources(files("gate.kernel"), "")):
        digest.update(f"{path}\0{len(source)}\0".encode() + source)
    return digest.hexdigest()


def _sources(folder: Traversable, path: str) -> list[tuple[str, bytes]]:
    found: list[tuple[str, bytes]] = []
    for entry in folder.iterdir():
        if entry.is_dir():
            found += _sources(entry, f"{path}{entry.name}/")
        elif entry.name.endswith(".py"):
            found.append((path + entry.name, entry.read_bytes()))
    return found
