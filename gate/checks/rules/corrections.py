"""Rules about the correction record: what it says of itself, and that a change only adds to it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from gate.checks.finding import Hit
from gate.checks.rules.record import CLOCK_SKEW
from gate.checks.rules.tables import CHANGE, RECORD
from gate.checks.subject import ChangeSubject, RecordSubject
from gate.model.blocks import Correction
from gate.model.claim import Claim, EmpiricalClaim
from gate.model.expected import Quantity
from gate.model.record import Record
from gate.model.text import counted, shorten

_RETRACTION = ("retract", "withdraw")
_SUPERSEDED = ("supersed", "replac")


def items(record: Record) -> tuple[Correction, ...]:
    """The items of a record's correction record."""
    return () if record.correction_record is None else record.correction_record.items


@RECORD("COR001")
def count_differs(subject: RecordSubject) -> Iterator[Hit]:
    block = subject.record.correction_record
    if block is not None and block.count is not None and block.count != len(block.items):
        message = f"{counted(block.count, 'correction')} are stated, the record has {len(block.items)}"
        yield Hit(("correction_record", "count"), message)


@RECORD("COR009")
def out_of_order(subject: RecordSubject) -> Iterator[Hit]:
    newest: datetime | None = None
    for number, item in enumerate(items(subject.record)):
        date = datetime.fromisoformat(item.date)
        if newest is not None and date < newest:
            yield Hit(("correction_record", "items", number, "date"), "this item is older than the one before it")
        newest = max(newest, date) if newest else date


@RECORD("COR010")
def impossible_date(subject: RecordSubject) -> Iterator[Hit]:
    published = subject.record.published_at
    for number, item in enumerate(items(subject.record)):
        date, at = datetime.fromisoformat(item.date), ("correction_record", "items", number, "date")
        if date > subject.now + CLOCK_SKEW:
            yield Hit(at, f"the correction was made at {item.date}, which is to come")
        elif published is not None and date < datetime.fromisoformat(published) - CLOCK_SKEW:
            yield Hit(at, f"the correction of {item.date} is older than the record", f"published at {published}")


@RECORD("COR011")
def status_disagrees(subject: RecordSubject) -> Iterator[Hit]:
    block = subject.record.correction_record
    if block is None or block.status is None:
        return
    kinds = [item.kind.casefold() for item in block.items]
    retracted = any(word in kind for kind in kinds for word in _RETRACTION)
    superseded = any(word in kind for kind in kinds for word in _SUPERSEDED)
    at = ("correction_record", "status")
    if block.status in ("CURRENT", "none") and block.items:
        yield Hit(at, f"the status is {block.status}, and there are {counted(len(block.items), 'correction')}")
    elif block.status == "RETRACTED" and not retracted:
        yield Hit(at, "the status is RETRACTED, and no item is a retraction")
    elif block.status == "CORRECTED" and (retracted or not block.items):
        what = "an item is a retraction" if retracted else "there is no item"
        yield Hit(at, f"the status is CORRECTED, and {what}")
    elif block.status == "SUPERSEDED" and not superseded:
        yield Hit(at, "the status is SUPERSEDED, and no item says by what")


@RECORD("COR015")
def empty_item(subject: RecordSubject) -> Iterator[Hit]:
    for number, item in enumerate(items(subject.record)):
        if len(item.text.split()) < 2:
            yield Hit(("correction_record", "items", number, "text"), "the item does not say what was corrected")


@CHANGE("COR002")
def item_changed(subject: ChangeSubject) -> Iterator[Hit]:
    now = items(subject.now)
    for number, item in enumerate(items(subject.before)):
        if number >= len(now):
            yield Hit(
                ("correction_record",), f"correction {number + 1} of the base revision is gone", _short(item.text)
            )
        elif now[number] != item:
            at = ("correction_record", "items", number)
            yield Hit(at, f"correction {number + 1} was edited", f"it said: {_short(item.text)}")


