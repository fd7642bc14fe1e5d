"""``gate check`` and ``gate rule``: the CI check of a repository of records, and what its rules mean."""

from __future__ import annotations

import os
import stat
import sys
from difflib import get_close_matches
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from gate.cli.completion import rules
from gate.cli.ui import emit, note
from gate.model.errors import InfrastructureError, UsageError
from gate.model.text import counted
from gate.system.files import append_regular, write_whole

if TYPE_CHECKING:
    from gate.checks.file import Input
    from gate.checks.run import Outcome
    from gate.checks.selection import Selection

STDIN = "-"


class Level(StrEnum):
    """How bad a finding must be to fail the check."""

    NOTE = "note"
    WARNING = "warning"
    ERROR = "error"


def check(
    paths: Annotated[
        list[str], typer.Argument(metavar="PATH…", help="Files, folders or patterns; - is standard input.")
    ],
    stdin_filename: Annotated[
        str, typer.Option(help="What standard input is called; its end says which format it has.")
    ] = "stdin.json",
    format: Annotated[
        str, typer.Option(help="What is printed: text, json, jsonl, sarif, junit, github, gitlab, markdown.")
    ] = "text",
    output: Annotated[
        list[str] | None,
        typer.Option("--output", "-o", metavar="[FORMAT:]FILE", help="Write a report to a file as well; repeatable."),
    ] = None,
    select: Annotated[list[str] | None, typer.Option(help="Only these rules, or those that begin so.")] = None,
    extend_select: Annotated[list[str] | None, typer.Option(help="These as well as the selected ones.")] = None,
    ignore: Annotated[list[str] | None, typer.Option(help="Not these rules.")] = None,
    config: Annotated[
        Path | None,
        typer.Option(help="The settings.", show_default="the nearest gate.toml or pyproject.toml"),
    ] = None,
    policy: Annotated[
        Path | None, typer.Option(help="The policy that claims are held against.", show_default="a new store's")
    ] = None,
    no_ignores: Annotated[bool, typer.Option("--no-ignores", help="Show what is suppressed, too.")] = False,
    baseline: Annotated[Path | None, typer.Option(help="Findings that are known; it can only shrink.")] = None,
    update_baseline: Annotated[
        bool, typer.Option("--update-baseline", help="Write what is found now as the baseline.")
    ] = False,
    diff: Annotated[
        str | None,
        typer.Option("--diff", metavar="REV", help="Report what a change since this revision did; it is not trusted."),
    ] = None,
    key: Annotated[
        list[str] | None, typer.Option(help="The public key of a log whose word counts, or a file with it.")
    ] = None,
    log: Annotated[Path | None, typer.Option(help="That log as published: tiles folder or .jsonl export.")] = None,
    no_cache: Annotated[bool, typer.Option("--no-cache", help="Check every file anew.")] = False,
    jobs: Annotated[int | None, typer.Option("--jobs", "-j", min=1, help="Processes.", show_default="cores")] = None,
    fail_on: Annotated[Level | None, typer.Option(help="Exit with 1 from here on.", show_default="error")] = None,
    fix: Annotated[bool, typer.Option("--fix", help="Mend what needs no decision, then check.")] = False,
    diff_fix: Annotated[
        bool, typer.Option("--diff-fix", help="Print what --fix would change; exit with 1 if that is anything.")
    ] = False,
    exit_zero: Annotated[bool, typer.Option("--exit-zero", help="Exit with 0 whatever is found.")] = False,
) -> None:
    """Check records and artifacts by rules with permanent ids, for a CI job.

    Exit status 0 when nothing is as bad as --fail-on; 1 when something is; 2 for a wrong call; 3 when there is nothing
    to check.
    """
    from gate.checks.formats import output as output_of
    from gate.checks.formats import render
    from gate.checks.options import Asked, options_of
    from gate.checks.run import check_paths

    outputs = [output_of(name) for name in output or ()]
    asked = Asked(
        select=tuple(select or ()),
        extend_select=tuple(extend_select or ()),
        ignore=tuple(ignore or ()),
        config=config,
        policy=policy,
        baseline=baseline,
        fail_on=None if fail_on is None else fail_on.value,
        keys=tuple(key or ()),
        log=log,
        diff=diff,
        use_suppressions=not no_ignores,
        use_baseline=not update_baseline,
        use_cache=not no_cache,
        jobs=jobs,
    )
    options, known = options_of(asked)
    if fix or diff_fix:
        differences = _mend([path for path in paths if path != STDIN], options.selection, write=not diff_fix)
        if diff_fix:
            emit("".join(differences))
            raise typer.Exit(1 if differences else 0)
        note(f"Mended {counted(len(differences), 'file')}.")
    given = [_standard_input(stdin_filename)] if STDIN in paths else []
    outcome = check_paths([path for path in paths if path != STDIN], options, inputs=given)
    if update_baseline:
        _update(known, outcome)
        return
    for kind, file in outputs:
        _write(Path(file), render(kind, outcome))
    emit(render(format, outcome))
    if format == "github" and (summary := os.environ.get("GITHUB_STEP_SUMMARY")):
        _write(Path(summary), render("markdown", outcome), append=True)
    raise typer.Exit(1 if outcome.failed and not exit_zero else 0)


def _mend(paths: list[str], selection: Selection, *, write: bool) -> list[str]:
    """What mending changes in each file that it changes."""
    from gate.checks.discover import listed, read_input
    from gate.checks.fix import difference, fixed
    from gate.checks.reading.document import ReadingError

    differences = []
    for name, named in listed(paths):
        try:
            given = read_input(name, named)
        except ReadingError:
            continue  # the check says so
        if given is None or (after := fixed(given, selection)) == given.data:
            continue
        differences.append(difference(given, after))
        if write:
            _write_bytes(Path(name), after)
    return differences


def _write_bytes(path: Path, data: bytes) -> None:
    try:
        write_whole(path, data, mode=stat.S_IMODE(path.stat().st_mode))
    except OSError as error:
        raise InfrastructureError("check.write", f"cannot be written: {error.strerror}", where=str(path)) from None


def _update(path: Path | None, outcome: Outcome) -> None:
    from gate.checks.baseline import Baseline, parse_baseline, write_baseline

    if path is None:
        raise UsageError("check.no-baseline", "there is no baseline to write", hint="--baseline FILE")
    before = parse_baseline(path.read_bytes(), str(path)) if path.exists() else Baseline(str(path))
    kept = [known for known in before.known if known.file not in outcome.files and Path(known.file).exists()]
    number = write_baseline(path, outcome.all_findings, kept)
    emit(f"Wrote {path}: {counted(number, 'entry')}.")


def _write(path: Path, text: str, *, append: bool = False) -> None:
    try:
        if append:
            with open(append_regular(path), "ab") as file:
                file.write(text.encode("utf-8"))
        else:
            write_whole(path, text.encode("utf-8"))
    except OSError as error:
        raise InfrastructureError("check.write", f"cannot be written: {error.strerror}", where=str(path)) from None


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
