"""What the log says of a record: its status now, and every attempt at its claims."""

from __future__ import annotations

from typing import Literal

from gate.documents.base import Document
from gate.model.check import Outcome
from gate.model.digest import Digest
from gate.model.verdict import GATE_NAME, Status, Verdict


class ClaimStatus(Document):
    """The status of one claim. ``evaluated`` is the time (RFC 3339, UTC) of the entry that it rests on."""

    claim: str
    status: Status
    reason: str
    evaluated: str | None
    level: str
    attempts: int


class StatusReport(Document):
    """The verdict block of a record, folded from the log, as `gate show` prints it."""

    format: Literal["gate-status-v1"] = "gate-status-v1"
    record: str
    record_digest: Digest
    gate: str = GATE_NAME
    status: Status
    reason: str
    evaluated: str
    """RFC 3339; the time of the question when no entry decides."""
    level: str
    attempts: int
    claims: tuple[ClaimStatus, ...]

    def block(self) -> str:
        """The verdict block as the public page has it."""
        return (
            "Truth-Engine Gate Verdict\n"
            f"Status     {self.status}\n"
            f"Gate       {self.gate}\n"
            f"Reason     {self.reason}\n"
            f"Evaluated  {self.evaluated}"
        )


class CheckOutcome(Document):
    """A check's id and outcome, as the log has them."""

    id: str
    outcome: Outcome


class AttemptSummary(Document):
    """One attempt in a history; verdict, ``evaluated`` and ``log_index`` are None while it is open."""

    attempt: str
    claim: str
    number: int
    opened: str
    evaluated: str | None
    verdict: Verdict | None
    level: str
    reason: str
    revoked: str | None
    artifact_digest: Digest
    checks: tuple[CheckOutcome, ...]
    log_index: int | None


class HistoryReport(Document):
    """Every attempt at a record's claims, oldest first, as `gate history` prints it."""

    format: Literal["gate-history-v1"] = "gate-history-v1"
    record: str
    attempts: tuple[AttemptSummary, ...]
