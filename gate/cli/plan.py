"""``gate plan``: what a judgement will run, and what its controls can find."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from gate.cli.options import JsonOption
from gate.cli.ui import emit, emit_document


def plan(
    record: Annotated[Path, typer.Argument(help="The record file; its data lie beside it.")],
    claim: Annotated[str | None, typer.Option(help="The claim's id.")] = None,
    attempt: Annotated[
        int, typer.Option(min=1, help="Which attempt at the claim it would be, whoever made the others.")
    ] = 1,
    policy: Annotated[Path | None, typer.Option(help="The policy file; by default that of a new store.")] = None,
    as_json: JsonOption = False,
) -> None:
    """Compute what a claim's controls can find, before anything runs.

    It needs no artifact and no store, and writes nothing. The claim's own methods are computed on simulated changes of
    the data: how often a script that ignores them is found out, and an honest one found fault with. A control without
    power is named and left out.
    """
    from gate.engine.inputs.intake import load_claim_files, load_record
    from gate.engine.inputs.policy import load_policy
    from gate.model.policy import default_policy
    from gate.repro.foresee import plan_report
    from gate.sandbox.docker_sandbox import DockerSandbox

    found = load_record(record)
    about = found.claim(claim)
    files = load_claim_files(about, record)
    chosen = default_policy() if policy is None else load_policy(policy).for_new_attempts()
    with DockerSandbox() as sandbox:
        report = plan_report(found.id, about, files, sandbox, chosen.repro, attempt=attempt)
    if as_json:
        emit_document(report)
        return
    for line in report.lines():
        emit(line)
