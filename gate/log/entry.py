"""One entry of the audit log (contract ``gate-audit-entry-v1``) and its canonical bytes, the data of a Merkle leaf."""

from __future__ import annotations

from typing import Generic, NoReturn, NotRequired, TypedDict, TypeVar, cast

import msgspec

from gate.log.fields import DIGEST, ID, INT, TIME
from gate.log.grammar import regular_kind
from gate.log.kind import B, Body
from gate.log.kinds import ENTRY_CONTRACT, KINDS, kind_of, unknown_kind
from gate.model.digest import Digest, Json, canonical_json
from gate.model.errors import IntegrityError

MAX_ENTRY_BYTES = (1 << 16) - 1
"""A C2SP entry bundle counts an entry's bytes in 16 bits."""

_IDS = ("attempt", "record", "claim")
_NAMES = frozenset(("contract", "kind", "time", "body", "checkpoint", "previous", "record_index", *_IDS))

_decode = msgspec.json.Decoder().decode
# For the values that entries may hold (ASCII names, no floats) this writes the same bytes as RFC 8785;
# tests/log/test_entry.py compares the two.
_encode = msgspec.json.Encoder(order="sorted").encode

B_co = TypeVar("B_co", bound=Body, covariant=True)


class Previous(msgspec.Struct, frozen=True):
    """The entry about the same record that comes before one: its position and its leaf hash."""

    index: int
    leaf: Digest


class _PreviousDocument(TypedDict):
    index: int
    leaf: str


class _Document(TypedDict):
    """An entry as plain JSON values, once it is checked."""

    contract: str
    kind: str
    time: str
    body: dict[str, Json]
    attempt: NotRequired[str]
    record: NotRequired[str]
    claim: NotRequired[str]
    previous: NotRequired[_PreviousDocument]
    record_index: NotRequired[str]
    checkpoint: NotRequired[int]


class Entry(msgspec.Struct, Generic[B_co], frozen=True):
    """One fact that the log keeps for ever.

    ``time`` is UTC with microseconds (`gate.log.fields.timestamp`); the type of ``body`` is what makes an entry one of
    its kind (`gate.log.kinds`); ``attempt``, ``record`` and ``claim`` say what it is about. ``record_index`` is the
    root of the record index after this entry (`gate.log.record_index`), ``previous`` the preceding entry about
    ``record``. ``checkpoint`` is set on the first entry of a transaction: the log was signed at that size, which is the
    entry's own position. Entries of gate 0.1 have none of the three.
    """

    time: str
    body: B_co
    attempt: str | None = None
    record: str | None = None
    claim: str | None = None
    previous: Previous | None = None
    record_index: Digest | None = None
    checkpoint: int | None = None

    @property
    def kind(self) -> str:
        """The name of its kind."""
        return kind_of(type(self.body)).name

    def of_kind(self, body: type[B]) -> Entry[B] | None:
        """This entry, when its body has that type; None when it is of another kind."""
        return cast("Entry[B]", self) if isinstance(self.body, body) else None

    def to_json(self) -> dict[str, Json]:
        """The entry as JSON has it."""
        previous = self.previous and {"index": self.previous.index, "leaf": str(self.previous.leaf)}
        optional = {
            "attempt": self.attempt,
            "record": self.record,
            "claim": self.claim,
            "previous": previous,
            "record_index": self.record_index and str(self.record_index),
            "checkpoint": self.checkpoint,
        }
        return {
            "contract": ENTRY_CONTRACT,
            "kind": self.kind,
            "time": self.time,
            "body": self.body.to_json(),
            **{name: value for name, value in optional.items() if value is not None},
        }

    def to_bytes(self) -> bytes:
        """The RFC 8785 bytes, at most 65535: what does not fit its kind never becomes bytes.

        Raises IntegrityError (``entry.…``).
        """
        document = self.to_json()
        check_entry(document)
        data = canonical_json(document)
        if len(data) > MAX_ENTRY_BYTES:
            raise _too_large(data)
        return data


def read_entry(data: bytes) -> Entry[Body]:
    """Read canonical bytes; anything else, to the last byte, is refused. Raises IntegrityError (``entry.…``)."""
    document: _Document = _decode(data) if regular_kind(data) else _checked(data)
    body = KINDS[document["kind"]].read(document["body"])
    root, before = document.get("record_index"), document.get("previous")
    return Entry(
        document["time"],
        body,
        document.get("attempt"),
        document.get("record"),
        document.get("claim"),
        None if before is None else Previous(before["index"], Digest.parse(before["leaf"])),
        None if root is None else Digest.parse(root),
        document.get("checkpoint"),
    )


def check_entry(document: Json) -> None:
    """Check an entry given as plain JSON values. Raises IntegrityError (``entry.…``)."""
    if type(document) is not dict or not document.keys() <= _NAMES:
        _refuse("unknown-field", f"an entry is an object with no other fields than {', '.join(sorted(_NAMES))}")
    if document.get("contract") != ENTRY_CONTRACT:
        _refuse("unknown-contract", f"this version reads {ENTRY_CONTRACT}")
    name = document.get("kind")
    kind = KINDS.get(name) if type(name) is str else None
    if kind is None:
        raise unknown_kind()
    if not TIME.fits(document.get("time")):
        _refuse("wrong-type", f"'time' must be {TIME.says}")
    for label in _IDS:
        if label in document:
            if not ID.fits(document[label]):
                _refuse("wrong-type", f"{label!r} must be {ID.says}")
        elif label in kind.needs:
            _refuse("missing-field", f"a {kind.name} entry needs {label!r}")
    _check_place(document)
    body = document.get("body")
    if type(body) is not dict:
        _refuse("wrong-type", "'body' must be an object")
    kind.check(body)


def _check_place(document: dict[str, Json]) -> None:
    """Check what an entry says of its place among the entries about its record."""
    if "record_index" in document and not DIGEST.fits(document["record_index"]):
        _refuse("wrong-type", f"'record_index' must be {DIGEST.says}")
    if "checkpoint" in document and not INT.fits(document["checkpoint"]):
        _refuse("wrong-type", f"'checkpoint' must be {INT.says}")
    if "previous" not in document:
        return
    for name in ("record", "record_index"):
        if name not in document:
            _refuse("missing-field", f"an entry with 'previous' needs {name!r}")
    previous = document["previous"]
    if type(previous) is not dict or previous.keys() != {"index", "leaf"}:
        _refuse("wrong-type", "'previous' must be an object with 'index' and 'leaf'")
    if not INT.fits(previous["index"]) or not DIGEST.fits(previous["leaf"]):
        _refuse("wrong-type", f"'previous' must hold an index and {DIGEST.says}")


def _checked(data: bytes) -> _Document:
    """The JSON object of an entry's bytes, once they are known to be canonical and to fit their kind."""
    if len(data) > MAX_ENTRY_BYTES:
        raise _too_large(data)
    try:
        document = _decode(data)
        canonical = _encode(document) == data
    except (ValueError, RecursionError) as error:  # msgspec.DecodeError and UnicodeError are ValueErrors
        _refuse("malformed", f"not JSON: {type(error).__name__}")
    if not canonical:
        _refuse("not-canonical", "not in RFC 8785 form (order of names, spaces, escapes or repeated names)")
    check_entry(document)
    checked: _Document = document
    return checked


def _too_large(data: bytes) -> IntegrityError:
    return IntegrityError("entry.too-large", f"{len(data)} bytes; an entry has at most {MAX_ENTRY_BYTES}")


def _refuse(what: str, message: str) -> NoReturn:
    raise IntegrityError(f"entry.{what}", message)
