"""The comparison rules as pure functions: is a reproduced value inside, and how far is it from the published one?

Arithmetic is decimal: a published ``0.1`` is one tenth. Conditions are written as ``distance <= tolerance``, so that
nothing incomparable can pass, and the reference is always the published value. Sources: McCullough (1998) for
significant digits, Schuirmann (1987) for equivalence; docs/reproduction-judge.md states every rule.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_EVEN, ROUND_HALF_UP, Context, Decimal

from gate.model.rules import (
    AbsoluteRule,
    EquivalenceRule,
    ExactRule,
    IntegerRule,
    IntervalRule,
    PrintedRule,
    PValueRule,
    RankingRule,
    RelativeRule,
    SetRule,
    SignificantRule,
    StatisticalRule,
)
from gate.repro.claim.parts import Part, Value
from gate.repro.claim.student_t import t_quantile

CONTROL_CONFIDENCE = 0.999
"""Random results under controls: an honest script meets several of these, so each is wider than the claim's own."""

_ROOM = Context(prec=60)
_ROUNDINGS = {
    "half-even": (ROUND_HALF_EVEN,),
    "half-up": (ROUND_HALF_UP,),
    "either": (ROUND_HALF_EVEN, ROUND_HALF_UP),
}


@dataclass(frozen=True, slots=True)
class Comparison:
    """``inside`` decides; ``distance`` and ``tolerance`` are texts for people, in the unit that ``scale`` names."""

    inside: bool
    distance: str
    tolerance: str


def short(number: Decimal) -> str:
    """A number for people: at most 6 significant digits."""
    return f"{Context(prec=6).plus(number).normalize():g}" if number else "0"


def printed_number(text: str) -> Decimal:
    """A number as a publication prints it; the typographic minus is a minus. Raises ArithmeticError."""
    return Decimal(text.replace("−", "-"))


def last_place(text: str) -> Decimal:
    """One unit in the last printed place of ``text``."""
    exponent = printed_number(text).as_tuple().exponent
    return Decimal(1).scaleb(int(exponent))


def mean(values: Sequence[Decimal]) -> Decimal:
    """The arithmetic mean; decimal, because a script may write numbers whose sum no double holds."""
    total = Decimal(0)
    for value in values:
        total = _ROOM.add(total, value)
    return _ROOM.divide(total, Decimal(len(values)))


def _deviation(values: Sequence[Decimal]) -> Decimal:
    """The sample standard deviation; 0 of fewer than two values."""
    if len(values) < 2:
        return Decimal(0)
    centre, squares = mean(values), Decimal(0)
    for value in values:
        squares = _ROOM.add(squares, _ROOM.power(_ROOM.subtract(value, centre), 2))
    return _ROOM.sqrt(_ROOM.divide(squares, Decimal(len(values) - 1)))


def prediction_half_width(values: Sequence[Decimal], confidence: float) -> Decimal:
    """Half-width of Student's prediction interval for one more run; 0 of fewer than two runs."""
    if len(values) < 2:
        return Decimal(0)
    factor = t_quantile(0.5 + confidence / 2, len(values) - 1) * math.sqrt(1 + 1 / len(values))
    return _ROOM.multiply(Decimal(factor), _deviation(values))


def half_width(part: Part, base: Sequence[Decimal]) -> Decimal:
    """The largest distance that the rule allows around a centre; ``base`` are the base runs of a random result."""
    rule = part.rule
    published = str(part.published)
    match rule:
        case PrintedRule():
            return last_place(published) / 2
        case SignificantRule(digits=digits):
            return abs(printed_number(published)).scaleb(-digits)
        case AbsoluteRule(tolerance=tolerance):
            return Decimal(tolerance)
        case RelativeRule(tolerance=tolerance, absolute=absolute):
            return max(_ROOM.multiply(Decimal(tolerance), abs(printed_number(published))), Decimal(absolute))
        case IntervalRule(low=low, high=high):
            return (Decimal(high) - Decimal(low)) / 2
        case StatisticalRule(floor=floor, confidence=confidence):
            return max(Decimal(floor), prediction_half_width(base, confidence))
        case EquivalenceRule(margin=margin):
            return Decimal(margin)
        case _:
            return Decimal(0)


def compare(part: Part, value: Value, base: Sequence[Decimal] = ()) -> Comparison:
    """Hold one run's value against the published one."""
    rule = part.rule
    if isinstance(rule, SetRule | RankingRule | ExactRule) or not isinstance(value, Decimal):
        return _compare_texts(part, value)
    if isinstance(rule, PValueRule):
        return _compare_p(rule, str(part.published), value)
    if isinstance(rule, IntervalRule):
        low, high = Decimal(rule.low), Decimal(rule.high)
        outside = max(low - value, value - high, Decimal(0))
        return Comparison(low <= value <= high, short(outside), f"{rule.low} … {rule.high}")
    centre = printed_number(str(part.published))
    distance = abs(_ROOM.subtract(value, centre))
    width = half_width(part, base)
    if isinstance(rule, IntegerRule):
        return Comparison(value == centre, short(distance), "same integer")
    if isinstance(rule, PrintedRule):
        unit = last_place(str(part.published))
        rounded = {
            value.quantize(unit, rounding=mode, context=_wide(value, unit)) for mode in _ROUNDINGS[rule.rounding]
        }
        return Comparison(centre in rounded, short(distance), f"±{short(width)}")
    if isinstance(rule, SignificantRule):
        return Comparison(distance <= width, f"{_correct_digits(distance, centre)} digits", f"{rule.digits} digits")
    return Comparison(distance <= width, short(distance), f"±{short(width)}")


