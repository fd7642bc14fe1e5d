"""What a valid cell of a column is: what the claim declares, and where it is silent, what the column itself shows.

Changed data keep to it, so that a script which checks its input has nothing to complain of: without a declared range a
changed number lies between the smallest and the largest that are there.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import ROUND_HALF_EVEN, Decimal

from gate.model.expected import Column, DataFile
from gate.model.numbers import is_number, parse_number
from gate.repro.data.tables import Table
from gate.repro.rules.arithmetic import WIDE

_FEW = 8
"""As many different whole numbers, each often, are levels: codes, grades, truth values."""
_OFTEN = 3
_MISSING = frozenset({"", "na", "nan", "null"})
_NAMING = frozenset({"id", "time"})


@dataclass(frozen=True, slots=True)
class Domain:
    """The multiples of ``step`` from ``low`` to ``high``, or one of the ``levels``.

    ``names`` says that the column names its rows (an identifier, a time): its cells may change places, no more.
    ``missing`` are cells that stand for no value, as the claim's methods say, besides the usual ones.
    """

    low: Decimal = Decimal(0)
    high: Decimal = Decimal(0)
    step: Decimal = Decimal(1)
    levels: tuple[str, ...] = ()
    names: bool = False
    missing: frozenset[str] = frozenset()

    @property
    def is_number(self) -> bool:
        """Whether a cell may be any number of the range."""
        return not self.levels and not self.names

    def lacks(self, cell: str) -> bool:
        """Whether the cell stands for no value."""
        return cell in self.missing or cell.strip().lower() in _MISSING

    def nearest(self, number: Decimal) -> Decimal:
        """The number of the domain that is nearest."""
        steps = WIDE.divide(number, self.step).to_integral_value(rounding=ROUND_HALF_EVEN)
        return min(max(WIDE.multiply(steps, self.step), self.low), self.high)


def domains(file: DataFile, table: Table, missing: frozenset[str] = frozenset()) -> dict[str, Domain]:
    """The domain of every column."""
    declared = {column.name: column for column in file.columns}
    return {name: domain_of(declared.get(name), table.column(name), missing) for name in table.columns}


def leaves(file: DataFile, table: Table) -> str | None:
    """The first column in which a changed table leaves what the claim declares; None where it keeps to it all."""
    for column in file.columns:
        cells = table.column(column.name) if column.name in table.columns else ()
        if any(not _is_valid(column, cell) for cell in cells):
            return column.name
    return None


def _is_valid(column: Column, cell: str) -> bool:
    """Whether a cell is what the claim declares of its column; missing cells are nobody's business here."""
    if Domain().lacks(cell):
        return True
    if column.levels:
        return cell in column.levels
    if not is_number(cell):
        return True
    number = parse_number(cell)
    low = Decimal(column.min) if column.min is not None else Decimal(0) if column.share else number
    high = Decimal(column.max) if column.max is not None else Decimal(1) if column.share else number
    whole = not column.integer or number == number.to_integral_value()
    return low <= number <= high and whole and (not column.positive or number > 0)


def domain_of(column: Column | None, cells: Sequence[str], missing: frozenset[str] = frozenset()) -> Domain:
    """The domain of one column."""
    blank = Domain(missing=missing)
    if column is not None and column.role in _NAMING:
        return replace(blank, names=True)
    present = [cell for cell in cells if not blank.lacks(cell)]
    levels = tuple(dict.fromkeys(present))
    if column is not None and column.levels:
        return replace(blank, levels=column.levels)
    if not present or (column is not None and column.type == "text") or not all(map(is_number, present)):
        return replace(blank, levels=levels or ("",))
    numbers = [parse_number(cell) for cell in present]
    step = _step(numbers)
    if column is None or (column.min is None and column.max is None and not column.share):
        is_coded = step >= 1 and len(levels) <= _FEW and len(present) >= _OFTEN * len(levels)
        if is_coded:
            return replace(blank, levels=levels)
        return replace(blank, low=min(numbers), high=max(numbers), step=step)
    low = Decimal(column.min) if column.min is not None else Decimal(0) if column.share else min(numbers)
    high = Decimal(column.max) if column.max is not None else Decimal(1) if column.share else max(numbers)
    if column.positive and low <= 0:
        low = min(number for number in (*numbers, high) if number > 0)
    return replace(blank, low=low, high=high, step=max(step, Decimal(1)) if column.integer else step)


def _step(numbers: Sequence[Decimal]) -> Decimal:
    """What all numbers are multiples of: eighths of an inch stay eighths; at least one unit in their last place."""
    places = max(max(-int(number.as_tuple().exponent), 0) for number in numbers)
    common = math.gcd(*(int(number.scaleb(places)) for number in numbers))
    return Decimal(common or 1).scaleb(-places)
