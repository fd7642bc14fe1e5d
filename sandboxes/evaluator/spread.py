"""How far a column's values lie apart, and the shape of their distribution."""

from __future__ import annotations

from collections import Counter
from fractions import Fraction
from typing import Any

from evaluator import exact
from evaluator.location import hyndman_fan, median
from evaluator.registry import need, need_rows, recipe


@recipe("variance")
def variance(*, of: list[Fraction], ddof: int = 1) -> Fraction:
    return exact.variance(of, ddof)


@recipe("standard-deviation")
def standard_deviation(*, of: list[Fraction], ddof: int = 1) -> Fraction:
    return exact.root(exact.variance(of, ddof))


@recipe("standard-error")
def standard_error(*, of: list[Fraction], ddof: int = 1) -> Fraction:
    return exact.root(exact.variance(of, ddof) / len(of))


@recipe("coefficient-of-variation")
def coefficient_of_variation(*, of: list[Fraction], ddof: int = 1) -> Fraction:
    centre = exact.mean(of)
    need(centre != 0, "outside-domain", "the mean is zero")
    return exact.root(exact.variance(of, ddof)) / centre


@recipe("sum-of-squares")
def sum_of_squares(*, of: list[Fraction]) -> Fraction:
    return exact.squares(of)


@recipe("range")
def range_(*, of: list[Fraction]) -> Fraction:
    need_rows(of)
    return max(of) - min(of)


@recipe("interquartile-range")
def interquartile_range(*, of: list[Fraction], type: int = 7) -> Fraction:
    return hyndman_fan(of, Fraction(3, 4), type) - hyndman_fan(of, Fraction(1, 4), type)


@recipe("median-absolute-deviation")
def median_absolute_deviation(*, of: list[Fraction], constant: str = "1") -> Fraction:
    centre = median(of=of)
    return Fraction(constant) * median(of=[abs(value - centre) for value in of])


@recipe("mean-absolute-deviation")
def mean_absolute_deviation(*, of: list[Fraction], centre: str = "mean") -> Fraction:
    around = exact.mean(of) if centre == "mean" else median(of=of)
    return exact.mean([abs(value - around) for value in of])


@recipe("gini")
def gini(*, of: list[Fraction]) -> Fraction:
    need_rows(of)
    whole, count = exact.total(of), len(of)
    need(min(of) >= 0 and whole > 0, "outside-domain", "Gini's coefficient needs numbers of which none is negative")
    weighted = exact.product_sum([Fraction(rank) for rank in range(1, count + 1)], sorted(of))
    return 2 * weighted / (count * whole) - Fraction(count + 1, count)


def _powered(value: Fraction, numerator: int) -> Fraction:
    """value ** (numerator / 2)."""
    return exact.root(value**numerator)


@recipe("skewness")
def skewness(*, of: list[Fraction], type: int = 1) -> Fraction:
    need_rows(of, 3 if type == 2 else 2)
    count, second = len(of), exact.moment(of, 2)
    need(second != 0, "no-variation", "all values are the same")
    biased = exact.moment(of, 3) / _powered(second, 3)
    if type == 1:
        return biased
    if type == 2:
        return biased * exact.root(Fraction(count * (count - 1))) / (count - 2)
    return biased * _powered(Fraction(count - 1, count), 3)


@recipe("kurtosis")
def kurtosis(*, of: list[Fraction], type: int = 1) -> Fraction:
    need_rows(of, 4 if type == 2 else 2)
    count, second = len(of), exact.moment(of, 2)
    need(second != 0, "no-variation", "all values are the same")
    excess = exact.moment(of, 4) / second**2 - 3
    if type == 1:
        return excess
    if type == 2:
        return ((count + 1) * excess + 6) * Fraction(count - 1, (count - 2) * (count - 3))
    return (excess + 3) * Fraction(count - 1, count) ** 2 - 3


@recipe("entropy")
def entropy(*, of: list[Any], base: str = "e") -> Fraction:
    need_rows(of)
    shares = [Fraction(count, len(of)) for count in Counter(of).values()]
    nats = -sum((share * exact.log(share) for share in shares), Fraction(0))
    return nats if base == "e" else nats / exact.log(Fraction(base))


@recipe("simpson-diversity")
def simpson_diversity(*, of: list[Any], unbiased: bool = False) -> Fraction:
    need_rows(of, 2 if unbiased else 1)
    counts, rows = Counter(of).values(), len(of)
    if unbiased:
        return 1 - Fraction(sum(n * (n - 1) for n in counts), rows * (rows - 1))
    return 1 - Fraction(sum(n * n for n in counts), rows * rows)


@recipe("variance-pooled")
def variance_pooled(*, of: list[Fraction], group: list[Any]) -> Fraction:
    groups = grouped(of, group)
    free = len(of) - len(groups)
    need(free > 0, "too-few", "no group has two rows")
    return sum((exact.squares(values) for values in groups.values()), Fraction(0)) / free


def grouped(values: list[Any], groups: list[Any]) -> dict[Any, list[Any]]:
    """The values of each group, in the order of the labels."""
    found: dict[Any, list[Any]] = {}
    for value, group in zip(values, groups, strict=True):
        found.setdefault(group, []).append(value)
    return dict(sorted(found.items()))
