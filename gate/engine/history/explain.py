"""Why an attempt came to its verdict, or why a claim without attempts stands as it does, read back from the store."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Unpack

from gate.documents.attempt import CheckReport, ExplanationReport
from gate.documents.claim import ClaimExplanation
from gate.engine.history.elsewhere import claims_of
from gate.engine.history.find import AttemptChoice, claim_without_attempts, find_attempt
from gate.engine.history.proven import proven_record
from gate.engine.inputs.stored import stored_checks, stored_claim
from gate.engine.workspace import Workspace
from gate.log.attempts import AttemptView
from gate.log.claims import Claims
from gate.log.kinds import ApprovalBody
from gate.model.claim import Claim, DerivedClaim
from gate.model.errors import UsageError
from gate.model.judging import Meaning
from gate.model.record import Record
from gate.model.table import Table


def explain(workspace: Workspace, name: str, **choice: Unpack[AttemptChoice]) -> ExplanationReport | ClaimExplanation:
    """The explanation of an attempt as `find_attempt` finds it, or of a claim that no artifact can show.

    Raises as `find_attempt` does.
    """
    try:
        view = find_attempt(workspace, name, **choice)
    except UsageError:
        about = claim_without_attempts(workspace, name, choice.get("claim"))
        if about is None:
            raise
        return explain_claim(workspace, *about)
    return explain_attempt(workspace, view)


def explain_attempt(workspace: Workspace, view: AttemptView) -> ExplanationReport:
    """The explanation of an attempt. Raises IntegrityError when its evidence or what the log has of it is damaged."""
    checks = stored_checks(workspace, view)
    judge = workspace.judges.of(stored_claim(workspace, view))
    findings = judge.explain(checks)
    meaning = judge.meaning(view.level, checks) if view.level else Meaning()
    proven = proven_record(workspace, view.record)
    due = proven.history.raised(view)
    return ExplanationReport(
        attempt=view.id,
        record=view.record,
        claim=view.claim,
        number=view.number,
        verdict=view.verdict,
        level=view.level,
        level_meaning=meaning.establishes,
        leaves_open=meaning.leaves_open,
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


def explain_claim(workspace: Workspace, record: Record, claim: Claim) -> ClaimExplanation:
    """The explanation of a claim that no artifact can show. Raises IntegrityError where the log is damaged."""
    claims = claims_of(workspace, record)
    standing = claims.standing(claim)
    return ClaimExplanation(
        record=record.id,
        claim=claim.id,
        form=claim.form,
        status=standing.status,
        reason=standing.reason,
        evaluated=standing.evaluated,
        tables=tuple(_derivation(claims, claim)) if isinstance(claim, DerivedClaim) else (),
    )


def _derivation(claims: Claims, claim: DerivedClaim) -> Iterator[Table]:
    """What goes in, and what comes out."""
    inputs = tuple(
        (one.name, str(one.value), one.printed, str(one.standing.status), one.standing.reason)
        for one in claims.inputs(claim)
    )
    yield Table(title="Derived from", columns=("input", "of", "printed", "status", "reason"), rows=inputs)
    values = tuple(
        ("follows" if one.follows else "DOES NOT", one.formula, one.published, one.possible, one.reason)
        for one in claims.values(claim)
    )
    columns = ("", "formula", "published", "possible", "finding")
    yield Table(title="Arithmetic of the gate", columns=columns, rows=values)
