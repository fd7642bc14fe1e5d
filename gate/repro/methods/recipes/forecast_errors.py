"""Errors of predicted numbers: ``of`` is what was predicted, ``truth`` what came."""

from __future__ import annotations

from gate.repro.methods.recipe import Recipe, Unmoved, choice, numbers, real, whole

_P, _T = numbers("of", "the predictions"), numbers("truth", "the true values")
_HK = (
    "Hyndman, R. J., Koehler, A. B. (2006), Another look at measures of forecast accuracy, Int. J. of Forecasting 22(4)"
)
_R2 = "Kvålseth, T. O. (1985), Cautionary note about R², The American Statistician 39(4)"
_SAME: frozenset[Unmoved] = frozenset({"order", "duplicate"})

RECIPES = (
    Recipe("mean-absolute-error", "mean absolute error", "Σ |pᵢ - tᵢ| / n", _HK, (_P, _T), unmoved_by=_SAME),
    Recipe("mean-squared-error", "mean squared error", "Σ (pᵢ - tᵢ)² / n", _HK, (_P, _T), unmoved_by=_SAME),
    Recipe(
        "root-mean-squared-error",
        "root of the mean squared error",
        "√(Σ (pᵢ - tᵢ)² / n)",
        _HK,
        (_P, _T),
        unmoved_by=_SAME,
    ),
    Recipe(
        "normalised-root-mean-squared-error",
        "root mean squared error as a share of a scale",
        "RMSE / scale",
        _HK,
        (_P, _T),
        (choice("by", "the scale: range, mean or standard deviation (n - 1) of the truth", "range", "mean", "sd"),),
        needs="a positive scale",
    ),
    Recipe(
        "mean-absolute-percentage-error",
        "mean absolute error as a share of the truth",
        "Σ |(pᵢ - tᵢ) / tᵢ| / n",
        _HK,
        (_P, _T),
        conventions=("a share, not a percentage",),
        needs="no true value of zero",
        unmoved_by=_SAME,
    ),
    Recipe(
        "symmetric-mean-absolute-percentage-error",
        "mean absolute error as a share of both",
        "Σ |pᵢ - tᵢ| / ((|pᵢ| + |tᵢ|) / 2) / n",
        _HK,
        (_P, _T),
        conventions=("a share in [0, 2]; some divide by the sum instead of the mean",),
        unmoved_by=_SAME,
    ),
    Recipe("median-absolute-error", "median absolute error", "median |pᵢ - tᵢ|", _HK, (_P, _T), unmoved_by=_SAME),
    Recipe("maximum-error", "largest absolute error", "max |pᵢ - tᵢ|", _HK, (_P, _T), unmoved_by=_SAME),
    Recipe("mean-error", "mean error (bias)", "Σ (pᵢ - tᵢ) / n", _HK, (_P, _T), unmoved_by=_SAME),
    Recipe(
        "r2-score",
        "share of variation predicted",
        "1 - Σ (pᵢ - tᵢ)² / Σ (tᵢ - t̄)²",
        _R2,
        (_P, _T),
        conventions=("about the mean of these rows; may be negative",),
        needs="true values that vary",
        unmoved_by=_SAME,
    ),
    Recipe(
        "explained-variance",
        "share of variance explained",
        "1 - Var(p - t) / Var(t)",
        _R2,
        (_P, _T),
        needs="true values that vary",
        unmoved_by=_SAME | frozenset({"shift"}),
    ),
    Recipe(
        "mean-squared-log-error",
        "mean squared error of logarithms",
        "Σ (ln(1+pᵢ) - ln(1+tᵢ))² / n",
        _HK,
        (_P, _T),
        call="decimal logarithms to 40 digits",
        needs="numbers above -1",
        unmoved_by=_SAME,
    ),
    Recipe(
        "pinball-loss",
        "mean loss of a predicted quantile",
        "Σ max(p (tᵢ - qᵢ), (p - 1)(tᵢ - qᵢ)) / n",
        "Koenker, R., Bassett, G. (1978), Regression quantiles, Econometrica 46(1)",
        (_P, _T),
        (real("p", "the quantile", "0.5", low="0", high="1"),),
        unmoved_by=_SAME,
    ),
    Recipe(
        "mean-absolute-scaled-error",
        "mean absolute error against the naive forecast",
        "MAE / mean |tᵢ - tᵢ₋ₛ|",
        _HK,
        (_P, _T),
        (whole("season", "steps of the naive forecast", 1, low=1),),
        conventions=("the naive error is of the same rows",),
        needs="more rows than a season",
        unmoved_by=frozenset(),
    ),
    Recipe(
        "interval-coverage",
        "share of values inside their interval",
        "Σ [lowᵢ ≤ tᵢ ≤ highᵢ] / n",
        "Christoffersen, P. F. (1998), Evaluating interval forecasts, International Economic Review 39(4)",
        (numbers("of", "the true values"), numbers("low", "lower ends"), numbers("high", "upper ends")),
        unmoved_by=_SAME,
    ),
)
