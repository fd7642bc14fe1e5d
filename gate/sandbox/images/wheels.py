"""Wheels for images: downloaded on the host, by digest, for the image's Python rather than the host's."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path

from gate.model.digest import Digest
from gate.sandbox.images.cache import cache_folder, filled_whole
from gate.sandbox.images.tools import run_tool

PYTHON = "3.11"
"""The images' CPython."""

_NEWEST_GLIBC = 36
"""Debian 12 has glibc 2.36; wheels for any older one run there."""


def wheels(requirements: Sequence[Path], machine: str) -> tuple[Path, ...]:
    """The wheels that hash-locked ``requirements`` files name for a ``machine`` (``x86_64``); cached.

    Raises InfrastructureError when pip is missing, a download fails or a digest differs.
    """
    key = Digest.of_json([machine, PYTHON, *(Digest.of(path.read_bytes()).hex for path in requirements)])
    folder = cache_folder() / "wheels" / key.hex
    if not folder.exists():
        with filled_whole(folder) as scratch:
            _download(requirements, machine, scratch)
    return tuple(sorted(folder.glob("*.whl")))


def _download(requirements: Sequence[Path], machine: str, folder: Path) -> None:
    tags = [*(f"manylinux_2_{minor}_{machine}" for minor in range(17, _NEWEST_GLIBC + 1)), f"manylinux2014_{machine}"]
    run_tool(
        [
            *(sys.executable, "-m", "pip", "download", "--quiet", "--no-deps", "--require-hashes"),
            *("--only-binary", ":all:", "--python-version", PYTHON, "--implementation", "cp"),
            *(word for tag in tags for word in ("--platform", tag)),
            *(word for path in requirements for word in ("--requirement", str(path))),
            *("--dest", str(folder)),
        ],
        code="image.wheels-failed",
        missing="Python itself was not found; reinstall gate",
        hint="pip must be installed beside gate, and a package index or mirror must be reachable",
    )
