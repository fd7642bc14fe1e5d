"""A record's page as blocks: the record's own, in the order of its source, and the verdict as the log has it."""

from __future__ import annotations

from collections.abc import Iterator

from gate.documents.page import Origin, PageReport, ShownBlock, ShownRow, ShownVerdict
from gate.documents.status import ClaimStatus, StatusReport
from gate.model.claim import TextualClaim
from gate.model.digest import Json
from gate.model.record import PageBlock, Record
from gate.model.verdict import Status
from gate.records.vocabulary import ABSTRACT, BLOCKS, BY_HEADING, BY_MEMBER, QUESTION, Block, Row, plain

VERDICT = "stated"
"""The member whose block shows the verdict: what the source states there is shown only where the log says the same."""

NOT_COMPLETED = (
    "This record has not completed Gate 2 of the verification pipeline (a type-checked Lean4 proof for mathematical "
    "claims, or a sealed-sandbox reproduction for empirical claims). It is a literature synthesis only. VERIFIED "
    "requires an attached reproducible artifact (Lean4 proof source, or repro script and results) before this status "
    "can be set; it is not derived from review score or claim count."
)
"""The sentence under the block of a record that nobody tried, as public pages have it."""

TRIED = (
    "Artifacts were submitted for this record, and Gate 2 does not show it as VERIFIED; `gate explain` says why. "
    "The status is not derived from review score or claim count."
)


def page_of(record: Record, status: StatusReport) -> PageReport:
    """The page of a record that stands as ``status`` says."""
    verdict = shown_verdict(record, status)
    blocks = list(_draft_blocks(record)) if record.draft is not None else list(_blocks(record, verdict))
    if all(block.member != VERDICT for block in blocks):
        place = next((at + 1 for at, block in enumerate(blocks) if block.member == "verification_level"), len(blocks))
        blocks.insert(place, _verdict_block(verdict, None))
    if record.claims and record.draft is None:
        place = next(at + 1 for at, block in enumerate(blocks) if block.member == VERDICT)
        blocks.insert(place, _claims_block(record, status))
    if record.unmapped:
        text = tuple(item.text for item in record.unmapped)
        blocks.append(ShownBlock(heading="Unmapped", member="unmapped", text=text))
    return PageReport(
        record=record.id,
        state=record.state,
        title=record.title,
        truncated=record.truncated,
        verdict=verdict,
        blocks=tuple(blocks),
    )


def shown_verdict(record: Record, status: StatusReport) -> ShownVerdict:
    """The verdict that the log gives, and what it means in a sentence.

    Of a record that nobody tried the page shows the time that its source states, marked as stated, where status and
    reason are the log's own as well.
    """
    stated = record.stated
    agrees = stated is not None and (stated.status, stated.reason) == (status.status, status.reason)
    evaluated, origin = status.evaluated or "never", "log" if status.evaluated else "never"
    sentence = _sentence(status)
    if stated is not None and agrees and status.attempts == 0:
        if stated.evaluated:
            evaluated, origin = stated.evaluated, "stated"
        sentence = stated.disclaimer or ""
    return ShownVerdict(
        status=status.status,
        gate=status.gate,
        reason=status.reason,
        evaluated=evaluated,
        evaluated_origin=_origin(origin),
        sentence=sentence,
    )


def _origin(word: str) -> Origin:
    return {"log": "log", "stated": "stated"}.get(word, "never")  # type: ignore[return-value]


def _sentence(status: StatusReport) -> str:
    if status.status is Status.VERIFIED:
        established = "; ".join(map(_established, status.claims))
        left = "; ".join(f"{claim.leaves_open} (claim {claim.claim})" for claim in status.claims if claim.leaves_open)
        opened = f"Open: {left}. " if left else ""
        return (
            f"Gate 2 established: {established}. {opened}It did not establish that the specification of a claim says "
            "what its prose says, nor anything else in this record; `gate explain` lists both with the evidence."
        )
    return TRIED if status.attempts else NOT_COMPLETED


def _established(claim: ClaimStatus) -> str:
    level = f"{claim.level}, {claim.level_meaning}" if claim.level_meaning else claim.level
    return f"claim {claim.claim} at level {level}" if level else f"claim {claim.claim}"


