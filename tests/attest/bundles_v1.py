"""A small log as gate 0.1 wrote it with one verdict in it, and a writer of that version's bundles."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from gate.attest.bundle import read_check
from gate.attest.bundle_v1 import CONTRACT, ProvedEntry
from gate.attest.dsse import IN_TOTO, sign_envelope
from gate.attest.statement import LoggedVerdict, statements
from gate.log.checkpoint import read_checkpoint
from gate.log.entry import Entry, read_entry
from gate.log.keys import Signer
from gate.log.kinds import DecisionBody, VerdictBody
from gate.log.merkle import inclusion_proof
from gate.log.rotation import rotation_body
from gate.log.strict import encode_base64
from gate.model.check import Check
from gate.model.digest import Digest, canonical_json
from gate.model.verdict import Verdict
from tests.attest.bundles import BAD as _BAD
from tests.attest.bundles import GOOD as _GOOD
from tests.attest.bundles import IDS, IMAGE, POLICY, TIME
from tests.attest.bundles import OPEN as _OPEN
from tests.log.trees import SIGNER, Tree, entry, tree_of

REQUIRED = ("artifact.preflight", "lean.axioms", "lean.kernel")
GOOD, BAD, OPEN = (
    tuple(check for check in checks if check.id in (*REQUIRED, "engine.attempt")) for checks in (_GOOD, _BAD, _OPEN)
)
CASES = {Verdict.VERIFIED: GOOD, Verdict.REJECTED: BAD, Verdict.INCONCLUSIVE: OPEN}
SUBJECTS = {name: Digest.of(name.encode()) for name in ("artifact", "claim", "record")}


@dataclass
class Story:
    """A log whose last entries are a decision and a verdict; change fields to make it lie."""

    verdict: Verdict = Verdict.VERIFIED
    checks: Sequence[Check] = GOOD
    required: Sequence[str] = REQUIRED
    level: str | None = "proof"
    decided: Verdict | None = None
    before: int = 9
    after: int = 4
    signer: Signer = SIGNER
    rotations: Sequence[tuple[Signer, Signer]] = ()
    changes: dict[str, Any] = field(default_factory=dict)

    def entries(self) -> list[bytes]:
        listed = Digest.of_json([str(Digest.of_json(check.to_json())) for check in self.checks])
        digests = {f"{name}_digest": digest for name, digest in SUBJECTS.items()}
        body = {
            "verdict": self.verdict,
            "reason": "all 3 required checks passed",
            "policy_digest": Digest.of(POLICY),
            "images": (IMAGE,),
            "checks": listed,
            "code": "all-passed",
            **digests,
            **({"level": self.level} if self.level else {}),
            **self.changes,
        }
        decision = DecisionBody(required=tuple(self.required), verdict=self.decided or self.verdict, checks=listed)
        made = [entry(number).to_bytes() for number in range(self.before)]
        for old, new in self.rotations:
            made.append(Entry(TIME, rotation_body(SIGNER.name, old, new.verifier)).to_bytes())
        made.append(Entry(TIME, decision, attempt=IDS["attempt"]).to_bytes())
        made.append(Entry(TIME, VerdictBody(**body), **IDS).to_bytes())
        return made + [entry(100 + number).to_bytes() for number in range(self.after)]

    def parts(self) -> dict[str, Any]:
        entries = self.entries()
        tree = tree_of(entries)
        index = len(entries) - self.after - 1
        return {
            "checkpoint": tree.checkpoint(self.signer),
            "verdict": proved(entries, tree, index),
            "decision": proved(entries, tree, index - 1),
            "rotations": [data for data in entries if b'"kind":"key"' in data],
            "policy": POLICY,
            "checks": [canonical_json(check.to_json()) for check in self.checks],
            "signer": self.signer,
            "versions": {"gate": "0.1.0", "toolchain": "lean-core"},
        }

    def bundle(self, **changes: Any) -> bytes:
        return build(**{**self.parts(), **changes})


def build(
    *,
    checkpoint: bytes,
    verdict: ProvedEntry,
    decision: ProvedEntry,
    rotations: Sequence[bytes],
    policy: bytes,
    checks: Sequence[bytes],
    signer: Signer,
    versions: dict[str, str],
) -> bytes:
    """The file, as gate 0.1 wrote it."""
    origin = read_checkpoint(checkpoint)[0].origin
    logged = LoggedVerdict(origin, verdict.index, verdict_entry(verdict), tuple(map(read_check, checks)), versions)
    document = {
        "contract": CONTRACT,
        "origin": origin,
        "checkpoint": encode_base64(checkpoint),
        "verdict": to_json(verdict),
        "decision": to_json(decision),
        "rotations": [encode_base64(data) for data in rotations],
        "policy": encode_base64(policy),
        "checks": [encode_base64(data) for data in checks],
        "envelopes": [sign_envelope(IN_TOTO, statement, signer) for statement in statements(logged)],
    }
    return json.dumps(document, indent=1).encode("ascii") + b"\n"


def verdict_entry(part: ProvedEntry) -> Entry[VerdictBody]:
    entry = read_entry(part.data).of_kind(VerdictBody)
    assert entry is not None
    return entry


def to_json(part: ProvedEntry) -> dict[str, Any]:
    proof = [encode_base64(hash_) for hash_ in part.proof]
    return {"index": part.index, "entry": encode_base64(part.data), "proof": proof}


def proved(entries: list[bytes], tree: Tree, index: int) -> ProvedEntry:
    return ProvedEntry(index, entries[index], inclusion_proof(index, len(entries), tree.node))


def story(verdict: Verdict, **changes: Any) -> Story:
    """A consistent story with this verdict."""
    level = "proof" if verdict is Verdict.VERIFIED else None
    return replace(Story(verdict=verdict, checks=CASES[verdict], level=level), **changes)
