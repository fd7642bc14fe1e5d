"""The verdict bundle: one file from which a stranger can verify one verdict offline (contract below).

JSON, one member a line. Whatever is hashed or signed is kept as base64 of its exact bytes, so that nobody has to agree
on how to write JSON: the log entries of verdict and decision with their inclusion proofs, the checkpoint, the entries
that changed the log's key, the policy, each check, and the DSSE envelopes. docs/verify-by-hand.md walks through one.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from gate.attest.dsse import IN_TOTO, Envelope, sign_envelope
from gate.attest.reading import member, no_others, read_object
from gate.attest.statement import LoggedVerdict, statements
from gate.log.checkpoint import read_checkpoint
from gate.log.entry import Entry, read_entry
from gate.log.keys import Signer
from gate.log.kind import B
from gate.log.kinds import VerdictBody, kind_of
from gate.log.merkle import HASH_BYTES, MAX_SIZE
from gate.log.strict import decode_base64, encode_base64
from gate.model.check import Check
from gate.model.digest import Json, canonical_json
from gate.model.errors import InputError, IntegrityError

BUNDLE_CONTRACT = "gate-verdict-bundle-v1"
_CODE = "bundle.malformed"
_MEMBERS = ("contract", "origin", "checkpoint", "verdict", "decision", "rotations", "policy", "checks", "envelopes")
_ENTRY_MEMBERS = ("index", "entry", "proof")
_MAX_LIST = 4096


@dataclass(frozen=True, slots=True)
class ProvedEntry:
    """A log entry: its index, canonical bytes, and inclusion proof (leaf's sibling first)."""

    index: int
    data: bytes
    proof: tuple[bytes, ...]

    def read(self, kind: type[B]) -> Entry[B]:
        """The entry, which must have this type of body.

        Raises IntegrityError: ``entry.…`` when it is none, ``bundle.entry`` when it is of another kind.
        """
        entry = read_entry(self.data)
        found = entry.of_kind(kind)
        if found is None:
            name = kind_of(kind).name
            raise IntegrityError("bundle.entry", f"the entry is a {entry.kind}, not a {name}", where=name)
        return found

    def to_json(self) -> dict[str, Json]:
        """As the bundle has it."""
        return {
            "index": self.index,
            "entry": encode_base64(self.data),
            "proof": [encode_base64(part) for part in self.proof],
        }


@dataclass(frozen=True, slots=True)
class Bundle:
    """A bundle as read: its form is checked, nothing in it is verified. ``checks`` and ``policy`` are exact bytes."""

    origin: str
    checkpoint: bytes
    verdict: ProvedEntry
    decision: ProvedEntry
    rotations: tuple[bytes, ...]
    policy: bytes
    checks: tuple[bytes, ...]
    envelopes: tuple[Envelope, ...]

    @classmethod
    def from_bytes(cls, data: bytes) -> Bundle:
        """Read a file. Raises IntegrityError (``bundle.malformed``, ``bundle.unknown-contract``, ``envelope.…``)."""
        value = read_object(data, code=_CODE, where="bundle")
        contract = value.get("contract")
        if contract != BUNDLE_CONTRACT:
            raise IntegrityError(
                "bundle.unknown-contract",
                f"contract {str(contract)[:80]!r}",
                hint=f"this version reads {BUNDLE_CONTRACT}",
            )
        no_others(value, _MEMBERS, code=_CODE, where="bundle")
        return cls(
            origin=member(value, "origin", str, code=_CODE, where="bundle"),
            checkpoint=_bytes(value, "checkpoint", "bundle"),
            verdict=_proved(value, "verdict"),
            decision=_proved(value, "decision"),
            rotations=_list_of_bytes(value, "rotations", "bundle"),
            policy=_bytes(value, "policy", "bundle"),
            checks=_list_of_bytes(value, "checks", "bundle"),
            envelopes=tuple(
                Envelope.parse(item, where=f"envelopes[{number}]")
                for number, item in enumerate(_list(value, "envelopes", "bundle"))
            ),
        )


def build_bundle(
    *,
    checkpoint: bytes,
    verdict: ProvedEntry,
    decision: ProvedEntry,
    rotations: Sequence[bytes],
    policy: bytes,
    checks: Sequence[bytes],
    signer: Signer,
    versions: Mapping[str, str],
) -> bytes:
    """The bundle's file, with envelopes freshly signed by the log's key.

    ``decision`` is the attempt's decision entry; ``rotations`` all ``key`` entries of the log in order, as bytes;
    ``policy`` and ``checks`` the canonical JSON whose digests the entries hold; ``versions`` what judged, by name.
    Raises IntegrityError (``entry.…``, ``bundle.check``, ``note.…``) for material that no bundle can be made from;
    `gate.attest.verify.verify_bundle` says whether it belongs together.
    """
    origin = read_checkpoint(checkpoint)[0].origin
    entry = verdict.read(VerdictBody)
    logged = LoggedVerdict(origin, verdict.index, entry, tuple(map(read_check, checks)), versions)
    document = {
        "contract": BUNDLE_CONTRACT,
        "origin": origin,
        "checkpoint": encode_base64(checkpoint),
        "verdict": verdict.to_json(),
        "decision": decision.to_json(),
        "rotations": [encode_base64(data) for data in rotations],
        "policy": encode_base64(policy),
        "checks": [encode_base64(data) for data in checks],
        "envelopes": [sign_envelope(IN_TOTO, statement, signer) for statement in statements(logged)],
    }
    return json.dumps(document, indent=1).encode("ascii") + b"\n"


def read_check(data: bytes) -> Check:
    """A check from its canonical bytes. Raises IntegrityError (``bundle.check``)."""
    value = read_object(data, code="bundle.check", where="checks")
    try:
        check = Check.from_json(value)
        canonical = canonical_json(check.to_json()) == data
    except (IntegrityError, InputError):
        raise IntegrityError("bundle.check", "not a check", where="checks") from None
    if not canonical:
        raise IntegrityError("bundle.check", "not a check in RFC 8785 form", where="checks")
    return check


def _proved(holder: dict[str, Json], name: str) -> ProvedEntry:
    value = member(holder, name, dict, code=_CODE, where="bundle")
    no_others(value, _ENTRY_MEMBERS, code=_CODE, where=name)
    index = member(value, "index", int, code=_CODE, where=name)
    if not 0 <= index < MAX_SIZE:
        raise IntegrityError(_CODE, "an index that no log has", where=name)
    proof = _list_of_bytes(value, "proof", name)
    if any(len(part) != HASH_BYTES for part in proof):
        raise IntegrityError(_CODE, f"a hash of a proof has {HASH_BYTES} bytes", where=name)
    return ProvedEntry(index, _bytes(value, "entry", name), proof)


def _bytes(holder: dict[str, Json], name: str, where: str) -> bytes:
    return decode_base64(member(holder, name, str, code=_CODE, where=where), code=_CODE, where=f"{where}.{name}")


def _list(holder: dict[str, Json], name: str, where: str) -> list[Json]:
    items = member(holder, name, list, code=_CODE, where=where)
    if len(items) > _MAX_LIST:
        raise IntegrityError(_CODE, f"{len(items)} items; at most {_MAX_LIST} are read", where=f"{where}.{name}")
    return items


def _list_of_bytes(holder: dict[str, Json], name: str, where: str) -> tuple[bytes, ...]:
    place = f"{where}.{name}"
    items = _list(holder, name, where)
    texts = [item for item in items if isinstance(item, str)]
    if len(texts) != len(items):
        raise IntegrityError(_CODE, "a list of base64 strings is expected", where=place)
    return tuple(decode_base64(text, code=_CODE, where=place) for text in texts)
