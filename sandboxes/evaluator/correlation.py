"""How two columns vary together."""

from __future__ import annotations

import math
from fractions import Fraction

from evaluator import exact
from evaluator.expressions import Results
from evaluator.registry import need, need_rows, recipe
from evaluator.significance import tail


def pearson(of: list[Fraction], y: list[Fraction]) -> Fraction:
    """r, to 60 digits."""
    need_rows(of, 2)
    both = exact.squares(of) * exact.squares(y)
    need(both > 0, "no-variation", "a column does not vary")
    return exact.cross(of, y) / exact.root(both)


def _with_p(r: Fraction, free: int, alternative: str) -> Results:
    from scipy import stats

    found = Results(value=r)
    if free > 0 and abs(r) < 1:
        t = r * exact.root(free / (1 - r**2))
        found |= {"statistic": t, "p": tail(stats.t, t, alternative, free)}
    return found


@recipe("correlation-pearson")
def correlation_pearson(
    *, of: list[Fraction], y: list[Fraction], alternative: str = "two-sided", confidence: str = "0.95"
) -> Results:
    from scipy import stats

    r = pearson(of, y)
    found = _with_p(r, len(of) - 2, alternative)
    if len(of) > 3 and abs(r) < 1:
        width = float(stats.norm.ppf(0.5 + float(confidence) / 2)) / math.sqrt(len(of) - 3)
        found |= {"low": math.tanh(math.atanh(r) - width), "high": math.tanh(math.atanh(r) + width)}
    return found


@recipe("correlation-spearman")
def correlation_spearman(*, of: list[Fraction], y: list[Fraction], alternative: str = "two-sided") -> Results:
    return _with_p(pearson(exact.ranks(of), exact.ranks(y)), len(of) - 2, alternative)


@recipe("correlation-kendall")
def correlation_kendall(*, of: list[Fraction], y: list[Fraction]) -> Results:
    from scipy import stats

    need_rows(of, 2)
    need(len(of) <= 20_000, "too-many", "more than 20,000 rows")
    xs, ys = [float(r) for r in exact.ranks(of)], [float(r) for r in exact.ranks(y)]
    need(len(set(xs)) > 1 and len(set(ys)) > 1, "no-variation", "a column does not vary")
    found = stats.kendalltau(xs, ys, method="auto")
    return Results(value=float(found.statistic), p=float(found.pvalue))


@recipe("covariance")
def covariance(*, of: list[Fraction], y: list[Fraction], ddof: int = 1) -> Fraction:
    need_rows(of, ddof + 1)
    return exact.cross(of, y) / (len(of) - ddof)


@recipe("correlation-partial")
def correlation_partial(*, of: list[Fraction], y: list[Fraction], given: list[list[Fraction]]) -> Results:
    from evaluator.regression import Fit

    first, second = Fit(of, given).residuals, Fit(y, given).residuals
    both = exact.squares(first) * exact.squares(second)
    need(both > 0, "no-variation", "a residual does not vary")
    r = exact.cross(first, second) / exact.root(both)
    return _with_p(r, len(of) - 2 - len(given), "two-sided")


@recipe("concordance-correlation")
def concordance_correlation(*, of: list[Fraction], y: list[Fraction], ddof: int = 0) -> Fraction:
    need_rows(of, 2)
    below = exact.variance(of, ddof) + exact.variance(y, ddof) + (exact.mean(of) - exact.mean(y)) ** 2
    need(below > 0, "no-variation", "the columns are constant and equal")
    return 2 * covariance(of=of, y=y, ddof=ddof) / below


@recipe("mutual-information")
def mutual_information(*, of: list[str], y: list[str]) -> Fraction:
    need_rows(of)
    size = len(of)
    pairs = list(zip(of, y, strict=True))
    total = Fraction(0)
    for one, other in set(pairs):
        joint = pairs.count((one, other))
        total += Fraction(joint, size) * exact.log(Fraction(joint * size, of.count(one) * y.count(other)))
    return total
