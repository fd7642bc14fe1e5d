"""Reports of earlier checks, found by a file's name and bytes, the rules, the policy and the day.

One file for each working folder, in the user's cache folder. A report is taken from it only if everything that it was
made from is as it was: the file, and every file beside it that a rule looked at.
"""

from __future__ import annotations

import errno
import hashlib
import os
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path

import msgspec

import gate
from gate.checks.file import FileReport, Input, Judging
from gate.checks.subject import Folder
from gate.system.cache import lasting_folder
from gate.system.files import make_folder, read_regular, write_whole

FOLDER = "checks"
MAX_BYTES = 512 << 20
MAX_AGE_DAYS = 30
_ABSENT = os.strerror(errno.ENOENT)


class Entry(msgspec.Struct, frozen=True, array_like=True):
    """A report, and the sha256 of the bytes that it is about."""

    sha256: bytes
    report: FileReport


_DECODER = msgspec.msgpack.Decoder(dict[str, Entry])


@dataclass(slots=True)
class ReportCache:
    """Reports by file name. Without a ``path`` nothing is kept."""

    path: Path | None
    known: dict[str, Entry] = field(default_factory=dict)
    _added: bool = False
    _looked: dict[str, str] = field(default_factory=dict)
    _listings: dict[str, frozenset[str]] = field(default_factory=dict)

    @classmethod
    def open(cls, judging: Judging) -> ReportCache:
        """The reports for the working folder; one that is damaged is empty."""
        place = lasting_folder()
        if place is None:
            return cls(None)
        key = hashlib.sha256(f"{os.getcwd()}\0{judging.time:%Y-%m-%d}\0{judging.policy.digest}\0{_rules()}".encode())
        path = place / FOLDER / f"{key.hexdigest()}.reports"
        try:
            return cls(path, _DECODER.decode(read_regular(path, MAX_BYTES)))
        except (OSError, msgspec.DecodeError):
            return cls(path)

    def get(self, given: Input) -> FileReport | None:
        """The report on a file, if nothing that it was made from has changed."""
        entry = self.known.get(given.name)
        if entry is None or entry.sha256 != hashlib.sha256(given.data).digest():
            return None
        return entry.report if all(self._same(given, *item) for item in entry.report.beside.items()) else None

    def _same(self, given: Input, name: str, state: str) -> bool:
        if not name:
            folder = Folder(given.folder)
            folder.names()
            return folder.seen[""] == state
        if state == _ABSENT and name not in self._listing(given.folder):
            return True
        path = os.path.join(given.folder, name)
        if path not in self._looked:
            self._looked[path] = Folder(given.folder).look(name)[0]
        return self._looked[path] == state

    def _listing(self, folder: str) -> frozenset[str]:
        """The names in a folder, listed once: most records have no file of suppressions beside them."""
        if folder not in self._listings:
            try:
                self._listings[folder] = frozenset(os.listdir(folder or "."))
            except OSError:
                self._listings[folder] = frozenset()
        return self._listings[folder]

    def put(self, name: str, sha256: bytes, report: FileReport) -> None:
        """Remember a report."""
        self.known[name] = Entry(sha256, report)
        self._added = True

    def save(self) -> None:
        """Write what was added, and remove what is old. A cache that cannot be written is no error."""
        if self.path is None or not self._added:
            return
        with suppress(OSError):
            make_folder(self.path.parent)
            write_whole(self.path, msgspec.msgpack.encode(self.known))
            now = self.path.stat().st_mtime
            for other in self.path.parent.glob("*.reports"):
                if now - other.stat().st_mtime > MAX_AGE_DAYS * 86400:
                    other.unlink()


def _rules() -> str:
    """What tells this gate from another one: name, size and time of each file of the package."""
    made = hashlib.sha256()
    root = os.path.dirname(gate.__file__)
    for folder, _, names in sorted(os.walk(root)):
        for name in sorted(names):
            if name.endswith((".py", ".toml")):
                found = os.stat(os.path.join(folder, name))
                made.update(f"{folder}/{name}\0{found.st_size}\0{found.st_mtime_ns}\n".encode())
    return made.hexdigest()
