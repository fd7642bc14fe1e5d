"""Why an attempt came to its verdict: its checks with their reasons, tables and evidence, read back from the store."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from gate.engine.status import AttemptView
from gate.engine.workspace import Workspace
from gate.model.check import Check, Outcome
from gate.model.digest import Digest, Json
from gate.model.errors import UsageError

_ALWAYS = (
    "Not established by any machine: that the specification says what the claim's prose says, unless an approval "
    "above says who vouches for it."
)


@dataclass(frozen=True, slots=True)
class Explanation:
    """An attempt, its checks, and the approvals that were logged for its claim."""

    attempt: AttemptView
    checks: tuple[Check, ...]
    approvals: tuple[str, ...]

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
    checks = []
    for _, entry in workspace.ledger.entries(attempt=view.id, kind="check"):
        checks.append(Check.from_json(json.loads(workspace.blobs.get(Digest.parse(entry.body["digest"])))))
    approvals = tuple(
        f"{entry.body['approver']} approved the {entry.body['what']} {entry.body['subject']} ({entry.time}): "
        f"{entry.body.get('note', '')}"
        for _, entry in workspace.ledger.entries(record=view.record, claim=view.claim, kind="approval")
    )
    return Explanation(view, tuple(checks), approvals)


def find_attempt(workspace: Workspace, name: str) -> AttemptView:
    """An attempt by id, or the newest of a record by the record's id. Raises UsageError."""
    intakes = [entry for _, entry in workspace.ledger.entries(attempt=name, kind="intake")]
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
        mark = "required" if check.id in (view.required or ()) else "advisory"
        code = f" [{check.code}]" if check.code and check.outcome is not Outcome.PASS else ""
        yield f"\n{check.outcome:<12} {check.id} ({mark}){code}\n  {check.reason}"
        yield from _data(check.data)
        for name, digest in sorted(check.evidence.items()):
            yield f"  evidence {name}: {digest}"
    for approval in found.approvals:
        yield f"\n{approval}"
    yield f"\n{_ALWAYS}"


def _data(data: Json) -> Iterator[str]:
    if not isinstance(data, Mapping):
        return
    for sentence in data.get("established", ()):
        yield f"  established: {sentence}"
    for sentence in data.get("not_established", ()):
        yield f"  not established: {sentence}"
    for table in data.get("tables", ()):
        yield f"  {table['title']}"
        yield from _table(table["columns"], table["rows"])


def _table(columns: Sequence[str], rows: Sequence[Sequence[Json]]) -> Iterator[str]:
    cells = [[str(cell) for cell in row] for row in (columns, *rows)]
    widths = [max(len(row[column]) for row in cells) for column in range(len(columns))]
    for row in cells:
        yield "    " + "  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip()
