"""Data files as tables of text, so that controls can change values without touching how the rest is written.

A cell keeps the characters that stand in the file: ``1.50`` stays ``1.50`` unless a control changes it. CSV and TSV
have a header row; JSON is an array of objects with the same keys, or an object of arrays of the same length.
"""

from __future__ import annotations

import csv
import json
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import NoReturn

from gate.model.base import parse_csv, parse_json
from gate.model.digest import Json
from gate.model.errors import Fault, InputError
from gate.model.expected import DataFile


class Bare(str):
    """A JSON cell that is written without quotes: a number, ``true``, ``false`` or ``null``."""

    __slots__ = ()


@dataclass(frozen=True, slots=True)
class Table:
    """Column names and rows of cells; every row is as long as the header."""

    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]

    def index(self, column: str) -> int:
        return self.columns.index(column)

    def column(self, name: str) -> tuple[str, ...]:
        """The cells of one column, top to bottom."""
        at = self.index(name)
        return tuple(row[at] for row in self.rows)

    def with_columns(self, cells: dict[str, Sequence[str]]) -> Table:
        """The same table with some columns' cells exchanged."""
        at = {self.index(name): values for name, values in cells.items()}
        rows = tuple(
            tuple(at[j][i] if j in at else cell for j, cell in enumerate(row)) for i, row in enumerate(self.rows)
        )
        return replace(self, rows=rows)


@dataclass(frozen=True, slots=True)
class Style:
    """How a text table is written: the line ending, and for JSON its form and indentation."""

    newline: str = "\n"
    by_column: bool = False
    indent: int | None = None


def refuse(file: DataFile, code: str, message: str) -> NoReturn:
    """Raises InputError (fault: claim): the claim's data cannot be used as declared."""
    raise InputError(code, message, where=f"expected.data.{file.path}", fault=Fault.CLAIM)


def read_table(file: DataFile, data: bytes) -> tuple[Table, Style]:
    """Read CSV, TSV or JSON. Raises InputError (fault: claim)."""
    table, style = _read_json(file, data) if file.format == "json" else _read_delimited(file, data)
    if len(set(table.columns)) != len(table.columns):
        refuse(file, "claim.data-malformed", "a column name appears twice in the header")
    if not table.rows:
        refuse(file, "claim.data-malformed", "the table has no rows")
    return table, style


def write_table(file: DataFile, table: Table, style: Style) -> bytes:
    """Write the table in the file's format."""
    if file.format == "json":
        return _write_json(table, style).encode()
    lines = _Lines(style.newline)
    writer = csv.writer(lines, delimiter=_delimiter(file), lineterminator="\r\n")
    writer.writerow(table.columns)
    writer.writerows(table.rows)
    return "".join(lines.written).encode()


class _Lines:
    """Takes rows that end in CR LF, and ends them otherwise.

    With another terminator Python before 3.13 leaves cells that hold a CR without quotes.
    """

    def __init__(self, newline: str) -> None:
        self.newline = newline
        self.written: list[str] = []

    def write(self, row: str) -> None:
        self.written.append(row.removesuffix("\r\n") + self.newline)


def _delimiter(file: DataFile) -> str:
    return "\t" if file.format == "tsv" else ","


def _read_delimited(file: DataFile, data: bytes) -> tuple[Table, Style]:
    try:
        header, *rows = parse_csv(data, where=file.path, code="claim.data", delimiter=_delimiter(file))
    except InputError as error:
        refuse(file, "claim.data-malformed", f"not a {file.format.upper()} table: {error.message}")
    style = Style(newline="\r\n" if b"\r\n" in data else "\n")
    return Table(tuple(header), tuple(map(tuple, rows))), style


def _cell(value: Json) -> str:
    if isinstance(value, str):
        return value
    return Bare(json.dumps(value))


def _read_json(file: DataFile, data: bytes) -> tuple[Table, Style]:
    document = parse_json(data, where=file.path, code="claim.data", fault=Fault.CLAIM, exact=Bare)
    if isinstance(document, dict) and document and all(isinstance(cells, list) for cells in document.values()):
        columns = tuple(document)
        if len({len(cells) for cells in document.values()}) != 1:
            refuse(file, "claim.data-malformed", "the arrays have different lengths")
        rows = tuple(tuple(map(_cell, row)) for row in zip(*document.values(), strict=True))
        return Table(columns, rows), Style(by_column=True)
    if isinstance(document, list) and document and all(isinstance(row, dict) for row in document):
        columns = tuple(document[0])
        if any(set(row) != set(columns) for row in document):
            refuse(file, "claim.data-malformed", "the objects have different keys")
        return Table(columns, tuple(tuple(_cell(row[name]) for name in columns) for row in document)), Style()
    refuse(file, "claim.data-malformed", "expected an array of objects, or an object of arrays")


def _write_json(table: Table, style: Style) -> str:
    def text(cell: str) -> str:
        return str(cell) if isinstance(cell, Bare) else json.dumps(cell, ensure_ascii=False)

    gap = "\n" + " " * style.indent if style.indent is not None else ""
    if style.by_column:
        arrays = [f"{json.dumps(name)}: [{', '.join(map(text, table.column(name)))}]" for name in table.columns]
        return "{" + gap + f", {gap}".join(arrays) + gap + "}\n"
    names = [json.dumps(name) for name in table.columns]
    objects = ["{" + ", ".join(f"{n}: {text(c)}" for n, c in zip(names, row, strict=True)) + "}" for row in table.rows]
    return "[" + gap + f", {gap}".join(objects) + gap + "]\n"
