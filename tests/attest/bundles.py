"""A small real log with one verdict in it, and the bundle of that verdict."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from gate.attest.bundle import ProvedEntry, build_bundle
from gate.log.checkpoint import Trust
from gate.log.entry import Entry
from gate.log.keys import Signer
from gate.log.kinds import DecisionBody, VerdictBody
from gate.log.merkle import inclusion_proof
from gate.log.rotation import rotation_body
from gate.model.check import Check, failed, inconclusive, passed
from gate.model.digest import Digest, canonical_json
from gate.model.policy import Policy
from gate.model.verdict import Verdict
from tests.log.trees import SIGNER, Tree, entry, tree_of

TIME = "2026-06-10T12:00:00.000000Z"
IDS = {"attempt": "attempt-7", "record": "r-123", "claim": "c1"}
REQUIRED = ("artifact.preflight", "lean.axioms", "lean.kernel")
POLICY = canonical_json(Policy().model_dump(mode="json"))
SUBJECTS = {name: Digest.of(name.encode()) for name in ("artifact", "claim", "record")}
IMAGE = Digest.of(b"image")
TRUST = Trust.of(SIGNER.verifier)

GOOD = (
    passed("artifact.preflight", "well formed"),
    passed("lean.axioms", "3 axioms, all permitted", evidence={"axioms": Digest.of(b"a")}, data=["propext"]),
    passed("lean.kernel", "accepted — “quoted” \\ é", evidence={"log": Digest.of(b"l")}),
)
BAD = (GOOD[0], failed("lean.axioms", "axiom-not-permitted", "sorryAx"), GOOD[2])
OPEN = (GOOD[0], GOOD[1], inconclusive("lean.kernel", "time-limit", "60 s"), inconclusive("engine.attempt", "x", "y"))
CASES = {Verdict.VERIFIED: GOOD, Verdict.REJECTED: BAD, Verdict.INCONCLUSIVE: OPEN}


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
        return build_bundle(**{**self.parts(), **changes})


def proved(entries: list[bytes], tree: Tree, index: int) -> ProvedEntry:
    return ProvedEntry(index, entries[index], inclusion_proof(index, len(entries), tree.node))


def story(verdict: Verdict, **changes: Any) -> Story:
    """A consistent story with this verdict."""
    level = "proof" if verdict is Verdict.VERIFIED else None
    return replace(Story(verdict=verdict, checks=CASES[verdict], level=level), **changes)
