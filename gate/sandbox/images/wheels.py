"""Wheels for images: downloaded on the host, by digest, for the image's Python rather than the host's."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path

from gate.model.digest import Digest
from gate.system.cache import Cache, cache_folder
from gate.system.programs import run_program

PYTHON = "3.11"
"""The images' CPython."""

MAX_CACHE_BYTES = 4 << 30
"""Of all wheels together."""

_NEWEST_GLIBC = 36
"""Debian 12 has glibc 2.36; wheels for any older one run there."""


def wheels(requirements: Sequence[Path], machine: str) -> tuple[Path, ...]:
    """The wheels that hash-locked ``requirements`` files name for a ``machine`` (``x86_64``); cached.

    Raises InfrastructureError when pip is missing, a download fails or a digest differs.
    """
    key = Digest.of_json([machine, PYTHON, *(Digest.of(path.read_bytes()).hex for path in requirements)])
    cache = Cache(cache_folder() / "wheels", MAX_CACHE_BYTES)
    if cache.get(key) is None:
        with cache.fill(key) as content:
            _download(requirements, machine, content)
    return tuple(sorted((cache.folder / key.hex).glob("*.whl")))


def _download(requirements: Sequence[Path], machine: str, folder: Path) -> None:
    tags = [*(f"manylinux_2_{minor}_{machine}" for minor in range(17, _NEWEST_GLIBC + 1)), f"manylinux2014_{machine}"]
    run_program(
        [
            *(sys.executable, "-m", "pip", "download", "--quiet", "--no-deps", "--require-hashes"),
            *("--only-binary", ":all:", "--python-version", PYTHON, "--implementation", "cp"),
            *(word for tag in tags for word in ("--platform", tag)),
            *(word for path in requirements for word in ("--requirement", str(path))),
            *("--dest", str(folder)),
        ],
        code="image.tool-missing",
        missing="Python itself was not found; reinstall gate",
    ).require(
        "image.wheels-failed",
        hint="pip must be installed beside gate, and a package index or mirror must be reachable",
    )
