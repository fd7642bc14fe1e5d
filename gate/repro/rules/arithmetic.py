"""Decimal arithmetic wide enough for whatever a script may write, and numbers in words."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Context, Decimal

WIDE = Context(prec=60)
"""Sums and products of numbers of up to 400 powers of ten; the nearest double would lose or overflow."""


def short(number: Decimal) -> str:
    """A number for people: at most 6 significant digits."""
    return f"{Context(prec=6).plus(number).normalize():g}" if number else "0"


def mean(values: Sequence[Decimal]) -> Decimal:
    """The arithmetic mean of at least one value."""
    total = Decimal(0)
    for value in values:
        total = WIDE.add(total, value)
    return WIDE.divide(total, Decimal(len(values)))


def deviation(values: Sequence[Decimal]) -> Decimal:
    """The sample standard deviation; 0 of fewer than two values."""
    if len(values) < 2:
        return Decimal(0)
    centre, squares = mean(values), Decimal(0)
    for value in values:
        squares = WIDE.add(squares, WIDE.power(WIDE.subtract(value, centre), 2))
    return WIDE.sqrt(WIDE.divide(squares, Decimal(len(values) - 1)))


def distance(a: Decimal, b: Decimal) -> Decimal:
    """``|a - b|``."""
    return abs(WIDE.subtract(a, b))
