"""Agreement between raters, and reliability of scales."""

from __future__ import annotations

from collections import Counter
from fractions import Fraction
from typing import Any

from evaluator import exact
from evaluator.registry import need, need_rows, recipe


@recipe("percent-agreement")
def percent_agreement(*, of: list[Any], y: list[Any]) -> Fraction:
    need_rows(of)
    return Fraction(sum(a == b for a, b in zip(of, y, strict=True)), len(of))


@recipe("cohen-kappa")
def cohen_kappa(*, of: list[Any], y: list[Any], weights: str = "none") -> Fraction:
    need_rows(of)
    levels = sorted(set(of) | set(y))
    place = {level: index for index, level in enumerate(levels)}
    power = {"none": 0, "linear": 1, "quadratic": 2}[weights]

    def cost(a: Any, b: Any) -> int:
        gap = abs(place[a] - place[b])
        return gap**power if power else int(gap > 0)

    seen = sum(cost(a, b) for a, b in zip(of, y, strict=True))
    ours, theirs = Counter(of), Counter(y)
    chance = sum(n * m * cost(a, b) for a, n in ours.items() for b, m in theirs.items())
    need(chance > 0, "no-variation", "both raters use a single label")
    return 1 - Fraction(seen * len(of), chance)


@recipe("scott-pi")
def scott_pi(*, of: list[Any], y: list[Any]) -> Fraction:
    need_rows(of)
    both = Counter([*of, *y])
    chance = Fraction(sum(n * n for n in both.values()), (2 * len(of)) ** 2)
    need(chance < 1, "no-variation", "both raters use a single label")
    return (percent_agreement(of=of, y=y) - chance) / (1 - chance)


@recipe("fleiss-kappa")
def fleiss_kappa(*, of: list[list[Any]]) -> Fraction:
    raters, rows = len(of), len(of[0])
    need(raters > 1 and rows > 0, "too-few", "at least two raters are needed")
    tables = [Counter(row) for row in zip(*of, strict=True)]
    seen = sum(
        (Fraction(sum(n * (n - 1) for n in table.values()), raters * (raters - 1)) for table in tables), Fraction(0)
    )
    whole: Counter[Any] = sum(tables, Counter())
    chance = Fraction(sum(n * n for n in whole.values()), (rows * raters) ** 2)
    need(chance < 1, "no-variation", "raters use a single label")
    return (seen / rows - chance) / (1 - chance)


@recipe("krippendorff-alpha", keeps_missing=True)
def krippendorff_alpha(*, of: list[list[Any]], level: str = "nominal") -> Fraction:
    """Coincidences of pairable values; units with fewer than two values are left out."""
    units = [[value for value in row if value is not None] for row in zip(*of, strict=True)]
    units = [unit for unit in units if len(unit) > 1]
    values = [value for unit in units for value in unit]
    need_rows(values, 2)

    def cost(a: Any, b: Any) -> Fraction:
        return (a - b) ** 2 if level == "interval" else Fraction(int(a != b))

    seen = Fraction(0)
    for unit in units:
        counts = Counter(unit)
        pairs = sum((n * m * cost(a, b) for a, n in counts.items() for b, m in counts.items()), Fraction(0))
        seen += pairs / (len(unit) - 1)
    whole = Counter(values)
    chance = sum((n * m * cost(a, b) for a, n in whole.items() for b, m in whole.items()), Fraction(0))
    need(chance > 0, "no-variation", "all values are the same")
    return 1 - (len(values) - 1) * seen / chance


def _mean_squares(of: list[list[Fraction]]) -> tuple[int, int, Fraction, Fraction, Fraction, Fraction]:
    """Units, raters, and the mean squares of units, raters, error and within units."""
    k, n = len(of), len(of[0])
    need(k > 1 and n > 1, "too-few", "at least two raters and two units are needed")
    rows = list(zip(*of, strict=True))
    cells = [value for row in rows for value in row]
    total = exact.squares(cells)
    units = k * exact.squares([exact.mean(list(row)) for row in rows])
    raters = n * exact.squares([exact.mean(column) for column in of])
    error = (total - units - raters) / ((n - 1) * (k - 1))
    return n, k, units / (n - 1), raters / (k - 1), error, (total - units) / (n * (k - 1))


@recipe("intraclass-correlation")
def intraclass_correlation(*, of: list[list[Fraction]], kind: str = "2-1") -> Fraction:
    """Shrout and Fleiss's six forms."""
    n, k, units, raters, error, within = _mean_squares(of)
    need(units > 0, "no-variation", "the units do not differ")
    single = {
        "1-1": lambda: (units - within) / (units + (k - 1) * within),
        "2-1": lambda: (units - error) / (units + (k - 1) * error + k * (raters - error) / n),
        "3-1": lambda: (units - error) / (units + (k - 1) * error),
        "1-k": lambda: (units - within) / units,
        "2-k": lambda: (units - error) / (units + (raters - error) / n),
        "3-k": lambda: (units - error) / units,
    }
    return single[kind]()


@recipe("cronbach-alpha")
def cronbach_alpha(*, of: list[list[Fraction]]) -> Fraction:
    k = len(of)
    need(k > 1, "too-few", "at least two items are needed")
    whole = exact.variance([sum(row, Fraction(0)) for row in zip(*of, strict=True)])
    need(whole > 0, "no-variation", "the total does not vary")
    return Fraction(k, k - 1) * (1 - sum((exact.variance(item) for item in of), Fraction(0)) / whole)


@recipe("kendall-w")
def kendall_w(*, of: list[list[Fraction]]) -> Fraction:
    """Columns are raters, rows are what they rank; corrected for ties."""
    m, n = len(of), len(of[0])
    need(m > 1 and n > 1, "too-few", "at least two raters and two rows are needed")
    sums = [sum(row, Fraction(0)) for row in zip(*map(exact.ranks, of), strict=True)]
    ties = sum(t**3 - t for rater in of for t in exact.tie_sizes(rater))
    below = m * m * (n**3 - n) - m * ties
    need(below > 0, "no-variation", "raters tie everything")
    return 12 * exact.squares(sums) / below


@recipe("limits-of-agreement")
def limits_of_agreement(*, of: list[Fraction], y: list[Fraction], factor: str = "1.96") -> Any:
    from evaluator.expressions import Results

    gaps = [a - b for a, b in zip(of, y, strict=True)]
    bias, width = exact.mean(gaps), Fraction(factor) * exact.root(exact.variance(gaps))
    return Results(bias=bias, low=bias - width, high=bias + width)
