"""A cache of compiled challenges: trusted sources need to be compiled once per image.

An entry is named by the digest of everything that it was made from, and its files are checked against their digests
when they are read; whatever does not fit is ignored and made again.
"""

from __future__ import annotations

import contextlib
import os
import shutil
import tempfile
from collections.abc import Mapping
from pathlib import Path

from gate.model.base import parse_json
from gate.model.digest import Digest, canonical_json
from gate.model.errors import InputError

_INDEX = "index.json"


def default_folder() -> Path:
    """The user's cache folder for compiled challenges."""
    base = os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache"
    return Path(base) / "gate" / "challenges"


class OleanCache:
    """Compiled files by key, on disk. A folder that cannot be written is no error: then nothing is kept."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def get(self, key: Digest) -> Mapping[str, bytes] | None:
        """The files of an entry, by name; None if there is no entry or it is damaged."""
        entry = self.folder / key.hex
        try:
            index = parse_json((entry / _INDEX).read_bytes(), where=str(entry))
            files = {name: (entry / digest).read_bytes() for name, digest in index.items()}
        except (OSError, InputError, AttributeError, TypeError):
            return None
        if any(Digest.of(data).hex != index[name] for name, data in files.items()):
            return None
        return files

    def put(self, key: Digest, files: Mapping[str, bytes]) -> None:
        """Keep an entry; an entry that is already there stays, unless it is damaged."""
        if self.get(key) is not None:
            return
        with contextlib.suppress(OSError):
            self.folder.mkdir(parents=True, exist_ok=True)
            made = Path(tempfile.mkdtemp(dir=self.folder))
            try:
                index = {name: Digest.of(data).hex for name, data in files.items()}
                for name, data in files.items():
                    (made / index[name]).write_bytes(data)
                (made / _INDEX).write_bytes(canonical_json(index))
                shutil.rmtree(self.folder / key.hex, ignore_errors=True)
                made.rename(self.folder / key.hex)
            finally:
                shutil.rmtree(made, ignore_errors=True)
