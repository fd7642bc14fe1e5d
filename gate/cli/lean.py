"""``gate lean``: the gate's own Lean kernel."""

from __future__ import annotations

import os
from typing import Annotated

import typer

from gate.cli.commands import group
from gate.cli.options import AttemptOption, ClaimOption, HomeOption, JsonOption, LatestOption
from gate.cli.ui import emit, emit_document
from gate.model.errors import UsageError

app = group("Check Lean declarations by the gate's own kernel.")

_STATUS = {"accepted": 0, "rejected": 1, "inconclusive": 4}


@app.callback()
def _lean() -> None:
    """Check Lean declarations by the gate's own kernel."""


@app.command("recheck")
def recheck(
    name: Annotated[
        str,
        typer.Argument(help="An attempt's id; a record's id, for the attempt that its standing rests on; or a file."),
    ],
    axiom: Annotated[
        list[str] | None, typer.Option(help="For a file: a permitted axiom; by default Lean's three.")
    ] = None,
    claim: ClaimOption = None,
    attempt: AttemptOption = None,
    latest: LatestOption = False,
    home: HomeOption = None,
    as_json: JsonOption = False,
) -> None:
    """Check a lean4export file (NDJSON 3.1.0), or the one that an attempt left as evidence, from nothing.

    It needs neither Docker nor, for a file, a store. A refusal names rule, declaration and line. The exit status is 0
    when all is accepted, 1 when a declaration is rejected, 4 when a limit was met.
    """
    from gate import Gate, recheck_export

    if os.path.isfile(name):
        if claim or attempt or latest:
            raise UsageError("usage", f"{name!r} is a file: options that choose an attempt have no meaning")
        report = recheck_export(name, axioms=tuple(axiom)) if axiom else recheck_export(name)
    else:
        with Gate.open(home, read_only=True) as gate:
            report = gate.recheck(name, claim=claim, attempt=attempt, latest=latest)
    if as_json:
        emit_document(report)
    else:
        emit(report.to_line())
        if report.stated is not None:
            emit(f"The check of attempt {report.attempt} said: {report.stated}")
    raise typer.Exit(_STATUS[report.result])
