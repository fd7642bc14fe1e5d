"""What was made from trusted inputs, kept on disk: compiled challenges, toolchains' libraries, their name tables.

An entry is named by the digest of everything that it was made from, and each file is checked against its digest when
it is read; whatever does not fit is made again.
"""

from __future__ import annotations

import contextlib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from gate.model.base import parse_json
from gate.model.digest import Digest, canonical_json
from gate.model.errors import InputError
from gate.system.cache import Cache, cache_folder

_INDEX = "index.json"
MAX_BYTES = 16 << 30
"""Of all entries together; the library of a toolchain with Mathlib is one of them."""


def default_folder() -> Path:
    """The place of compiled Lean files and their tables in the cache folder."""
    return cache_folder() / "lean"


class DamagedEntryError(Exception):
    """A file of an entry is gone or is not what was put in."""


@dataclass(frozen=True, slots=True)
class Entry:
    """The files of one entry, not yet read: ``digests`` by name."""

    folder: Path
    digests: Mapping[str, Digest]

    def read(self, name: str) -> bytes:
        """One file. Raises KeyError for a name that the entry never had, DamagedEntryError for a damaged file."""
        digest = self.digests[name]
        try:
            content = (self.folder / digest.hex).read_bytes()
        except OSError as error:
            raise DamagedEntryError(str(error)) from None
        if Digest.of(content) != digest:
            raise DamagedEntryError(f"{self.folder / digest.hex} has other contents")
        return content


class OleanCache:
    """Files by key, on disk. A folder that cannot be written is no error: then nothing is kept."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._cache = Cache(folder, MAX_BYTES, checked=True)

    def open(self, key: Digest) -> Entry | None:
        """An entry whose files are read one by one; None if there is none or its index is damaged."""
        folder = self._cache.get(key)
        if folder is None:
            return None
        try:
            index = parse_json((folder / _INDEX).read_bytes(), where=str(folder))
            match index:
                case {"files": dict(files), "sha256": str(sha256)} if Digest.of_json(files).hex == sha256:
                    return Entry(folder, {name: Digest(digest) for name, digest in files.items()})
        except (OSError, InputError, TypeError):
            pass
        return None

    def get(self, key: Digest) -> dict[str, bytes] | None:
        """All files of an entry, by name; None if there is no entry or it is damaged."""
        entry = self.open(key)
        try:
            return None if entry is None else {name: entry.read(name) for name in entry.digests}
        except DamagedEntryError:
            return None

    def put(self, key: Digest, files: Mapping[str, bytes]) -> None:
        """Keep an entry; an entry that is already there stays, unless it is damaged."""
        if self.get(key) is None:
            self.replace(key, files)

    def replace(self, key: Digest, files: Mapping[str, bytes]) -> None:
        """Keep an entry in place of one that may be there."""
        with contextlib.suppress(OSError):
            index = {name: Digest.of(content).hex for name, content in files.items()}
            with self._cache.fill(key) as folder:
                for name, content in files.items():
                    (folder / index[name]).write_bytes(content)
                (folder / _INDEX).write_bytes(canonical_json({"files": index, "sha256": Digest.of_json(index).hex}))
