"""What the gate does to a table on purpose: pure functions from a table to a changed table.

Each keeps the header, and all but `duplicate` and `emptied` keep the number of rows, so that a script sees a valid file
of the same kind. Numbers are changed in decimal arithmetic on the written digits; cells that hold no number (missing
values) stay as they are.
"""

from __future__ import annotations

import random
import re
from collections.abc import Collection, Sequence
from dataclasses import replace
from decimal import Decimal
from typing import TypeVar

from gate.model.numbers import is_number
from gate.repro.data.tables import Bare, Style, Table
from gate.repro.rules.arithmetic import WIDE

_PLAIN = re.compile(r"-?[0-9]+\.[0-9]+", re.ASCII)
_TRIES = 50
_Item = TypeVar("_Item")


def is_numeric(table: Table, column: str) -> bool:
    """Whether the column holds at least one number, and beside numbers only empty or missing cells."""
    cells = [cell for cell in table.column(column) if cell.strip().lower() not in {"", "na", "nan", "null"}]
    return bool(cells) and all(map(is_number, cells))


def _drawn(cells: Sequence[_Item], rng: random.Random, *, replacement: bool = False) -> Sequence[_Item]:
    """A drawn rearrangement that differs from the original, if there is any."""
    for _ in range(_TRIES):
        drawn = rng.choices(cells, k=len(cells)) if replacement else rng.sample(cells, len(cells))
        if list(drawn) != list(cells):
            return drawn
    return cells


def permuted(table: Table, columns: Collection[str], rng: random.Random) -> Table:
    """Each column shuffled by itself: its values stay, their pairing with the rest goes."""
    return table.with_columns({name: _drawn(table.column(name), rng) for name in columns})


def resampled(table: Table, columns: Collection[str], rng: random.Random) -> Table:
    """Each column drawn from its own values with replacement: totals, means and spreads move too."""
    return table.with_columns({name: _drawn(table.column(name), rng, replacement=True) for name in columns})


def written(number: Decimal, like: str) -> str:
    """The number as text, bare where the cell was bare, without an exponent where that stays short."""
    text = format(number, "f") if -30 < number.adjusted() < 30 else str(number)
    return Bare(text) if isinstance(like, Bare) else text


def scaled(table: Table, columns: Collection[str], factor: int) -> Table:
    """Numbers of the columns times ``factor``."""

    def times(cell: str) -> str:
        return written(WIDE.multiply(Decimal(cell), Decimal(factor)), cell) if is_number(cell) else cell

    return table.with_columns({name: [times(cell) for cell in table.column(name)] for name in columns})


def shifted(table: Table, columns: Collection[str], amount: int) -> Table:
    """Numbers of the columns plus ``amount``."""

    def plus(cell: str) -> str:
        return written(WIDE.add(Decimal(cell), Decimal(amount)), cell) if is_number(cell) else cell

    return table.with_columns({name: [plus(cell) for cell in table.column(name)] for name in columns})


def added(table: Table, columns: Collection[str], other: str, amount: int) -> Table:
    """Numbers of the columns plus ``amount`` times the number in ``other`` of the same row."""

    def plus(cell: str, more: str) -> str:
        if not (is_number(cell) and is_number(more)):
            return cell
        return written(WIDE.add(Decimal(cell), WIDE.multiply(Decimal(more), Decimal(amount))), cell)

    others = table.column(other)
    return table.with_columns({name: list(map(plus, table.column(name), others)) for name in columns})


def duplicated(table: Table, times: int) -> Table:
    """Every row ``times`` times, one whole copy after the other."""
    return replace(table, rows=table.rows * times)


def emptied(table: Table) -> Table:
    """The header without rows."""
    return replace(table, rows=())


def reordered(table: Table, rng: random.Random) -> Table:
    """The rows in another order."""
    return replace(table, rows=tuple(_drawn(table.rows, rng)))


def columns_reordered(table: Table, rng: random.Random) -> Table:
    """The columns in another order."""
    order = _drawn(range(len(table.columns)), rng)
    return Table(tuple(table.columns[i] for i in order), tuple(tuple(row[i] for i in order) for row in table.rows))


def relabelled(table: Table, columns: Collection[str], rng: random.Random) -> Table:
    """Groups renamed among themselves: the labels stay the same set, each group gets another's name."""
    cells: dict[str, Sequence[str]] = {}
    for name in columns:
        labels = list(dict.fromkeys(table.column(name)))
        names = dict(zip(labels, _drawn(labels, rng), strict=True))
        cells[name] = [names[cell] for cell in table.column(name)]
    return table.with_columns(cells)


def reformatted(table: Table, rng: random.Random) -> Table:
    """Decimal fractions with more zeros behind: other characters, the same numbers."""

    def longer(cell: str) -> str:
        if not _PLAIN.fullmatch(cell):
            return cell
        text = cell + "0" * rng.randint(1, 3)
        return Bare(text) if isinstance(cell, Bare) else text

    return replace(table, rows=tuple(tuple(map(longer, row)) for row in table.rows))


def restyled(style: Style) -> Style:
    """Other line endings, or another indentation of JSON."""
    return replace(
        style, newline="\n" if style.newline == "\r\n" else "\r\n", indent=2 if style.indent is None else None
    )
