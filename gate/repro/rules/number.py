"""Rules for one number: printed, significant, absolute, relative, integer, interval.

Arithmetic is decimal: a published ``0.1`` is one tenth. The reference is always the published value. Source of the
rule on significant digits: McCullough, B. D. (1998), Assessing the reliability of statistical software: Part I,
The American Statistician 52(4).
"""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Sequence
from decimal import ROUND_HALF_EVEN, ROUND_HALF_UP, Context, Decimal
from functools import cached_property

from gate.model.digest import Json
from gate.model.numbers import is_number, parse_number
from gate.model.policy import ReproPolicy
from gate.model.rules import (
    AbsoluteRule,
    IntegerRule,
    IntervalRule,
    PrintedRule,
    RelativeRule,
    SignificantRule,
)
from gate.repro.rules.arithmetic import WIDE, distance, short
from gate.repro.rules.base import Comparison, Declared, FormError, Rule, Sharpness, Value

BLUNT = Decimal("0.05")
"""Accepting more than this share of the published value on either side deserves a warning."""

_ROUNDINGS = {
    "half-even": (ROUND_HALF_EVEN,),
    "half-up": (ROUND_HALF_UP,),
    "either": (ROUND_HALF_EVEN, ROUND_HALF_UP),
}
_FORMS = {bool: "a boolean", str: "a text", list: "an array", dict: "an object"}
_NOT_A_NUMBER = Comparison(False, "not a number", "a number")


class NumberRule(Rule[Declared]):
    """What rules for numbers share: a symmetric tolerance of `width` around the published number."""

    def check_published(self) -> None:
        try:
            parse_number(self.digits)
        except ValueError as error:
            hint = "write the digits as printed, without %, thousands separators or words; the unit has its own field"
            message = f"the published value must be a plain number: {error}"
            raise self.claim_error("claim.not-a-number", message, hint) from None

    @property
    def digits(self) -> str:
        """The published number without what its rule takes around it; the typographic minus is a minus."""
        return self.one_text().replace("−", "-")

    @cached_property
    def centre(self) -> Decimal:
        """The published number."""
        return parse_number(self.digits)

    @property
    def half_unit(self) -> Decimal:
        """Half a unit in the last printed place: what the publication itself leaves open."""
        return self.unit / 2

    @property
    def unit(self) -> Decimal:
        """One unit in the last printed place."""
        return Decimal(1).scaleb(int(self.centre.as_tuple().exponent))

    def widest(self) -> Decimal:
        """The most that the rule ever accepts on either side of the published value, whatever the runs."""
        return self.width()

    def check_declared(self, policy: ReproPolicy) -> None:
        asked = self.width()
        if asked < self.half_unit:
            raise self.claim_error(
                "claim.rule-impossible",
                f"the rule asks for ±{short(asked)}, but {self.published} is printed only to ±{short(self.half_unit)}",
                "use the rule 'printed', or give the published value with more digits",
            )
        cap = self.cap(policy)
        if self.widest() > cap:
            raise self.claim_error(
                "claim.tolerance-over-policy",
                f"the rule accepts more than ±{short(cap)} around {self.published}, which the policy does not allow",
                "declare a smaller tolerance",
            )

    def cap(self, policy: ReproPolicy) -> Decimal:
        """The most that a policy lets this rule accept on either side."""
        return self._share(policy, policy.max_relative_tolerance)

    def _share(self, policy: ReproPolicy, share: float) -> Decimal:
        zero = Decimal(str(policy.max_zero_tolerance))
        return WIDE.multiply(abs(self.centre), Decimal(str(share))) if self.centre else zero

    def read(self, raw: Json, *, from_text: bool) -> Value:
        if from_text and isinstance(raw, str) and is_number(raw):
            try:
                return parse_number(raw)
            except ValueError as error:
                raise FormError("malformed", f"cannot be read: {error}") from None
        if not isinstance(raw, Decimal):
            raise FormError("wrong-type", f"must be a number, not {_FORMS.get(type(raw), 'null')}")
        return raw

    def compare(self, value: Value, runs: Sequence[Decimal] = ()) -> Comparison:
        if not isinstance(value, Decimal):
            return _NOT_A_NUMBER
        apart = distance(value, self.centre)
        return Comparison(self.holds(value, runs), self.distance_words(apart), self.words(runs))

    def holds(self, value: Decimal, runs: Sequence[Decimal]) -> bool:
        """Whether the number is inside."""
        return distance(value, self.centre) <= self.width(runs)

    def distance_words(self, apart: Decimal) -> str:
        """A distance from the published value, in the unit of `words`."""
        return short(apart)

    def agree(self, value: Value, centre: Value, *, scale: Decimal, runs: Sequence[Decimal]) -> Comparison:
        if not isinstance(value, Decimal) or not isinstance(centre, Decimal):
            return _NOT_A_NUMBER
        width = WIDE.multiply(self.control_width(runs), max(Decimal(1), abs(scale)))
        apart = distance(value, centre)
        return Comparison(apart <= width, short(apart), f"±{short(width)}")

    def control_width(self, runs: Sequence[Decimal]) -> Decimal:
        """The width that a control's value gets around what a relation predicts."""
        return self.width(runs)

    @abstractmethod
    def width(self, runs: Sequence[Decimal] = ()) -> Decimal: ...

    def words(self, runs: Sequence[Decimal] = ()) -> str:
        return f"±{short(self.width(runs))}"

    def accepted(self) -> tuple[Decimal, Decimal]:
        """The lowest and the highest number that can ever be inside."""
        return self.centre - self.widest(), self.centre + self.widest()

    def sharpness(self) -> Sharpness:
        widest, size = self.widest(), abs(self.centre)
        if not widest:
            return Sharpness("exact")
        if not size:
            return Sharpness(f"±{short(widest)} around zero")
        text = f"1 part in {round(size / widest)}" if widest < size else "wider than the value itself"
        if widest <= BLUNT * size:
            return Sharpness(text)
        low, high = self.accepted()
        return Sharpness(text, f"anything between {short(low)} and {short(high)} passes")


