"""The ``gate`` command: assembles the command groups, turns errors into one paragraph and an exit status."""

from __future__ import annotations

import sys
from typing import NoReturn

import typer

from gate.cli import attempts, corrections, demo, doctor, dojo, log, sandbox, schema, setup, show, verify
from gate.cli.ui import error
from gate.model.errors import GateError

app = typer.Typer(
    name="gate",
    help="A verification gate for claims: Lean proofs and reproduction scripts, judged in a sealed sandbox.",
    epilog="Exit status: 0 verified or passed, 1 rejected or failed, 2 usage, 3 nothing to check, "
    "4 inconclusive or infrastructure, 5 integrity failure, 130 interrupted.",
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
)

for module in (setup, doctor, schema, attempts, show, corrections, verify, demo, dojo):
    module.register(app)
app.add_typer(sandbox.app, name="sandbox")
app.add_typer(log.app, name="log")


def run() -> NoReturn:
    """Entry point of the console script."""
    from gate.cli.interrupts import interruptible

    try:
        with interruptible():
            app()
    except GateError as problem:
        error(problem, as_json="--json" in sys.argv)
        sys.exit(problem.exit_code)
    sys.exit(0)
