"""``gate record``: record files."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from gate.cli.commands import group
from gate.cli.options import JsonOption
from gate.cli.ui import emit, emit_document
from gate.model.errors import IntegrityError
from gate.model.text import counted

app = group("Work on record files.")


@app.callback()
def _record() -> None:
    """Work on record files."""


@app.command("pin")
def pin(
    record: Annotated[Path, typer.Argument(help="The record file; the files that it names lie beside it.")],
    check: Annotated[bool, typer.Option("--check", help="Only look; write nothing.")] = False,
    replace: Annotated[bool, typer.Option("--replace", help="Also replace pins that differ from their files.")] = False,
    as_json: JsonOption = False,
) -> None:
    """Write the digests of the files that the claims name into the record.

    With --check the exit status is 1 when a file is not pinned, and 5 when one is missing or differs from its pin.
    """
    from gate import pin_record

    report = pin_record(record, check=check, replace=replace)
    if as_json:
        emit_document(report)
    else:
        for file in report.files:
            emit(f"{file.found:<9} claim {file.claim}  {file.path}  {file.contents or ''}".rstrip())
        emit(f"{'Wrote' if report.written else 'Looked at'} {report.path}: {counted(len(report.files), 'file')}")
    found = {file.found for file in report.files} if check else set()
    if found & {"missing", "differs"}:
        raise typer.Exit(IntegrityError.exit_code)
    raise typer.Exit(1 if "unpinned" in found else 0)
