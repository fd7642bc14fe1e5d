"""Tests of hypotheses: statistic, degrees of freedom and p. Statistics are exact where they are rational."""

from __future__ import annotations

import math
from fractions import Fraction
from typing import Any

from evaluator import exact
from evaluator.effects import chi_squared, contingency, sums_of_squares, two
from evaluator.expressions import Results, label
from evaluator.registry import need, need_rows, recipe
from evaluator.spread import grouped


def tail(distribution: Any, statistic: Any, alternative: str, *args: float) -> float:
    """The p of a symmetric statistic under a continuous distribution of scipy.stats."""
    value = float(statistic)
    if alternative == "less":
        return float(distribution.cdf(value, *args))
    if alternative == "greater":
        return float(distribution.sf(value, *args))
    return min(1.0, 2 * float(distribution.sf(abs(value), *args)))


def _t(difference: Fraction, variance: Fraction, df: Fraction, alternative: str) -> Results:
    from scipy import stats

    need(variance > 0, "no-variation", "the values do not vary")
    t = difference / exact.root(variance)
    return Results(statistic=t, df=df, p=tail(stats.t, t, alternative, float(df)))


@recipe("t-test-one-sample")
def t_test_one_sample(*, of: list[Fraction], mu: str = "0", alternative: str = "two-sided") -> Results:
    need_rows(of, 2)
    return _t(exact.mean(of) - Fraction(mu), exact.variance(of) / len(of), Fraction(len(of) - 1), alternative)


@recipe("t-test-paired")
def t_test_paired(*, of: list[Fraction], y: list[Fraction], alternative: str = "two-sided") -> Results:
    return t_test_one_sample(of=[a - b for a, b in zip(of, y, strict=True)], alternative=alternative)


@recipe("t-test-student")
def t_test_student(*, of: list[Fraction], group: list[Any], first: str = "", alternative: str = "two-sided") -> Results:
    one, other = two(of, group, first)
    n, m = len(one), len(other)
    need(n + m > 2, "too-few", "fewer than three rows")
    pooled = (exact.squares(one) + exact.squares(other)) / (n + m - 2)
    variance = pooled * (Fraction(1, n) + Fraction(1, m))
    return _t(exact.mean(one) - exact.mean(other), variance, Fraction(n + m - 2), alternative)


@recipe("t-test-welch")
def t_test_welch(*, of: list[Fraction], group: list[Any], first: str = "", alternative: str = "two-sided") -> Results:
    one, other = two(of, group, first, 2)
    a, b = exact.variance(one) / len(one), exact.variance(other) / len(other)
    need(a + b > 0, "no-variation", "the groups do not vary")
    df = (a + b) ** 2 / (a**2 / (len(one) - 1) + b**2 / (len(other) - 1))
    return _t(exact.mean(one) - exact.mean(other), a + b, df, alternative)


def _interval(centre: Fraction, variance: Fraction, df: Fraction, confidence: str) -> Results:
    from scipy import stats

    width = Fraction(float(stats.t.ppf(0.5 + float(confidence) / 2, float(df)))) * exact.root(variance)
    return Results(low=centre - width, high=centre + width)


@recipe("mean-interval")
def mean_interval(*, of: list[Fraction], confidence: str = "0.95") -> Results:
    need_rows(of, 2)
    return _interval(exact.mean(of), exact.variance(of) / len(of), Fraction(len(of) - 1), confidence)


@recipe("mean-difference-interval")
def mean_difference_interval(
    *, of: list[Fraction], group: list[Any], first: str = "", confidence: str = "0.95", variances: str = "unequal"
) -> Results:
    one, other = two(of, group, first, 2)
    n, m = len(one), len(other)
    a, b = exact.variance(one) / n, exact.variance(other) / m
    need(a + b > 0, "no-variation", "the groups do not vary")
    if variances == "equal":
        pooled = (exact.squares(one) + exact.squares(other)) / (n + m - 2)
        variance, df = pooled * (Fraction(1, n) + Fraction(1, m)), Fraction(n + m - 2)
    else:
        variance, df = a + b, (a + b) ** 2 / (a**2 / (n - 1) + b**2 / (m - 1))
    return _interval(exact.mean(one) - exact.mean(other), variance, df, confidence)


@recipe("anova")
def anova(*, of: list[Fraction], group: list[Any]) -> Results:
    from scipy import stats

    between, within, free, rest = sums_of_squares(of, group)
    need(within > 0, "no-variation", "the groups do not vary")
    f = (between / free) / (within / rest)
    return Results(
        {
            "statistic": f,
            "p": float(stats.f.sf(float(f), free, rest)),
            "df-between": free,
            "df-within": rest,
            "mean-square-between": between / free,
            "mean-square-within": within / rest,
        }
    )


