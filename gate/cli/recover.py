"""``gate recover``: close what a crash left open, and go on from a backup. Commands that read never do it."""

from __future__ import annotations

from typing import Annotated

import typer

from gate.cli.options import HomeOption, JsonOption
from gate.cli.ui import emit, emit_document
from gate.model.text import counted


def recover(
    from_backup: Annotated[
        bool, typer.Option("--from-backup", help="Accept a store that is older than what was seen of it, and log it.")
    ] = False,
    home: HomeOption = None,
    as_json: JsonOption = False,
) -> None:
    """Close what a crash left open; every command that writes does it first, too.

    Attempts whose process is gone end as INCONCLUSIVE.
    """
    from gate import recover_store

    report = recover_store(home, from_backup=from_backup)
    if as_json:
        emit_document(report)
        return
    if report.given_up is not None:
        emit(f"Accepted a backup; before it, {counted(report.given_up, 'entry')} had been signed")
    if report.index_mended:
        emit("Wrote the record index anew, from the entries")
    for attempt in report.closed:
        emit(f"closed  {attempt}")
    if not report.closed:
        emit("Nothing was left open")
