"""One entry of the audit log (contract ``gate-audit-entry-v1``) and its canonical bytes, the data of a Merkle leaf."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from types import MappingProxyType
from typing import NoReturn

from gate.log.fields import ID, TIME
from gate.log.kinds import KINDS
from gate.log.merkle import leaf_hash
from gate.model.digest import Digest, Json, canonical_json
from gate.model.errors import IntegrityError

ENTRY_CONTRACT = "gate-audit-entry-v1"
MAX_ENTRY_BYTES = (1 << 16) - 1
"""A C2SP entry bundle counts an entry's bytes in 16 bits."""

_IDS = ("attempt", "record", "claim")
_NAMES = frozenset(("contract", "kind", "time", "body", *_IDS))

# For the values that entries may hold (ASCII names, no floats) this writes the same bytes as RFC 8785, five times
# faster; tests/log/test_entry.py compares the two. Only the reader, which must keep up with a million entries, uses it.
_encode = json.JSONEncoder(ensure_ascii=False, sort_keys=True, separators=(",", ":"), check_circular=False).encode


@dataclass(frozen=True, slots=True)
class Entry:
    """One fact that the log keeps for ever.

    ``time`` is UTC with microseconds (`gate.log.fields.timestamp`); ``body`` has exactly the fields that its kind lists
    in `gate.log.kinds`; digests and enumerations may be given as such and are kept as text.
    Creating one that does not fit raises IntegrityError (``entry.…``).
    """

    kind: str
    time: str
    body: Mapping[str, Json] = field(default_factory=dict)
    attempt: str | None = None
    record: str | None = None
    claim: str | None = None

    def __post_init__(self) -> None:
        document = self._document()
        check_entry(document)
        body = {name: _frozen(part) for name, part in document["body"].items()}
        object.__setattr__(self, "body", MappingProxyType(body))

    def _document(self) -> dict[str, Json]:
        ids = {"attempt": self.attempt, "record": self.record, "claim": self.claim}
        return {
            "contract": ENTRY_CONTRACT,
            "kind": self.kind,
            "time": self.time,
            "body": {name: _plain(part) for name, part in self.body.items()},
            **{name: value for name, value in ids.items() if value is not None},
        }

    def to_bytes(self) -> bytes:
        """The RFC 8785 bytes, at most 65535. Raises IntegrityError (``entry.too-large``)."""
        data = canonical_json(self._document())
        if len(data) > MAX_ENTRY_BYTES:
            raise IntegrityError("entry.too-large", f"{len(data)} bytes; an entry has at most {MAX_ENTRY_BYTES}")
        return data

    @property
    def leaf(self) -> bytes:
        """The Merkle leaf hash (32 bytes)."""
        return leaf_hash(self.to_bytes())

    @classmethod
    def from_bytes(cls, data: bytes) -> Entry:
        """Read canonical bytes; anything else, to the last byte, is refused. Raises IntegrityError (``entry.…``)."""
        document = read_entry(data)
        del document["contract"]
        return cls(**document)


def read_entry(data: bytes) -> dict[str, Json]:
    """The checked JSON object of an entry's bytes. Raises IntegrityError (``entry.…``) for anything not canonical."""
    if len(data) > MAX_ENTRY_BYTES:
        raise IntegrityError("entry.too-large", f"{len(data)} bytes; an entry has at most {MAX_ENTRY_BYTES}")
    try:
        document = json.loads(data.decode("utf-8"))
        canonical = _encode(document).encode("utf-8") == data
    except (ValueError, RecursionError) as error:  # UnicodeError and JSONDecodeError are ValueErrors
        _refuse("malformed", f"not JSON: {type(error).__name__}")
    if not canonical:
        _refuse("not-canonical", "not in RFC 8785 form (order of names, spaces, escapes or repeated names)")
    check_entry(document)
    checked: dict[str, Json] = document
    return checked


def check_entry(document: Json) -> None:
    """Check an entry given as plain JSON values. Raises IntegrityError (``entry.…``)."""
    if type(document) is not dict or not document.keys() <= _NAMES:
        _refuse("unknown-field", f"an entry is an object with no other fields than {', '.join(sorted(_NAMES))}")
    if document.get("contract") != ENTRY_CONTRACT:
        _refuse("unknown-contract", f"this version reads {ENTRY_CONTRACT}")
    name = document.get("kind")
    kind = KINDS.get(name) if type(name) is str else None
    if kind is None:
        _refuse("unknown-kind", "the kind of entry is not known", "docs/log-entries.md lists the kinds")
    if not TIME.fits(document.get("time")):
        _refuse("wrong-type", f"'time' must be {TIME.says}")
    for label in _IDS:
        if label in document:
            if not ID.fits(document[label]):
                _refuse("wrong-type", f"{label!r} must be {ID.says}")
        elif label in kind.needs:
            _refuse("missing-field", f"a {kind.name} entry needs {label!r}")
    body = document.get("body")
    if type(body) is not dict:
        _refuse("wrong-type", "'body' must be an object")
    kind.check(body)


def _refuse(what: str, message: str, hint: str | None = None) -> NoReturn:
    raise IntegrityError(f"entry.{what}", message, hint=hint)


def _plain(value: Json) -> Json:
    """A value as JSON has it; digests and the words of the model (verdicts, outcomes) become text."""
    if isinstance(value, (Digest, StrEnum)):
        return str(value)
    return [_plain(item) for item in value] if isinstance(value, (list, tuple)) else value


def _frozen(value: Json) -> Json:
    return tuple(value) if isinstance(value, list) else value
