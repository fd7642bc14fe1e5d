"""``gate demo``: the main job on the examples, then the log verified."""

from __future__ import annotations

import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from gate.cli.log import report_text
from gate.cli.options import QuietOption, lazy_sandbox
from gate.cli.ui import JsonFlag, Stages, emit, emit_json, note

if TYPE_CHECKING:
    from gate.engine.history.workspace import Workspace


def demo(
    keep: Annotated[Path | None, typer.Option(help="Keep the demo's store in this new folder.")] = None,
    quiet: QuietOption = False,
    as_json: JsonFlag = False,
) -> None:
    """Submit every example to Gate 2 in a fresh store, show the verdicts, then verify the log.

    Exit status 0 when each example got the verdict that it must get.
    """
    from gate.engine.history.workspace import Workspace
    from gate.model.resources import resource

    with tempfile.TemporaryDirectory(prefix="gate-demo-") as temporary:
        workspace = Workspace.create(keep or Path(temporary) / "store", origin="gate.local/demo")
        try:
            _run(workspace, resource("examples"), quiet, as_json)
        finally:
            workspace.ledger.close()


def _run(workspace: Workspace, folder: Path, quiet: bool, as_json: bool) -> None:
    from gate.engine.attempt.judges import JUDGES
    from gate.engine.demo import load_demo, run_case
    from gate.engine.history.audit import audit_store

    rows = []
    cases = load_demo(folder)
    with lazy_sandbox() as sandbox:
        for number, case in enumerate(cases, start=1):
            if not quiet:
                note(f"[{number}/{len(cases)}] {case.title}")
            with Stages(quiet).shown() as stages:
                outcome = run_case(workspace, folder, case, JUDGES, sandbox, stages)
            rows.append((case, outcome))
            if not as_json:
                mark = "as expected" if case.is_met_by(outcome) else f"EXPECTED {case.verdict} by {case.check}"
                emit(f"{outcome.decision.verdict:<12} {case.title}  ({mark})\n{'':13}{outcome.decision.reason}")
    audit = audit_store(workspace)
    if audit.problem is not None:
        raise audit.problem
    met = all(case.is_met_by(outcome) for case, outcome in rows)
    if as_json:
        verdicts = [
            {
                "title": case.title,
                "expected": case.verdict.value,
                "verdict": outcome.decision.verdict.value,
                "reason": outcome.decision.reason,
                "met": case.is_met_by(outcome),
            }
            for case, outcome in rows
        ]
        emit_json("gate-demo-v1", {"met": met, "cases": verdicts, "log_entries": audit.log.entries})
    else:
        emit(f"\n{report_text(audit)}")
        if met:
            emit(f"All {len(rows)} examples got the verdict that they must get.")
    raise typer.Exit(0 if met else 1)
