"""An attempt as `gate submit --json` prints it: the verdict with everything that it rests on."""

from __future__ import annotations

from typing import Literal

from gate.model.base import Contract
from gate.model.check import Check, Outcome
from gate.model.digest import Digest, Json
from gate.model.verdict import Verdict


class CheckReport(Contract):
    """One check; ``data`` is for `gate explain`."""

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


class AttemptReport(Contract):
    """One closed attempt. ``log_index`` is that of its verdict entry."""

    format: Literal["gate-attempt-v1"] = "gate-attempt-v1"
    verdict: Verdict
    code: str
    reason: str
    level: str
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
