"""A saved page as text: what may be read at all, and its lines, each made of pieces that keep their place.

Whatever stands between two pieces is markup: white space and the bars of a table, in HTML also tags.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from gate.engine.inputs.files import read_file
from gate.model.errors import Fault, InputError

MAX_SOURCE_BYTES = 8 << 20
"""A saved page or draft may not be larger (bytes)."""

_BARS = re.compile(r"[\s|\ufeff]*")
_CONTROL = re.compile("[\x00-\x08\x0e-\x1f]")


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of the source that says one thing: ``source[start:end]`` means ``text``."""

    text: str
    start: int
    end: int
    line: int

    def part(self, start: int, end: int) -> Piece:
        """A part of a piece whose text is written as it is."""
        return Piece(self.text[start:end], self.start + start, self.start + end, self.line)


@dataclass(frozen=True, slots=True)
class Line:
    """A line of prose (one piece) or a row of a table (a piece for each cell; None where a cell is empty).

    ``whole`` are the pieces that hold all of it when it is not understood.
    """

    number: int
    cells: tuple[Piece | None, ...]
    is_row: bool
    whole: tuple[Piece, ...]

    @property
    def text(self) -> str:
        """What a line of prose says; of a row, its first cell."""
        return self.cells[0].text if self.cells and self.cells[0] else ""


@dataclass(frozen=True)
class Source:
    """A source: its text, its lines, what may stand between pieces, and what a stretch of it means."""

    text: str
    lines: tuple[Line, ...]
    is_markup: Callable[[str], bool]
    meaning: Callable[[str], str]


class LineNumbers:
    """The number of the line, from 1, on which a place of a text is."""

    def __init__(self, text: str) -> None:
        self._text = text

    @cached_property
    def _starts(self) -> list[int]:
        return [0, *(match.end() for match in re.finditer("\n", self._text))]

    def at(self, place: int) -> int:
        """The line of one place."""
        return bisect_right(self._starts, place)


def read_source(path: Path) -> str:
    """The text of a saved page.

    Raises InputError ``import.missing-file``, ``.not-a-file``, ``.too-large``, ``.not-utf8`` with the byte's place,
    ``.binary``, ``.empty``.
    """
    data = read_file(path, code="import", fault=Fault.OPERATOR, max_bytes=MAX_SOURCE_BYTES)
    where = str(path)
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise InputError(
            "import.not-utf8",
            f"not UTF-8: byte {error.start}, on line {line}, is {data[error.start]:#04x}",
            where=f"{where}:{line}",
            hint="save the page as UTF-8, or convert it: iconv -f latin1 -t utf-8",
        ) from None
    if control := _CONTROL.search(text):
        line = LineNumbers(text).at(control.start())
        raise InputError(
            "import.binary",
            f"character {control.start()}, on line {line}, is {ord(control[0]):#04x}, which no text has",
            where=f"{where}:{line}",
            hint="save the page as text or HTML",
        )
    if not text.strip("\ufeff \t\r\n"):
        raise InputError("import.empty", "there is no text in it", where=where)
    return text


def text_source(text: str) -> Source:
    """A page saved as text, line by line; a line that begins with a bar is a row."""
    lines: list[Line] = []
    place = 0
    for number, raw in enumerate(text.split("\n"), start=1):
        line = _line(raw, place, number)
        if line is not None:
            lines.append(line)
        place += len(raw) + 1
    return Source(text, tuple(lines), lambda between: _BARS.fullmatch(between) is not None, str)


def _line(raw: str, place: int, number: int) -> Line | None:
    whole = stripped(raw, place, number)
    if whole is None:
        return None
    if not (whole.text.startswith("|") and whole.text.endswith("|") and len(whole.text) > 1):
        return Line(number, (whole,), False, (whole,))
    cells: list[Piece | None] = []
    start = 1
    for cell in whole.text[1:-1].split("|"):
        cells.append(stripped(cell, whole.start + start, number))
        start += len(cell) + 1
    return Line(number, tuple(cells), True, (whole,))


def stripped(raw: str, place: int, number: int) -> Piece | None:
    """The piece that a stretch of the source is without the white space around it; None where nothing is left."""
    text = raw.strip("\ufeff").strip()
    if not text:
        return None
    start = place + raw.index(text[0])
    return Piece(text, start, start + len(text), number)
