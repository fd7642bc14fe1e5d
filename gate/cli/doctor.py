"""``gate doctor``: what is missing and how to mend it."""

from __future__ import annotations

import typer

from gate.cli.options import HomeOption, JsonOption
from gate.cli.ui import emit, emit_document
from gate.model.errors import InfrastructureError


def doctor(home: HomeOption = None, as_json: JsonOption = False) -> None:
    """Look at Docker, images, seal, store, key and disk, and say how to mend what is missing.

    Exit status 4 when something that Gate 2 needs is missing.
    """
    from gate import examine
    from gate.documents.machine import DoctorReport

    findings = []
    for finding in examine(home):
        findings.append(finding)
        if not as_json:
            fix = f"\n{'':10}fix: {finding.fix}" if finding.fix else ""
            emit(f"{finding.state:<9} {finding.name}: {finding.detail}{fix}")
    report = DoctorReport.of(tuple(findings))
    if as_json:
        emit_document(report)
    elif report.healthy:
        emit("Ready: gate submit RECORD ARTIFACT")
    if not report.healthy:
        raise typer.Exit(InfrastructureError.exit_code)