@CHANGE("COR003")
def published_value_changed(subject: ChangeSubject) -> Iterator[Hit]:
    if _has_new_item(subject):
        return
    for number, before, now in _claims_in_both(subject):
        if not isinstance(before, EmpiricalClaim) or not isinstance(now, EmpiricalClaim):
            continue
        old = {
            quantity.name: quantity.published for quantity in (before.expected.quantities if before.expected else ())
        }
        for index, quantity in enumerate(now.expected.quantities if now.expected else ()):
            if quantity.name in old and old[quantity.name] != quantity.published:
                at = ("claims", number, "expected", "quantities", index, "published")
                message = f"the published value of {quantity.name} was changed, and no correction says so"
                yield Hit(at, message, f"it was {_short(str(old[quantity.name]))}")


@CHANGE("COR004")
def claim_vanished(subject: ChangeSubject) -> Iterator[Hit]:
    there = {claim.id for claim in subject.now.claims}
    for claim in subject.before.claims:
        if claim.id not in there:
            yield Hit(("claims",), f"claim {claim.id!r} of the base revision is gone", _short(claim.statement))


@CHANGE("COR005")
def id_reused(subject: ChangeSubject) -> Iterator[Hit]:
    before, now = subject.before, subject.now
    if before.title != now.title and before.research_question != now.research_question:
        yield Hit(("id",), f"the id {now.id!r} belonged to another record", f"its title was {_short(before.title)}")
    for number, old, new in _claims_in_both(subject):
        if old.kind != new.kind or not _shared_words(old.statement, new.statement):
            at = ("claims", number, "id")
            yield Hit(at, f"the id {new.id!r} belonged to another claim", f"it said: {_short(old.statement)}")


@CHANGE("COR007")
def text_changed(subject: ChangeSubject) -> Iterator[Hit]:
    if _has_new_item(subject):
        return
    before, now = subject.before, subject.now
    for name, old, new in (
        ("title", before.title, now.title),
        ("abstract", before.abstract, now.abstract),
        ("research_question", before.research_question, now.research_question),
    ):
        if old != new:
            yield Hit((name,), f"the {name.replace('_', ' ')} was changed, and no correction says so")


@CHANGE("COR008")
def claim_changed(subject: ChangeSubject) -> Iterator[Hit]:
    if _has_new_item(subject):
        return
    for number, old, new in _claims_in_both(subject):
        if old.digest != new.digest:
            message = f"claim {new.id!r} was changed, and no correction says so; earlier verdicts no longer count"
            yield Hit(("claims", number), message)


@CHANGE("COR012")
def publication_moved(subject: ChangeSubject) -> Iterator[Hit]:
    before, now = subject.before.published_at, subject.now.published_at
    if before is not None and before != now:
        yield Hit(("published_at",), "the day of publication was changed", f"it was {before}")


@CHANGE("COR013")
def retraction_undone(subject: ChangeSubject) -> Iterator[Hit]:
    before, now = subject.before.correction_record, subject.now.correction_record
    status = None if now is None else now.status
    if before is not None and before.status in ("RETRACTED", "SUPERSEDED") and status != before.status:
        at = ("correction_record",) if now is None else ("correction_record", "status")
        yield Hit(at, f"the record was {before.status} and is {status} now")


def _claims_in_both(subject: ChangeSubject) -> Iterator[tuple[int, Claim, Claim]]:
    before = {claim.id: claim for claim in subject.before.claims}
    for number, claim in enumerate(subject.now.claims):
        if claim.id in before:
            yield number, before[claim.id], claim


def _quantities(claim: EmpiricalClaim) -> tuple[Quantity, ...]:
    return () if claim.expected is None else claim.expected.quantities


def _has_new_item(subject: ChangeSubject) -> bool:
    return len(items(subject.now)) > len(items(subject.before))


def _shared_words(first: str, second: str) -> bool:
    """Whether two statements have at least a third of their words in common."""
    one, other = ({word.strip(".,;:") for word in text.casefold().split()} for text in (first, second))
    return 3 * len(one & other) >= min(len(one), len(other))


def _short(text: str) -> str:
    return shorten(" ".join(text.split()), 80)
