"""``gate review``: what a human who reviews a script must look at."""

from __future__ import annotations

from itertools import groupby
from pathlib import Path
from typing import Annotated

import typer

from gate.cli.options import JsonOption
from gate.cli.ui import emit, emit_document, filled

HEADINGS = {
    "published": "Constants that look like published values, or like simple functions of them",
    "opaque": "Calls and modules that can do what the text does not show",
    "undeclared-read": "Places that are read and not declared, or not shown by the text",
    "unread-data": "Declared data that the artifact does not name",
    "unread": "Not looked at, or not as a program",
    "equality": "Equality that may depend on the data",
    "literal": "Literals that do not occur in the data",
    "import": "Imports",
}


def review(
    artifact: Annotated[Path, typer.Argument(help="The artifact's folder.")],
    record: Annotated[Path, typer.Option("--record", help="The record file; its data lie beside it.")],
    claim: Annotated[str | None, typer.Option(help="The claim's id.")] = None,
    as_json: JsonOption = False,
) -> None:
    """Print what a human who reviews a script must look at; nothing is run.

    It decides nothing: a script can hide what it does from any look at its text.
    """
    from gate import review_artifact

    report = review_artifact(artifact, record, claim=claim)
    if as_json:
        emit_document(report)
        return
    emit(
        f"Claim {report.claim} of {report.record}; artifact {report.artifact}; started as {' '.join(report.argv)[:200]}"
    )
    for name, words in report.methods.items():
        emit(filled(f"Method of {name}: ", words))
    for doubt in report.doubts:
        emit(filled("Look at the method of ", doubt))
    for file in report.files:
        emit(f"{file.looked_at:<7} {file.name}  {file.size} bytes  {file.sha256}")
    for kind, findings in groupby(report.findings, key=lambda finding: finding.kind):
        emit(f"\n{HEADINGS[kind]}:")
        for finding in findings:
            place = f"{finding.file}:{finding.line}" if finding.line else finding.file
            emit(f"  {place}  {finding.why}")
            if finding.text:
                emit(f"      {finding.text}")
        if kind in report.left_out:
            emit(f"  and {report.left_out[kind]} more")
    emit("")
    for sentence in report.limits:
        emit(filled("", sentence))
    emit(f"A method review of this artifact for this claim signs {report.subject}")
