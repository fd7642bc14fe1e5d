"""``gate correct``, ``gate approve`` and ``gate revoke``: what people add to the history."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from gate.cli.options import HomeOption, open_workspace
from gate.cli.show import RecordArgument
from gate.cli.ui import JsonFlag, emit, emit_json, emit_model
from gate.model.errors import NothingToCheckError, UsageError


def correct(
    record: RecordArgument,
    kind: Annotated[str, typer.Option(help="erratum, clarification, expression-of-concern or retraction.")],
    text: Annotated[str, typer.Option(help="What is corrected, in a sentence.")],
    claim: Annotated[str | None, typer.Option(help="The claim; without it the whole record.")] = None,
    home: HomeOption = None,
    as_json: JsonFlag = False,
) -> None:
    """Add an item to a record's correction record. A retraction makes its claims Unverified."""
    from gate.engine.history import amend
    from gate.engine.history.page import find_record, page
    from gate.engine.workspace import utc_now

    workspace = open_workspace(home)
    found = find_record(workspace, record)
    digest = amend.correct(workspace, found, kind=kind, text=text, claim=claim, clock=utc_now)
    standing = page(workspace, found).standing
    if as_json:
        emit_json("gate-correction-v1", {"record": found.id, "item": str(digest), "status": standing.status.value})
        return
    emit(f"Corrected {found.id}: {kind}\nItem {digest}\nStatus {standing.status} ({standing.reason})")


def approve(
    record: Annotated[Path, typer.Argument(help="The record file.")],
    approver: Annotated[str, typer.Option(help="Who vouches, such as alice@example.org.")],
    note: Annotated[str, typer.Option(help="What was looked at, in a sentence; it is published.")],
    claim: Annotated[str | None, typer.Option(help="The claim's id.")] = None,
    hole: Annotated[str | None, typer.Option(help="Approve this hole value (sha256:… from gate explain).")] = None,
    key: Annotated[Path | None, typer.Option(help="The approver's key file; the store's own key by default.")] = None,
    home: HomeOption = None,
    as_json: JsonFlag = False,
) -> None:
    """Record a signed approval, by one who read it, of a challenge or a hole's value.

    It says that the challenge says what its claim says, or that the hole's value is an answer.
    """
    from gate.engine.api import Gate

    with Gate.open(home) as gate:
        report = gate.approve(record, approver=approver, note=note, claim=claim, hole=hole, key=key)
    if as_json:
        emit_model(report)
        return
    emit(f"Approved the {report.what} {report.subject}\nLog entry {report.log_index}, signed by {report.key}")


def revoke(
    reason: Annotated[str, typer.Option(help="Why, in a sentence; it is published.")],
    attempt: Annotated[str | None, typer.Option(help="Revoke the verdict of this attempt.")] = None,
    toolchain: Annotated[str | None, typer.Option(help="Revoke all that relied on this toolchain.")] = None,
    image: Annotated[str | None, typer.Option(help="Revoke all that ran in this image (sha256:…).")] = None,
    code: Annotated[str, typer.Option(help="A machine word for the cause.")] = "operator",
    home: HomeOption = None,
    as_json: JsonFlag = False,
) -> None:
    """Revoke verdicts: they stay in the history and no longer count."""
    from gate.engine.history import amend
    from gate.engine.history.status import AttemptView

    given = [value for value in (attempt, toolchain, image) if value is not None]
    if len(given) != 1:
        raise UsageError("revoke.what", "give exactly one of --attempt, --toolchain and --image")

    def matches(view: AttemptView) -> bool:
        return (
            view.id == attempt
            or (toolchain is not None and view.toolchain == toolchain)
            or (image is not None and image in view.images)
        )

    done = amend.revoke(open_workspace(home), matches, code=code, reason=reason, toolchain=toolchain)
    if not done:
        raise NothingToCheckError("revoke.nothing", f"no VERIFIED verdict matches {given[0]!r}")
    if as_json:
        revoked = [
            {
                "attempt": item.attempt.id,
                "record": item.attempt.record,
                "claim": item.attempt.claim,
                "index": item.index,
            }
            for item in done
        ]
        emit_json("gate-revocation-v1", {"revoked": revoked})
        return
    for item in done:
        emit(f"revoked  {item.attempt.record} claim {item.attempt.claim}  attempt {item.attempt.id}")
