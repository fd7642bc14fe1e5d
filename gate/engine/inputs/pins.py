"""The files that a record's claims name: whether the record pins them by digest, and whether they are what it pins."""

from __future__ import annotations

import json
import stat
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from gate.documents.record import PinnedFile, PinReport
from gate.engine.arguments import checked
from gate.engine.inputs.files import MAX_CLAIM_FILE_BYTES, read_file
from gate.engine.inputs.intake import load_record
from gate.engine.inputs.json_text import Edit, Span, edited, text_objects, with_member
from gate.engine.judges import JUDGES, Judges
from gate.model.base import MAX_DOCUMENT_BYTES, parse_json
from gate.model.digest import Digest, Json
from gate.model.errors import Fault, InfrastructureError, InputError, IntegrityError
from gate.model.paths import is_safe_path
from gate.model.record import Record
from gate.system.files import write_whole


@dataclass(frozen=True, slots=True)
class NamedFile:
    """A file that a claim names, relative to its record. ``contents`` is the digest of what is there, if anything."""

    claim: str
    path: str
    pinned: Digest | None
    contents: Digest | None

    @property
    def found(self) -> Literal["pinned", "unpinned", "differs", "missing"]:
        if self.contents is None:
            return "missing"
        if self.pinned is None:
            return "unpinned"
        return "pinned" if self.pinned == self.contents else "differs"


def named_files(record: Record, folder: Path, judges: Judges = JUDGES) -> tuple[NamedFile, ...]:
    """The files that the record's claims name, re-hashed. Raises InputError ``claim.…`` for what cannot be read."""
    return tuple(
        NamedFile(claim.id, path, pinned, _contents(folder / path))
        for claim in record.claims
        for path, pinned in judges.files_of(claim).items()
    )


def require_unchanged(record: Record, folder: Path, judges: Judges = JUDGES) -> tuple[NamedFile, ...]:
    """The same, once no file is missing or differs from its pin.

    Raises IntegrityError ``record.file-missing``, ``record.file-differs``: such a record is not the one that its text
    says, whatever the log holds about it.
    """
    files = named_files(record, folder, judges)
    for file in files:
        if file.found == "missing":
            raise IntegrityError(
                "record.file-missing",
                f"claim {file.claim} names {file.path}, which is not there",
                where=str(folder / file.path),
                hint=f"put the file beside the record; `gate show {record.id}` shows the version in the store",
            )
        if file.found == "differs":
            raise differs(file, folder)
    return files


def pinned_record(path: Path, judges: Judges = JUDGES) -> Record:
    """A record file that says of each file that it names what is in it.

    Raises InputError, IntegrityError as `require_unchanged` does, and ``record.file-unpinned``.
    """
    record = load_record(path, judges)
    for file in require_unchanged(record, path.parent, judges):
        if file.pinned is None:
            raise IntegrityError(
                "record.file-unpinned",
                f"claim {file.claim} names {file.path} without its digest, so the record does not say what was judged",
                where=str(path),
                hint="records of early versions: `gate show RECORD` compares the file with the one in the store",
            )
    return record


def differs(file: NamedFile, folder: Path) -> IntegrityError:
    """The error for a file that is not what the record pins."""
    return IntegrityError(
        "record.file-differs",
        f"{file.path} is {file.contents}, claim {file.claim} pins {file.pinned}",
        where=str(folder / file.path),
        hint="restore the file; if it is meant to be new, `gate record pin --replace RECORD` makes another claim of it",
    )


@checked
def pin_record(path: Path | str, *, check: bool = False, replace: bool = False, judges: Judges = JUDGES) -> PinReport:
    """Write the digest of each file that a claim names into the record (``sha256``), in place and whole.

    How the rest of the file is written does not change. With ``check`` nothing is written. A pin that differs from
    its file is only replaced with ``replace``: it makes another claim, for which no earlier verdict counts.

    Raises InputError for a record or file that cannot be read as such, IntegrityError ``record.file-differs``,
    InfrastructureError ``record.write``.
    """
    path = Path(path)
    data = read_file(path, code="record", fault=Fault.CLAIM, max_bytes=MAX_DOCUMENT_BYTES)
    document = parse_json(data, where=str(path), code="record", fault=Fault.CLAIM)
    text = data.decode("utf-8")
    files: list[NamedFile] = []
    edits: list[Edit] = []
    for file, edit in _pins(text, document, path.parent):
        files.append(file)
        if file.found == "differs" and not (check or replace):
            raise differs(file, path.parent)
        if file.found == "missing" and not check:
            raise InputError(
                "claim.missing-file", "there is no such file", where=str(path.parent / file.path), fault=Fault.CLAIM
            )
        if file.found in ("unpinned", "differs"):
            edits.append(edit)
    changed = bool(edits) and not check
    if not check:
        after = edited(text, edits).encode("utf-8")
        judges.parse_record(after, where=str(path))
        if changed:
            _write(path, after)
    return PinReport(
        path=str(path),
        written=changed,
        files=tuple(
            PinnedFile(claim=file.claim, path=file.path, found=file.found, pin=file.pinned, contents=file.contents)
            for file in files
        ),
    )


def _pins(text: str, document: Json, folder: Path) -> Iterator[tuple[NamedFile, Edit]]:
    """Each file that a claim names, in the order of the text, and the edit that pins what is there now.

    Read from the text, because a record that is still without its pins may not satisfy the contract: inside a claim,
    an object with a ``path`` names a file.
    """
    for found in text_objects(text):
        match found.path:
            case ("claims", int(number), _, *_) if "path" in found.members:
                name = _value(text, found.members["path"].value)
            case _:
                continue
        if not isinstance(name, str) or not is_safe_path(name):
            continue  # the contract refuses it with a better message
        member = found.members.get("sha256")
        stated = _value(text, member.value) if member else None
        pinned = Digest.parse(stated) if isinstance(stated, str) and stated else None
        file = NamedFile(_claim_id(document, number), name, pinned, _contents(folder / name))
        yield file, with_member(text, found, "sha256", str(file.contents), after="path")


def _claim_id(document: Json, number: int) -> str:
    match document:
        case {"claims": list(claims)} if number < len(claims) and isinstance(claims[number], dict):
            return str(claims[number].get("id"))
    return ""


def _value(text: str, at: Span) -> Json:
    value: Json = json.loads(text[at.start : at.end])
    return value


def _contents(path: Path) -> Digest | None:
    try:
        return Digest.of(read_file(path, code="claim", fault=Fault.CLAIM, max_bytes=MAX_CLAIM_FILE_BYTES))
    except InputError as error:
        if error.code == "claim.missing-file":
            return None
        raise


def _write(path: Path, data: bytes) -> None:
    try:
        write_whole(path, data, mode=stat.S_IMODE(path.stat().st_mode))
    except OSError as problem:
        raise InfrastructureError("record.write", f"cannot be written: {problem.strerror}", where=str(path)) from None
