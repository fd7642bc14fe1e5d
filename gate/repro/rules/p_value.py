"""The rule for p-values, which are compared on the log scale."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from gate.model.policy import ReproPolicy
from gate.model.rules import PValueRule
from gate.repro.rules.arithmetic import WIDE, distance, short
from gate.repro.rules.base import Comparison, Sharpness, Value
from gate.repro.rules.number import NumberRule


class PValue(NumberRule[PValueRule]):
    """Published as ``<b``: below b. Else at most so many powers of ten apart, on the same side of ``alpha``."""

    @property
    def is_bound(self) -> bool:
        """Whether the publication gives no more than an upper bound."""
        return self.one_text().startswith("<")

    @property
    def digits(self) -> str:
        return super().digits.removeprefix("<").strip()

    def check_declared(self, policy: ReproPolicy) -> None:
        rule = self.declared
        if not 0 <= self.centre <= 1:
            raise self.claim_error("claim.rule-impossible", f"{self.published} is not a probability")
        if not Decimal(rule.floor):
            message = "the floor of p-values must be above zero: it has a logarithm"
            raise self.claim_error("claim.rule-impossible", message)
        if Decimal(rule.decades) > Decimal(str(policy.max_decades)):
            message = f"the policy allows {policy.max_decades} decades for p-values"
            raise self.claim_error("claim.tolerance-over-policy", message, "declare fewer decades")

    def width(self, runs: Sequence[Decimal] = ()) -> Decimal:
        """0: the tolerance is a factor, not a distance."""
        return Decimal(0)

    def words(self, runs: Sequence[Decimal] = ()) -> str:
        if self.is_bound:
            return f"below {short(self.centre)}"
        side = f", same side of {self.declared.alpha}" if self.declared.alpha else ""
        return f"{self.declared.decades} decades{side}"

    def compare(self, value: Value, runs: Sequence[Decimal] = ()) -> Comparison:
        if not isinstance(value, Decimal) or not 0 <= value <= 1:
            return Comparison(False, "not a probability", "0 … 1")
        if self.is_bound:
            above = max(WIDE.subtract(value, self.centre), Decimal(0))
            return Comparison(value < self.centre, short(above), self.words())
        decades = self._decades(value, self.centre)
        # A published p-value is itself rounded: what prints the same is the same.
        close = decades <= Decimal(self.declared.decades) or distance(value, self.centre) <= self.half_unit
        return Comparison(close and self._same_side(value), f"{float(decades):.3f} decades", self.words())

    def _same_side(self, value: Decimal) -> bool:
        alpha = self.declared.alpha
        return alpha is None or (value < Decimal(alpha)) == (self.centre < Decimal(alpha))

    def _decades(self, a: Decimal, b: Decimal) -> Decimal:
        floor = Decimal(self.declared.floor)
        return distance(WIDE.log10(max(a, floor)), WIDE.log10(max(b, floor)))

    def agree(self, value: Value, centre: Value, *, scale: Decimal, runs: Sequence[Decimal]) -> Comparison:
        """Powers of ten have no scale."""
        if not isinstance(value, Decimal) or not isinstance(centre, Decimal):
            return Comparison(False, "not a probability", "0 … 1")
        decades = self._decades(value, centre)
        inside = decades <= Decimal(self.declared.decades)
        return Comparison(inside, f"{float(decades):.3f} decades", f"{self.declared.decades} decades")

    def sharpness(self) -> Sharpness:
        if self.is_bound:
            return Sharpness(f"anything below {self.digits}")
        return Sharpness(f"{self.declared.decades} decades")
