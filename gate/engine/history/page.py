"""What a reader is told about a record: the verdict block, and whether the record file itself says something else."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from gate.documents.status import AttemptSummary, CheckOutcome, ClaimStatus, HistoryReport, StatusReport
from gate.engine.inputs.intake import load_record
from gate.engine.workspace import Workspace, utc_now
from gate.log.status import AttemptView, Standing, claim_standing, fold_log, record_standing
from gate.model.digest import Digest
from gate.model.errors import IntegrityError, UsageError
from gate.model.record import Record


@dataclass(frozen=True, slots=True)
class Page:
    """A record's standing and that of each of its claims, all folded from the log."""

    record: Record
    standing: Standing
    claims: tuple[tuple[str, Standing], ...]
    attempts: tuple[AttemptView, ...]
    evaluated: str


def page(workspace: Workspace, record: Record) -> Page:
    """Fold the log for one record."""
    history = fold_log(workspace.ledger.entries(record=record.id))
    standing = record_standing(history, record, workspace.policy)
    claims = tuple(
        (claim.id, claim_standing(history, record.id, claim.id, str(claim.digest))) for claim in record.claims
    )
    attempts = tuple(view for view in history.attempts.values() if view.record == record.id)
    evaluated = standing.evaluated or utc_now().strftime("%Y-%m-%dT%H:%M:%SZ")
    return Page(record, standing, claims, attempts, evaluated)


def status_report(shown: Page) -> StatusReport:
    """The page as a document."""
    standing = shown.standing
    return StatusReport(
        record=shown.record.id,
        record_digest=shown.record.digest,
        status=standing.status,
        reason=standing.reason,
        evaluated=shown.evaluated,
        level=standing.level,
        attempts=standing.attempts,
        claims=tuple(
            ClaimStatus(
                claim=claim_id,
                status=standing.status,
                reason=standing.reason,
                evaluated=standing.evaluated,
                level=standing.level,
                attempts=standing.attempts,
            )
            for claim_id, standing in shown.claims
        ),
    )


def history_report(shown: Page) -> HistoryReport:
    """Every attempt at the record's claims as a document."""
    return HistoryReport(record=shown.record.id, attempts=tuple(map(_summary, shown.attempts)))


def _summary(view: AttemptView) -> AttemptSummary:
    return AttemptSummary(
        attempt=view.id,
        claim=view.claim,
        number=view.number,
        opened=view.opened,
        evaluated=view.evaluated,
        verdict=view.verdict,
        level=view.level,
        reason=view.reason,
        revoked=view.revoked,
        artifact_digest=Digest.parse(view.artifact_digest),
        checks=tuple(CheckOutcome(id=check_id, outcome=outcome) for check_id, outcome in view.checks),
        log_index=view.index,
    )


def find_record(workspace: Workspace, name: str) -> Record:
    """A record by file name, or by the id of a record that was submitted before. Raises InputError, UsageError."""
    path = Path(name)
    if path.exists():
        return load_record(path, workspace.judges)
    attempts = workspace.ledger.attempts(record=name)
    if not attempts:
        raise UsageError(
            "record.unknown",
            f"{name!r} is neither a file nor the id of a record that was ever submitted",
            hint="give the path of the record's JSON file",
        )
    digest = attempts[-1].record_digest
    return workspace.judges.parse_record(workspace.blobs.get(digest), where=f"blob {digest}")


def refuse_stated_verdict(workspace: Workspace, record: Record) -> None:
    """A verdict in the record file is never believed. Raises IntegrityError when the log says something else."""
    stated = record.gate_verdict
    if stated is None:
        return
    found = record_standing(fold_log(workspace.ledger.entries(record=record.id)), record, workspace.policy)
    differs = stated.status is not found.status or (stated.evaluated or found.evaluated) != found.evaluated
    if differs:
        raise IntegrityError(
            "record.stated-verdict",
            f"the file says {stated.status} (evaluated {stated.evaluated}), the log says {found.status} "
            f"(evaluated {found.evaluated}): {found.reason}",
            where=f"{record.id}#gate_verdict",
            hint="remove gate_verdict from the record; the log is what counts",
        )
