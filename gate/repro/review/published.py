"""Numbers in a script that look like a published value, or like a simple function of one."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass

from gate.model.expected import Expected
from gate.model.numbers import is_number, parse_number

FUNCTIONS: Mapping[str, Callable[[float], float]] = {
    "{}": lambda x: x,
    "1 minus {}": lambda x: 1 - x,
    "100 minus {}": lambda x: 100 - x,
    "100 times {}": lambda x: 100 * x,
    "a hundredth of {}": lambda x: x / 100,
    "the square of {}": lambda x: x * x,
    "the square root of {}": math.sqrt,
    "the reciprocal of {}": lambda x: 1 / x,
    "the natural logarithm of {}": math.log,
    "the decimal logarithm of {}": math.log10,
    "the binary logarithm of {}": math.log2,
    "the exponential of {}": math.exp,
}
"""In words → function. Signs are not looked at."""


@dataclass(frozen=True, slots=True)
class PublishedNumber:
    """A number of the publication, as printed, and the quantity that it belongs to."""

    quantity: str
    text: str

    @property
    def value(self) -> float:
        """As a double."""
        return float(parse_number(self.text))


def published_numbers(expected: Expected) -> tuple[PublishedNumber, ...]:
    """Every number that the claim publishes, once for each quantity."""
    found = (
        PublishedNumber(quantity.name, text)
        for quantity in expected.quantities
        for text in _texts(quantity.published)
        if _readable(text)
    )
    return tuple(dict.fromkeys(found))


def _texts(published: str | Iterable[str | Iterable[str]]) -> Iterator[str]:
    if isinstance(published, str):
        yield published
    else:
        for one in published:
            yield from _texts(one)


def _readable(text: str) -> bool:
    if not is_number(text):
        return False
    try:
        return math.isfinite(float(parse_number(text)))
    except (ValueError, OverflowError):
        return False


def likeness(text: str, published: Iterable[PublishedNumber]) -> str | None:
    """What a number looks like, in words; None when it looks like nothing published.

    Two numbers look alike when they agree to the digits that both are written with. One with a single digit must be
    the very number: every 2 would be something's square root otherwise.
    """
    if not _readable(text):
        return None
    number, own = abs(float(parse_number(text))), _half_unit(text)
    for one in published:
        if number == abs(one.value):
            return f"the published {one.quantity} ({one.text})"
    if _digits(text) < 2:
        return None
    for one in published:
        for words, function in FUNCTIONS.items():
            if _close(number, own, one, function):
                return words.format(f"the published {one.quantity} ({one.text})")
    return None


def _close(number: float, own: float, published: PublishedNumber, function: Callable[[float], float]) -> bool:
    unit = _half_unit(published.text)
    try:
        target = abs(function(published.value))
        spread = abs(function(published.value + unit) - function(published.value - unit)) / 2
    except (ValueError, OverflowError, ZeroDivisionError):
        return False
    return abs(number - target) <= (own + spread) * (1 + 1e-9) and number != 0


def _half_unit(text: str) -> float:
    """Half of the last printed digit; a whole number is exact."""
    exponent = parse_number(text).as_tuple().exponent
    assert isinstance(exponent, int)
    return 0.5 * 10.0**exponent if exponent < 0 else 0.0


def _digits(text: str) -> int:
    """Significant digits; closing zeros of a whole number are none."""
    number = parse_number(text)
    digits = "".join(map(str, number.as_tuple().digits)).lstrip("0")
    return len(digits if number.as_tuple().exponent else digits.rstrip("0"))
