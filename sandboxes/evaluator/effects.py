"""Effect sizes: how large a difference or association is."""

from __future__ import annotations

import math
from fractions import Fraction
from typing import Any

from evaluator import exact
from evaluator.registry import need, recipe
from evaluator.spread import grouped


def two(of: list[Any], group: list[Any], first: str = "", least: int = 1) -> tuple[list[Any], list[Any]]:
    """The two groups, ``first`` first if it is named; otherwise in the order of their labels."""
    from evaluator.expressions import label

    groups = grouped(of, group)
    need(len(groups) == 2, "wrong-groups", f"{len(groups)} groups, not two")
    names = list(groups)
    if first:
        need(first in map(label, names), "group-unknown", f"there is no group {first!r}")
        names.sort(key=lambda name: label(name) != first)
    one, other = groups[names[0]], groups[names[1]]
    need(min(len(one), len(other)) >= least, "too-few", f"a group has fewer than {least} rows")
    return one, other


@recipe("mean-difference")
def mean_difference(*, of: list[Fraction], group: list[Any], first: str = "") -> Fraction:
    one, other = two(of, group, first)
    return exact.mean(one) - exact.mean(other)


def _pooled(one: list[Fraction], other: list[Fraction]) -> Fraction:
    variance = (exact.squares(one) + exact.squares(other)) / (len(one) + len(other) - 2)
    need(variance > 0, "no-variation", "the groups do not vary")
    return exact.root(variance)


@recipe("cohen-d")
def cohen_d(*, of: list[Fraction], group: list[Any], first: str = "") -> Fraction:
    one, other = two(of, group, first, 2)
    return (exact.mean(one) - exact.mean(other)) / _pooled(one, other)


@recipe("hedges-g")
def hedges_g(*, of: list[Fraction], group: list[Any], first: str = "", correction: str = "approximate") -> Any:
    one, other = two(of, group, first, 2)
    free = len(one) + len(other) - 2
    d = cohen_d(of=of, group=group, first=first)
    if correction == "approximate":
        return d * (1 - Fraction(3, 4 * free - 1))
    log_factor = math.lgamma(free / 2) - math.lgamma((free - 1) / 2) - math.log(free / 2) / 2
    return d * Fraction(math.exp(log_factor))


@recipe("glass-delta")
def glass_delta(*, of: list[Fraction], group: list[Any], control: str) -> Fraction:
    one, other = two(of, group, control, 2)
    variance = exact.variance(one)
    need(variance > 0, "no-variation", "the control group does not vary")
    return (exact.mean(other) - exact.mean(one)) / exact.root(variance)


@recipe("cohen-d-paired")
def cohen_d_paired(*, of: list[Fraction], y: list[Fraction]) -> Fraction:
    differences = [a - b for a, b in zip(of, y, strict=True)]
    variance = exact.variance(differences)
    need(variance > 0, "no-variation", "the differences do not vary")
    return exact.mean(differences) / exact.root(variance)


def _risks(of: list[bool], group: list[Any], first: str) -> tuple[int, int, int, int]:
    one, other = two(of, group, first)
    return sum(one), len(one), sum(other), len(other)


@recipe("risk-difference")
def risk_difference(*, of: list[bool], group: list[Any], first: str = "") -> Fraction:
    a, n, c, m = _risks(of, group, first)
    return Fraction(a, n) - Fraction(c, m)


@recipe("risk-ratio")
def risk_ratio(*, of: list[bool], group: list[Any], first: str = "") -> Fraction:
    a, n, c, m = _risks(of, group, first)
    need(c > 0, "outside-domain", "no event in the second group")
    return Fraction(a * m, n * c)


@recipe("odds-ratio")
def odds_ratio(*, of: list[bool], group: list[Any], first: str = "", correction: str = "none") -> Fraction:
    a, n, c, m = _risks(of, group, first)
    add = Fraction(1, 2) if correction == "haldane" else Fraction(0)
    need((n - a + add) * (c + add) > 0, "outside-domain", "an empty cell in the denominator")
    return (a + add) * (m - c + add) / ((n - a + add) * (c + add))


