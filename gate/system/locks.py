"""Locks between processes, on open files (flock(2)): the kernel opens them when their holder ends, however it ends."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path


def try_lock(descriptor: int) -> bool:
    """Lock an open file unless somebody else holds it; closing the descriptor unlocks it. Raises OSError."""
    from filelock import lock_descriptor  # here, because most commands lock nothing and the import is slow

    return lock_descriptor(descriptor, blocking=False)


def lock(descriptor: int) -> None:
    """Wait for the lock of an open file; closing the descriptor unlocks it. Raises OSError."""
    from filelock import lock_descriptor

    lock_descriptor(descriptor)


@contextmanager
def exclusive(path: Path, *, waiting: Callable[[], None] = lambda: None) -> Iterator[None]:
    """Only one process or thread at a time is inside, for one ``path``: a folder, or a file that is made if missing.

    ``waiting`` is called once if somebody else is inside. Raises OSError.
    """
    kind = os.O_RDONLY | os.O_DIRECTORY if path.is_dir() else os.O_RDWR | os.O_CREAT
    descriptor = os.open(path, kind | os.O_NOFOLLOW | os.O_CLOEXEC, 0o600)
    try:
        if not try_lock(descriptor):
            waiting()
            lock(descriptor)
        yield
    finally:
        os.close(descriptor)
