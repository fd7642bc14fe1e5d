"""A public page read into a record's document: title, abstract, question, then blocks of rows with text under them.

Blocks may be missing, repeated or in another order, and rows may be unknown: what has no field goes, line by line, to
``unmapped``, with a finding.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime

from gate.model.digest import Json
from gate.model.record import RECORD_CONTRACT
from gate.records.importer.mapping import Mapped
from gate.records.importer.source import Line, Piece, Source
from gate.records.vocabulary import (
    ABSTRACT,
    BY_HEADING,
    HEADINGS,
    LEVEL,
    QUESTION,
    Block,
    Path,
    Row,
    plain,
)

_ENDINGS = (".", "!", "?", "…", '"', "”", "’", ")", "]", ":")


def looks_like_page(source: Source) -> bool:
    """Whether any line is the heading of a page's block, or its question."""
    headings = {*BY_HEADING, plain(QUESTION)}
    return any(not line.is_row and plain(line.text) in headings for line in source.lines)


def empty_document(layout: str) -> dict[str, Json]:
    """The document of a record about which nothing is known."""
    silent = ("abstract", "research_question", "published_at", "verification_level", "quality_tier")
    more = ("quality_dimensions", "correction_record", "provenance")
    return {
        "contract": RECORD_CONTRACT,
        **dict.fromkeys((*silent, *more)),
        "claims": [],
        "imported": {"layout": layout, "blocks": []},
    }


def read_page(source: Source) -> Mapped:
    """The record that a page says."""
    mapped = Mapped(empty_document("page"))
    reader = _Reader(mapped, source.lines)
    reader.read()
    _mark_truncated(mapped)
    return mapped


