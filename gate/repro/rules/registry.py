"""From a rule that a claim declares to the class that applies it. A new rule is one class and one line here."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Any

from gate.model import rules as declared
from gate.repro.rules.base import Published, Rule
from gate.repro.rules.number import Absolute, Integer, Interval, Printed, Relative, Significant
from gate.repro.rules.p_value import PValue
from gate.repro.rules.randomness import Equivalence, Statistical
from gate.repro.rules.text import Exact, SameRanking, SameSet

AnyRule = Rule[Any]
"""A rule of whatever kind."""

RULES: Mapping[type, type[AnyRule]] = MappingProxyType(
    {
        declared.PrintedRule: Printed,
        declared.SignificantRule: Significant,
        declared.AbsoluteRule: Absolute,
        declared.RelativeRule: Relative,
        declared.IntegerRule: Integer,
        declared.IntervalRule: Interval,
        declared.PValueRule: PValue,
        declared.StatisticalRule: Statistical,
        declared.EquivalenceRule: Equivalence,
        declared.ExactRule: Exact,
        declared.SetRule: SameSet,
        declared.RankingRule: SameRanking,
    }
)


def bind(
    rule: declared.ScalarRule | declared.SetRule | declared.RankingRule, published: Published, *, where: str
) -> AnyRule:
    """The rule bound to its published value. ``where`` is that value's place in the claim.

    Raises InputError (fault: claim) where the value has not the form that the rule takes.
    """
    return RULES[type(rule)](rule, published, where)
