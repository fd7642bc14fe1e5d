"""Rules about a record as a whole: ids, dates."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta

from gate.checks.finding import Hit
from gate.checks.rules.tables import RECORD
from gate.checks.subject import RecordSubject

CLOCK_SKEW = timedelta(days=1)
"""How far a date may be ahead: the author's clock, or the zone that he thinks in."""


@RECORD("REC011")
def claim_id_twice(subject: RecordSubject) -> Iterator[Hit]:
    first: dict[str, int] = {}
    for number, claim in enumerate(subject.record.claims):
        if claim.id in first:
            note = f"the first is claim {first[claim.id]} of the list"
            yield Hit(("claims", number, "id"), f"two claims have the id {claim.id!r}", note)
        first.setdefault(claim.id, number)


@RECORD("REC013")
def published_in_future(subject: RecordSubject) -> Iterator[Hit]:
    published = subject.record.published_at
    if published is not None and datetime.fromisoformat(published) > subject.now + CLOCK_SKEW:
        yield Hit(("published_at",), f"the record was published at {published}, which is to come")


@RECORD("REC014")
def evaluated_before_published(subject: RecordSubject) -> Iterator[Hit]:
    record, stated = subject.record, subject.record.gate_verdict
    if stated is None or stated.evaluated is None:
        return
    if datetime.fromisoformat(stated.evaluated) > subject.now + CLOCK_SKEW:
        yield Hit(("gate_verdict", "evaluated"), f"the verdict was reached at {stated.evaluated}, which is to come")
    elif stated.status == "VERIFIED" and record.published_at and _before(stated.evaluated, record.published_at):
        message = f"the verdict of {stated.evaluated} is older than the record"
        yield Hit(("gate_verdict", "evaluated"), message, f"published at {record.published_at}")


def _before(first: str, second: str) -> bool:
    return datetime.fromisoformat(first) < datetime.fromisoformat(second)
