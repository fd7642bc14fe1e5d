"""``gate show``, ``gate history`` and ``gate explain``: read verdicts and say why."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from gate.cli.options import HomeOption, open_workspace
from gate.cli.ui import JsonFlag, emit, emit_json, emit_model
from gate.model.verdict import GATE_NAME

if TYPE_CHECKING:
    from gate.engine.history.status import AttemptView, Standing

RecordArgument = Annotated[str, typer.Argument(help="A record file, or the id of a record that was submitted.")]


def show(record: RecordArgument, home: HomeOption = None, as_json: JsonFlag = False) -> None:
    """Print the verdict block of a record, folded from the log."""
    from gate.engine.history.page import find_record, page, refuse_stated_verdict, verdict_block

    workspace = open_workspace(home)
    found = find_record(workspace, record)
    refuse_stated_verdict(workspace, found)
    shown = page(workspace, found)
    if as_json:
        body = {
            "record": found.id,
            "record_digest": str(found.digest),
            "gate": GATE_NAME,
            **_standing(shown.standing),
            "evaluated": shown.evaluated,
            "claims": [{"claim": claim_id, **_standing(standing)} for claim_id, standing in shown.claims],
        }
        emit_json("gate-status-v1", body)
        return
    emit(verdict_block(shown))
    if len(shown.claims) > 1:
        for claim_id, standing in shown.claims:
            emit(f"  claim {claim_id}: {standing.status} ({standing.reason}; {standing.attempts} attempts)")


def history(record: RecordArgument, home: HomeOption = None, as_json: JsonFlag = False) -> None:
    """List every attempt at a record's claims, oldest first."""
    from gate.engine.history.page import find_record, page

    workspace = open_workspace(home)
    shown = page(workspace, find_record(workspace, record))
    if as_json:
        emit_json("gate-history-v1", {"record": shown.record.id, "attempts": [_view(view) for view in shown.attempts]})
        return
    if not shown.attempts:
        emit(f"{shown.record.id}: no attempts")
    for view in shown.attempts:
        outcome = view.verdict or "open"
        revoked = f"  REVOKED: {view.revoked}" if view.revoked else ""
        emit(
            f"{view.opened}  claim {view.claim}  attempt {view.number}  {outcome}  {view.reason}{revoked}\n"
            f"    {view.id}  artifact {view.artifact_digest}"
        )


def explain(
    attempt: Annotated[str, typer.Argument(help="An attempt's id, or a record for its newest attempt.")],
    home: HomeOption = None,
    as_json: JsonFlag = False,
) -> None:
    """Say what an attempt established, what it did not, and on what evidence."""
    from gate.engine.api import Gate
    from gate.engine.history.explain import lines

    with Gate.open(home, read_only=True) as gate:
        found = gate.explain(attempt)
    if as_json:
        emit_model(found)
        return
    for line in lines(found):
        emit(line)


def _standing(standing: Standing) -> dict[str, object]:
    return {
        "status": standing.status.value,
        "reason": standing.reason,
        "evaluated": standing.evaluated,
        "level": standing.level,
        "attempts": standing.attempts,
    }


def _view(view: AttemptView) -> dict[str, object]:
    return {
        "attempt": view.id,
        "claim": view.claim,
        "number": view.number,
        "opened": view.opened,
        "evaluated": view.evaluated,
        "verdict": view.verdict.value if view.verdict else None,
        "level": view.level,
        "reason": view.reason,
        "revoked": view.revoked,
        "artifact_digest": view.artifact_digest,
        "checks": [{"id": check_id, "outcome": outcome.value} for check_id, outcome in view.checks],
        "log_index": view.index,
    }
