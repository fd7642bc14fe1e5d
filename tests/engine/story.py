"""Writes log entries as the engine does, for tests of the fold."""

from gate.engine.history.decide import decide
from gate.log.entry import Entry
from gate.model.check import Check, Outcome
from gate.model.digest import Digest

TIME = "2026-11-22T10:00:00.000000Z"
REQUIRED = ("lean.axioms", "lean.kernel")


def digest(word: str) -> str:
    return str(Digest.of(word.encode()))


class Story:
    """A growing list of (index, entry)."""

    def __init__(self) -> None:
        self.entries: list[tuple[int, Entry]] = []
        self.numbers: dict[tuple[str, str], int] = {}

    def add(self, kind: str, **fields) -> int:
        self.entries.append((len(self.entries), Entry(kind=kind, time=TIME, **fields)))
        return len(self.entries) - 1

    def intake(self, attempt: str, *, record="r", claim="c", artifact="a", version="1") -> dict[str, str]:
        number = self.numbers[record, claim] = self.numbers.get((record, claim), 0) + 1
        place = {"attempt": attempt, "record": record, "claim": claim}
        body = {
            "record_digest": digest(record),
            "claim_digest": digest(claim + version),
            "artifact_digest": digest(artifact),
            "policy_digest": digest("policy"),
            "number": number,
        }
        self.add("intake", **place, body=body)
        return place

    def attempt(self, attempt: str, outcomes=("pass", "pass"), **about) -> int:
        """A whole attempt; returns the index of its verdict."""
        place = self.intake(attempt, **about)
        checks = [Check(name, Outcome(outcome), "") for name, outcome in zip(REQUIRED, outcomes, strict=False)]
        for check in checks:
            self.add("check", **place, body={"id": check.id, "outcome": check.outcome, "digest": digest(check.id)})
        verdict = decide(REQUIRED, checks).verdict
        self.add("decision", **place, body={"required": list(REQUIRED), "verdict": verdict, "checks": digest("list")})
        return self.verdict(place, verdict)

    def verdict(self, place, verdict) -> int:
        record_digest = digest(place["record"])
        body = {
            "verdict": verdict,
            "reason": f"because {verdict}",
            "record_digest": record_digest,
            "claim_digest": record_digest,
            "artifact_digest": record_digest,
            "policy_digest": digest("policy"),
            "images": [],
            "level": "proof",
        }
        return self.add("verdict", **place, body=body)

    def revoke(self, index: int, *, record="r", claim="c") -> None:
        body = {"verdict": index, "reason": "kernel bug", "code": "toolchain"}
        self.add("revocation", record=record, claim=claim, body=body)

    def retract(self, *, record="r", claim=None) -> None:
        body = {"item": digest("item"), "kind": "retraction", "text": "the data were wrong"}
        self.add("correction", record=record, claim=claim, body=body)