@recipe("number-needed-to-treat")
def number_needed_to_treat(*, of: list[bool], group: list[Any], first: str = "") -> Fraction:
    difference = risk_difference(of=of, group=group, first=first)
    need(difference != 0, "outside-domain", "the risks are equal")
    return 1 / abs(difference)


def sums_of_squares(of: list[Fraction], group: list[Any]) -> tuple[Fraction, Fraction, int, int]:
    """Between, within, and their degrees of freedom; exact."""
    groups = grouped(of, group)
    need(len(groups) > 1, "wrong-groups", "a single group")
    need(len(of) > len(groups), "too-few", "no group has two rows")
    within = sum((exact.squares(values) for values in groups.values()), Fraction(0))
    return exact.squares(of) - within, within, len(groups) - 1, len(of) - len(groups)


@recipe("eta-squared")
def eta_squared(*, of: list[Fraction], group: list[Any]) -> Fraction:
    between, within, _, _ = sums_of_squares(of, group)
    need(between + within > 0, "no-variation", "all values are the same")
    return between / (between + within)


@recipe("omega-squared")
def omega_squared(*, of: list[Fraction], group: list[Any]) -> Fraction:
    between, within, free, rest = sums_of_squares(of, group)
    need(within > 0, "no-variation", "the groups do not vary")
    return (between - free * within / rest) / (between + within + within / rest)


@recipe("cliff-delta")
def cliff_delta(*, of: list[Fraction], group: list[Any], first: str = "") -> Fraction:
    one, other = two(of, group, first)
    ranked = exact.ranks(one + other)
    u = exact.total(ranked[: len(one)]) - Fraction(len(one) * (len(one) + 1), 2)
    return 2 * u / (len(one) * len(other)) - 1


@recipe("common-language-effect")
def common_language_effect(*, of: list[Fraction], group: list[Any], first: str = "") -> Fraction:
    return (cliff_delta(of=of, group=group, first=first) + 1) / 2


def contingency(of: list[Any], y: list[Any]) -> list[list[int]]:
    """Counts of each pair of labels, both in order."""
    rows, columns = sorted(set(of)), sorted(set(y))
    counts = {(a, b): 0 for a in rows for b in columns}
    for pair in zip(of, y, strict=True):
        counts[pair] += 1
    need(len(rows) > 1 and len(columns) > 1, "no-variation", "a variable has a single level")
    return [[counts[a, b] for b in columns] for a in rows]


def chi_squared(table: list[list[int]], correction: bool = False) -> Fraction:
    """Pearson's statistic; with Yates's correction where asked for (two by two tables)."""
    whole = sum(map(sum, table))
    columns = [sum(column) for column in zip(*table, strict=True)]
    terms = [
        (abs(count - Fraction(sum(row) * column, whole)), Fraction(sum(row) * column, whole))
        for row in table
        for count, column in zip(row, columns, strict=True)
    ]
    less = min(Fraction(1, 2), min(gap for gap, _ in terms)) if correction else Fraction(0)
    return sum(((gap - less) ** 2 / expected for gap, expected in terms), Fraction(0))


@recipe("cramers-v")
def cramers_v(*, of: list[Any], y: list[Any]) -> Fraction:
    table = contingency(of, y)
    return exact.root(chi_squared(table) / (len(of) * (min(len(table), len(table[0])) - 1)))


@recipe("phi-coefficient")
def phi_coefficient(*, of: list[bool], y: list[bool]) -> Fraction:
    xs, ys = [Fraction(int(one)) for one in of], [Fraction(int(one)) for one in y]
    both = exact.squares(xs) * exact.squares(ys)
    need(both > 0, "no-variation", "a variable does not vary")
    return exact.cross(xs, ys) / exact.root(both)
