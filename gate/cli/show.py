"""``gate show``, ``gate history`` and ``gate explain``: read verdicts and say why. They write nothing."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from difflib import get_close_matches
from typing import TYPE_CHECKING, Annotated

import typer

from gate.cli.completion import codes
from gate.cli.options import AttemptOption, ClaimOption, HomeOption, JsonOption, LatestOption, RecordArgument
from gate.cli.ui import emit, emit_document, filled
from gate.model.error_codes import CodeEntry, code_entries
from gate.model.errors import UsageError
from gate.model.text import counted

if TYPE_CHECKING:
    from gate.documents.status import AttemptSummary


def show(record: RecordArgument, home: HomeOption = None, as_json: JsonOption = False) -> None:
    """Print the verdict block of a record, folded from the log."""
    from gate import Gate

    with Gate.open(home, read_only=True) as gate:
        report = gate.status(record)
    if as_json:
        emit_document(report)
        return
    emit(report.block())
    if len(report.claims) > 1:
        for claim in report.claims:
            emit(f"  claim {claim.claim}: {claim.status} ({claim.reason}; {counted(claim.attempts, 'attempt')})")


def history(record: RecordArgument, home: HomeOption = None, as_json: JsonOption = False) -> None:
    """List every attempt at a record's claims, oldest first."""
    from gate import Gate

    with Gate.open(home, read_only=True) as gate:
        report = gate.history(record)
    if as_json:
        emit_document(report)
        return
    if not report.attempts:
        emit(f"{report.record}: no attempts")
    for attempt in report.attempts:
        verdict = attempt.verdict or "open"
        revoked = f"  REVOKED: {attempt.revoked}" if attempt.revoked else ""
        revoked += f"  NO LONGER COUNTS: {attempt.raised}" if attempt.raised else ""
        emit(
            f"{attempt.opened}  claim {attempt.claim}  attempt {attempt.number}  {verdict}  {attempt.reason}{revoked}\n"
            f"    {attempt.attempt}  artifact {attempt.artifact_digest}{_submitter(attempt)}"
        )


def _submitter(attempt: AttemptSummary) -> str:
    signed = f", signed with {attempt.submitter_key}" if attempt.submitter_key else ""
    return f"\n    submitted by {attempt.submitter}{signed}" if attempt.submitter else ""


def explain(
    name: Annotated[
        str,
        typer.Argument(
            help="A record's id, for the attempt that its standing rests on; an attempt's id; or a code.",
            autocompletion=codes,
        ),
    ],
    claim: ClaimOption = None,
    attempt: AttemptOption = None,
    latest: LatestOption = False,
    home: HomeOption = None,
    as_json: JsonOption = False,
) -> None:
    """Say what an attempt established and on what evidence, or what a code means.

    A word that is a code (docs/errors.md lists them) is explained as such, and needs no store.
    """
    if (entry := code_entries().get(name)) is not None:
        _explain_code(entry, as_json)
        return
    from gate import Gate

    with _meaning_a_code(name), Gate.open(home, read_only=True) as gate:
        report = gate.explain(name, claim=claim, attempt=attempt, latest=latest)
    if as_json:
        emit_document(report)
        return
    for line in report.lines():
        emit(line)


@contextmanager
def _meaning_a_code(name: str) -> Iterator[None]:
    """Within the block, an unknown name that looks like a code is said to be like it. Raises UsageError."""
    try:
        yield
    except UsageError as problem:
        near = get_close_matches(name, code_entries(), n=3)
        if near and problem.code in ("attempt.unknown", "store.not-initialised"):
            hint = f"if a code was meant: {', '.join(f'gate explain {code}' for code in near)}"
            raise UsageError(problem.code, problem.message, where=problem.where, hint=hint) from None
        raise


def _explain_code(entry: CodeEntry, as_json: bool) -> None:
    if as_json:
        from gate.documents.code import CodeReport

        emit_document(CodeReport(code=entry.name, cause=entry.cause, remedy=entry.remedy))
        return
    emit(f"{entry.name}\n{filled('Cause: ', entry.cause)}\n{filled('Do:    ', entry.remedy)}")
