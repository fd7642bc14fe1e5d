"""``gate assess``, ``gate correct``, ``gate approve`` and ``gate revoke``: what people add to the history."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from gate.cli.options import HomeOption, JsonOption, PassphraseOption, RecordArgument
from gate.cli.ui import emit, emit_document


def assess(
    records: Annotated[list[str], typer.Argument(metavar="RECORD…", help="Record files, or ids of known records.")],
    published_before: Annotated[
        str | None, typer.Option(metavar="DATE", help="They were published before this date; logged with your name.")
    ] = None,
    operator: Annotated[str | None, typer.Option(help="Who says so; by default the system user.")] = None,
    home: HomeOption = None,
    as_json: JsonOption = False,
) -> None:
    """Log how records stand without an attempt, and when they were published.

    Nothing is judged, and no status changes: the entry gives an untried record the time at which it was looked at, and
    a record without a date of its own the operator's word that it is from before Gate 2.
    """
    from gate import Gate

    with Gate.open(home) as gate:
        report = gate.assess(records, published_before=published_before, operator=operator)
    if as_json:
        emit_document(report)
        return
    for record in report.records:
        emit(f"{record.record}  {record.status}  {record.reason}\n    log entry {record.log_index}")


def correct(
    record: RecordArgument,
    kind: Annotated[str, typer.Option(help="erratum, clarification, expression-of-concern or retraction.")],
    text: Annotated[str, typer.Option(help="What is corrected, in a sentence.")],
    claim: Annotated[str | None, typer.Option(help="The claim; without it the whole record.")] = None,
    home: HomeOption = None,
    as_json: JsonOption = False,
) -> None:
    """Add an item to a record's correction record. A retraction makes its claims Unverified."""
    from gate import Gate

    with Gate.open(home) as gate:
        report = gate.correct(record, kind=kind, text=text, claim=claim)
    if as_json:
        emit_document(report)
        return
    emit(f"Corrected {report.record}: {report.kind}\nItem {report.item}\nStatus {report.status} ({report.reason})")


def approve(
    record: Annotated[Path, typer.Argument(help="The record file.")],
    approver: Annotated[
        str, typer.Option(help="Who vouches, as the policy's people are named, such as alice@example.org.")
    ],
    note: Annotated[str, typer.Option(help="What was looked at, in a sentence; it is published.")],
    claim: Annotated[str | None, typer.Option(help="The claim's id.")] = None,
    hole: Annotated[str | None, typer.Option(help="Approve this hole value (sha256:… from gate explain).")] = None,
    method: Annotated[
        Path | None,
        typer.Option(help="Approve this artifact's script, reviewed (see gate review), as the claim's method."),
    ] = None,
    key: Annotated[
        Path | None,
        typer.Option(help="The approver's key, OpenSSH's or gate's; by default, and for a .pub, the ssh-agent's."),
    ] = None,
    passphrase_file: PassphraseOption = None,
    home: HomeOption = None,
    as_json: JsonOption = False,
) -> None:
    """Record a signed approval, by one who read it, of a claim, a hole's value or a script.

    It says that the challenge, or the methods, say what their claim says, that the hole's value is an answer, or that
    the script computes what the claim means. The policy's "people" name who may approve, and with which key.
    """
    from gate import Gate

    with Gate.open(home) as gate:
        report = gate.approve(
            record,
            approver=approver,
            note=note,
            claim=claim,
            hole=hole,
            method=method,
            key=key,
            passphrase_file=passphrase_file,
        )
    if as_json:
        emit_document(report)
        return
    emit(f"Approved the {report.what} {report.subject}\nLog entry {report.log_index}, signed by {report.key}")


def revoke(
    reason: Annotated[str, typer.Option(help="Why, in a sentence; it is published.")],
    attempt: Annotated[str | None, typer.Option(help="Revoke the verdict of this attempt.")] = None,
    toolchain: Annotated[str | None, typer.Option(help="Revoke all that relied on this toolchain.")] = None,
    image: Annotated[str | None, typer.Option(help="Revoke all that ran in this image (sha256:…).")] = None,
    code: Annotated[str, typer.Option(help="A machine word for the cause.")] = "operator",
    home: HomeOption = None,
    as_json: JsonOption = False,
) -> None:
    """Revoke verdicts: they stay in the history and no longer count."""
    from gate import Gate

    with Gate.open(home) as gate:
        report = gate.revoke(reason=reason, attempt=attempt, toolchain=toolchain, image=image, code=code)
    if as_json:
        emit_document(report)
        return
    for verdict in report.revoked:
        emit(f"revoked  {verdict.record} claim {verdict.claim}  attempt {verdict.attempt}")
