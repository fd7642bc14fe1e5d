"""``gate triage``: what a record's public fields say of it, by published rules."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Annotated

import typer

from gate.cli.options import HomeOption, JsonOption, RecordArgument
from gate.cli.ui import emit, emit_document
from gate.model.record import Record


def triage(
    record: RecordArgument,
    home: HomeOption = None,
    strict: Annotated[bool, typer.Option("--strict", help="Exit with 1 when a stated value differs.")] = False,
    as_json: JsonOption = False,
) -> None:
    """Compute tier and dimensions of a record from its public fields; no status depends on it.

    They are shown beside those that the record states. The rules have a version and stand in docs/records.md. Where an
    input is not public, the result is "not computable".
    """
    from gate.records.triage import triage as compute

    report = compute(_record(record, home))
    if as_json:
        emit_document(report)
    else:
        emit(f"{report.record}  ({report.rules})")
        for item in report.items:
            emit(item.line())
    raise typer.Exit(1 if strict and any(item.differs for item in report.items) else 0)


def _record(name: str, home: Path | None) -> Record:
    """A record file needs no store; an id does."""
    if os.path.exists(name):
        from gate.engine.inputs.intake import load_record

        return load_record(Path(name))
    from gate import Gate

    with Gate.open(home, read_only=True) as gate:
        return gate.record(name)
