"""What the tests of the rules share: rules bound to a published value, and strategies that draw them."""

from __future__ import annotations

from decimal import Decimal

from hypothesis import strategies as st

from gate.model.rules import (
    AbsoluteRule,
    EquivalenceRule,
    IntegerRule,
    IntervalRule,
    PrintedRule,
    PValueRule,
    RankingRule,
    RelativeRule,
    ScalarRule,
    SetRule,
    SignificantRule,
    StatisticalRule,
)
from gate.repro.rules.base import Comparison, Published, Value
from gate.repro.rules.randomness import RandomRule
from gate.repro.rules.registry import AnyRule, bind

NUMBERS = st.decimals(-1_000_000, 1_000_000, places=3)
SMALL = st.decimals("0.001", "10", places=3)

NUMERIC: list[ScalarRule] = [
    PrintedRule(),
    SignificantRule(kind="significant", digits=2),
    AbsoluteRule(kind="absolute", tolerance="0.5"),
    RelativeRule(kind="relative", tolerance="0.01"),
    IntegerRule(kind="integer"),
    StatisticalRule(kind="statistical", floor="0.1", widest="1"),
]
"""Rules that are a width around any published number."""

EVERY_NUMBER: list[ScalarRule] = [
    *NUMERIC,
    PValueRule(kind="p-value"),
    IntervalRule(kind="interval", low="0", high="2"),
    EquivalenceRule(kind="equivalence", margin="0.1"),
]
"""Every rule for numbers; 1 is a published value that all of them take."""


def bound(published: Published, rule: ScalarRule | SetRule | RankingRule) -> AnyRule:
    """The rule on this published value."""
    return bind(rule, published, where="expected.quantities.q")


def inside(published: Published, rule: ScalarRule | SetRule | RankingRule, value: Value) -> bool:
    """Whether one run's value is inside."""
    return bound(published, rule).compare(value).inside


def compare_runs(published: str, rule: ScalarRule, values: list[Decimal]) -> Comparison:
    """Several runs under a rule for random results."""
    this = bound(published, rule)
    assert isinstance(this, RandomRule)
    return this.compare_runs(values)