def _blocks(record: Record, verdict: ShownVerdict) -> Iterator[ShownBlock]:
    """The blocks of a page as its source had them; of a record without a source all that it fills."""
    document = record.model_dump(mode="json")
    for layout in record.imported.blocks if record.imported else _standard_layout(record):
        heading = plain(layout.heading)
        if heading in (plain(ABSTRACT), plain(QUESTION)):
            text = record.abstract if heading == plain(ABSTRACT) else record.research_question
            member = "abstract" if heading == plain(ABSTRACT) else "research_question"
            yield ShownBlock(heading=layout.heading, member=member, text=_lines(text))
        elif BY_HEADING[heading].member == VERDICT:
            yield _verdict_block(verdict, layout)
        else:
            yield _block(BY_HEADING[heading], layout, document)


def _standard_layout(record: Record) -> Iterator[PageBlock]:
    if record.abstract:
        yield PageBlock(heading=ABSTRACT)
    if record.research_question:
        yield PageBlock(heading=QUESTION)
    for block in BLOCKS:
        if block.member == VERDICT or getattr(record, block.member) is not None:
            yield PageBlock.model_validate({"heading": block.heading, "rows": _standard_rows(block)}, strict=False)


def _standard_rows(block: Block) -> list[dict[str, Json]]:
    last = len(block.rows) - 1
    return [
        {"label": row.label, "cells": 3 if block.wide and number < last else 2} for number, row in enumerate(block.rows)
    ]


def _block(block: Block, layout: PageBlock, document: dict[str, Json]) -> ShownBlock:
    said = document[block.member]
    rows = []
    for shown in layout.rows:
        row = block.row(shown.label)
        if row is not None:
            rows.append(ShownRow(label=shown.label, value=_value(row, said), cells=shown.cells))
    text = said.get("disclaimer") if isinstance(said, dict) else None
    return ShownBlock(heading=layout.heading, member=block.member, rows=tuple(rows), text=_lines(text))


def _value(row: Row, said: Json) -> str:
    """What a row shows: its fields, joined as pages join them; empty where the record is silent."""
    parts = []
    for field in row.fields:
        value = said
        for name in field.split("."):
            value = value.get(name) if isinstance(value, dict) else None
        parts.append(value)
    return ", ".join(str(part) for part in parts if part is not None)


def _verdict_block(verdict: ShownVerdict, layout: PageBlock | None) -> ShownBlock:
    block = BY_MEMBER[VERDICT]
    shown = layout or PageBlock.model_validate({"heading": block.heading, "rows": _standard_rows(block)}, strict=False)
    values: dict[str, tuple[str, Origin]] = {
        "Status": (verdict.status, "log"),
        "Gate": (verdict.gate, "log"),
        "Reason": (verdict.reason, "log"),
        "Evaluated": (verdict.evaluated, verdict.evaluated_origin),
    }
    rows = []
    for written in shown.rows:
        row = block.row(written.label)
        value, origin = values[row.label] if row else ("", "log")
        rows.append(ShownRow(label=written.label, value=value, origin=origin, cells=written.cells))
    return ShownBlock(heading=shown.heading, member=VERDICT, rows=tuple(rows), text=_lines(verdict.sentence))


def _claims_block(record: Record, status: StatusReport) -> ShownBlock:
    standing = {claim.claim: claim for claim in status.claims}
    rows = tuple(
        ShownRow(
            label=f"{claim.id} ({claim.kind})", value=f"{standing[claim.id].status}. {claim.statement}", origin="log"
        )
        for claim in record.claims
    )
    return ShownBlock(heading="Claims", member="claims", rows=rows)


def _draft_blocks(record: Record) -> Iterator[ShownBlock]:
    draft = record.draft
    assert draft is not None
    header = tuple(line for line in (draft.kernel, draft.note, draft.date) if line)
    yield ShownBlock(
        heading=f"{draft.product}: {record.title}" if draft.product else record.title, member="draft", text=header
    )
    if record.imported and record.imported.blocks:
        yield ShownBlock(heading=record.imported.blocks[0].heading, member="abstract", text=_lines(record.abstract))
    elif record.abstract:
        yield ShownBlock(heading=ABSTRACT, member="abstract", text=_lines(record.abstract))
    for section in draft.sections:
        heading = f"{section.number} {section.heading}" if section.number else section.heading
        text = _lines(section.text)
        if plain(section.heading) == "extracted claims":
            text += tuple(_claim_row(claim) for claim in record.claims if isinstance(claim, TextualClaim))
        yield ShownBlock(heading=heading, member="section", text=text)


def _claim_row(claim: TextualClaim) -> str:
    stated = claim.stated
    marks = () if stated is None else (stated.mark, stated.confidence)
    return "\t".join((claim.statement, *(mark for mark in marks if mark)))


def _lines(text: Json) -> tuple[str, ...]:
    return tuple(text.split("\n")) if isinstance(text, str) and text else ()
