"""Where a column's values lie: means, medians, quantiles, extremes."""

from __future__ import annotations

from types import MappingProxyType

from gate.repro.methods.recipe import Option, Recipe, Unmoved, choice, labels, numbers, real, whole

_X = numbers("of", "the numbers")
_HANDBOOK = "NIST/SEMATECH e-Handbook of Statistical Methods, §1.3.5.1 (measures of location)"
_QUANTILES = "Hyndman, R. J., Fan, Y. (1996), Sample quantiles in statistical packages, The American Statistician 50(4)"
_BOTH: frozenset[Unmoved] = frozenset({"order", "duplicate"})
_TIES = choice(
    "ties",
    "what several equally frequent values give: an error, the first to occur, the smallest",
    "refuse",
    "first",
    "smallest",
)
TYPE = Option(
    "type",
    "integer",
    "Hyndman and Fan's type of quantile, 1 to 9",
    7,
    low=whole("", "", low=1).low,
    high=whole("", "", high=9).high,
)

RECIPES = (
    Recipe("mean", "arithmetic mean", "Σ xᵢ / n", _HANDBOOK, (_X,), unmoved_by=_BOTH),
    Recipe(
        "mean-weighted",
        "weighted arithmetic mean",
        "Σ wᵢ xᵢ / Σ wᵢ",
        "Bronshtein et al., Handbook of Mathematics, §16.3",
        (_X, numbers("weight", "the weights")),
        needs="weights that do not add up to zero",
        unmoved_by=_BOTH,
    ),
    Recipe(
        "mean-trimmed",
        "mean without the outermost values",
        "mean of x₍g₊₁₎ … x₍n₋g₎, g = ⌊share · n⌋",
        _HANDBOOK,
        (_X,),
        (real("share", "what is cut off at either end", "0.1", low="0", high="0.5"),),
        conventions=("the number cut at either end is rounded down, as in R's mean(trim) and scipy's trim_mean",),
    ),
    Recipe(
        "mean-winsorized",
        "mean with the outermost values replaced by their neighbours",
        "g = ⌊share · n⌋ values at either end become x₍g₊₁₎ and x₍n₋g₎",
        _HANDBOOK,
        (_X,),
        (real("share", "what is replaced at either end", "0.1", low="0", high="0.5"),),
    ),
    Recipe(
        "mean-geometric",
        "geometric mean",
        "exp(Σ ln xᵢ / n)",
        "Bronshtein et al., Handbook of Mathematics, §1.2.5",
        (_X,),
        needs="positive numbers",
        call="decimal logarithms and exponentials to 40 digits",
        unmoved_by=_BOTH,
    ),
    Recipe(
        "mean-harmonic",
        "harmonic mean",
        "n / Σ (1 / xᵢ)",
        "Bronshtein et al., Handbook of Mathematics, §1.2.5",
        (_X,),
        needs="positive numbers",
        unmoved_by=_BOTH,
    ),
    Recipe(
        "root-mean-square",
        "quadratic mean",
        "√(Σ xᵢ² / n)",
        "Bronshtein et al., Handbook of Mathematics, §1.2.5",
        (_X,),
        unmoved_by=_BOTH,
    ),
    Recipe(
        "median",
        "median",
        "the middle value, or the mean of the middle two",
        _HANDBOOK,
        (_X,),
        unmoved_by=_BOTH,
    ),
    Recipe("median-low", "lower median", "x₍⌈n/2⌉₎", "Python library reference, statistics.median_low", (_X,)),
    Recipe("median-high", "upper median", "x₍⌊n/2⌋₊₁₎", "Python library reference, statistics.median_high", (_X,)),
    Recipe(
        "quantile",
        "quantile",
        "Q(p) of the type chosen",
        _QUANTILES,
        (_X,),
        (real("p", "the share below, such as 0.25", low="0", high="1"), TYPE),
        conventions=("R and numpy take type 7, SAS type 3, SPSS and Minitab type 6, Stata's summarize type 2",),
    ),
    Recipe("minimum", "smallest value", "min xᵢ", _HANDBOOK, (_X,), unmoved_by=_BOTH),
    Recipe("maximum", "largest value", "max xᵢ", _HANDBOOK, (_X,), unmoved_by=_BOTH),
    Recipe("midrange", "middle between smallest and largest", "(min + max) / 2", _HANDBOOK, (_X,), unmoved_by=_BOTH),
    Recipe(
        "mode",
        "most frequent value, as a text",
        "argmax n(x)",
        _HANDBOOK,
        (labels("of", "the column"),),
        (_TIES,),
        MappingProxyType({"value": "text"}),
        tolerance="exact",
    ),
    Recipe(
        "mode-number",
        "most frequent number",
        "argmax n(x)",
        _HANDBOOK,
        (_X,),
        (_TIES,),
    ),
    Recipe(
        "first",
        "value in the first row",
        "x₁",
        "the order of the file",
        (_X,),
        conventions=("rows are in the order of the file",),
        unmoved_by=frozenset({"duplicate"}),
    ),
    Recipe(
        "last",
        "value in the last row",
        "xₙ",
        "the order of the file",
        (_X,),
        conventions=("rows are in the order of the file",),
        unmoved_by=frozenset({"duplicate"}),
    ),
    Recipe(
        "hodges-lehmann",
        "median of the means of all pairs",
        "median {(xᵢ + xⱼ) / 2 : i ≤ j}",
        "Hodges, J. L., Lehmann, E. L. (1963), Estimates of location based on rank tests, Annals of Mathematical "
        "Statistics 34(2)",
        (_X,),
        conventions=("a value's pair with itself counts (Walsh averages)",),
        needs="at most 2000 rows",
    ),
)
