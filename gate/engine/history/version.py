"""Which version of a record a claim was judged in, and what another version of it says otherwise."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from gate.engine.inputs.stored import stored_record
from gate.engine.workspace import Workspace
from gate.log.attempts import counted_attempts
from gate.log.status import History, Standing
from gate.model.claim import Claim
from gate.model.digest import Digest, Json
from gate.model.record import Record
from gate.model.verdict import Status


@dataclass(frozen=True, slots=True)
class Change:
    """A field that is not as it was: its path (claims by id), and both values; None where it is absent."""

    field: str
    before: Json
    now: Json


@dataclass(frozen=True, slots=True)
class JudgedVersion:
    """The record as the attempt had it that a claim's standing rests on, and how the record differs from that now."""

    attempt: str
    record: Digest
    changes: tuple[Change, ...]
    touches_claim: bool


def judged_version(
    workspace: Workspace, history: History, record: Record, claim: Claim, standing: Standing
) -> JudgedVersion | None:
    """The version that a claim's standing is about; None before the first attempt.

    Of several VERIFIED attempts at the claim, one that had this very record is preferred. Raises IntegrityError when
    the stored record is missing or damaged.
    """
    if standing.attempt is None:
        return None
    view = history.attempts[standing.attempt]
    if standing.status is Status.VERIFIED:
        counted = counted_attempts(history.of_claim(record.id, claim.id), str(claim.digest))
        view = next((other for other in counted if other.intake.record_digest == record.digest), view)
    digest = view.intake.record_digest
    if digest == record.digest:
        return JudgedVersion(view.id, digest, (), False)
    changes = record_changes(stored_record(workspace, view), record)
    own = f"claims.{claim.id}"
    touched = any(change.field == own or change.field.startswith(f"{own}.") for change in changes)
    return JudgedVersion(view.id, digest, changes, touched)


def record_changes(before: Record, now: Record) -> tuple[Change, ...]:
    """Every field of the record's public text that differs, in the order of the contract."""
    old, new = dict(fields_of(before)), dict(fields_of(now))
    return tuple(
        Change(field, old.get(field), new.get(field))
        for field in {**old, **new}
        if field not in old or field not in new or old[field] != new[field]
    )


def fields_of(record: Record) -> Iterator[tuple[str, Json]]:
    """Every value of a record that is no object and no list, with its path; claims by id."""
    claims = {claim.id: claim.model_dump(mode="json") for claim in record.claims}
    return _leaves("", {**record.document(), "claims": claims})


def _leaves(path: str, value: Json) -> Iterator[tuple[str, Json]]:
    """Everything that is no object and no list, and what is empty, with the names that lead to it."""
    match value:
        case {} as members if members:
            items: Iterable[tuple[str | int, Json]] = members.items()
        case [_, *_]:
            items = enumerate(value)
        case _:
            yield path, value
            return
    for name, inner in items:
        yield from _leaves(f"{path}.{name}" if path else str(name), inner)
