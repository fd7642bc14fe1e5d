"""Writes log entries as the engine does, for tests of the fold."""

from gate.log.entry import Entry
from gate.log.kind import Body
from gate.log.kinds import CheckBody, CorrectionBody, DecisionBody, IntakeBody, RevocationBody, VerdictBody
from gate.model.check import Check, Outcome
from gate.model.decide import decide
from gate.model.digest import Digest

TIME = "2026-11-22T10:00:00.000000Z"
REQUIRED = ("lean.axioms", "lean.kernel")


def digest(word: str) -> Digest:
    return Digest.of(word.encode())


class Story:
    """A growing list of (index, entry)."""

    def __init__(self) -> None:
        self.entries: list[tuple[int, Entry[Body]]] = []
        self.numbers: dict[tuple[str, str], int] = {}
        self.intakes: dict[str, IntakeBody] = {}

    def add(self, body: Body, **place) -> int:
        self.entries.append((len(self.entries), Entry(TIME, body, **place)))
        return len(self.entries) - 1

    def intake(
        self, attempt: str, *, record="r", claim="c", artifact="a", version="1", policy="policy"
    ) -> dict[str, str]:
        number = self.numbers[record, claim] = self.numbers.get((record, claim), 0) + 1
        place = {"attempt": attempt, "record": record, "claim": claim}
        body = IntakeBody(
            record_digest=digest(record),
            claim_digest=digest(claim + version),
            artifact_digest=digest(artifact),
            policy_digest=digest(policy),
            number=number,
        )
        self.add(body, **place)
        self.intakes[attempt] = body
        return place

    def attempt(self, attempt: str, outcomes=("pass", "pass"), gate=None, images=(), **about) -> int:
        """A whole attempt; returns the index of its verdict."""
        return self.judge(self.intake(attempt, **about), outcomes, gate, images)

    def judge(self, place, outcomes, gate=None, images=()) -> int:
        """What follows the intake of an attempt; returns the index of its verdict."""
        checks = [Check(name, Outcome(outcome), "") for name, outcome in zip(REQUIRED, outcomes, strict=False)]
        for check in checks:
            self.add(CheckBody(id=check.id, outcome=check.outcome, digest=digest(check.id)), **place)
        verdict = decide(REQUIRED, checks).verdict
        listed = Digest.of_json([str(digest(check.id)) for check in checks])
        self.add(DecisionBody(required=REQUIRED, verdict=verdict, checks=listed), **place)
        return self.verdict(place, verdict, gate, images)

    def verdict(self, place, verdict, gate=None, images=()) -> int:
        intake = self.intakes[place["attempt"]]
        body = VerdictBody(
            verdict=verdict,
            reason=f"because {verdict}",
            record_digest=intake.record_digest,
            claim_digest=intake.claim_digest,
            artifact_digest=intake.artifact_digest,
            policy_digest=intake.policy_digest,
            images=tuple(map(digest, images)),
            level="proof",
            gate=gate,
        )
        return self.add(body, **place)

    def revoke(self, index: int, *, record="r", claim="c") -> None:
        self.add(RevocationBody(verdict=index, reason="kernel bug", code="toolchain"), record=record, claim=claim)

    def retract(self, *, record="r", claim=None) -> None:
        body = CorrectionBody(item=digest("item"), kind="retraction", text="the data were wrong")
        self.add(body, record=record, claim=claim)
