"""One attempt: its verdict with everything that it rests on, its explanation, and how it would be run again."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal

from pydantic import JsonValue

from gate.documents.base import Document
from gate.model.check import Check, Outcome
from gate.model.digest import Digest, Json
from gate.model.table import Table
from gate.model.verdict import Verdict


class CheckReport(Document):
    """One check; ``evidence`` maps names to digests of kept blobs, ``data`` is a small value for `gate explain`."""

    id: str
    outcome: Outcome
    code: str
    reason: str
    evidence: dict[str, Digest]
    data: Json

    @classmethod
    def of(cls, check: Check) -> CheckReport:
        """The report of a check."""
        return cls(
            id=check.id,
            outcome=check.outcome,
            code=check.code,
            reason=check.reason,
            evidence=dict(check.evidence),
            data=check.data,
        )


class AttemptReport(Document):
    """One closed attempt, as `gate submit` and `gate rerun` print it. ``log_index`` is that of its verdict entry."""

    format: Literal["gate-attempt-v1"] = "gate-attempt-v1"
    verdict: Verdict
    code: str
    reason: str
    level: str
    level_meaning: str
    """What the level establishes, in words; empty where there is none."""
    leaves_open: str
    """What it leaves open, in words."""
    attempt: str
    number: int
    record: str
    claim: str
    record_digest: Digest
    claim_digest: Digest
    artifact_digest: Digest
    policy_digest: Digest
    required: tuple[str, ...]
    checks: tuple[CheckReport, ...]
    log_index: int
    differences: tuple[str, ...] | None = None
    """For a rerun: the checks that came out otherwise than in the attempt that was rerun, one sentence each."""


class RerunPlan(Document):
    """What `gate rerun` will run. ``plan`` is the judge's stored plan (`gate-run-plan-v1` for a script), if any."""

    format: Literal["gate-rerun-v1"] = "gate-rerun-v1"
    of: str
    record: str
    claim: str
    artifact_digest: Digest
    policy_digest: Digest
    plan: JsonValue
    runs: tuple[str, ...] = ()
    """The planned runs for people, one line each, in the order in which they start."""


class ExplanationReport(Document):
    """Why an attempt came to its verdict, as `gate explain` prints it."""

    format: Literal["gate-explanation-v1"] = "gate-explanation-v1"
    attempt: str
    record: str
    claim: str
    number: int
    verdict: Verdict | None
    """None while the attempt is open."""
    level: str
    reason: str
    required: tuple[str, ...]
    checks: tuple[CheckReport, ...]
    approvals: tuple[str, ...]
    level_meaning: str = ""
    """What the level establishes, in words."""
    leaves_open: str = ""
    """What it leaves open, in words."""
    revoked: str | None = None
    """Why the verdict no longer counts, if it was revoked."""
    raised: str | None = None
    """Why the verdict does not count under a policy that was adopted since; None where it does."""
    tables: tuple[Table, ...] = ()
    established: tuple[str, ...] = ()
    not_established: tuple[str, ...] = ()

    def lines(self) -> Iterator[str]:
        """The explanation for people: verdict, reason, checks, tables, what was established, evidence."""
        yield f"{self.verdict or 'open'}  {self.record} claim {self.claim}, attempt {self.number} ({self.attempt})"
        yield f"Reason: {self.reason}"
        if self.level_meaning:
            yield f"Level {self.level}: {self.level_meaning}"
        if self.leaves_open:
            yield f"It leaves open {self.leaves_open}"
        if self.revoked:
            yield f"REVOKED: {self.revoked}"
        if self.raised:
            yield f"No longer counts: {self.raised}"
        for check in self.checks:
            mark = "" if check.id in self.required else " (not required)"
            code = f" [{check.code}]" if check.code and check.outcome is not Outcome.PASS else ""
            yield f"{check.outcome:<12} {check.id}{mark}{code}: {check.reason}"
        for table in self.tables:
            yield ""
            yield from table.lines()
        for title, sentences in (("Established", self.established), ("Not established", self.not_established)):
            if sentences:
                yield from ("", title, *(f"  {sentence}" for sentence in sentences))
        yield from ("", *self.approvals)
        yield "Evidence"
        evidence = {item for check in self.checks for item in check.evidence.items()}
        yield from (f"  {digest}  {name}" for name, digest in sorted(evidence))
