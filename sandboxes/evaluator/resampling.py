"""Resampling. What is drawn depends on a seed: two implementations agree in distribution, but for the jackknife."""

from __future__ import annotations

import random
from fractions import Fraction
from typing import Any

from evaluator import exact
from evaluator.effects import two
from evaluator.expressions import Results
from evaluator.location import median
from evaluator.registry import need, need_rows, recipe

STATISTICS: dict[str, Any] = {
    "mean": lambda values: exact.mean(values),
    "median": lambda values: median(of=values),
    "sd": lambda values: exact.root(exact.variance(values)),
}


@recipe("jackknife")
def jackknife(*, of: list[Fraction], statistic: str = "mean") -> Results:
    need_rows(of, 3)
    compute, n = STATISTICS[statistic], len(of)
    left_out = [compute(of[:i] + of[i + 1 :]) for i in range(n)]
    spread = exact.squares(left_out) * Fraction(n - 1, n)
    return Results({"standard-error": exact.root(spread), "bias": (n - 1) * (exact.mean(left_out) - compute(of))})


def _float_statistic(statistic: str, numbers: Any) -> Any:
    import numpy

    if statistic == "sd":
        return numpy.std(numbers, axis=1, ddof=1)
    return numpy.median(numbers, axis=1) if statistic == "median" else numpy.mean(numbers, axis=1)


@recipe("bootstrap", seeded=True)
def bootstrap(
    *, of: list[Fraction], statistic: str = "mean", resamples: int = 1000, confidence: str = "0.95", seed: int = 0
) -> Results:
    """Efron's bootstrap of rows: standard error, and the percentile interval."""
    import numpy

    need_rows(of, 2)
    numbers, draw = numpy.array([float(value) for value in of]), numpy.random.default_rng(seed)
    found = numpy.concatenate(
        [
            _float_statistic(statistic, numbers[draw.integers(0, len(numbers), (size, len(numbers)))])
            for size in [100] * (resamples // 100) + [resamples % 100] * (resamples % 100 > 0)
        ]
    )
    outside = (1 - float(confidence)) / 2
    low, high = numpy.quantile(found, [outside, 1 - outside])
    return Results({"standard-error": float(found.std(ddof=1)), "low": float(low), "high": float(high)})


@recipe("bootstrap-correlation", seeded=True)
def bootstrap_correlation(*, of: list[Fraction], y: list[Fraction], resamples: int = 1000, seed: int = 0) -> Results:
    """Pearson's r of rows drawn with replacement; samples in which a column does not vary are left out."""
    import numpy

    need_rows(of, 4)
    xs, ys = (numpy.array([float(value) for value in column]) for column in (of, y))
    draw = numpy.random.default_rng(seed).integers(0, len(xs), (resamples, len(xs)))
    a, b = xs[draw], ys[draw]
    a, b = a - a.mean(axis=1, keepdims=True), b - b.mean(axis=1, keepdims=True)
    spread = numpy.sqrt((a * a).sum(axis=1) * (b * b).sum(axis=1))
    found = ((a * b).sum(axis=1)[spread > 0]) / spread[spread > 0]
    need_rows(list(found), 2)
    return Results({"standard-error": float(found.std(ddof=1))})


@recipe("sign-assignments")
def sign_assignments(*, of: list[Fraction], alternative: str = "two-sided") -> Results:
    """Fisher's randomisation of signs, counted exactly: sums of all 2ⁿ assignments that are at least as far."""
    need_rows(of)
    parts, _ = exact.integers([abs(value) for value in of])
    need(len(parts) <= 64 and sum(parts) <= 10**6, "too-many", "too many rows or digits to count every assignment")
    ways = {0: 1}
    for part in parts:
        longer: dict[int, int] = {}
        for total, count in ways.items():
            longer[total + part] = longer.get(total + part, 0) + count
            longer[total - part] = longer.get(total - part, 0) + count
        ways = longer
    seen = exact.integers(of)[0]
    far = {"two-sided": abs(sum(seen)), "greater": sum(seen), "less": -sum(seen)}[alternative]
    count = sum(n for total, n in ways.items() if (abs(total) if alternative == "two-sided" else total) >= far)
    return Results(count=count, p=Fraction(count, 2 ** len(parts)))


@recipe("permutation-test", seeded=True)
def permutation_test(
    *, of: list[Fraction], group: list[Any], resamples: int = 1000, alternative: str = "two-sided", seed: int = 0
) -> Fraction:
    """Of the difference of means: (1 + draws at least as far) / (1 + draws)."""
    one, other = two(of, group)
    parts, _ = exact.integers(one + other)
    n, m, draw = len(one), len(other), random.Random(seed)
    whole = sum(parts)

    def away(first: int) -> int:
        difference = first * (n + m) - whole * n
        return {"two-sided": abs(difference), "greater": difference, "less": -difference}[alternative]

    seen = away(sum(parts[:n]))
    hits = sum(away(sum(draw.sample(parts, n))) >= seen for _ in range(resamples))
    return Fraction(1 + hits, 1 + resamples)
