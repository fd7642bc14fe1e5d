"""The ``gate`` command: assembles the command groups, turns errors into one paragraph and an exit status."""

from __future__ import annotations

import os
import signal
import sys
from types import FrameType
from typing import NoReturn

import click
import typer

from gate.cli import (
    attempts,
    corrections,
    demo,
    doctor,
    log,
    sandbox,
    schema,
    setup,
    show,
    verify,
)
from gate.cli.ui import error
from gate.model.errors import GateError, InterruptedRun, UsageError

app = typer.Typer(
    name="gate",
    help="A verification gate for claims: Lean proofs and reproduction scripts, judged in a sealed sandbox.",
    epilog="Exit status: 0 verified or passed, 1 rejected or failed, 2 usage, 3 nothing to check, "
    "4 inconclusive or infrastructure, 5 integrity failure, 130 interrupted.",
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
)

for module in (setup, doctor, schema, attempts, show, corrections, verify, demo):
    module.register(app)
app.add_typer(sandbox.app, name="sandbox")
app.add_typer(log.app, name="log")


def run() -> NoReturn:
    """Entry point of the console script."""
    signal.signal(signal.SIGTERM, _terminated)
    try:
        code = app(standalone_mode=False)
        sys.stdout.flush()
    except GateError as problem:
        error(problem, as_json="--json" in sys.argv)
        code = problem.exit_code
    except click.exceptions.Abort:
        code = InterruptedRun.exit_code
    except click.ClickException as problem:
        problem.show()
        code = UsageError.exit_code
    except KeyboardInterrupt:
        code = InterruptedRun.exit_code
    except BrokenPipeError:
        # The reader of a pipe went away; Python would complain once more while closing stdout.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        code = 0
    sys.exit(code if isinstance(code, int) else 0)


def _terminated(signum: int, frame: FrameType | None) -> NoReturn:
    raise InterruptedRun("run.terminated", "SIGTERM was received", hint="run the command again")
