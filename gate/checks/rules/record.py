"""Rules about a record as a whole: ids, dates, texts that are not whole."""

from __future__ import annotations

import re
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


_OPEN_ENDS = ("…", "...", ",", ";", ":", "(", "–", "-")
_OPEN_WORD = re.compile(
    r"(?:an?|the|of|to|and|or|in|on|with|for|by|from|as|at|is|are|than|that|vs|between)", re.IGNORECASE
)
_HIDDEN = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]")


@RECORD("REC015")
def text_cut_off(subject: RecordSubject) -> Iterator[Hit]:
    record = subject.record
    if "title" not in record.truncated and _ends_cut(record.title):
        yield Hit(("title",), "the title ends in the middle of a sentence", f"it ends with {record.title[-20:]!r}")
    if record.abstract and "abstract" not in record.truncated and _ends_cut(record.abstract):
        message = "the abstract ends in the middle of a sentence"
        yield Hit(("abstract",), message, f"it ends with {record.abstract[-20:]!r}")


def _ends_cut(text: str) -> bool:
    stripped = text.rstrip()
    return stripped.endswith(_OPEN_ENDS) or _OPEN_WORD.fullmatch(stripped.rpartition(" ")[2]) is not None


@RECORD("REC016")
def empty_text(subject: RecordSubject) -> Iterator[Hit]:
    record = subject.record
    for name, text in (("abstract", record.abstract), ("research_question", record.research_question)):
        if text is not None and not text.strip():
            yield Hit((name,), f"the {name.replace('_', ' ')} is empty")


@RECORD("REC017")
def hidden_character(subject: RecordSubject) -> Iterator[Hit]:
    record = subject.record
    texts = [("title", record.title), ("abstract", record.abstract), ("research_question", record.research_question)]
    for name, text in texts:
        if text and not text.isprintable() and (match := _HIDDEN.search(text)):
            yield Hit((name,), f"the text holds the invisible character U+{ord(match[0]):04X}")


@RECORD("REC032")
def no_question(subject: RecordSubject) -> Iterator[Hit]:
    question = subject.record.research_question
    if question and question.strip() and "?" not in question:
        yield Hit(("research_question",), "the research question asks nothing: it has no question mark")


@RECORD("REC033")
def publication_unknown(subject: RecordSubject) -> Iterator[Hit]:
    if subject.record.draft is None and subject.record.published_at is None:
        yield Hit(("published_at",), "nobody knows when the record was published")


@RECORD("REC035")
def unmapped_text(subject: RecordSubject) -> Iterator[Hit]:
    for number, part in enumerate(subject.record.unmapped):
        yield Hit(("unmapped", number), f"text of line {part.line} of the imported page has no place in the record")
