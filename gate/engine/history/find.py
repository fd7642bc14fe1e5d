"""Which attempt is meant: one by its id, or the one that a record's standing rests on."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TypedDict, Unpack

from gate.engine.history.page import find_record
from gate.engine.history.proven import proven_record, record_of_attempt
from gate.engine.inputs.intake import load_record
from gate.engine.workspace import Workspace
from gate.log.attempts import AttemptView
from gate.log.status import History, claim_standing
from gate.model.claim import Claim
from gate.model.errors import UsageError
from gate.model.record import Record

_LIST_THEM = "gate history RECORD"


class AttemptChoice(TypedDict, total=False):
    """Which of a record's attempts: at this ``claim``, with this id or number (``attempt``), or the newest of all."""

    claim: str | None
    attempt: str | None
    latest: bool


def find_attempt(workspace: Workspace, name: str, **choice: Unpack[AttemptChoice]) -> AttemptView:
    """The attempt that has the id ``name``, or that of the record ``name``, id or file, that its standing rests on.

    ``choice`` takes another of the record's. Raises UsageError ``attempt.unknown``, ``attempt.chosen-twice``,
    ``claim.ambiguous``, ``claim.no-artifact``; IntegrityError as `proven_record` does.
    """
    claim, attempt, latest = choice.get("claim"), choice.get("attempt"), choice.get("latest", False)
    record = record_of_attempt(workspace, name)
    if record is not None and (claim or attempt or latest):
        raise UsageError("attempt.chosen-twice", f"{name!r} is an attempt already", hint="give the record's id instead")
    if attempt is not None and latest:
        raise UsageError("attempt.chosen-twice", "--attempt and --latest name different attempts", hint=_LIST_THEM)
    history = proven_record(workspace, record or _record_id(workspace, name)).history
    if record is not None:
        return history.attempts[name]
    views = [view for view in history.attempts.values() if claim in (None, view.claim)]
    if not views:
        if (found := claim_without_attempts(workspace, name, claim)) is not None:
            raise UsageError(
                "claim.no-artifact",
                f"claim {found[1].id} of record {found[0].id} has no attempts, and never will: it is {found[1].form}",
                hint=f"`gate explain {name} --claim {found[1].id}` says what it rests on",
            )
        about = f"claim {claim} of {name!r}" if claim else repr(name)
        raise UsageError("attempt.unknown", f"{about} is no attempt and no record with attempts", hint=_LIST_THEM)
    if latest:
        return views[-1]
    if attempt in history.attempts:
        views = [view for view in views if view.id == attempt]
    claims = {view.claim for view in views}
    if len(claims) > 1:
        known = ", ".join(sorted(claims))
        message = f"record {name} has attempts at {len(claims)} claims"
        raise UsageError("claim.ambiguous", message, hint=f"choose one with --claim; known: {known}")
    return _of_claim(history, views, attempt)


def _record_id(workspace: Workspace, name: str) -> str:
    """The id that is meant: the name itself, or that of the record in the file of this name. Raises InputError."""
    return load_record(Path(name), workspace.judges).id if os.path.isfile(name) else name


def claim_without_attempts(workspace: Workspace, name: str, claim: str | None) -> tuple[Record, Claim] | None:
    """Of a record, by file or id, the claim that is meant, if it is one that no artifact can show."""
    try:
        record = find_record(workspace, name)
        found = record.claim(claim)
    except UsageError:  # an attempt's id, no record at all, or another claim: the caller says so
        return None
    return None if found.takes_artifact else (record, found)


def _of_claim(history: History, views: list[AttemptView], attempt: str | None) -> AttemptView:
    about = views[0]
    if attempt is None:
        return history.attempts[claim_standing(history, about.record, about.claim).attempt or about.id]
    found = next((view for view in views if attempt in (view.id, str(view.number))), None)
    if found is None:
        message = f"claim {about.claim} of record {about.record} has no attempt {attempt!r}"
        raise UsageError("attempt.unknown", message, hint=_LIST_THEM)
    return found
