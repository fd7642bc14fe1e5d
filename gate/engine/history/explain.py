"""Why an attempt came to its verdict: its checks with their reasons, tables and evidence, read back from the store."""

from __future__ import annotations

from gate.documents.attempt import CheckReport, ExplanationReport
from gate.engine.inputs.stored import stored_checks, stored_claim
from gate.engine.workspace import Workspace
from gate.log.kinds import ApprovalBody, IntakeBody
from gate.log.status import AttemptView, fold_log
from gate.model.errors import UsageError


def explain(workspace: Workspace, name: str) -> ExplanationReport:
    """The explanation of an attempt by its id, or of a record's newest attempt by the record's id.

    Raises UsageError ``attempt.unknown``, IntegrityError when its evidence is damaged.
    """
    view = find_attempt(workspace, name)
    checks = stored_checks(workspace, view.id)
    judge = workspace.judges.of(stored_claim(workspace, view.id))
    findings = judge.explain(checks)
    return ExplanationReport(
        attempt=view.id,
        record=view.record,
        claim=view.claim,
        number=view.number,
        verdict=view.verdict,
        level=view.level,
        level_meaning=judge.levels.get(view.level, ""),
        reason=view.reason,
        revoked=view.revoked,
        required=view.required or (),
        checks=tuple(map(CheckReport.of, checks)),
        tables=findings.tables,
        established=findings.established,
        not_established=findings.not_established,
        approvals=tuple(
            f"{entry.body.approver} approved the {entry.body.what} {entry.body.subject} ({entry.time}): "
            f"{entry.body.note or ''}"
            for _, entry in workspace.ledger.entries(record=view.record, claim=view.claim, kind=ApprovalBody)
        ),
    )


def find_attempt(workspace: Workspace, name: str) -> AttemptView:
    """An attempt by id, or the newest of a record by the record's id. Raises UsageError."""
    intakes = [entry for _, entry in workspace.ledger.entries(attempt=name, kind=IntakeBody)]
    record = intakes[0].record if intakes else name
    views = [
        view
        for view in fold_log(workspace.ledger.entries(record=record)).attempts.values()
        if view.id == name or not intakes
    ]
    if not views:
        raise UsageError(
            "attempt.unknown", f"{name!r} is no attempt and no record with attempts", hint="gate history RECORD"
        )
    return views[-1]
