"""A page saved as HTML, as the lines that a reader sees: a flat pass over its tokens.

Nothing is fetched, run or nested: a tag either breaks a line or stands inside one, so no document can be a bomb. What
scripts, styles and comments say is no part of the page.
"""

from __future__ import annotations

import html
import re

from gate.records.importer.source import Line, LineNumbers, Piece, Source

_TOKEN = re.compile(
    r"<!--.*?-->|<![^>]*>|<\?[^>]*>"
    r"|<(?P<hidden>script|style|template|noscript|svg|head)\b[^>]*>.*?(?:</(?P=hidden)\s*>|\Z)"
    r"|<(?P<close>/?)(?P<name>[a-zA-Z][a-zA-Z0-9-]*)(?:[^<>\"']|\"[^\"]*\"|'[^']*')*>"
    r"|(?P<text>[^<]+|<)",
    re.DOTALL | re.IGNORECASE,
)
_INLINE = frozenset(
    (
        *("a", "abbr", "b", "bdi", "bdo", "cite", "code", "data", "dfn", "em", "font", "i", "kbd", "mark", "q", "s"),
        *("samp", "small", "span", "strong", "sub", "sup", "time", "u", "var", "wbr"),
    )
)
_CELL = frozenset(("td", "th", "dt", "dd"))
_ROW = frozenset(("tr", "table", "tbody", "thead", "tfoot", "dl"))
_MARKUP = re.compile(rf"(?:\s|&nbsp;|&#160;|&#xa0;|{_TOKEN.pattern.partition('|(?P<text>')[0]})*", re.DOTALL | re.I)
_SPACE = re.compile(r"[ \t\r\n\f]+")
_LOOKS_LIKE = re.compile(r"\s*(?:<!doctype\s+html|<html|<head|<body|<!--|<(?:h[1-6]|div|main|article|p|table)\b)", re.I)


def is_html(text: str) -> bool:
    """Whether a text begins as HTML does."""
    return _LOOKS_LIKE.match(text.lstrip("\ufeff")) is not None


def html_source(text: str) -> Source:
    """The lines of an HTML page: headings, paragraphs and table rows, in the order in which they stand."""
    return Source(text, tuple(_lines(text)), lambda between: _MARKUP.fullmatch(between) is not None, _meaning)


def _meaning(stretch: str) -> str:
    """What a stretch of the page says: without tags, entities resolved, white space as HTML shows it."""
    texts = (match["text"] or "" for match in _TOKEN.finditer(stretch))
    return _SPACE.sub(" ", html.unescape("".join(texts))).strip(" \xa0")


def _lines(text: str) -> list[Line]:
    numbers = LineNumbers(text)
    lines: list[Line] = []
    cells: list[Piece | None] = []
    in_row = False
    start = end = -1

    def piece() -> Piece | None:
        nonlocal start, end
        if start < 0:
            return None
        first, last = start, end
        start = end = -1
        meaning = _meaning(text[first:last])
        return Piece(meaning, first, last, numbers.at(first)) if meaning else None

    def end_row() -> None:
        nonlocal in_row
        said = tuple(cell for cell in cells if cell)
        if said:
            lines.append(Line(said[0].line, tuple(cells), True, said))
        cells.clear()
        in_row = False

    for token in _TOKEN.finditer(text):
        if (said := token["text"]) is not None:
            if said.strip(" \t\r\n\f"):
                start = token.start() if start < 0 else start
                end = token.end()
            continue
        name = (token["name"] or "").lower()
        if not name or name in _INLINE:
            continue
        if name in _CELL:
            if name == "dt" and not token["close"]:
                end_row()
            if token["close"] or start >= 0:
                cells.append(piece())
            in_row = True
            continue
        found = piece()
        if found is not None:
            if in_row:
                cells.append(found)
            else:
                lines.append(Line(found.line, (found,), False, (found,)))
        if name in _ROW:
            end_row()
    found = piece()
    if found is not None:
        lines.append(Line(found.line, (found,), False, (found,)))
    end_row()
    return lines
