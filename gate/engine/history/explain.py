"""Why an attempt came to its verdict: its checks with their reasons, tables and evidence, read back from the store."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from gate.documents.attempt import CheckReport, ExplanationReport, TableReport
from gate.engine.history.status import AttemptView
from gate.engine.history.workspace import Workspace
from gate.lean.explain.sentences import established
from gate.log.kinds import ApprovalBody, IntakeBody
from gate.model.check import Check, Outcome
from gate.model.digest import Json
from gate.model.errors import UsageError
from gate.repro.checks.report import tables

_PROSE = "That the expected results say what the claim's prose says: no machine can check it."


@dataclass(frozen=True, slots=True)
class Explanation:
    """An attempt, its checks, and the approvals that were logged for its claim."""

    attempt: AttemptView
    checks: tuple[Check, ...]
    approvals: tuple[str, ...]

    def report(self) -> ExplanationReport:
        """The same as a document."""
        view = self.attempt
        summary = established(self.checks)
        proof = any(check.id.startswith("lean.") for check in self.checks)
        return ExplanationReport(
            attempt=view.id,
            record=view.record,
            claim=view.claim,
            number=view.number,
            verdict=view.verdict,
            level=view.level,
            reason=view.reason,
            required=view.required or (),
            checks=tuple(map(CheckReport.of, self.checks)),
            approvals=self.approvals,
            revoked=view.revoked,
            tables=tuple(
                TableReport(title=table.title, columns=table.columns, rows=table.rows) for table in tables(self.checks)
            ),
            established=summary.shown if proof else (),
            not_established=summary.not_shown if proof else (_PROSE,),
        )

    def to_json(self) -> dict[str, Json]:
        """The same as data."""
        view = self.attempt
        return {
            "attempt": view.id,
            "record": view.record,
            "claim": view.claim,
            "number": view.number,
            "verdict": view.verdict.value if view.verdict else None,
            "level": view.level,
            "reason": view.reason,
            "required": list(view.required or ()),
            "checks": [check.to_json() for check in self.checks],
            "approvals": list(self.approvals),
        }


def explanation(workspace: Workspace, name: str) -> Explanation:
    """The explanation of an attempt by its id, or of a record's newest attempt by the record's id.

    Raises UsageError when there is no such attempt, IntegrityError when its evidence is damaged.
    """
    view = find_attempt(workspace, name)
    approvals = tuple(
        f"{entry.body.approver} approved the {entry.body.what} {entry.body.subject} ({entry.time}): "
        f"{entry.body.note or ''}"
        for _, entry in workspace.ledger.entries(record=view.record, claim=view.claim, kind=ApprovalBody)
    )
    return Explanation(view, workspace.checks_of(view.id), approvals)


def find_attempt(workspace: Workspace, name: str) -> AttemptView:
    """An attempt by id, or the newest of a record by the record's id. Raises UsageError."""
    intakes = [entry for _, entry in workspace.ledger.entries(attempt=name, kind=IntakeBody)]
    record = intakes[0].record if intakes else name
    views = [view for view in workspace.history(record).attempts.values() if view.id == name or not intakes]
    if not views:
        raise UsageError(
            "attempt.unknown", f"{name!r} is no attempt and no record with attempts", hint="gate history RECORD"
        )
    return views[-1]


def lines(found: Explanation) -> Iterator[str]:
    """The explanation as text for people."""
    view = found.attempt
    yield f"{view.verdict or 'open'}  {view.record} claim {view.claim}, attempt {view.number} ({view.id})"
    yield f"Reason: {view.reason}"
    if view.revoked:
        yield f"REVOKED: {view.revoked}"
    for check in found.checks:
        mark = "" if check.id in (view.required or ()) else " (not required)"
        code = f" [{check.code}]" if check.code and check.outcome is not Outcome.PASS else ""
        yield f"{check.outcome:<12} {check.id}{mark}{code}: {check.reason}"
    for table in tables(found.checks):
        yield ""
        yield from table.lines()
    if any(check.id.startswith("lean.") for check in found.checks):
        summary = established(found.checks)
        yield from ("", "Established", *(f"  {sentence}" for sentence in summary.shown))
        yield from ("", "Not established", *(f"  {sentence}" for sentence in summary.not_shown))
    else:
        yield from ("", "Not established", f"  {_PROSE}")
    yield from ("", *found.approvals)
    yield "Evidence"
    evidence = {item for check in found.checks for item in check.evidence.items()}
    yield from (f"  {digest}  {name}" for name, digest in sorted(evidence))
