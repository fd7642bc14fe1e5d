"""``gate recover``: close what a crash left open. Commands that read never do it."""

from __future__ import annotations

from gate.cli.options import HomeOption, JsonOption
from gate.cli.ui import emit, emit_document


def recover(home: HomeOption = None, as_json: JsonOption = False) -> None:
    """Close what a crash left open; every command that writes does it first, too.

    Attempts whose process is gone end as INCONCLUSIVE.
    """
    from gate import Gate

    with Gate.open(home) as gate:
        report = gate.recovery()
    if as_json:
        emit_document(report)
        return
    for attempt in report.closed:
        emit(f"closed  {attempt}")
    if not report.closed:
        emit("Nothing was left open")