class Printed(NumberRule[PrintedRule]):
    """Rounded to the published decimals, the value is the published one."""

    def check_declared(self, policy: ReproPolicy) -> None:
        """Never too wide: it accepts what the publication itself leaves open."""

    def width(self, runs: Sequence[Decimal] = ()) -> Decimal:
        return self.half_unit

    def holds(self, value: Decimal, runs: Sequence[Decimal]) -> bool:
        # Rounding must not overflow: wide enough for every digit of the quotient.
        digits = value.adjusted() - self.unit.adjusted() if value else 0
        context = Context(prec=max(60, digits + 3, len(value.as_tuple().digits) + 3))
        modes = _ROUNDINGS[self.declared.rounding]
        return self.centre in {value.quantize(self.unit, rounding=mode, context=context) for mode in modes}

    def sharpness(self) -> Sharpness:
        found = super().sharpness()
        if not found.warning:
            return found
        return Sharpness(found.text, f"{found.warning}; the published value has few digits")


class Significant(NumberRule[SignificantRule]):
    """At least so many correct significant digits: the log relative error."""

    def check_declared(self, policy: ReproPolicy) -> None:
        if not self.centre:
            message = "zero has no significant digits"
            raise self.claim_error("claim.rule-impossible", message, "use the rule 'absolute'")
        super().check_declared(policy)

    def width(self, runs: Sequence[Decimal] = ()) -> Decimal:
        return abs(self.centre).scaleb(-self.declared.digits)

    def words(self, runs: Sequence[Decimal] = ()) -> str:
        return f"{self.declared.digits} digits"

    def distance_words(self, apart: Decimal) -> str:
        if not apart:
            return "all digits"
        if not self.centre:
            return "no digits"
        return f"{-float(WIDE.log10(WIDE.divide(apart, abs(self.centre)))):.1f} digits"


class Absolute(NumberRule[AbsoluteRule]):
    """``|x - c| <= tolerance``."""

    def width(self, runs: Sequence[Decimal] = ()) -> Decimal:
        return Decimal(self.declared.tolerance)


class Relative(NumberRule[RelativeRule]):
    """``|x - c| <= max(tolerance * |c|, absolute)``."""

    def width(self, runs: Sequence[Decimal] = ()) -> Decimal:
        share = WIDE.multiply(Decimal(self.declared.tolerance), abs(self.centre))
        return max(share, Decimal(self.declared.absolute))


class Integer(NumberRule[IntegerRule]):
    """The same whole number, not a rounded one."""

    def check_declared(self, policy: ReproPolicy) -> None:
        if self.centre != self.centre.to_integral_value():
            raise self.claim_error("claim.rule-impossible", f"{self.published} is not a whole number")

    def width(self, runs: Sequence[Decimal] = ()) -> Decimal:
        return Decimal(0)

    def words(self, runs: Sequence[Decimal] = ()) -> str:
        return "same integer"


class Interval(NumberRule[IntervalRule]):
    """``low <= x <= high``; the width around anything else is half of the interval's."""

    def check_declared(self, policy: ReproPolicy) -> None:
        low, high = self.accepted()
        if not low <= self.centre <= high:
            message = f"{self.published} is not inside {self.words()}"
            raise self.claim_error("claim.rule-impossible", message)
        super().check_declared(policy)

    def accepted(self) -> tuple[Decimal, Decimal]:
        return Decimal(self.declared.low), Decimal(self.declared.high)

    def widest(self) -> Decimal:
        low, high = self.accepted()
        return max(high - self.centre, self.centre - low)

    def width(self, runs: Sequence[Decimal] = ()) -> Decimal:
        low, high = self.accepted()
        return (high - low) / 2

    def compare(self, value: Value, runs: Sequence[Decimal] = ()) -> Comparison:
        if not isinstance(value, Decimal):
            return _NOT_A_NUMBER
        low, high = self.accepted()
        outside = max(low - value, value - high, Decimal(0))
        return Comparison(low <= value <= high, short(outside), self.words())

    def words(self, runs: Sequence[Decimal] = ()) -> str:
        return f"{self.declared.low} … {self.declared.high}"