@recipe("anova-welch")
def anova_welch(*, of: list[Fraction], group: list[Any]) -> Results:
    from scipy import stats

    groups = list(grouped(of, group).values())
    need(len(groups) > 1, "wrong-groups", "a single group")
    need(all(len(values) > 1 for values in groups), "too-few", "a group has a single row")
    variances = [exact.variance(values) for values in groups]
    need(all(variances), "no-variation", "a group does not vary")
    weights = [len(values) / variance for values, variance in zip(groups, variances, strict=True)]
    whole, k = sum(weights), len(groups)
    centre = sum((w * exact.mean(values) for w, values in zip(weights, groups, strict=True)), Fraction(0)) / whole
    between = sum(
        (w * (exact.mean(values) - centre) ** 2 for w, values in zip(weights, groups, strict=True)), Fraction(0)
    )
    lack = sum(
        ((1 - w / whole) ** 2 / (len(values) - 1) for w, values in zip(weights, groups, strict=True)), Fraction(0)
    )
    f = between / (k - 1) / (1 + Fraction(2 * (k - 2), k * k - 1) * lack)
    df = Fraction(k * k - 1) / (3 * lack)
    return Results({"statistic": f, "p": float(stats.f.sf(float(f), k - 1, float(df))), "df-within": df})


@recipe("variance-ratio-test")
def variance_ratio_test(*, of: list[Fraction], group: list[Any], first: str = "") -> Results:
    from scipy import stats

    one, other = two(of, group, first, 2)
    a, b = exact.variance(one), exact.variance(other)
    need(a > 0 and b > 0, "no-variation", "a group does not vary")
    low = float(stats.f.cdf(float(a / b), len(one) - 1, len(other) - 1))
    high = float(stats.f.sf(float(a / b), len(one) - 1, len(other) - 1))
    return Results(statistic=a / b, p=min(1.0, 2 * min(low, high)))


@recipe("proportions-z-test")
def proportions_z_test(*, of: list[bool], group: list[Any], first: str = "", alternative: str = "two-sided") -> Results:
    from scipy import stats

    one, other = two(of, group, first)
    n, m = len(one), len(other)
    pooled = Fraction(sum(one) + sum(other), n + m)
    need(0 < pooled < 1, "no-variation", "all rows are the same")
    z = (Fraction(sum(one), n) - Fraction(sum(other), m)) / exact.root(
        pooled * (1 - pooled) * (Fraction(1, n) + Fraction(1, m))
    )
    return Results(statistic=z, p=tail(stats.norm, z, alternative))


@recipe("binomial-test")
def binomial_test(*, of: list[bool], probability: str = "0.5", alternative: str = "two-sided") -> Results:
    from scipy import stats

    need_rows(of)
    found = stats.binomtest(sum(of), len(of), float(probability), alternative)
    return Results(p=float(found.pvalue))


@recipe("proportion-interval")
def proportion_interval(*, of: list[bool], confidence: str = "0.95", kind: str = "wilson") -> Results:
    from scipy import stats

    need_rows(of)
    n, share = len(of), Fraction(sum(of), len(of))
    if kind == "exact":
        found = stats.binomtest(sum(of), n).proportion_ci(float(confidence), "exact")
        return Results(low=float(found.low), high=float(found.high))
    z = Fraction(float(stats.norm.ppf(0.5 + float(confidence) / 2)))
    if kind == "wald":
        centre, width = share, z * exact.root(share * (1 - share) / n)
    else:
        centre = (share + z**2 / (2 * n)) / (1 + z**2 / n)
        width = z / (1 + z**2 / n) * exact.root(share * (1 - share) / n + z**2 / (4 * n * n))
    return Results(low=centre - width, high=centre + width)


@recipe("chi-squared-test")
def chi_squared_test(*, of: list[Any], y: list[Any], correction: bool = False) -> Results:
    from scipy import stats

    table = contingency(of, y)
    df = (len(table) - 1) * (len(table[0]) - 1)
    statistic = chi_squared(table, correction and df == 1)
    return Results(statistic=statistic, p=float(stats.chi2.sf(float(statistic), df)), df=df)


@recipe("chi-squared-goodness")
def chi_squared_goodness(*, of: list[Any], expected: tuple[str, ...] = ()) -> Results:
    from scipy import stats

    groups = grouped(of, of)
    shares = [Fraction(share) for share in expected] or [Fraction(1, len(groups))] * len(groups)
    need(len(shares) == len(groups) > 1, "wrong-groups", f"{len(groups)} levels, {len(shares)} expected shares")
    whole = sum(shares, Fraction(0))
    pairs = [(len(v), len(of) * share / whole) for v, share in zip(groups.values(), shares, strict=True)]
    statistic = sum(((seen - mean) ** 2 / mean for seen, mean in pairs), Fraction(0))
    return Results(statistic=statistic, p=float(stats.chi2.sf(float(statistic), len(groups) - 1)), df=len(groups) - 1)


@recipe("g-test")
def g_test(*, of: list[Any], y: list[Any]) -> Results:
    from scipy import stats

    table = contingency(of, y)
    whole, columns = sum(map(sum, table)), [sum(column) for column in zip(*table, strict=True)]
    statistic = 2 * sum(
        (
            count * exact.log(Fraction(count * whole, sum(row) * column))
            for row in table
            for count, column in zip(row, columns, strict=True)
            if count
        ),
        Fraction(0),
    )
    df = (len(table) - 1) * (len(columns) - 1)
    return Results(statistic=statistic, p=float(stats.chi2.sf(float(statistic), df)), df=df)


