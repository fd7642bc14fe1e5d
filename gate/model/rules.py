"""Comparison rules: how a reproduced value is held against the published one.

A rule is data that the *claim* owns; here stands what it says, and `gate.repro.rules` has one class for each that
applies it. Numbers inside rules are decimal text, so that ``0.1`` means one tenth and not the nearest double.
"""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from gate.model.base import Contract
from gate.model.numbers import DecimalText, PositiveText

Confidence = Annotated[float, Field(ge=0.5, le=0.9999)]


class PrintedRule(Contract):
    """The computed value, rounded to the published number of decimals, equals the published one.

    ``either`` takes a value that lies exactly between two printed ones for both of them.
    """

    kind: Literal["printed"] = "printed"
    rounding: Literal["half-even", "half-up", "either"] = "either"


class SignificantRule(Contract):
    """At least ``digits`` correct significant digits: the log relative error -log10(|x-c|/|c|) (McCullough 1998)."""

    kind: Literal["significant"]
    digits: int = Field(ge=1, le=15)


class AbsoluteRule(Contract):
    """``|x - c| <= tolerance``, in the quantity's unit."""

    kind: Literal["absolute"]
    tolerance: PositiveText


class RelativeRule(Contract):
    """``|x - c| <= max(tolerance * |c|, absolute)``; the reference is always the published value."""

    kind: Literal["relative"]
    tolerance: PositiveText
    absolute: PositiveText = "0"


class IntegerRule(Contract):
    """The same whole number."""

    kind: Literal["integer"]


class ExactRule(Contract):
    """The same text or category, code point for code point."""

    kind: Literal["exact"]


class IntervalRule(Contract):
    """``low <= x <= high``; the published value lies inside."""

    kind: Literal["interval"]
    low: DecimalText
    high: DecimalText


class PValueRule(Contract):
    """A p-value, compared on the log scale.

    Published as ``<0.001``: the computed one is below that too. Published as a number: at most ``decades`` powers of
    ten apart, where everything below ``floor`` counts as ``floor``. With ``alpha``, the decision p < alpha is the same.
    """

    kind: Literal["p-value"]
    decades: PositiveText = "0.05"
    floor: PositiveText = "1e-16"
    alpha: PositiveText | None = None


class StatisticalRule(Contract):
    """A random result: the published value lies in the prediction interval of k gate-seeded runs.

    The interval is Student's, ``mean ± t(k-1)·s·sqrt(1 + 1/k)``. Its half-width counts as at least ``floor`` (a script
    whose runs hardly differ is not asked for more) and must not exceed ``widest``.
    """

    kind: Literal["statistical"]
    floor: PositiveText
    widest: PositiveText
    confidence: Confidence = 0.99


class EquivalenceRule(Contract):
    """Two one-sided tests (Schuirmann 1987): the mean of k runs is within ``margin`` of the published one."""

    kind: Literal["equivalence"]
    margin: PositiveText
    confidence: Confidence = 0.95


class SetRule(Contract):
    """The same members in any order."""

    kind: Literal["set"]


class RankingRule(Contract):
    """The same members in the same order."""

    kind: Literal["ranking"]


_Scalar = (
    PrintedRule
    | SignificantRule
    | AbsoluteRule
    | RelativeRule
    | IntegerRule
    | ExactRule
    | IntervalRule
    | PValueRule
    | StatisticalRule
    | EquivalenceRule
)
ScalarRule = Annotated[_Scalar, Field(discriminator="kind")]
"""A rule for one value: what an array's elements and a table's cells can have."""


class ArrayRule(Contract):
    """An array of a declared shape, row-major; every element under the same rule."""

    kind: Literal["array"]
    shape: tuple[Annotated[int, Field(ge=1, le=10_000)], ...] = Field(min_length=1, max_length=4)
    each: ScalarRule


class TableColumn(Contract):
    """A column of a published table and its rule. ``fixed`` columns do not depend on the values of the data."""

    name: str = Field(min_length=1, max_length=200)
    rule: ScalarRule
    fixed: bool = False


class TableRule(Contract):
    """A table: the exact columns, the exact rows, every cell under its column's rule.

    The script writes CSV with a header. With ``key`` the rows are found by the text in that column, in any order;
    without it they stand in the published order.
    """

    kind: Literal["table"]
    columns: tuple[TableColumn, ...] = Field(min_length=1, max_length=64)
    key: str | None = None


Rule = Annotated[_Scalar | SetRule | RankingRule | ArrayRule | TableRule, Field(discriminator="kind")]
