"""The base revision of a change: read with git's own objects, so that the work tree is never touched.

The change under review is not trusted. Settings, policy, baseline, keys and suppressions come from here, and nothing
of the change says which files have changed: their bytes are compared.
"""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from gate.checks.contract import ContractError, validated
from gate.checks.discover import MARKS
from gate.checks.reading.document import SUFFIXES, Document, ReadingError, read_document
from gate.checks.settings import OWN_FILE, PROJECT_FILE
from gate.model.errors import UsageError
from gate.model.record import Record
from gate.system.files import read_regular
from gate.system.programs import Finished, git

_CODE = "check.git"
_LINK = b"120000"
MAX_BYTES = 256 << 20
"""Of a file that is compared."""


@dataclass(frozen=True)
class BaseRevision:
    """A commit of the repository whose work tree lies at ``root``."""

    root: Path
    commit: str

    @classmethod
    def open(cls, revision: str, folder: Path) -> BaseRevision:
        """The revision of the repository around a folder. Raises UsageError ``check.no-repository``, ``.no-revision``.

        InfrastructureError ``check.git`` where git fails.
        """
        top = git(folder, "rev-parse", "--show-toplevel", code=_CODE)
        if top.status:
            message = "--diff needs a git repository, and the working folder is in none"
            raise UsageError("check.no-repository", message, where=str(folder))
        found = git(
            folder, "rev-parse", "--verify", "--quiet", "--end-of-options", f"{revision}^{{commit}}", code=_CODE
        )
        if found.status:
            shallow = git(folder, "rev-parse", "--is-shallow-repository", code=_CODE).text.strip() == "true"
            hint = (
                "the clone is shallow: fetch the base too (fetch-depth: 0)" if shallow else "fetch it, or name another"
            )
            raise UsageError("check.no-revision", f"the repository has no revision {revision!r}", hint=hint)
        return cls(Path(os.fsdecode(top.stdout.rstrip(b"\n"))), found.text.strip())

    def read(self, name: str) -> bytes | None:
        """The bytes that a file, named from the working folder, had; None where there was none, or a link."""
        path = self._path(name)
        blob = None if path is None else self._blobs.get(path)
        return None if blob is None else self._git("cat-file", "blob", blob).stdout

    def holds(self, name: str) -> bool:
        """Whether a path lies in this repository, so that a change could have written it."""
        return self._path(name) is not None

    def has_changed(self, name: str, data: bytes | None) -> bool:
        """Whether a file is not what it was."""
        path = self._path(name)
        before = None if path is None else self._blobs.get(path)
        return before != (None if data is None else self._blob_id(data))

    def gone_or_changed(self, folders: tuple[str, ...], reader: dict[str, bytes | None]) -> Iterator[tuple[str, bytes]]:
        """Every record or manifest of the base below some paths that is not there now as it was, with what it was.

        ``reader`` holds the files that are known to be there, and their bytes.
        """
        for path in self._blobs:
            name = os.path.relpath(self.root / path).replace(os.sep, "/")
            if os.path.splitext(name)[1] not in SUFFIXES or not _below(name, folders):
                continue
            now = reader[name] if name in reader else bytes_now(name)
            if self.has_changed(name, now):
                before = self.read(name)
                if before is not None and any(mark in before for mark in MARKS):
                    yield name, before

    def settings(self) -> tuple[str, bytes] | None:
        """The settings of the base that are nearest to the working folder: their name and bytes."""
        folder = Path.cwd()
        for place in (folder, *folder.parents):
            if not place.is_relative_to(self.root):
                return None
            for name, mark in ((OWN_FILE, b""), (PROJECT_FILE, b"[tool.gate.check")):
                path = os.path.relpath(place / name)
                data = self.read(path)
                if data is not None and mark in data:
                    return path, data
        return None

    @cached_property
    def _blobs(self) -> dict[str, str]:
        """Path from the root to the id of its blob; links and submodules are left out."""
        found: dict[str, str] = {}
        for line in self._git("ls-tree", "-r", "-z", self.commit).stdout.split(b"\0"):
            head, _, path = line.partition(b"\t")
            match head.split(b" "):
                case [mode, b"blob", blob] if mode != _LINK:
                    found[os.fsdecode(path)] = blob.decode("ascii")
        return found

    def _blob_id(self, data: bytes) -> str:
        make = hashlib.sha256 if len(self.commit) == 64 else hashlib.sha1
        return make(b"blob %d\0" % len(data) + data, usedforsecurity=False).hexdigest()

    def _path(self, name: str) -> str | None:
        relative = os.path.relpath(os.path.abspath(name), os.path.realpath(self.root))
        return None if relative.startswith("..") else relative.replace(os.sep, "/")

    def _git(self, *arguments: str) -> Finished:
        return git(self.root, *arguments, code=_CODE).require(_CODE)


def _below(name: str, folders: tuple[str, ...]) -> bool:
    return any(folder == "." or name == folder or name.startswith(f"{folder}/") for folder in folders)


def bytes_now(name: str) -> bytes | None:
    """The bytes of a file of the work tree; None where there is no regular file, or one that is too large."""
    try:
        return read_regular(name, MAX_BYTES)
    except OSError:
        return None


def record_of(data: bytes, name: str) -> tuple[Record, Document] | None:
    """A record of the base; None where it was none, or does not keep to a contract that is known."""
    try:
        document = read_document(data, SUFFIXES[os.path.splitext(name)[1]])
        subject = validated(document, name)
    except (ReadingError, ContractError):
        return None
    return (subject, document) if isinstance(subject, Record) else None
