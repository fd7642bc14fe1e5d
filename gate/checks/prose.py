"""What a record says in prose."""

from __future__ import annotations

from collections.abc import Iterator

from gate.checks.finding import Path
from gate.model.record import Record


def texts(record: Record) -> Iterator[tuple[Path, str]]:
    """Everything that a record says in prose, with its place."""
    yield ("title",), record.title
    yield ("abstract",), record.abstract or ""
    yield ("research_question",), record.research_question or ""
    for number, claim in enumerate(record.claims):
        yield ("claims", number, "statement"), claim.statement
        for source, text in enumerate(claim.sources):
            yield ("claims", number, "sources", source), text
    for number, item in enumerate(record.correction_record.items if record.correction_record else ()):
        yield ("correction_record", "items", number, "text"), item.text
    if record.quality_tier and record.quality_tier.basis:
        yield ("quality_tier", "basis"), record.quality_tier.basis
    if record.provenance and record.provenance.note:
        yield ("provenance", "note"), record.provenance.note
