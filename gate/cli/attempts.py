"""``gate submit``: run Gate 2 on one artifact."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from gate.cli.options import HomeOption, QuietOption, lazy_sandbox, open_workspace
from gate.cli.ui import JsonFlag, Stages, emit, emit_json, emit_model

if TYPE_CHECKING:
    from gate.engine.attempt.run import Outcome


def submit(
    record: Annotated[Path, typer.Argument(help="The record, a paper-manifest-v1.1 JSON file.")],
    artifact: Annotated[Path, typer.Argument(help="The artifact, a folder with artifact.toml.")],
    claim: Annotated[str | None, typer.Option(help="The claim's id; may be left out when there is one claim.")] = None,
    policy: Annotated[Path | None, typer.Option(help="Judge under this policy file instead of the store's.")] = None,
    home: HomeOption = None,
    quiet: QuietOption = False,
    as_json: JsonFlag = False,
) -> None:
    """Run Gate 2 on one artifact. Exit status: 0 VERIFIED, 1 REJECTED, 4 INCONCLUSIVE."""
    from gate.engine.attempt.judges import JUDGES
    from gate.engine.attempt.run import run_attempt
    from gate.engine.history.page import refuse_stated_verdict
    from gate.engine.inputs.intake import load

    workspace = open_workspace(home, policy)
    intake = load(record, artifact, claim)
    refuse_stated_verdict(workspace, intake.record)
    with Stages(quiet).shown() as stages, lazy_sandbox() as sandbox:
        outcome = run_attempt(workspace, intake, JUDGES, sandbox, stages)
    if as_json:
        emit_model(outcome.report())
    else:
        emit(outcome_text(outcome))
    raise typer.Exit(outcome.decision.verdict.exit_code)


def rerun(
    attempt: Annotated[str, typer.Argument(help="An attempt's id, or a record's for its newest attempt.")],
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Only print what would be run.")] = False,
    home: HomeOption = None,
    quiet: QuietOption = False,
    as_json: JsonFlag = False,
) -> None:
    """Run an attempt again, exactly: the same bytes, policy, seeds, controls and order. It is a new attempt."""
    from gate.engine.attempt.rerun import differences, execute, plan_rerun

    workspace = open_workspace(home)
    planned = plan_rerun(workspace, attempt)
    if dry_run or not as_json:
        if as_json:
            emit_json("gate-rerun-v1", planned.describe())
        else:
            emit("\n".join(planned.lines()))
    if dry_run:
        return
    with Stages(quiet).shown() as stages, lazy_sandbox() as sandbox:
        outcome = execute(planned, sandbox, stages)
    if as_json:
        emit_model(outcome.report())
    else:
        changed = differences(workspace, planned, outcome)
        emit(outcome_text(outcome))
        emit("\n".join(["Differs from before:", *changed]) if changed else "Every check came out as before.")
    raise typer.Exit(outcome.decision.verdict.exit_code)


def outcome_text(outcome: Outcome) -> str:
    """Verdict, reason, checks, what it is about, next command."""
    attempt = outcome.attempt
    width = max(len(check.id) for check in outcome.checks)
    checks = "\n".join(f"  {check.outcome:<12} {check.id:<{width}}  {check.reason}" for check in outcome.checks)
    level = f", level {outcome.level}" if outcome.level else ""
    return (
        f"{outcome.decision.verdict}  {attempt.record_id} claim {attempt.claim_id}\n"
        f"Reason: {outcome.decision.reason}\n"
        f"{checks}\n"
        f"Attempt {attempt.number} of this claim, id {attempt.id}{level}, log entry {outcome.index}\n"
        f"Artifact {attempt.artifact_digest}\n"
        f"Next: gate explain {attempt.id}"
    )
