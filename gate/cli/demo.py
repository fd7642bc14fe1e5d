"""``gate demo``: the main job on the examples, then the log verified."""

from __future__ import annotations

import tempfile
from pathlib import Path
from typing import Annotated

import typer

from gate.cli.options import JsonOption, QuietOption
from gate.cli.ui import Stages, emit, emit_document


def demo(
    keep: Annotated[Path | None, typer.Option(help="Keep the demo's store in this new folder.")] = None,
    quiet: QuietOption = False,
    as_json: JsonOption = False,
) -> None:
    """Submit every example to Gate 2 in a fresh store, show the verdicts, then verify the log.

    Exit status 0 when each example got the verdict that it must get.
    """
    from gate import Gate, run_demo
    from gate.documents.example import DemoReport

    with (
        tempfile.TemporaryDirectory(prefix="gate-demo-") as temporary,
        Stages(quiet).shown() as stages,
        Gate.init(keep or Path(temporary) / "store", progress=stages, remember=keep is not None) as gate,
    ):
        cases = []
        for case in run_demo(gate):
            cases.append(case)
            if not as_json:
                mark = "as expected" if case.met else f"EXPECTED {case.expected} by {case.check}"
                emit(f"{case.verdict:<12} {case.title}  ({mark})\n{'':13}{case.reason}")
        audit = gate.audit().require()
    report = DemoReport(met=all(case.met for case in cases), cases=tuple(cases), log_entries=audit.entries)
    if as_json:
        emit_document(report)
    else:
        emit("\n" + "\n".join(audit.lines()))
        if report.met:
            emit(f"All {len(cases)} examples got the verdict that they must get.")
    raise typer.Exit(0 if report.met else 1)
