"""Tests of hypotheses by ranks and orders."""

from __future__ import annotations

import bisect
from fractions import Fraction
from typing import Any

from evaluator import exact
from evaluator.effects import two
from evaluator.expressions import Results
from evaluator.registry import need, need_rows, recipe
from evaluator.significance import tail
from evaluator.spread import grouped


@recipe("mann-whitney-test")
def mann_whitney_test(
    *,
    of: list[Fraction],
    group: list[Any],
    first: str = "",
    alternative: str = "two-sided",
    p_value: str = "asymptotic",
    correction: bool = True,
) -> Results:
    from scipy import stats

    one, other = two(of, group, first)
    n, m = len(one), len(other)
    ranked = exact.ranks(one + other)
    u = exact.total(ranked[:n]) - Fraction(n * (n + 1), 2)
    if p_value == "exact":
        need(len(set(one + other)) == n + m, "ambiguous", "the exact distribution is for values without ties")
        numbers = [[float(rank) for rank in part] for part in (ranked[:n], ranked[n:])]
        return Results(
            statistic=u, p=float(stats.mannwhitneyu(*numbers, alternative=alternative, method="exact").pvalue)
        )
    size = n + m
    ties = sum(t**3 - t for t in exact.tie_sizes(one + other))
    variance = Fraction(n * m, 12) * (size + 1 - Fraction(ties, size * (size - 1)))
    need(variance > 0, "no-variation", "all values are the same")
    return Results(statistic=u, p=_corrected(u - Fraction(n * m, 2), variance, alternative, correction))


def _corrected(away: Fraction, variance: Fraction, alternative: str, correction: bool) -> float:
    """The normal p of a rank statistic, with half a step towards its mean where asked for."""
    from scipy import stats

    half = Fraction(1, 2) if correction else Fraction(0)
    sign = 1 if away > 0 else -1 if away < 0 else 0
    step = {"two-sided": sign * half, "greater": half, "less": -half}[alternative]
    return tail(stats.norm, (away - step) / exact.root(variance), alternative)


@recipe("wilcoxon-test")
def wilcoxon_test(
    *,
    of: list[Fraction],
    y: list[Fraction] | None = None,
    alternative: str = "two-sided",
    p_value: str = "asymptotic",
    correction: bool = True,
) -> Results:
    differences = [a - b for a, b in zip(of, y, strict=True)] if y is not None else list(of)
    kept = [value for value in differences if value]
    need_rows(kept)
    n = len(kept)
    ranked = exact.ranks([abs(value) for value in kept])
    v = sum((rank for rank, value in zip(ranked, kept, strict=True) if value > 0), Fraction(0))
    if p_value == "exact":
        need(len(set(map(abs, kept))) == n and n == len(differences), "ambiguous", "there are ties or zeros")
        return Results(statistic=v, p=_signed_rank_p(int(v), n, alternative))
    ties = sum(t**3 - t for t in exact.tie_sizes([abs(value) for value in kept]))
    variance = Fraction(n * (n + 1) * (2 * n + 1), 24) - Fraction(ties, 48)
    need(variance > 0, "no-variation", "all differences are the same")
    return Results(statistic=v, p=_corrected(v - Fraction(n * (n + 1), 4), variance, alternative, correction))


def _signed_rank_p(v: int, n: int, alternative: str) -> Fraction:
    """The exact distribution of the signed rank statistic, by counting subsets of the ranks."""
    counts = [1]
    for rank in range(1, n + 1):
        longer = counts + [0] * rank
        for total, ways in enumerate(counts):
            longer[total + rank] += ways
        counts = longer
    less, more = Fraction(sum(counts[: v + 1]), 2**n), Fraction(sum(counts[v:]), 2**n)
    return {"less": less, "greater": more, "two-sided": min(Fraction(1), 2 * min(less, more))}[alternative]


@recipe("sign-test")
def sign_test(*, of: list[Fraction], y: list[Fraction], alternative: str = "two-sided") -> Results:
    from scipy import stats

    differences = [a - b for a, b in zip(of, y, strict=True) if a != b]
    need_rows(differences)
    above = sum(value > 0 for value in differences)
    return Results(statistic=above, p=float(stats.binomtest(above, len(differences), 0.5, alternative).pvalue))


@recipe("kruskal-test")
def kruskal_test(*, of: list[Fraction], group: list[Any]) -> Results:
    from scipy import stats

    size = len(of)
    need_rows(of, 2)
    groups = grouped(exact.ranks(of), group)
    need(len(groups) > 1, "wrong-groups", "a single group")
    between = sum((exact.total(ranks) ** 2 / len(ranks) for ranks in groups.values()), Fraction(0))
    h = Fraction(12, size * (size + 1)) * between - 3 * (size + 1)
    factor = 1 - Fraction(sum(t**3 - t for t in exact.tie_sizes(of)), size**3 - size)
    need(factor > 0, "no-variation", "all values are the same")
    h /= factor
    df = len(groups) - 1
    return Results(statistic=h, p=float(stats.chi2.sf(float(h), df)), df=df)


@recipe("friedman-test")
def friedman_test(*, of: list[list[Fraction]]) -> Results:
    from scipy import stats

    k, n = len(of), len(of[0])
    need(k > 2 and n > 0, "too-few", "at least three columns and one row are needed")
    ranked = [exact.ranks(list(row)) for row in zip(*of, strict=True)]
    sums = [sum((row[j] for row in ranked), Fraction(0)) for j in range(k)]
    ties = sum(t**3 - t for row in zip(*of, strict=True) for t in exact.tie_sizes(list(row)))
    above = 12 * sum(((s - Fraction(n * (k + 1), 2)) ** 2 for s in sums), Fraction(0))
    below = n * k * (k + 1) - Fraction(ties, k - 1)
    need(below > 0, "no-variation", "every row is tied throughout")
    statistic = above / below
    return Results(statistic=statistic, p=float(stats.chi2.sf(float(statistic), k - 1)), df=k - 1)


@recipe("ks-two-sample-test")
def ks_two_sample_test(*, of: list[Fraction], group: list[Any], first: str = "") -> Results:
    from scipy import stats

    one, other = two(of, group, first)
    n, m = len(one), len(other)
    points = sorted(set(of))
    ones, others = sorted(one), sorted(other)
    d = max(
        abs(Fraction(bisect.bisect_right(ones, x), n) - Fraction(bisect.bisect_right(others, x), m)) for x in points
    )
    p = float(
        stats.ks_2samp(
            [float(x) for x in one], [float(x) for x in other], method="exact" if n * m < 10000 else "asymp"
        ).pvalue
    )
    return Results(statistic=d, p=p)