@dataclass(slots=True)
class _Reader:
    mapped: Mapped
    lines: Sequence[Line]
    seen: set[str] = field(default_factory=set)
    """Headings, as `plain` has them."""

    def read(self) -> None:
        at = self._title()
        while at < len(self.lines):
            line = self.lines[at]
            heading = plain(line.text)
            if line.is_row or heading not in HEADINGS or heading in self.seen:
                self._stray(line, heading)
                at = self._skip(at + 1) if heading in self.seen and not line.is_row else at + 1
                continue
            self.seen.add(heading)
            number = len(self.mapped.document["imported"]["blocks"])
            self.mapped.document["imported"]["blocks"].append({"heading": line.text, "rows": []})
            self.mapped.value(("imported", "blocks", number, "heading"), line.whole[0], line.text)
            end = self._skip(at + 1)
            self._body(heading, number, self.lines[at + 1 : end])
            at = end

    def _title(self) -> int:
        if not self.lines or self.lines[0].is_row or plain(self.lines[0].text) in HEADINGS:
            self.mapped.note_finding(
                "import.no-title", "the page does not begin with a title", 1, "its first line is the title"
            )
            return 0
        self.mapped.text(("title",), self.lines[0].whole[0])
        return 1

    def _skip(self, at: int) -> int:
        """Where the block ends that goes on at ``at``."""
        while at < len(self.lines) and (self.lines[at].is_row or plain(self.lines[at].text) not in HEADINGS):
            at += 1
        return at

    def _stray(self, line: Line, heading: str) -> None:
        if heading in self.seen and not line.is_row:
            message = f"the block {line.text!r} comes a second time"
            self.mapped.note_finding(
                "import.repeated-block", message, line.number, "the first one counts; all of this is unmapped"
            )
            end = self._skip(self.lines.index(line) + 1)
            for further in self.lines[self.lines.index(line) : end]:
                self.mapped.unmapped(further)
            return
        self.mapped.unmapped(line)
        message = f"this line belongs to no block: {line.text[:60]!r}"
        self.mapped.note_finding("import.stray-line", message, line.number, "it is kept under unmapped")

    def _body(self, heading: str, number: int, lines: Sequence[Line]) -> None:
        if heading in (plain(ABSTRACT), plain(QUESTION)):
            path: Path = ("abstract",) if heading == plain(ABSTRACT) else ("research_question",)
            for line in lines:
                if line.is_row:
                    self._unknown(line, "a row of a table has no place here")
                else:
                    self.mapped.text(path, line.whole[0])
            return
        block = BY_HEADING[heading]
        self.mapped.document[block.member] = block.empty
        self._block(block, number, lines)

    def _block(self, block: Block, number: int, lines: Sequence[Line]) -> None:
        filled: set[str] = set()
        for at, line in enumerate(lines):
            if line.is_row:
                self._row(block, number, line, filled)
            elif at + 1 < len(lines) and lines[at + 1].is_row and not any(before.is_row for before in lines[:at]):
                self._stray(line, "")
            elif at + 1 < len(lines) and lines[at + 1].is_row:
                # Text between rows is the heading of a block that nobody knows: none of it belongs to this block.
                message = f"the block {line.text[:60]!r} is not known"
                self.mapped.note_finding("import.unknown-block", message, line.number, "it is kept under unmapped")
                for further in lines[at:]:
                    self.mapped.unmapped(further)
                return
            else:
                self.mapped.text((block.member, "disclaimer"), line.whole[0])

    def _row(self, block: Block, number: int, line: Line, filled: set[str]) -> None:
        cells = line.cells
        if not 2 <= len(cells) <= 3 or cells[0] is None or (len(cells) == 3 and cells[2] is not None):
            self._unknown(
                line, f"a row has a name, a value and at most an empty third cell; this has {len(cells)} cells"
            )
            return
        label, value = cells[0], cells[1]
        row = block.row(label.text)
        if row is None or row.label in filled:
            what = "is not known" if row is None else "comes a second time"
            self._unknown(line, f"the row {label.text!r} of {block.heading} {what}")
            return
        problem = None if value is None else self._value(block, row, value)
        if problem:
            self._unknown(line, problem)
            return
        filled.add(row.label)
        rows = self.mapped.document["imported"]["blocks"][number]["rows"]
        rows.append({"label": label.text, "cells": len(cells)})
        self.mapped.value(("imported", "blocks", number, "rows", len(rows) - 1, "label"), label, label.text)

    def _value(self, block: Block, row: Row, piece: Piece) -> str | None:
        """Fill the fields of a row; what is wrong with the value, if anything is."""
        first: Path = (block.member, *row.fields[0].split("."))
        if row.kind == "count":
            if not (piece.text.isascii() and piece.text.isdigit() and str(int(piece.text[:9])) == piece.text):
                return f"{row.label} is {piece.text!r}, which is no whole number"
            self.mapped.value(first, piece, int(piece.text))
        elif row.kind == "choice":
            if piece.text not in row.choices:
                return f"{row.label} is {piece.text!r}, which is none of {', '.join(row.choices)}"
            self.mapped.value(first, piece, piece.text)
        elif row.kind == "level":
            match = LEVEL.fullmatch(piece.text)
            if match is None or not re.fullmatch(row.pattern, match[1]):
                return f"{row.label} is {piece.text!r}, which is no code and name, such as L2, Source-grounded claims"
            second: Path = (block.member, *row.fields[1].split("."))
            self.mapped.parts(piece, [(first, match[1]), match[2], (second, match[3])])
        elif row.pattern and not re.fullmatch(row.pattern, piece.text, re.ASCII):
            return f"{row.label} is {piece.text!r}, which is none"
        else:
            self.mapped.text(first, piece)
        if first == ("stated", "evaluated"):
            self._refuse_future(piece)
        return None

    def _refuse_future(self, piece: Piece) -> None:
        try:
            moment = datetime.fromisoformat(piece.text)
        except ValueError:
            return
        if moment > datetime.now(moment.tzinfo):
            message = f"the page was evaluated at {piece.text}, which is to come"
            self.mapped.note_finding(
                "import.future-date", message, piece.line, "it is kept as stated, and decides nothing"
            )

    def _unknown(self, line: Line, message: str) -> None:
        self.mapped.note_finding("import.unmapped-row", message, line.number, "it is kept under unmapped")
        self.mapped.unmapped(line)


def _mark_truncated(mapped: Mapped) -> None:
    """Name what the page cut off: a title that the question goes on from, an abstract that ends without a stop."""
    document, cut = mapped.document, []
    title, question, abstract = document.get("title"), document["research_question"], document["abstract"]
    goes_on = question and title and len(question) > len(title) and plain(question).startswith(plain(title))
    if title and (goes_on or title.endswith(("…", "..."))):
        cut.append("title")
    if abstract and (not abstract.endswith(_ENDINGS) or abstract.endswith(("…", "..."))):
        cut.append("abstract")
    if cut:
        document["truncated"] = cut
