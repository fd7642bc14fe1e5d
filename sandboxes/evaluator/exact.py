"""Rational arithmetic on columns: integers over one common denominator, so that nothing is rounded before the end.

Sums of squares by the textbook formula are exact here; in floating point they are what NIST's hard data sets break.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from decimal import Context, Decimal
from fractions import Fraction

from evaluator.registry import need, need_rows

WIDE = Context(prec=60, Emax=10**6, Emin=-(10**6))


def integers(values: Sequence[Fraction]) -> tuple[list[int], int]:
    """The values times their least common denominator, and that denominator."""
    denominator = math.lcm(*{value.denominator for value in values}) if values else 1
    return [value.numerator * (denominator // value.denominator) for value in values], denominator


def total(values: Sequence[Fraction]) -> Fraction:
    """Σ x."""
    parts, denominator = integers(values)
    return Fraction(sum(parts), denominator)


def product_sum(first: Sequence[Fraction], second: Sequence[Fraction]) -> Fraction:
    """Σ x·y."""
    xs, a = integers(first)
    ys, b = integers(second)
    return Fraction(sum(x * y for x, y in zip(xs, ys, strict=True)), a * b)


def mean(values: Sequence[Fraction]) -> Fraction:
    """Σ x / n."""
    need_rows(values)  # type: ignore[arg-type]
    return total(values) / len(values)


def cross(first: Sequence[Fraction], second: Sequence[Fraction]) -> Fraction:
    """Σ (x - x̄)(y - ȳ)."""
    return product_sum(first, second) - total(first) * total(second) / len(first)


def squares(values: Sequence[Fraction]) -> Fraction:
    """Σ (x - x̄)²."""
    need_rows(values)  # type: ignore[arg-type]
    return cross(values, values)


def variance(values: Sequence[Fraction], ddof: int = 1) -> Fraction:
    """Σ (x - x̄)² / (n - ddof)."""
    need_rows(values, ddof + 1)  # type: ignore[arg-type]
    return squares(values) / (len(values) - ddof)


def moment(values: Sequence[Fraction], order: int) -> Fraction:
    """The central moment Σ (x - x̄)ᵏ / n."""
    centre = mean(values)
    parts, denominator = integers([value - centre for value in values])
    return Fraction(sum(part**order for part in parts), denominator**order) / len(values)


def root(value: Fraction) -> Fraction:
    """The square root to 60 digits."""
    need(value >= 0, "outside-domain", "the square root of a negative number")
    numerator, denominator = Decimal(value.numerator), Decimal(value.denominator)
    return Fraction(WIDE.sqrt(WIDE.divide(numerator, denominator)))


def decimal(value: Fraction) -> Decimal:
    """The number to 60 digits."""
    return WIDE.divide(Decimal(value.numerator), Decimal(value.denominator))


def log(value: Fraction) -> Fraction:
    """The natural logarithm to 40 digits."""
    need(value > 0, "outside-domain", "the logarithm of a number that is not positive")
    return Fraction(Context(prec=40, Emax=10**6, Emin=-(10**6)).ln(decimal(value)))


def exp(value: Fraction) -> Fraction:
    """The exponential to 40 digits."""
    need(abs(value) < 5000, "outside-domain", "an exponential beyond all bounds")
    return Fraction(Context(prec=40, Emax=10**6, Emin=-(10**6)).exp(decimal(value)))


def solve(matrix: list[list[Fraction]], right: list[list[Fraction]]) -> list[list[Fraction]]:
    """The solution X of A·X = B by elimination. Raises NoValueError for a singular A."""
    size = len(matrix)
    rows = [list(matrix[i]) + list(right[i]) for i in range(size)]
    for column in range(size):
        pivot = next((i for i in range(column, size) if rows[i][column] != 0), None)
        need(pivot is not None, "singular", "columns depend on each other exactly")
        assert pivot is not None
        rows[column], rows[pivot] = rows[pivot], rows[column]
        scale = rows[column][column]
        rows[column] = [cell / scale for cell in rows[column]]
        for i in range(size):
            factor = rows[i][column]
            if i != column and factor:
                rows[i] = [cell - factor * top for cell, top in zip(rows[i], rows[column], strict=True)]
    return [row[size:] for row in rows]


def ranks(values: Sequence[Fraction]) -> list[Fraction]:
    """Ranks from 1; equal values share the mean of theirs."""
    order = sorted(range(len(values)), key=lambda i: values[i])
    found = [Fraction(0)] * len(values)
    start = 0
    while start < len(order):
        stop = start
        while stop < len(order) and values[order[stop]] == values[order[start]]:
            stop += 1
        for position in order[start:stop]:
            found[position] = Fraction(start + 1 + stop, 2)
        start = stop
    return found


def tie_sizes(values: Sequence[Fraction]) -> list[int]:
    """How many values are equal, for each different one."""
    counts: dict[Fraction, int] = {}
    for value in values:
        counts[value] = counts.get(value, 0) + 1
    return list(counts.values())
