"""Resampling. What is drawn depends on a seed: two implementations agree in distribution, but for the jackknife."""

from __future__ import annotations

from gate.repro.methods.recipe import ALTERNATIVE, Recipe, choice, labels, numbers, outputs, real, whole

_X = numbers("of", "the numbers")
_STATISTIC = choice("statistic", "what is computed of each sample", "mean", "median", "sd")
_RESAMPLES = whole("resamples", "how many samples are drawn", 1000, low=10, high=20_000)
_EFRON = "Efron, B., Tibshirani, R. J. (1993), An introduction to the bootstrap"

RECIPES = (
    Recipe(
        "jackknife",
        "jackknife of a statistic",
        "√((n-1)/n Σ (θ₍ᵢ₎ - θ̄)²)",
        f"{_EFRON}, §11.2",
        (_X,),
        (_STATISTIC,),
        outputs("standard-error", "bias"),
        needs="three rows",
    ),
    Recipe(
        "bootstrap",
        "bootstrap of a statistic",
        "rows drawn with replacement",
        f"{_EFRON}, §6.2, §13.3",
        (_X,),
        (_STATISTIC, _RESAMPLES, real("confidence", "of the interval", "0.95", low="0.5", high="0.9999")),
        outputs("standard-error", "low", "high"),
        conventions=("percentile interval",),
        call="numpy.random.PCG64",
        needs="two rows",
        tolerance="random",
    ),
    Recipe(
        "bootstrap-correlation",
        "bootstrap of Pearson's correlation",
        "rows drawn with replacement",
        f"{_EFRON}, §6.3",
        (_X, numbers("y", "the other column")),
        (_RESAMPLES,),
        outputs("standard-error"),
        conventions=("samples in which a column does not vary are left out",),
        call="numpy.random.PCG64",
        needs="four rows",
        tolerance="random",
    ),
    Recipe(
        "sign-assignments",
        "randomisation test of signs, every assignment counted",
        "#{s ∈ {-1, 1}ⁿ : Σ sᵢ |xᵢ| at least as far as Σ xᵢ} / 2ⁿ",
        "Fisher, R. A. (1935), The design of experiments, §21",
        (_X,),
        (ALTERNATIVE,),
        outputs("count", "p"),
        needs="at most 64 rows of few digits",
        tolerance="exact",
        unmoved_by=frozenset({"order", "scale"}),
    ),
    Recipe(
        "permutation-test",
        "permutation test of a difference of means",
        "(1 + draws at least as far) / (1 + draws)",
        "Phipson, B., Smyth, G. K. (2010), Permutation p-values should never be zero, SAGMB 9(1)",
        (_X, labels("group", "the two groups")),
        (_RESAMPLES, ALTERNATIVE),
        call="random.Random",
        needs="two groups",
        tolerance="random",
    ),
)
