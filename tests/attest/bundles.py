"""A small real log with one verdict in it and what became of it, and the bundle of that verdict."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from msgspec.structs import replace as replace_fields

from gate.attest.bundle import build_bundle, proof_to_json
from gate.log.checkpoint import Trust
from gate.log.entry import Entry, Previous, read_entry
from gate.log.keys import Signer
from gate.log.kind import Body
from gate.log.kinds import CheckBody, CorrectionBody, DecisionBody, IntakeBody, RevocationBody, VerdictBody
from gate.log.merkle import inclusion_proof, leaf_hash
from gate.log.record_index import RecordIndex
from gate.log.record_proof import RecordProof, needs_path
from gate.log.rotation import rotation_body
from gate.log.strict import encode_base64
from gate.model.challenge import Challenge, ChallengeFile
from gate.model.check import Check, failed, inconclusive, passed
from gate.model.claim import MathematicalClaim
from gate.model.digest import Digest, canonical_json
from gate.model.policy import Policy
from gate.model.required import required_checks
from gate.model.verdict import Verdict
from tests.log.trees import ORIGIN, SIGNER, Tree, entry, tree_of

TIME = "2026-06-10T12:00:00.000000Z"
IDS = {"attempt": "attempt-7", "record": "r-123", "claim": "c1"}
_CHALLENGE = Challenge(files=(ChallengeFile(path="Challenge.lean"),), targets=("add_comm'",), toolchain="lean-elan")
ABOUT = MathematicalClaim(id="c1", kind="mathematical", statement="Addition commutes.", challenge=_CHALLENGE)
REQUIRED = required_checks(ABOUT, Policy()) or ()
POLICY = canonical_json(Policy().model_dump(mode="json"))
CLAIM = canonical_json(ABOUT.model_dump(mode="json"))
SUBJECTS = {name: Digest.of(name.encode()) for name in ("artifact", "record")} | {"claim": Digest.of(CLAIM)}
PLAIN = {"record_file": Digest.of(b"the file"), "archive": Digest.of(b"the archive")}
IMAGE = Digest.of(b"image")
TRUST = Trust.of(SIGNER.verifier)
SECOND, THIRD = Signer(ORIGIN, b"2" * 32), Signer(ORIGIN, b"3" * 32)
CHANGES = ((SIGNER, SECOND), (SECOND, THIRD))

GOOD = (
    passed("artifact.preflight", "well formed"),
    *(passed(f"lean.{name}", "well formed") for name in ("challenge", "compile", "decode", "statement")),
    passed("lean.axioms", "3 axioms, all permitted", evidence={"axioms": Digest.of(b"a")}, data=["propext"]),
    passed("lean.kernel", "accepted — “quoted” \\ é", evidence={"log": Digest.of(b"l")}),
)
BAD = (*GOOD[:-2], failed("lean.axioms", "axiom-not-permitted", "sorryAx"), GOOD[-1])
OPEN = (*GOOD[:-1], inconclusive("lean.kernel", "time-limit", "60 s"), inconclusive("engine.attempt", "x", "y"))
CASES = {Verdict.VERIFIED: GOOD, Verdict.REJECTED: BAD, Verdict.INCONCLUSIVE: OPEN}


@dataclass(frozen=True)
class Attempt:
    """The entries of one attempt at claim c1; change fields to make it lie."""

    id: str = IDS["attempt"]
    number: int = 1
    verdict: Verdict = Verdict.VERIFIED
    checks: Sequence[Check] = GOOD
    required: Sequence[str] = REQUIRED
    level: str | None = "proof"
    words: tuple[str, str] | None = None
    """What the level establishes and leaves open; None in entries of before."""
    decided: Verdict | None = None
    subjects: dict[str, Digest] = field(default_factory=lambda: SUBJECTS)
    changes: dict[str, Any] = field(default_factory=dict)
    """Of the verdict's body."""

    def entries(self) -> list[Entry[Body]]:
        ids = IDS | {"attempt": self.id}
        listed = Digest.of_json([str(Digest.of_json(check.to_json())) for check in self.checks])
        digests = {f"{name}_digest": digest for name, digest in self.subjects.items()}
        digests["policy_digest"] = Digest.of(POLICY)
        body: dict[str, Any] = {
            "verdict": self.verdict,
            "reason": f"all {len(GOOD)} required checks passed",
            "images": (IMAGE,),
            "checks": listed,
            "code": "all-passed",
            **digests,
            **({"level": self.level} if self.level else {}),
            **({"establishes": self.words[0], "leaves_open": self.words[1]} if self.words else {}),
            **self.changes,
        }
        bodies: list[Body] = [IntakeBody(**digests, number=self.number, **PLAIN)]
        for check in self.checks:
            bodies.append(CheckBody(id=check.id, outcome=check.outcome, digest=Digest.of_json(check.to_json())))
        decided = self.decided or self.verdict
        bodies.append(DecisionBody(required=tuple(self.required), verdict=decided, checks=listed))
        return [Entry(TIME, part, **ids) for part in (*bodies, VerdictBody(**body))]


