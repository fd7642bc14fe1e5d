"""An autonomous draft read into a record's document: header, abstract, numbered sections, claims, references.

The text of sections is kept as written; what is typed besides is read out of it (`gate.records.importer.readings`).
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Any

from gate.model.record import MAX_CLAIMS
from gate.records.importer.mapping import Mapped
from gate.records.importer.page import empty_document
from gate.records.importer.readings import read_reference, read_typed
from gate.records.importer.source import Line, Piece, Source
from gate.records.vocabulary import ABSTRACT, REFERENCES, plain

_PRODUCT = re.compile(r"([^\s:][^:\n]{0,79})(: )(\S.*)")
_DATE = re.compile(
    r"(?:January|February|March|April|May|June|July|August|September|October|November|December) \d{1,2}, \d{4}"
)
_SECTION = re.compile(r"(\d{1,2}(?:\.\d{1,2})*)\.?[ \t\xa0]+([A-Z][^\t]{0,79})")
_CONFIDENCE = re.compile(r"-?[0-9]{1,40}(\.[0-9]{1,40})?")
_CLAIMS = "extracted claims"
_MARKS = ("×", "✓")
_MAX_STATEMENT = 20_000


def looks_like_draft(source: Source) -> bool:
    """Whether the text begins with a product and a question, and has an abstract or numbered sections."""
    if not source.lines or source.lines[0].is_row or not _PRODUCT.fullmatch(source.lines[0].text):
        return False
    return any(plain(line.text) == plain(ABSTRACT) or _SECTION.fullmatch(line.text) for line in source.lines[1:])


def read_draft(source: Source) -> Mapped:
    """The record that a draft says; its claims are textual."""
    document = empty_document("draft")
    document["draft"] = {"product": None, "kernel": None, "note": None, "date": None, "sections": []}
    mapped = Mapped(document)
    at = _header(mapped, source.lines)
    section: int | None = None
    place: str = "before"
    for line in source.lines[at:]:
        heading = plain(line.text)
        if place == "before" and heading == plain(ABSTRACT):
            place = "abstract"
            mapped.document["imported"]["blocks"].append({"heading": line.text, "rows": []})
            mapped.value(("imported", "blocks", 0, "heading"), line.whole[0], line.text)
        elif heading == plain(REFERENCES) or _is_next(line, mapped):
            section = _open_section(mapped, line)
            place = "references" if heading.endswith(plain(REFERENCES)) else "section"
            place = "claims" if heading.endswith(_CLAIMS) else place
        elif place == "abstract":
            for piece in line.whole:
                mapped.text(("abstract",), piece)
        elif section is None:
            _stray(mapped, line)
        elif place == "claims" and _is_claim(line):
            _claim(mapped, line)
        else:
            _section_text(mapped, section, line, is_reference=place == "references")
    read_typed(mapped)
    return mapped


def _header(mapped: Mapped, lines: Sequence[Line]) -> int:
    """Read the lines before the abstract; returns where it begins."""
    match = _PRODUCT.fullmatch(lines[0].text)
    assert match is not None  # looks_like_draft
    title = match[3]
    mapped.parts(lines[0].whole[0], [(("draft", "product"), match[1]), match[2], (("title",), title)])
    mapped.reading(("research_question",), title)
    for at, line in enumerate(lines[1:], start=1):
        if plain(line.text) == plain(ABSTRACT) or _SECTION.fullmatch(line.text):
            return at
        _header_line(mapped, line)
    return len(lines)


def _header_line(mapped: Mapped, line: Line) -> None:
    draft: dict[str, Any] = mapped.document["draft"]
    piece = line.whole[0]
    if line.is_row:
        _stray(mapped, line)
    elif _DATE.fullmatch(line.text) and draft["date"] is None:
        mapped.text(("draft", "date"), piece)
        _refuse_future(mapped, piece)
    elif "review" in plain(line.text) and draft["note"] is None:
        mapped.text(("draft", "note"), piece)
    elif draft["kernel"] is None:
        mapped.text(("draft", "kernel"), piece)
    else:
        _stray(mapped, line)


def _refuse_future(mapped: Mapped, piece: Piece) -> None:
    try:
        day = datetime.strptime(piece.text, "%B %d, %Y").replace(tzinfo=UTC)
    except ValueError:
        mapped.note_finding("import.no-date", f"{piece.text!r} is no day", piece.line, "it is kept as written")
        return
    if day > datetime.now(UTC):
        message = f"the draft is of {piece.text}, which is to come"
        mapped.note_finding("import.future-date", message, piece.line, "it is kept as written")


def _is_next(line: Line, mapped: Mapped) -> bool:
    """Whether a line is the heading of the next section: numbered in order, so that no sentence is taken for one."""
    match = None if line.is_row else _SECTION.fullmatch(line.text)
    if match is None or line.text.endswith((".", ";", ",")):
        return False
    numbers = [part["number"] for part in mapped.document["draft"]["sections"] if part["number"]]
    last = [int(number) for number in numbers[-1].split(".")] if numbers else [0]
    here = [int(number) for number in match[1].split(".")]
    deeper = here[:-1] == last and here[-1] == 1
    return deeper or any(here == [*last[:depth], last[depth] + 1] for depth in range(len(last)))


def _open_section(mapped: Mapped, line: Line) -> int:
    sections: list[dict[str, Any]] = mapped.document["draft"]["sections"]
    number = len(sections)
    sections.append({"number": None, "heading": "", "text": ""})
    match, piece = _SECTION.fullmatch(line.text), line.whole[0]
    heading = ("draft", "sections", number, "heading")
    if match is None:
        mapped.value(heading, piece, line.text)
        return number
    mapped.value(("draft", "sections", number, "number"), _cut(piece, match.span(1)), match[1])
    mapped.value(heading, _cut(piece, match.span(2)), match[2])
    return number


def _cut(piece: Piece, span: tuple[int, int]) -> Piece:
    return piece.part(*span)


def _section_text(mapped: Mapped, section: int, line: Line, *, is_reference: bool) -> None:
    path = ("draft", "sections", section, "text")
    if not mapped.get(path):
        mapped.set(path, None)
    for piece in line.whole:
        mapped.text(path, piece)
    if is_reference and not line.is_row:
        references: list[Any] = mapped.document["draft"].setdefault("references", [])
        references.append(None)
        reference = read_reference(line.text)
        mapped.document["draft"]["references"][-1] = {}
        for name, value in reference.items():
            mapped.reading(("draft", "references", len(references) - 1, name), value)


def _is_claim(line: Line) -> bool:
    cells = line.text.split("\t")
    return not line.is_row and len(cells) == 3 and cells[1].strip() in _MARKS


def _claim(mapped: Mapped, line: Line) -> None:
    claims: list[Any] = mapped.document["claims"]
    cells = _cells(line.whole[0])
    if len(claims) >= MAX_CLAIMS:
        if len(claims) == MAX_CLAIMS and not any(item.code == "import.too-many-claims" for item in mapped.findings):
            message = f"a record has at most {MAX_CLAIMS} claims; this and all further ones are unmapped"
            mapped.note_finding("import.too-many-claims", message, line.number, "split the draft")
        mapped.unmapped(line)
        return
    if len(cells) != 3 or len(cells[0].text) > _MAX_STATEMENT:
        message = f"this is no claim: {line.text[:60]!r}"
        mapped.note_finding(
            "import.no-claim", message, line.number, f"a statement has 1 to {_MAX_STATEMENT} characters"
        )
        mapped.unmapped(line)
        return
    number = len(claims)
    statement, mark, confidence = cells
    claims.append({"id": f"c{number + 1}", "kind": "textual", "stated": {}})
    mapped.value(("claims", number, "statement"), statement, statement.text)
    mapped.value(("claims", number, "stated", "mark"), mark, mark.text)
    if _CONFIDENCE.fullmatch(confidence.text):
        mapped.value(("claims", number, "stated", "confidence"), confidence, confidence.text)
        return
    message = f"the confidence of claim c{number + 1} is {confidence.text!r}, which is no number"
    mapped.note_finding("import.no-confidence", message, line.number, "the claim is imported without it")
    mapped.leftover(confidence)


def _cells(piece: Piece) -> list[Piece]:
    """The cells of a row whose cells are separated by tabs, without those that are empty."""
    cells: list[Piece] = []
    start = 0
    for cell in piece.text.split("\t"):
        text = cell.strip()
        if text:
            begin = start + cell.index(text[0])
            cells.append(piece.part(begin, begin + len(text)))
        start += len(cell) + 1
    return cells


def _stray(mapped: Mapped, line: Line) -> None:
    mapped.unmapped(line)
    message = f"this line has no place in a draft: {line.text[:60]!r}"
    mapped.note_finding("import.stray-line", message, line.number, "it is kept under unmapped")
