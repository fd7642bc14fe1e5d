"""Tables as a method reads them: missing markers, thousands, decimal marks, text against number, joins on keys."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from fractions import Fraction
from typing import Any

from evaluator.registry import NoValueError, need

Cell = Fraction | str | bool | None
_NUMBER = re.compile(r"[+-]?([0-9]+(\.[0-9]*)?|\.[0-9]+)([eE][+-]?[0-9]{1,3})?", re.ASCII)


class Series(list[Any]):
    """A column: one cell a row; None where it is missing."""


@dataclass
class Reader:
    """How cells are read, and what was read already: many changed tables share most of their cells."""

    missing: frozenset[str]
    thousands: str = ""
    decimal: str = "."
    known: dict[str, Cell] = field(default_factory=dict)

    def number(self, cell: str) -> Cell:
        """The cell as an exact number; None where it is missing."""
        if cell not in self.known:
            self.known[cell] = self._parsed(cell)
        return self.known[cell]

    def _parsed(self, cell: str) -> Cell:
        text = cell.strip()
        if text == "" or text in self.missing:
            return None
        if self.thousands:
            text = text.replace(self.thousands, "")
        if self.decimal != ".":
            text = text.replace(self.decimal, ".")
        need(_NUMBER.fullmatch(text) is not None, "not-a-number", f"{text[:40]!r} is no number")
        return Fraction(Decimal(text))

    def text(self, cell: str) -> Cell:
        """The cell as text; None where it is missing."""
        return None if cell == "" or cell in self.missing else cell


@dataclass
class Table:
    """Raw cells by column."""

    cells: Mapping[str, Sequence[str]]
    rows: int


class Frame:
    """Some rows of a table, with its columns read on demand and columns that were derived."""

    def __init__(self, root: _Root, rows: Sequence[int]) -> None:
        self._root = root
        self.rows = rows

    def __len__(self) -> int:
        return len(self.rows)

    def column(self, name: str, kind: str | None = None) -> Series:
        """One column's cells in these rows."""
        cells = self._root.column(name, kind)
        return Series(cells[row] for row in self.rows)

    def where(self, keep: Sequence[bool | None]) -> Frame:
        """The rows for which ``keep`` is true."""
        return Frame(self._root, [row for row, kept in zip(self.rows, keep, strict=True) if kept is True])

    def take(self, positions: Sequence[int]) -> Frame:
        """Rows by their position in this frame."""
        return Frame(self._root, [self.rows[position] for position in positions])

    def derive(self, name: str, cells: Sequence[Cell]) -> None:
        """A further column. The frame must still have all its rows."""
        self._root.derived[name] = list(cells)


@dataclass
class _Root:
    table: Table
    types: Mapping[str, str]
    reader: Reader
    derived: dict[str, list[Cell]] = field(default_factory=dict)
    read: dict[tuple[str, str], list[Cell]] = field(default_factory=dict)

    def column(self, name: str, kind: str | None) -> list[Cell]:
        if name in self.derived:
            return self.derived[name]
        if name not in self.table.cells:
            raise NoValueError("column-unknown", f"there is no column {name!r}")
        wanted = kind or self.types.get(name, "text")
        if (name, wanted) not in self.read:
            convert = self.reader.number if wanted == "number" else self.reader.text
            self.read[name, wanted] = [convert(cell) for cell in self.table.cells[name]]
        return self.read[name, wanted]


def frame(
    tables: Mapping[str, Table], source: Mapping[str, Any], types: Mapping[str, Mapping[str, str]], reader: Reader
) -> Frame:
    """The table that a method looks at, joined; derived columns and filters are the caller's."""
    first = source["file"]
    table, own = tables[first], dict(types.get(first, {}))
    for join in source.get("join", ()):
        other, theirs = tables[join["file"]], types.get(join["file"], {})
        table = _joined(table, own, other, theirs, join, reader)
        own.update({name: kind for name, kind in theirs.items() if name not in join["on"]})
    return Frame(_Root(table, own, reader), range(table.rows))


def _joined(
    table: Table,
    own: Mapping[str, str],
    other: Table,
    theirs: Mapping[str, str],
    join: Mapping[str, Any],
    reader: Reader,
) -> Table:
    keys = join["on"]
    numeric = [own.get(name) == "number" and theirs.get(name) == "number" for name in keys]

    def key(source: Table, row: int) -> tuple[Cell, ...] | None:
        cells = tuple(
            reader.number(source.cells[name][row]) if is_number else reader.text(source.cells[name][row])
            for name, is_number in zip(keys, numeric, strict=True)
        )
        return None if None in cells else cells

    partners: dict[tuple[Cell, ...], list[int]] = {}
    for row in range(other.rows):
        found = key(other, row)
        if found is not None:
            partners.setdefault(found, []).append(row)
    pairs: list[tuple[int, int | None]] = []
    for row in range(table.rows):
        matches: Sequence[int | None] = partners.get(key(table, row) or (), ())
        if not matches and join.get("kind") == "left":
            matches = (None,)
        pairs += [(row, match) for match in matches]
    cells = {name: [column[row] for row, _ in pairs] for name, column in table.cells.items()}
    for name, column in other.cells.items():
        if name not in keys:
            cells[name] = ["" if match is None else column[match] for _, match in pairs]
    return Table(cells, len(pairs))
