"""Where a column's values lie: means, medians, quantiles, extremes."""

from __future__ import annotations

import math
from collections import Counter
from fractions import Fraction
from typing import Any

from evaluator import exact
from evaluator.expressions import label
from evaluator.registry import need, need_rows, recipe


@recipe("mean")
def mean(*, of: list[Fraction]) -> Fraction:
    return exact.mean(of)


@recipe("mean-weighted")
def mean_weighted(*, of: list[Fraction], weight: list[Fraction]) -> Fraction:
    whole = exact.total(weight)
    need(whole != 0, "no-variation", "the weights add up to zero")
    return exact.product_sum(of, weight) / whole


@recipe("mean-trimmed")
def mean_trimmed(*, of: list[Fraction], share: str = "0.1") -> Fraction:
    need_rows(of)
    cut = math.floor(Fraction(share) * len(of))
    need(len(of) > 2 * cut, "too-few", "nothing is left after trimming")
    return exact.mean(sorted(of)[cut : len(of) - cut])


@recipe("mean-winsorized")
def mean_winsorized(*, of: list[Fraction], share: str = "0.1") -> Fraction:
    need_rows(of)
    ordered = sorted(of)
    cut = math.floor(Fraction(share) * len(of))
    need(len(of) > 2 * cut, "too-few", "nothing is left to stand for the tails")
    inner = ordered[cut : len(of) - cut]
    return exact.mean([inner[0]] * cut + inner + [inner[-1]] * cut)


@recipe("mean-geometric")
def mean_geometric(*, of: list[Fraction]) -> Fraction:
    need_rows(of)
    return exact.exp(exact.mean([exact.log(value) for value in of]))


@recipe("mean-harmonic")
def mean_harmonic(*, of: list[Fraction]) -> Fraction:
    need_rows(of)
    need(all(value > 0 for value in of), "outside-domain", "a harmonic mean needs positive numbers")
    return len(of) / exact.total([1 / value for value in of])


@recipe("root-mean-square")
def root_mean_square(*, of: list[Fraction]) -> Fraction:
    need_rows(of)
    return exact.root(exact.product_sum(of, of) / len(of))


@recipe("median")
def median(*, of: list[Fraction]) -> Fraction:
    need_rows(of)
    ordered = sorted(of)
    return (ordered[(len(of) - 1) // 2] + ordered[len(of) // 2]) / 2


@recipe("median-low")
def median_low(*, of: list[Fraction]) -> Fraction:
    need_rows(of)
    return sorted(of)[(len(of) - 1) // 2]


@recipe("median-high")
def median_high(*, of: list[Fraction]) -> Fraction:
    need_rows(of)
    return sorted(of)[len(of) // 2]


def hyndman_fan(values: list[Fraction], share: Fraction, kind: int) -> Fraction:
    """The quantile of Hyndman and Fan's type 1 to 9."""
    need_rows(values)
    ordered, count = sorted(values), len(values)

    def at(position: int) -> Fraction:
        return ordered[min(max(position, 1), count) - 1]

    if kind in (1, 2, 3):
        place = count * share - (Fraction(1, 2) if kind == 3 else 0)
        below = math.floor(place)
        if kind == 3:
            return at(below if place == below and below % 2 == 0 else below + 1)
        if place > below:
            return at(below + 1)
        return at(below) if kind == 1 else (at(below) + at(below + 1)) / 2
    third, half, eighth = Fraction(1, 3), Fraction(1, 2), Fraction(3, 8)
    alpha, beta = {
        4: (Fraction(0), Fraction(1)),
        5: (half, half),
        6: (Fraction(0), Fraction(0)),
        7: (Fraction(1), Fraction(1)),
        8: (third, third),
        9: (eighth, eighth),
    }[kind]
    place = alpha + share * (count + 1 - alpha - beta)
    below = math.floor(place)
    return at(below) + (place - below) * (at(below + 1) - at(below))


@recipe("quantile")
def quantile(*, of: list[Fraction], p: str, type: int = 7) -> Fraction:
    return hyndman_fan(of, Fraction(p), type)


@recipe("minimum")
def minimum(*, of: list[Fraction]) -> Fraction:
    need_rows(of)
    return min(of)


@recipe("maximum")
def maximum(*, of: list[Fraction]) -> Fraction:
    need_rows(of)
    return max(of)


@recipe("midrange")
def midrange(*, of: list[Fraction]) -> Fraction:
    need_rows(of)
    return (min(of) + max(of)) / 2


@recipe("mode")
def mode(*, of: list[Any], ties: str = "refuse") -> str:
    return label(_most_common(of, ties))


@recipe("mode-number")
def mode_number(*, of: list[Fraction], ties: str = "refuse") -> Fraction:
    found: Fraction = _most_common(of, ties)
    return found


def _most_common(values: list[Any], ties: str) -> Any:
    need_rows(values)
    counts = Counter(values)
    most = max(counts.values())
    best = [value for value, count in counts.items() if count == most]
    need(len(best) == 1 or ties != "refuse", "ambiguous", "several values are the most frequent")
    return best[0] if ties == "first" else min(best)


@recipe("first")
def first(*, of: list[Fraction]) -> Fraction:
    need_rows(of)
    return of[0]


@recipe("last")
def last(*, of: list[Fraction]) -> Fraction:
    need_rows(of)
    return of[-1]


@recipe("hodges-lehmann")
def hodges_lehmann(*, of: list[Fraction]) -> Fraction:
    need_rows(of)
    need(len(of) <= 2000, "too-many", "more than 2000 rows")
    return median(of=[(of[i] + of[j]) / 2 for i in range(len(of)) for j in range(i, len(of))])
