"""The verdict bundle: one file from which a stranger can verify one verdict and its standing offline (contract below).

JSON, one member a line. Whatever is hashed or signed is kept as base64 of its exact bytes, so that nobody has to agree
on how to write JSON: every log entry about the record with what proves that these are all, the checkpoint, the entries
that changed the log's key, the documents of policies and claims, each check, and the DSSE envelopes.
docs/verify-by-hand.md walks through one.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from gate.attest.bundle_v1 import CONTRACT as CONTRACT_V1
from gate.attest.bundle_v1 import BundleV1
from gate.attest.documents import Documents
from gate.attest.dsse import IN_TOTO, Envelope, sign_envelope
from gate.attest.proven import ProvenAttempt, attempt_of
from gate.attest.reading import (
    member,
    no_others,
    read_bytes,
    read_bytes_list,
    read_hashes,
    read_index,
    read_list,
    read_object,
    read_texts,
)
from gate.attest.statement import LoggedVerdict, statements
from gate.log.checkpoint import Checkpoint, read_checkpoint
from gate.log.entry import read_entry
from gate.log.keys import NoteSigner, VerifierKey
from gate.log.record_index import IndexProof, RecordHead
from gate.log.record_proof import RecordProof, verify_record_entries
from gate.log.strict import encode_base64
from gate.model.check import Check
from gate.model.digest import Json, canonical_json
from gate.model.errors import InputError, IntegrityError

BUNDLE_CONTRACT = "gate-verdict-bundle-v2"
_CODE = "bundle.malformed"
_MEMBERS = (
    *("contract", "origin", "checkpoint", "rotations", "record", "entries", "last", "record_index", "verdict"),
    *("documents", "checks", "envelopes"),
)
_HEAD = re.compile(r"([^ ]{1,128}) ([1-9][0-9]{0,15}) (0|[1-9][0-9]{0,15})", re.ASCII)
_MAX_ENTRIES = 1 << 20


@dataclass(frozen=True, slots=True)
class Bundle:
    """A bundle as read: its form is checked, nothing in it is verified.

    ``verdict`` is the index of the verdict's entry, which is one of those of ``proof``. ``documents`` (policies and
    claims, found by their digests) and ``checks`` are exact bytes.
    """

    origin: str
    checkpoint: bytes
    rotations: tuple[bytes, ...]
    proof: RecordProof
    verdict: int
    documents: tuple[bytes, ...]
    checks: tuple[bytes, ...]
    envelopes: tuple[Envelope, ...]

    @classmethod
    def from_json(cls, value: dict[str, Json]) -> Bundle:
        """Read the JSON object. Raises IntegrityError (``bundle.malformed``, ``envelope.…``)."""
        no_others(value, _MEMBERS, code=_CODE, where="bundle")
        return cls(
            origin=member(value, "origin", str, code=_CODE, where="bundle"),
            checkpoint=read_bytes(value, "checkpoint", code=_CODE, where="bundle"),
            rotations=read_bytes_list(value, "rotations", code=_CODE, where="bundle"),
            proof=_read_proof(value),
            verdict=read_index(value, "verdict", code=_CODE, where="bundle"),
            documents=read_bytes_list(value, "documents", code=_CODE, where="bundle"),
            checks=read_bytes_list(value, "checks", code=_CODE, where="bundle"),
            envelopes=tuple(
                Envelope.parse(item, where=f"envelopes[{number}]")
                for number, item in enumerate(read_list(value, "envelopes", code=_CODE, where="bundle"))
            ),
        )

    def prove(self, head: Checkpoint, keys: Sequence[VerifierKey]) -> ProvenAttempt:
        """The attempt's entries and its standing, once it is known that these are all entries about the record.

        ``keys`` are the log's own.

        What the verdicts needed is recomputed from the documents. Raises IntegrityError (``index.…``, ``proof.…``,
        ``entry.…``, ``bundle.…``, ``log.impossible-history``).
        """
        return _prove(self.proof, self.verdict, head, self.documents, keys)


def read_bundle(data: bytes) -> Bundle | BundleV1:
    """Read a file. Raises IntegrityError (``bundle.malformed``, ``bundle.unknown-contract``, ``envelope.…``)."""
    value = read_object(data, code=_CODE, where="bundle")
    contract = value.get("contract")
    if contract == CONTRACT_V1:
        return BundleV1.from_json(value)
    if contract != BUNDLE_CONTRACT:
        raise IntegrityError(
            "bundle.unknown-contract",
            f"contract {str(contract)[:80]!r}",
            hint=f"this version reads {BUNDLE_CONTRACT} and {CONTRACT_V1}",
        )
    return Bundle.from_json(value)


def build_bundle(
    *,
    checkpoint: bytes,
    rotations: Sequence[bytes],
    proof: RecordProof,
    verdict: int,
    documents: Sequence[bytes],
    checks: Sequence[bytes],
    signer: NoteSigner,
    versions: Mapping[str, str],
) -> bytes:
    """The bundle's file, with envelopes freshly signed by the log's key.

    ``proof`` holds all entries about the record, under ``checkpoint``; ``verdict`` is the index of the verdict's own;
    ``rotations`` are all ``key`` entries of the log in order, as bytes; ``documents`` and ``checks`` the canonical JSON
    whose digests the entries hold; ``versions`` what judged, by name. The summary says PASSED only while the fold of
    these entries says VERIFIED.

    Raises IntegrityError (``index.…``, ``entry.…``, ``bundle.…``, ``note.…``) for material that no bundle can be made
    from; `gate.attest.verify.verify_bundle` says whether it belongs together.
    """
    head = read_checkpoint(checkpoint)[0]
    proven = _prove(proof, verdict, head, documents, [signer.verifier])
    logged = LoggedVerdict.of(head.origin, proven, tuple(map(read_check, checks)), versions)
    document = {
        "contract": BUNDLE_CONTRACT,
        "origin": head.origin,
        "checkpoint": encode_base64(checkpoint),
        "rotations": [encode_base64(data) for data in rotations],
        **proof_to_json(proof),
        "verdict": verdict,
        "documents": [encode_base64(data) for data in documents],
        "checks": [encode_base64(data) for data in checks],
        "envelopes": [sign_envelope(IN_TOTO, statement, signer) for statement in statements(logged)],
    }
    return json.dumps(document, indent=1).encode("ascii") + b"\n"


def _prove(
    proof: RecordProof, verdict: int, head: Checkpoint, documents: Sequence[bytes], keys: Sequence[VerifierKey]
) -> ProvenAttempt:
    entries = verify_record_entries(proof, head)
    held = Documents(documents)
    required = held.required(complete=True)
    proven = attempt_of(entries, verdict, head, read_entry(proof.last), required, held.judged, keys)
    assert proven.standing is not None
    for digest in sorted(held.digests - proven.standing.documents):
        raise IntegrityError("bundle.document", f"no attempt names the document {digest}", where="documents")
    return proven


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


def proof_to_json(proof: RecordProof) -> dict[str, Json]:
    """The members ``record``, ``entries``, ``last`` and ``record_index``."""
    entries: list[Json] = []
    for index, data in proof.entries:
        path = {"proof": _texts(proof.paths[index])} if index in proof.paths else {}
        entries.append({"index": index, "entry": encode_base64(data), **path})
    return {
        "record": proof.record,
        "entries": entries,
        "last": {"entry": encode_base64(proof.last), "proof": _texts(proof.last_path)},
        "record_index": {
            "bucket": [f"{head.record} {head.entries} {head.newest}" for head in proof.index.heads],
            "siblings": _texts(proof.index.siblings),
        },
    }


def _read_proof(value: dict[str, Json]) -> RecordProof:
    entries: list[tuple[int, bytes]] = []
    paths: dict[int, tuple[bytes, ...]] = {}
    for number, item in enumerate(read_list(value, "entries", code=_CODE, where="bundle", limit=_MAX_ENTRIES)):
        where = f"entries[{number}]"
        if type(item) is not dict:
            raise IntegrityError(_CODE, "an entry is an object", where=where)
        no_others(item, ("index", "entry", "proof"), code=_CODE, where=where)
        index = read_index(item, "index", code=_CODE, where=where)
        entries.append((index, read_bytes(item, "entry", code=_CODE, where=where)))
        if "proof" in item:
            paths[index] = read_hashes(item, "proof", code=_CODE, where=where)
    last = member(value, "last", dict, code=_CODE, where="bundle")
    no_others(last, ("entry", "proof"), code=_CODE, where="last")
    index_proof = member(value, "record_index", dict, code=_CODE, where="bundle")
    no_others(index_proof, ("bucket", "siblings"), code=_CODE, where="record_index")
    return RecordProof(
        record=member(value, "record", str, code=_CODE, where="bundle"),
        last=read_bytes(last, "entry", code=_CODE, where="last"),
        last_path=read_hashes(last, "proof", code=_CODE, where="last"),
        index=IndexProof(
            tuple(map(_read_head, read_texts(index_proof, "bucket", code=_CODE, where="record_index"))),
            read_hashes(index_proof, "siblings", code=_CODE, where="record_index"),
        ),
        entries=tuple(entries),
        paths=paths,
    )


def _read_head(line: str) -> RecordHead:
    found = _HEAD.fullmatch(line)
    if found is None:
        raise IntegrityError(_CODE, "a record, its number of entries and the newest are expected", where="record_index")
    return RecordHead(found[1], int(found[2]), int(found[3]))


def _texts(hashes: Sequence[bytes]) -> list[Json]:
    return [encode_base64(part) for part in hashes]
