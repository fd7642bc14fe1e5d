"""Bundles of the contract ``gate-verdict-bundle-v1``, as gate 0.1 wrote them: read, and no longer written.

They hold a verdict and its decision, each with an inclusion proof, and the policy; nothing in them tells what became of
the verdict afterwards.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from gate.attest.dsse import Envelope
from gate.attest.proven import ProvenAttempt
from gate.attest.reading import member, no_others, read_bytes, read_bytes_list, read_hashes, read_index, read_list
from gate.log.checkpoint import Checkpoint
from gate.log.entry import Entry, read_entry
from gate.log.keys import VerifierKey
from gate.log.kind import B
from gate.log.kinds import DecisionBody, VerdictBody, kind_of
from gate.log.merkle import leaf_hash, verify_inclusion
from gate.model.digest import Digest, Json
from gate.model.errors import IntegrityError

CONTRACT = "gate-verdict-bundle-v1"
_CODE = "bundle.malformed"
_MEMBERS = ("contract", "origin", "checkpoint", "verdict", "decision", "rotations", "policy", "checks", "envelopes")
_ENTRY_MEMBERS = ("index", "entry", "proof")


@dataclass(frozen=True, slots=True)
class ProvedEntry:
    """A log entry: its index, canonical bytes, and inclusion proof (leaf's sibling first)."""

    index: int
    data: bytes
    proof: tuple[bytes, ...]

    @classmethod
    def from_json(cls, holder: dict[str, Json], name: str) -> ProvedEntry:
        """Read a member. Raises IntegrityError (``bundle.malformed``)."""
        value = member(holder, name, dict, code=_CODE, where="bundle")
        no_others(value, _ENTRY_MEMBERS, code=_CODE, where=name)
        index = read_index(value, "index", code=_CODE, where=name)
        proof = read_hashes(value, "proof", code=_CODE, where=name)
        return cls(index, read_bytes(value, "entry", code=_CODE, where=name), proof)

    def prove(self, head: Checkpoint, kind: type[B]) -> Entry[B]:
        """The entry, once it is known to be in the log at its index and to have this type of body.

        Raises IntegrityError (``proof.…``, ``entry.…``, ``bundle.entry``).
        """
        verify_inclusion(leaf_hash(self.data), self.index, head.size, self.proof, head.root)
        entry = read_entry(self.data)
        found = entry.of_kind(kind)
        if found is None:
            name = kind_of(kind).name
            raise IntegrityError("bundle.entry", f"the entry is a {entry.kind}, not a {name}", where=name)
        return found


@dataclass(frozen=True, slots=True)
class BundleV1:
    """A bundle as read: its form is checked, nothing in it is verified. Members as for `gate.attest.bundle.Bundle`."""

    origin: str
    checkpoint: bytes
    verdict: ProvedEntry
    decision: ProvedEntry
    rotations: tuple[bytes, ...]
    documents: tuple[bytes, ...]
    checks: tuple[bytes, ...]
    envelopes: tuple[Envelope, ...]

    @classmethod
    def from_json(cls, value: dict[str, Json]) -> BundleV1:
        """Read the JSON object. Raises IntegrityError (``bundle.malformed``, ``envelope.…``)."""
        no_others(value, _MEMBERS, code=_CODE, where="bundle")
        return cls(
            origin=member(value, "origin", str, code=_CODE, where="bundle"),
            checkpoint=read_bytes(value, "checkpoint", code=_CODE, where="bundle"),
            verdict=ProvedEntry.from_json(value, "verdict"),
            decision=ProvedEntry.from_json(value, "decision"),
            rotations=read_bytes_list(value, "rotations", code=_CODE, where="bundle"),
            documents=(read_bytes(value, "policy", code=_CODE, where="bundle"),),
            checks=read_bytes_list(value, "checks", code=_CODE, where="bundle"),
            envelopes=tuple(
                Envelope.parse(item, where=f"envelopes[{number}]")
                for number, item in enumerate(read_list(value, "envelopes", code=_CODE, where="bundle"))
            ),
        )

    def prove(self, head: Checkpoint, keys: Sequence[VerifierKey]) -> ProvenAttempt:
        """The attempt's entries, once they are known to be in the log. Raises IntegrityError."""
        verdict = self.verdict.prove(head, VerdictBody)
        decision = self.decision.prove(head, DecisionBody)
        if self.decision.index >= self.verdict.index or decision.attempt != verdict.attempt:
            message = "the decision is not that of this verdict's attempt"
            raise IntegrityError("bundle.decision", message, where="decision")
        if verdict.body.policy_digest not in map(Digest.of, self.documents):
            raise IntegrityError("bundle.policy", "the policy is not the one of the verdict", where="policy")
        return ProvenAttempt(self.verdict.index, verdict, decision, None)