@dataclass(frozen=True)
class Story:
    """A log in which an attempt reaches its verdict; ``earlier`` attempts precede it, ``later`` entries follow."""

    attempt: Attempt = field(default_factory=Attempt)
    before: int = 5
    earlier: Sequence[Attempt] = ()
    later: Sequence[Entry[Body]] = ()
    after: int = 4
    signer: Signer = SIGNER
    rotations: Sequence[tuple[Signer, Signer]] = ()
    documents: Sequence[bytes] = (POLICY, CLAIM)

    @property
    def index(self) -> int:
        """The position of the verdict."""
        earlier = sum(len(attempt.entries()) for attempt in self.earlier)
        return self.before + len(self.rotations) + earlier + len(self.attempt.entries()) - 1

    def plain(self) -> list[Entry[Body]]:
        rotations = [Entry(TIME, rotation_body(SIGNER.name, old, new.verifier)) for old, new in self.rotations]
        before = [entry(number) for number in range(self.before)]
        after = [entry(100 + number) for number in range(self.after)]
        earlier = [part for attempt in self.earlier for part in attempt.entries()]
        return [*before, *rotations, *earlier, *self.attempt.entries(), *self.later, *after]

    def entries(self) -> list[bytes]:
        return placed(self.plain())[0]

    def parts(self) -> dict[str, Any]:
        entries, index = placed(self.plain())
        tree = tree_of(entries)
        return {
            "checkpoint": tree.checkpoint(self.signer),
            "proof": proof_of(entries, tree, index, IDS["record"]),
            "verdict": self.index,
            "rotations": [data for data in entries if b'"kind":"key"' in data],
            "documents": self.documents,
            "checks": [canonical_json(check.to_json()) for check in self.attempt.checks],
            "signer": self.signer,
            "versions": {"gate": "0.2.0", "toolchain": "lean-core"},
        }

    def bundle(self, **changes: Any) -> bytes:
        return build_bundle(**{**self.parts(), **changes})

    def raw(self) -> bytes:
        """The bundle of a lie, which `build_bundle` would refuse; its statements are those of another verdict."""
        parts = self.parts()
        honest = json.loads(Story().bundle())
        members = {
            "checkpoint": encode_base64(parts["checkpoint"]),
            "verdict": parts["verdict"],
            "rotations": [encode_base64(data) for data in parts["rotations"]],
            "documents": [encode_base64(data) for data in parts["documents"]],
            "checks": [encode_base64(data) for data in parts["checks"]],
            **proof_to_json(parts["proof"]),
        }
        return json.dumps(honest | members, indent=1).encode()

    def lying(self, **changes: Any) -> Story:
        """The same story with another attempt."""
        return replace(self, attempt=replace(self.attempt, **changes))


def placed(plain: Sequence[Entry[Body]]) -> tuple[list[bytes], RecordIndex]:
    """The entries as a ledger writes them, each with the record index and the one before it about its record."""
    index, entries = RecordIndex(), []
    for position, item in enumerate(plain):
        previous = None
        if item.record is not None:
            head = index.head(item.record)
            previous = head and Previous(head.newest, Digest(leaf_hash(entries[head.newest]).hex()))
            index.add(item.record, position)
        entries.append(replace_fields(item, previous=previous, record_index=Digest(index.root().hex())).to_bytes())
    return entries, index


def proof_of(entries: list[bytes], tree: Tree, index: RecordIndex, record: str) -> RecordProof:
    own = [(at, data) for at, data in enumerate(entries) if read_entry(data).record == record]
    paths: dict[int, tuple[bytes, ...]] = {}
    following = None
    for at, data in reversed(own):
        if needs_path(following):
            paths[at] = inclusion_proof(at, tree.size, tree.node)
        following = read_entry(data)
    last_path = inclusion_proof(tree.size - 1, tree.size, tree.node)
    return RecordProof(record, entries[-1], last_path, index.prove(record), tuple(own), paths)


def about(body: Body, *, claim: str | None = "c1", attempt: str | None = None) -> Entry[Body]:
    """An entry about the record of the story."""
    return Entry(TIME, body, attempt, IDS["record"], claim)


def revocation(verdict: int, reason: str = "kernel bug") -> Entry[Body]:
    return about(RevocationBody(verdict=verdict, reason=reason, code="operator"))


def correction(kind: str, text: str, claim: str | None = None) -> Entry[Body]:
    return about(CorrectionBody(item=Digest.of(text.encode()), kind=kind, text=text), claim=claim)


def story(
    verdict: Verdict, *, level: str | None = "proof", words: tuple[str, str] | None = None, **changes: Any
) -> Story:
    """A consistent story with this verdict."""
    reached = level if verdict is Verdict.VERIFIED or level != "proof" else None
    attempt = Attempt(verdict=verdict, checks=CASES[verdict], level=reached, words=words)
    return replace(Story(attempt=attempt), **changes)
