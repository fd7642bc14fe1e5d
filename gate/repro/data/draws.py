"""Changed data for methods: pure functions from a table to one of the same form, inside the columns' domains.

Where a method says what a quantity is, the gate computes what it must be on any data, so these changes need obey no
law: they only have to be plausible and to differ. All but `rows_removed` keep the number of rows.
"""

from __future__ import annotations

import random
from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Protocol

from gate.model.numbers import is_number, parse_number
from gate.repro.data.changes import permuted, relabelled, resampled, written
from gate.repro.data.domain import Domain
from gate.repro.data.tables import Table

Domains = Mapping[str, Domain]
_SHARE = (25, 75)
"""Per cent of the rows, or of the range, that a change is about."""


class Choice(Protocol):
    """What a control says of a change."""

    @property
    def amount(self) -> int:
        """Per cent: of the range for shifts, of the rows for removals and noise."""

    @property
    def other(self) -> str | None:
        """The column that tells the rows."""


def _moved(
    table: Table, columns: Sequence[str], domains: Domains, rows: Sequence[bool], *, factor: Decimal, share: Decimal
) -> Table:
    """Numbers in some rows drawn towards the lower end by a factor, then moved by a share of the range, inside it."""
    cells: dict[str, Sequence[str]] = {}
    for name in columns:
        domain = domains[name]
        step = (domain.high - domain.low) * share
        cells[name] = [
            written(domain.nearest(domain.low + (parse_number(cell) - domain.low) * factor + step), cell)
            if chosen and not domain.lacks(cell) and is_number(cell)
            else cell
            for cell, chosen in zip(table.column(name), rows, strict=True)
        ]
    return table.with_columns(cells)


def _shift(table: Table, columns: Sequence[str], domains: Domains, rows: Sequence[bool], amount: int) -> Table:
    return _moved(table, columns, domains, rows, factor=Decimal(1), share=Decimal(amount) / 100)


def shifted(table: Table, columns: Sequence[str], choice: Choice, rng: random.Random, domains: Domains) -> Table:
    """Every row's number moved by a share of the range."""
    return _shift(table, columns, domains, [True] * len(table.rows), choice.amount)


def some_shifted(table: Table, columns: Sequence[str], choice: Choice, rng: random.Random, domains: Domains) -> Table:
    """A random part of the rows moved by a share of the range."""
    share = rng.randint(*_SHARE) / 100
    return _shift(table, columns, domains, [rng.random() < share for _ in table.rows], choice.amount)


def group_shifted(table: Table, columns: Sequence[str], choice: Choice, rng: random.Random, domains: Domains) -> Table:
    """The rows of one group moved by a share of the range."""
    cells = table.column(str(choice.other))
    group = rng.choice(sorted(set(cells)))
    return _shift(table, columns, domains, [cell == group for cell in cells], choice.amount)


def scaled(table: Table, columns: Sequence[str], choice: Choice, rng: random.Random, domains: Domains) -> Table:
    """Numbers drawn together towards the lower end of the range."""
    rows = [True] * len(table.rows)
    return _moved(table, columns, domains, rows, factor=Decimal(abs(choice.amount)) / 100, share=Decimal(0))


def column_permuted(
    table: Table, columns: Sequence[str], choice: Choice, rng: random.Random, domains: Domains
) -> Table:
    """Cells of a column change places."""
    return permuted(table, columns, rng)


def column_resampled(
    table: Table, columns: Sequence[str], choice: Choice, rng: random.Random, domains: Domains
) -> Table:
    """Cells of a column drawn anew from it."""
    return resampled(table, columns, rng)


def rows_resampled(table: Table, columns: Sequence[str], choice: Choice, rng: random.Random, domains: Domains) -> Table:
    """Rows drawn anew; identifiers, keys and times (columns that are not named) stay where they are."""
    drawn = rng.choices(range(len(table.rows)), k=len(table.rows))
    return table.with_columns({name: [table.column(name)[row] for row in drawn] for name in columns})


def rows_removed(table: Table, columns: Sequence[str], choice: Choice, rng: random.Random, domains: Domains) -> Table:
    """Some rows left out, at least one."""
    count = max(1, len(table.rows) * abs(choice.amount) // 100)
    gone = set(rng.sample(range(len(table.rows)), min(count, len(table.rows) - 1)))
    return Table(table.columns, tuple(row for number, row in enumerate(table.rows) if number not in gone))


def level_dropped(table: Table, columns: Sequence[str], choice: Choice, rng: random.Random, domains: Domains) -> Table:
    """The rows of one label become copies of rows with other labels; columns that are not named stay."""
    label_column = str(choice.other)
    cells = table.column(label_column)
    labels = sorted({cell for cell in cells if not domains[label_column].lacks(cell)})
    dropped = rng.choice(labels or [""])
    others = [number for number, cell in enumerate(cells) if cell != dropped]
    if not others:
        return table
    source = [rng.choice(others) if cell == dropped else number for number, cell in enumerate(cells)]
    return table.with_columns({name: [table.column(name)[row] for row in source] for name in columns})


def level_dominant(table: Table, columns: Sequence[str], choice: Choice, rng: random.Random, domains: Domains) -> Table:
    """Most cells of a column get one label."""
    cells: dict[str, Sequence[str]] = {}
    for name in columns:
        labels = sorted({cell for cell in table.column(name) if not domains[name].lacks(cell)})
        label = rng.choice(labels or [""])
        cells[name] = [_like(label, cell) if rng.randrange(100) < 60 else cell for cell in table.column(name)]
    return table.with_columns(cells)


def labels_exchanged(
    table: Table, columns: Sequence[str], choice: Choice, rng: random.Random, domains: Domains
) -> Table:
    """Labels change their names among themselves."""
    return relabelled(table, columns, rng)


def label_noise(table: Table, columns: Sequence[str], choice: Choice, rng: random.Random, domains: Domains) -> Table:
    """Some cells of a column get another of its labels."""
    cells: dict[str, Sequence[str]] = {}
    for name in columns:
        levels = sorted(set(domains[name].levels) or set(table.column(name)))
        cells[name] = [
            _like(rng.choice(levels), cell)
            if rng.randrange(100) < abs(choice.amount) and not domains[name].lacks(cell)
            else cell
            for cell in table.column(name)
        ]
    return table.with_columns(cells)


def _like(label: str, cell: str) -> str:
    """The label, bare in JSON where the cell was bare."""
    return type(cell)(label)
