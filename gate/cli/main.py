"""The ``gate`` command: the options before a command, and every error as one paragraph and an exit status."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Annotated, Any, NoReturn

import typer

from gate import __version__
from gate.cli.commands import RootGroup
from gate.cli.ui import OUTPUT_CLOSED, emit, error, prepare_streams
from gate.model.errors import GateError, InfrastructureError, UsageError


class _Gate(RootGroup):
    """The root command. Its `main` is what the console script and the tests call."""

    def main(self, args: Sequence[str] | None = None, *_: Any, **__: Any) -> NoReturn:
        """Run one command line (that of the process by default) and exit with its status."""
        words = list(sys.argv[1:] if args is None else args)
        try:
            sys.exit(self._run(words))
        except GateError as problem:
            if problem.code != OUTPUT_CLOSED:
                error(problem, as_json="--json" in words)
            sys.exit(problem.exit_code)

    def _run(self, words: list[str]) -> int:
        try:
            for word in words:
                _require_text(word)
            _require_working_folder()
            return super().main(words, prog_name="gate", standalone_mode=False) or 0
        except GateError:
            raise
        except typer.TyperException as problem:
            context: typer.Context | None = getattr(problem, "ctx", None)
            command = context.command_path if context else "gate"
            raise UsageError("usage", problem.format_message(), hint=f"{command} --help") from None
        except SystemExit as end:  # typer's way to end when it has completed a word, or nobody reads its help text
            if not end.code:
                return 0
            raise InfrastructureError(OUTPUT_CLOSED, "nobody reads the output") from None
        except Exception as problem:
            from gate.cli.crash import internal_error

            raise internal_error(problem, words) from problem


def _require_text(word: str) -> None:
    """Raises UsageError for what is no text in UTF-8: it can be no id, and no name that can be shown or logged."""
    if "\0" in word or word != word.encode("utf-8", "replace").decode("utf-8"):
        raise UsageError("usage", f"an argument is not text in UTF-8: {word!a}", hint="gate --help")


def _require_working_folder() -> None:
    """Raises UsageError when the working folder was removed: then no relative path means anything."""
    try:
        os.getcwd()
    except OSError as problem:
        message = f"the working folder cannot be used: {problem.strerror}"
        raise UsageError("usage", message, hint="change to a folder that exists") from None


app = typer.Typer(
    name="gate",
    cls=_Gate,
    help="A verification gate for claims: Lean proofs and reproduction scripts, judged in a sealed sandbox.",
    epilog="Exit status: 0 verified or passed, 1 rejected or failed, 2 usage, 3 nothing to check, "
    "4 inconclusive or infrastructure, 5 integrity failure, 130 interrupted.",
    rich_markup_mode=None,
)


def _version(asked: bool) -> None:
    if asked:
        emit(f"gate {__version__}")
        raise typer.Exit


@app.callback()
def gate(
    context: typer.Context,
    verbosity: Annotated[
        int,
        typer.Option("--verbose", "-v", count=True, show_default=False, help="Log on stderr; -vv logs more."),
    ] = 0,
    log_file: Annotated[Path | None, typer.Option(help="Append the full log to this file.")] = None,
    version: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Print the version and exit.")
    ] = False,
) -> None:
    """The options before a command."""
    if verbosity or log_file:
        import logging

        from gate.cli.logs import logging_to

        context.with_resource(logging_to(verbosity, log_file))
        logging.getLogger(__name__).info("gate %s, command %s", __version__, context.invoked_subcommand)


def run() -> None:
    """Entry point of the console script: as `app`, with signals that end a run in order."""
    from gate.cli.interrupts import interruptible

    prepare_streams()
    with interruptible():
        app()
