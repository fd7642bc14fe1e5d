"""``gate check`` and ``gate rule``: the CI check of a repository of records, and what its rules mean."""

from __future__ import annotations

import sys
from difflib import get_close_matches
from typing import TYPE_CHECKING, Annotated

import typer

from gate.cli.completion import rules
from gate.cli.ui import emit
from gate.model.errors import UsageError

if TYPE_CHECKING:
    from gate.checks.file import Input

STDIN = "-"


def check(
    paths: Annotated[
        list[str], typer.Argument(metavar="PATH…", help="Files, folders or patterns; - is standard input.")
    ],
    stdin_filename: Annotated[
        str, typer.Option(help="What standard input is called; its end says which format it has.")
    ] = "stdin.json",
) -> None:
    """Check records and artifacts by rules with permanent ids, for a CI job.

    Exit status 0 when there is no error; 1 when there is one; 2 for a wrong call; 3 when there is nothing to check.
    """
    from gate.checks.file import Judging
    from gate.checks.formats.text import render
    from gate.checks.run import check_paths

    outcome = check_paths(
        [path for path in paths if path != STDIN],
        Judging.now(),
        inputs=[_standard_input(stdin_filename)] if STDIN in paths else [],
    )
    emit(render(outcome))
    raise typer.Exit(1 if outcome.failed else 0)


def _standard_input(name: str) -> Input:
    from gate.checks.discover import given_bytes

    return given_bytes(name, sys.stdin.buffer.read())


def rule(
    name: Annotated[
        str | None, typer.Argument(metavar="RULE", help="A rule's id, such as REC012.", autocompletion=rules)
    ] = None,
) -> None:
    """Say what a rule of `gate check` is about: what, why, examples, fix; without a name, list all rules."""
    from gate.checks.formats.explained import render_list, render_rule
    from gate.checks.rule import rule_ids

    if name is None:
        emit(render_list())
        return
    known = name.upper()
    if known not in rule_ids():
        near = get_close_matches(known, rule_ids(), n=3)
        hint = f"did you mean {' or '.join(near)}?" if near else "gate rule lists them"
        raise UsageError("check.unknown-rule", f"no rule has the id {name!r}", hint=hint)
    emit(render_rule(known))
