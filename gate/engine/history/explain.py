"""Why an attempt came to its verdict: its checks with their reasons, tables and evidence, read back from the store."""

from __future__ import annotations

from gate.documents.attempt import CheckReport, ExplanationReport
from gate.engine.history.proven import proven_record
from gate.engine.inputs.stored import stored_checks, stored_claim
from gate.engine.workspace import Workspace
from gate.log.attempts import AttemptView
from gate.log.kinds import ApprovalBody


def explain(workspace: Workspace, view: AttemptView) -> ExplanationReport:
    """The explanation of an attempt. Raises IntegrityError when its evidence or what the log has of it is damaged."""
    checks = stored_checks(workspace, view)
    judge = workspace.judges.of(stored_claim(workspace, view))
    findings = judge.explain(checks)
    proven = proven_record(workspace, view.record)
    due = proven.history.raised(view)
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
        raised=None if due is None else due.lacks(view),
        required=view.required or (),
        checks=tuple(map(CheckReport.of, checks)),
        tables=findings.tables,
        established=findings.established,
        not_established=findings.not_established,
        approvals=tuple(
            f"{entry.body.approver} approved the {entry.body.what} {entry.body.subject} ({entry.time}): "
            f"{entry.body.note or ''}"
            for entry in proven.of_kind(ApprovalBody, claim=view.claim)
        ),
    )
