"""The one folder for what can be made again: image layers, wheels, compiled challenges, results of self-tests.

It may be deleted at any time. What is in it is found by the digest of everything that it was made from.
"""

from __future__ import annotations

import os
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from gate.model.digest import Digest
from gate.system.files import remove_folder, whole_folder

VARIABLE = "GATE_CACHE"

MAX_AGE_S = 90 * 24 * 3600
"""An entry that nobody used for so long is removed."""

IN_USE_S = 3600
"""An entry that was used within this time is never removed: somebody may be reading it."""


def cache_folder() -> Path:
    """``GATE_CACHE``, else ``gate`` in the user's cache folder (XDG base directory specification).

    A user without a home folder has one for this process, which ends with it.
    """
    return lasting_folder() or Path(_own_folder().name)


def lasting_folder() -> Path | None:
    """The cache folder, if it outlives this process."""
    if named := os.environ.get(VARIABLE):
        return Path(named)
    from platformdirs import user_cache_path

    try:
        folder = user_cache_path("gate", appauthor=False)
    except RuntimeError:  # no HOME, and no entry in passwd
        return None
    return folder if folder.is_absolute() else None


@cache
def _own_folder() -> tempfile.TemporaryDirectory[str]:
    """Nobody else can have put anything into it, as into a known place under /tmp."""
    return tempfile.TemporaryDirectory(prefix="gate-cache-")


_MANY = 64
"""Fewer entries are looked at whenever one is added."""


@dataclass(frozen=True, slots=True)
class Cache:
    """Entries of one kind: folders by key. Beyond ``max_bytes`` those that were not used for longest are removed.

    ``checked`` says that whoever reads an entry notices damage; then it need not be flushed to disk.
    """

    folder: Path
    max_bytes: int
    checked: bool = False

    def get(self, key: Digest) -> Path | None:
        """The entry's folder, noted as in use from now on; None if there is none."""
        entry = self.folder / key.hex
        if not entry.is_dir():
            return None
        with suppress(OSError):  # a cache that may only be read
            os.utime(entry)
        return entry

    @contextmanager
    def fill(self, key: Digest) -> Iterator[Path]:
        """A folder that becomes the entry once the block has ended, in place of one that was there. Raises OSError."""
        entry = self.folder / key.hex
        with whole_folder(entry, flush=not self.checked) as content:
            yield content
            remove_folder(entry)
        self._evict_if_due()

    def evict(self) -> None:
        """Remove entries that are too old and the oldest while all together are too large; none that is in use."""
        now = time.time()
        entries = sorted(_entries(self.folder), key=lambda entry: entry.used)
        total = sum(entry.size for entry in entries)
        for entry in entries:
            age = now - entry.used
            if age > IN_USE_S and (age > MAX_AGE_S or total > self.max_bytes):
                remove_folder(entry.path)
                total -= entry.size

    def _evict_if_due(self) -> None:
        """Looking at many entries takes a while, so it is done no more than once an hour."""
        stamp = self.folder / ".evicted"
        with suppress(FileNotFoundError):
            if time.time() - stamp.stat().st_mtime < IN_USE_S:
                return
        self.evict()
        if len(os.listdir(self.folder)) >= _MANY:
            stamp.touch()


@dataclass(frozen=True, slots=True)
class _Entry:
    """``used`` in seconds since the epoch, ``size`` in bytes on disk."""

    path: Path
    used: float
    size: int


def _entries(folder: Path) -> Iterator[_Entry]:
    for path in folder.iterdir():
        if len(path.name) == 64:  # a key; the rest are unfinished entries
            with suppress(FileNotFoundError):  # another process evicts, too
                size = sum(file.lstat().st_blocks * 512 for file in path.rglob("*"))
                yield _Entry(path, path.stat().st_mtime, size)