@recipe("fisher-exact-test")
def fisher_exact_test(*, of: list[Any], y: list[Any], alternative: str = "two-sided") -> Results:
    table = contingency(of, y)
    need(len(table) == len(table[0]) == 2, "wrong-groups", "Fisher's test here is of two by two tables")
    (a, b), (c, d) = table
    low, high = max(0, a - d), min(a + b, a + c)
    weights = {x: math.comb(a + b, x) * math.comb(c + d, a + c - x) for x in range(low, high + 1)}
    chosen = {
        "less": [w for x, w in weights.items() if x <= a],
        "greater": [w for x, w in weights.items() if x >= a],
        "two-sided": [w for w in weights.values() if w <= weights[a]],
    }[alternative]
    found = Results(p=Fraction(sum(chosen), sum(weights.values())))
    if b * c:
        found["odds-ratio"] = Fraction(a * d, b * c)
    return found


@recipe("mcnemar-test")
def mcnemar_test(*, of: list[bool], y: list[bool], kind: str = "exact") -> Results:
    from scipy import stats

    b = sum(1 for one, other in zip(of, y, strict=True) if one and not other)
    c = sum(1 for one, other in zip(of, y, strict=True) if other and not one)
    need(b + c > 0, "no-variation", "no pair differs")
    if kind == "exact":
        less = sum(math.comb(b + c, x) for x in range(min(b, c) + 1))
        return Results(p=min(Fraction(1), Fraction(2 * less, 2 ** (b + c))), statistic=min(b, c))
    less_one = 1 if kind == "corrected" else 0
    statistic = Fraction(max(abs(b - c) - less_one, 0) ** 2, b + c)
    return Results(p=float(stats.chi2.sf(float(statistic), 1)), statistic=statistic)


@recipe("levene-test")
def levene_test(*, of: list[Fraction], group: list[Any], centre: str = "median") -> Results:
    from evaluator.location import median

    groups = grouped(of, group)
    middle = {name: exact.mean(values) if centre == "mean" else median(of=values) for name, values in groups.items()}
    away = [abs(value - middle[name]) for value, name in zip(of, group, strict=True)]
    found = anova(of=away, group=group)
    return Results(statistic=found["statistic"], p=found["p"])


@recipe("bartlett-test")
def bartlett_test(*, of: list[Fraction], group: list[Any]) -> Results:
    from scipy import stats

    groups = list(grouped(of, group).values())
    k, size = len(groups), len(of)
    need(k > 1, "wrong-groups", "a single group")
    need(all(len(values) > 1 for values in groups), "too-few", "a group has a single row")
    variances = [exact.variance(values) for values in groups]
    need(all(variances), "no-variation", "a group does not vary")
    free = [len(values) - 1 for values in groups]
    pooled = sum((f * v for f, v in zip(free, variances, strict=True)), Fraction(0)) / (size - k)
    above = (size - k) * exact.log(pooled) - sum(
        (f * exact.log(v) for f, v in zip(free, variances, strict=True)), Fraction(0)
    )
    below = 1 + (sum((Fraction(1, f) for f in free), Fraction(0)) - Fraction(1, size - k)) / (3 * (k - 1))
    statistic = above / below
    return Results(statistic=statistic, p=float(stats.chi2.sf(float(statistic), k - 1)), df=k - 1)


@recipe("shapiro-wilk-test")
def shapiro_wilk_test(*, of: list[Fraction]) -> Results:
    from scipy import stats

    need_rows(of, 3)
    need(len(set(of)) > 1, "no-variation", "all values are the same")
    found = stats.shapiro([float(value) for value in of])
    return Results(statistic=float(found.statistic), p=float(found.pvalue))


@recipe("jarque-bera-test")
def jarque_bera_test(*, of: list[Fraction]) -> Results:
    from scipy import stats

    from evaluator.spread import kurtosis, skewness

    s, k = skewness(of=of), kurtosis(of=of)
    statistic = Fraction(len(of), 6) * (s**2 + k**2 / 4)
    return Results(statistic=statistic, p=float(stats.chi2.sf(float(statistic), 2)))


@recipe("p-adjusted")
def p_adjusted(*, of: list[Fraction], at: list[Any], row: str, kind: str = "holm") -> Fraction:
    """The adjusted p of one row."""
    names = [label(name) for name in at]
    need(names.count(row) == 1, "group-unknown", f"{names.count(row)} rows are called {row!r}")
    m, order = len(of), sorted(range(len(of)), key=lambda i: of[i])
    adjusted = [Fraction(1)] * m
    if kind == "bonferroni":
        adjusted = [min(Fraction(1), value * m) for value in of]
    elif kind == "holm":
        running = Fraction(0)
        for step, i in enumerate(order):
            running = max(running, (m - step) * of[i])
            adjusted[i] = min(Fraction(1), running)
    else:
        running = Fraction(1)
        for step in range(m, 0, -1):
            i = order[step - 1]
            running = min(running, of[i] * m / step)
            adjusted[i] = running
    return adjusted[names.index(row)]
