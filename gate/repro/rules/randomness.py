"""Rules for random results: several runs with seeds of the gate's choice are judged together.

Source of the equivalence rule: Schuirmann, D. J. (1987), A comparison of the two one-sided tests procedure and the
power approach, Journal of Pharmacokinetics and Biopharmaceutics 15(6).
"""

from __future__ import annotations

import math
from abc import abstractmethod
from collections.abc import Sequence
from decimal import Decimal

from gate.model.policy import ReproPolicy
from gate.model.rules import EquivalenceRule, StatisticalRule
from gate.repro.rules.arithmetic import WIDE, deviation, distance, mean, short
from gate.repro.rules.base import Comparison, Declared
from gate.repro.rules.number import NumberRule
from gate.repro.rules.student_t import t_quantile

CONTROL_CONFIDENCE = 0.999
"""Random results under controls: an honest script meets several of these, so each is wider than the claim's own."""


def prediction_half_width(values: Sequence[Decimal], confidence: float) -> Decimal:
    """Half-width of Student's prediction interval for one more run; 0 of fewer than two runs."""
    if len(values) < 2:
        return Decimal(0)
    factor = t_quantile(0.5 + confidence / 2, len(values) - 1) * math.sqrt(1 + 1 / len(values))
    return WIDE.multiply(Decimal(factor), deviation(values))


class RandomRule(NumberRule[Declared]):
    """What rules for random results share: `compare_runs` decides, and controls get a wider interval."""

    def cap(self, policy: ReproPolicy) -> Decimal:
        return self._share(policy, policy.max_random_width)

    @abstractmethod
    def compare_runs(self, values: Sequence[Decimal]) -> Comparison:
        """Hold at least two runs together against the published value."""

    def control_width(self, runs: Sequence[Decimal]) -> Decimal:
        return max(self.width(runs), prediction_half_width(runs, CONTROL_CONFIDENCE))


class Statistical(RandomRule[StatisticalRule]):
    """The published value lies in the runs' prediction interval, which must not be wider than the claim says."""

    def check_declared(self, policy: ReproPolicy) -> None:
        if Decimal(self.declared.widest) < Decimal(self.declared.floor):
            raise self.claim_error("claim.rule-impossible", "'widest' is below 'floor'")
        super().check_declared(policy)

    def width(self, runs: Sequence[Decimal] = ()) -> Decimal:
        return max(Decimal(self.declared.floor), prediction_half_width(runs, self.declared.confidence))

    def widest(self) -> Decimal:
        return Decimal(self.declared.widest)

    def compare_runs(self, values: Sequence[Decimal]) -> Comparison:
        width, apart = self.width(values), distance(mean(values), self.centre)
        if width > self.widest():
            return Comparison(False, f"interval ±{short(width)}", f"at most ±{self.declared.widest}")
        return Comparison(apart <= width, short(apart), self.words(values))


class Equivalence(RandomRule[EquivalenceRule]):
    """Two one-sided tests: the runs' mean is within the margin, with confidence."""

    def width(self, runs: Sequence[Decimal] = ()) -> Decimal:
        return Decimal(self.declared.margin)

    def compare_runs(self, values: Sequence[Decimal]) -> Comparison:
        factor = t_quantile(self.declared.confidence, len(values) - 1) / math.sqrt(len(values))
        apart, error = distance(mean(values), self.centre), WIDE.multiply(Decimal(factor), deviation(values))
        inside = WIDE.add(apart, error) <= self.width()
        return Comparison(inside, f"{short(apart)} + {short(error)}", self.words())