def _correct_digits(distance: Decimal, centre: Decimal) -> str:
    """The log relative error, for people."""
    if not distance:
        return "all"
    return f"{-float(_ROOM.log10(_ROOM.divide(distance, abs(centre)))):.1f}" if centre else "no"


def _wide(value: Decimal, unit: Decimal) -> Context:
    """A context in which ``quantize`` to ``unit`` cannot overflow: wide enough for every digit of the quotient."""
    digits = value.adjusted() - unit.adjusted() if value else 0
    return Context(prec=max(60, digits + 3, len(value.as_tuple().digits) + 3))


def _compare_texts(part: Part, value: Value) -> Comparison:
    published = part.published
    if isinstance(part.rule, SetRule) and isinstance(value, tuple):
        missing, extra = set(published) - set(value), set(value) - set(published)
        same = not missing and not extra and len(value) == len(published)
        return Comparison(same, f"{len(missing)} missing, {len(extra)} extra", "same members")
    if isinstance(part.rule, RankingRule) and isinstance(value, tuple):
        wrong = sum(1 for a, b in zip(published, value, strict=False) if a != b) + abs(len(published) - len(value))
        return Comparison(value == published, f"{wrong} places differ", "same order")
    return Comparison(value == published, "same" if value == published else "different", "same text")


def _compare_p(rule: PValueRule, published: str, value: Decimal) -> Comparison:
    if not 0 <= value <= 1:
        return Comparison(False, "not a probability", "0 … 1")
    if published.startswith("<"):
        bound = Decimal(published[1:].strip())
        return Comparison(value < bound, short(max(value - bound, Decimal(0))), f"below {short(bound)}")
    centre, floor = printed_number(published), Decimal(rule.floor)
    decades = abs(_log(value, floor) - _log(centre, floor))
    same_side = rule.alpha is None or (value < Decimal(rule.alpha)) == (centre < Decimal(rule.alpha))
    tolerance = f"{rule.decades} decades" + (f", same side of {rule.alpha}" if rule.alpha else "")
    # A published p-value is itself rounded: what prints the same is the same.
    close = decades <= Decimal(rule.decades) or abs(value - centre) <= last_place(published) / 2
    return Comparison(close and same_side, f"{float(decades):.3f} decades", tolerance)


def _log(p: Decimal, floor: Decimal) -> Decimal:
    return _ROOM.log10(max(p, floor))


def compare_runs(part: Part, values: Sequence[Decimal]) -> Comparison:
    """Hold k gate-seeded runs together against the published value (statistical and equivalence rules)."""
    rule, centre = part.rule, printed_number(str(part.published))
    distance = abs(_ROOM.subtract(mean(values), centre))
    if isinstance(rule, EquivalenceRule):
        factor = t_quantile(rule.confidence, len(values) - 1) / math.sqrt(len(values))
        error = _ROOM.multiply(Decimal(factor), _deviation(values))
        inside = _ROOM.add(distance, error) <= Decimal(rule.margin)
        return Comparison(inside, f"{short(distance)} + {short(error)}", f"±{rule.margin}")
    width = half_width(part, values)
    if isinstance(rule, StatisticalRule) and width > Decimal(rule.widest):
        return Comparison(False, f"interval ±{short(width)}", f"at most ±{rule.widest}")
    return Comparison(distance <= width, short(distance), f"±{short(width)}")


def close_to(part: Part, value: Value, centre: Value, *, scale: Decimal, base: Sequence[Decimal]) -> Comparison:
    """Hold a control's value against what a relation predicts: the rule's own width, carried to the new scale.

    Random results get the prediction interval of the base runs at `CONTROL_CONFIDENCE`, if that is wider.
    """
    if not isinstance(value, Decimal) or not isinstance(centre, Decimal):
        same = value == centre
        if isinstance(part.rule, SetRule) and isinstance(value, tuple) and isinstance(centre, tuple):
            same = sorted(value) == sorted(centre)
        return Comparison(same, "same" if same else "different", "same text")
    if isinstance(part.rule, PValueRule):
        floor = Decimal(part.rule.floor)
        decades = abs(_log(value, floor) - _log(centre, floor))
        return Comparison(decades <= Decimal(part.rule.decades), f"{float(decades):.3f} decades", part.rule.decades)
    width = half_width(part, base)
    if part.random:
        width = max(width, prediction_half_width(base, CONTROL_CONFIDENCE))
    width = _ROOM.multiply(width, max(Decimal(1), abs(scale)))
    distance = abs(_ROOM.subtract(value, centre))
    return Comparison(distance <= width, short(distance), f"±{short(width)}")
