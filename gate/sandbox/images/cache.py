"""The cache folder: root file systems, image layers and wheels that can be made again."""

from __future__ import annotations

import fcntl
import os
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path


def cache_folder() -> Path:
    """``GATE_CACHE``, else ``gate`` in the user's cache folder (XDG base directory specification)."""
    if named := os.environ.get("GATE_CACHE"):
        return Path(named)
    home = os.environ.get("XDG_CACHE_HOME")
    return (Path(home) if home else Path.home() / ".cache") / "gate"


@contextmanager
def filled_whole(target: Path) -> Iterator[Path]:
    """A folder that appears under its name complete or not at all."""
    target.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=target.parent, prefix=f".{target.name[:16]}.") as scratch:
        part = Path(scratch) / "content"
        part.mkdir()
        yield part
        part.rename(target)


@contextmanager
def only_writer(waiting: Callable[[], None]) -> Iterator[None]:
    """Hold the cache alone; ``waiting`` is called once if another process holds it."""
    folder = cache_folder()
    folder.mkdir(parents=True, exist_ok=True)
    with (folder / "lock").open("w") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            waiting()
            fcntl.flock(lock, fcntl.LOCK_EX)
        yield
