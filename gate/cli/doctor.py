"""``gate doctor``: what is missing and how to mend it."""

from __future__ import annotations

import typer

from gate.cli.options import HomeOption
from gate.cli.ui import JsonFlag, emit, emit_json
from gate.model.errors import InfrastructureError


def doctor(home: HomeOption = None, as_json: JsonFlag = False) -> None:
    """Look at Docker, images, seal, store, key and disk, and say how to mend what is missing.

    Exit status 4 when something that Gate 2 needs is missing.
    """
    from gate.documents.machine import State
    from gate.engine.doctor import examine
    from gate.engine.workspace import default_home

    findings = []
    for finding in examine(home or default_home()):
        findings.append(finding)
        if not as_json:
            fix = f"\n{'':10}fix: {finding.fix}" if finding.fix else ""
            emit(f"{finding.state:<9} {finding.name}: {finding.detail}{fix}")
    missing = [finding.name for finding in findings if finding.state is State.MISSING]
    if as_json:
        rows = [
            {"name": item.name, "state": item.state.value, "detail": item.detail, "fix": item.fix} for item in findings
        ]
        emit_json("gate-doctor-v1", {"healthy": not missing, "findings": rows})
    elif not missing:
        emit("Ready: gate submit RECORD ARTIFACT")
    if missing:
        raise typer.Exit(InfrastructureError.exit_code)
