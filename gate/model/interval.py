"""Exact interval arithmetic on fractions: what a printed number can stand for, and what follows from several.

Operations are those of Moore, Interval Analysis (1966), in rational arithmetic, so that nothing is rounded outwards.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from fractions import Fraction

from gate.model.numbers import parse_number

MAX_POWER = 16
"""The largest exponent; more is no arithmetic of a publication."""


@dataclass(frozen=True, slots=True)
class Interval:
    """All numbers from ``low`` to ``high``."""

    low: Fraction
    high: Fraction

    @classmethod
    def exactly(cls, text: str) -> Interval:
        """The one number that is written. Raises ValueError."""
        number = Fraction(parse_number(text))
        return cls(number, number)

    @classmethod
    def printed(cls, text: str) -> Interval:
        """Every number that is printed so: half a unit of the last place to either side. Raises ValueError."""
        number, half = Fraction(parse_number(text)), last_unit(text) / 2
        return cls(number - half, number + half)

    @property
    def half_width(self) -> Fraction:
        return (self.high - self.low) / 2

    def meets(self, other: Interval) -> bool:
        """Whether some number lies in both."""
        return self.low <= other.high and other.low <= self.high

    def __neg__(self) -> Interval:
        return Interval(-self.high, -self.low)

    def __add__(self, other: Interval) -> Interval:
        return Interval(self.low + other.low, self.high + other.high)

    def __sub__(self, other: Interval) -> Interval:
        return self + -other

    def __mul__(self, other: Interval) -> Interval:
        ends = [one * two for one in (self.low, self.high) for two in (other.low, other.high)]
        return Interval(min(ends), max(ends))

    def __truediv__(self, other: Interval) -> Interval:
        """Raises ZeroDivisionError where the divisor can be zero."""
        if other.low <= 0 <= other.high:
            raise ZeroDivisionError
        return self * Interval(1 / other.high, 1 / other.low)

    def __abs__(self) -> Interval:
        if self.low >= 0:
            return self
        return -self if self.high <= 0 else Interval(Fraction(0), max(-self.low, self.high))

    def power(self, other: Interval) -> Interval:
        """To a whole power of at most `MAX_POWER`. Raises ValueError for another, ZeroDivisionError for 1/0."""
        exponent = other.low
        if other.high != exponent or exponent.denominator != 1 or abs(exponent) > MAX_POWER:
            raise ValueError(f"an exponent is a whole number from -{MAX_POWER} to {MAX_POWER}")
        if exponent < 0:
            return ONE / self.power(-other)
        base = abs(self) if exponent % 2 == 0 else self
        return Interval(base.low ** int(exponent), base.high ** int(exponent))


ONE = Interval(Fraction(1), Fraction(1))


def _folded(operation: Callable[[Interval, Interval], Interval]) -> Callable[[Sequence[Interval]], Interval]:
    def apply(operands: Sequence[Interval]) -> Interval:
        result, *others = operands
        for other in others:
            result = operation(result, other)
        return result

    return apply


OPERATIONS: dict[str, Callable[[Sequence[Interval]], Interval]] = {
    "+": _folded(Interval.__add__),
    "-": _folded(Interval.__sub__),
    "*": _folded(Interval.__mul__),
    "/": _folded(Interval.__truediv__),
    "power": _folded(Interval.power),
    "negate": lambda operands: -operands[0],
    "abs": lambda operands: abs(operands[0]),
    "mean": lambda operands: _folded(Interval.__add__)(operands) / Interval.exactly(str(len(operands))),
    "smaller": _folded(lambda one, two: Interval(min(one.low, two.low), min(one.high, two.high))),
    "larger": _folded(lambda one, two: Interval(max(one.low, two.low), max(one.high, two.high))),
}
"""Word → what it makes of its operands."""


def last_unit(text: str) -> Fraction:
    """One unit in the last place that is printed: ``0.1`` for ``71.2``, ``1`` for ``120``. Raises ValueError."""
    exponent = parse_number(text).as_tuple().exponent
    assert isinstance(exponent, int), "a plain number is finite"
    return Fraction(10) ** exponent
