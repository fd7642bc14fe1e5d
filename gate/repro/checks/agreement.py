"""How near a script's value must come to the gate's own on the same data.

The rule is the method's, not the claim's: a claim may ask for 5 %, but who computes the same quantity comes as near as
rounding errors let him. What was measured is in docs/methods.md.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from gate.repro.methods.recipe import Tolerance
from gate.repro.rules.arithmetic import WIDE, distance
from gate.repro.rules.base import Value

EXACT = 1e-12
"""Of counts, and of shares of a count, which a script writes as the nearest double."""
CLOSED = 1e-9
WORST = 1e-6
"""Beyond this a value is too badly conditioned to be compared."""
OPTIMISED = 1e-2
"""Where an optimiser stops."""
DEVIATIONS = 5
"""Of a random value, for one comparison and for all of them pooled."""
NOISE = 2
"""How many times the method's own standard deviation a script's may be: more is not the method's randomness."""
_EPSILON = 2.0**-52
_ZERO = Decimal("1e-13")


def relative(tolerance: Tolerance, condition: float | None) -> float | None:
    """The share of the value that two honest computations may differ; None where they cannot be compared."""
    if tolerance == "exact":
        return EXACT
    if tolerance == "optimised":
        return OPTIMISED
    if condition is None or not math.isfinite(condition):
        return None
    width = max(CLOSED, 100 * _EPSILON * condition)
    return width if width <= WORST else None


def agrees(value: Value, own: Value, share: float, *, largest: Decimal, half_unit: Decimal) -> bool:
    """Whether a script's value is the gate's own.

    ``largest`` is the largest number in the data, for values that are truly zero; ``half_unit`` half a unit in the
    last place that the script writes, where it rounds.
    """
    if not isinstance(value, Decimal) or not isinstance(own, Decimal):
        return value == own
    width = max(WIDE.multiply(Decimal(repr(share)), abs(own)), WIDE.multiply(_ZERO, largest)) + half_unit
    return distance(value, own) <= width


def half_unit(written: Sequence[Value], printed_places: int) -> Decimal:
    """Half a unit in the last place of what a script writes for one value; 0 where it writes less than was printed.

    Learned from all its outputs, because JSON drops zeros at the end.
    """
    places = max(
        (max(-int(value.as_tuple().exponent), 0) for value in written if isinstance(value, Decimal)), default=0
    )
    if places < printed_places:
        return Decimal(0)
    # A hair more than a half: the script rounds its own double, which is not exactly the gate's value.
    return Decimal("0.5000001").scaleb(-places)


@dataclass(frozen=True, slots=True)
class RandomPair:
    """A script's random value beside the gate's own on the same data; ``variance`` is that of their difference."""

    value: Decimal
    own: Decimal
    variance: Decimal


def noise(own: Decimal, script: Decimal) -> Decimal:
    """The standard deviation that a script's value may have, from the method's own (0: it has none) and the script's.

    A script with fewer samples than the method has more of it. One that adds noise to hide an error has too much.
    """
    own = WIDE.multiply(own, Decimal("1.1"))
    return max(own, min(script, NOISE * own)) if own else script


def pooled(pairs: Sequence[RandomPair]) -> Decimal:
    """How many standard deviations the script is away from the gate, all data sets taken together.

    A factor that hides in the noise of each value adds up over all of them. Differences are summed as they are and, for
    values of both signs, away from zero; the larger counts.
    """
    variance, plain, outward = Decimal(0), Decimal(0), Decimal(0)
    for pair in pairs:
        apart = WIDE.subtract(pair.value, pair.own)
        variance = WIDE.add(variance, pair.variance)
        plain = WIDE.add(plain, apart)
        outward = WIDE.add(outward, apart.copy_negate() if pair.own < 0 else apart)
    if not variance:
        return Decimal(0)
    return WIDE.divide(max(abs(plain), abs(outward)), WIDE.sqrt(variance))
