"""Regression. Terms are numbered in the order of the design matrix: 0 is the intercept; a column of labels becomes an
indicator for each label but the first."""

from __future__ import annotations

from gate.repro.methods.recipe import Option, Recipe, choice, columns, labels, numbers, outputs, real, whole

_Y = numbers("of", "the outcome")
_X = columns("x", "the predictors")
_TERM = whole("term", "which coefficient: 0 is the intercept", 1)
_CONFIDENCE = real("confidence", "of the interval", "0.95", low="0.5", high="0.9999")
_LINEAR = "Draper, N. R., Smith, H. (1998), Applied regression analysis, 3rd ed., chapter 1"
_WOOLDRIDGE = "Wooldridge, J. M. (2010), Econometric analysis of cross section and panel data, 2nd ed."
_T = ("coefficient", "standard-error", "statistic", "p", "low", "high")
_EXACT = "rational normal equations; t and F of scipy.stats"
_MORE = "more rows than coefficients"
_UNIT = labels("unit", "the units")

RECIPES = (
    Recipe(
        "ols",
        "least squares",
        "β̂ = (XᵀWX)⁻¹ XᵀWy",
        _LINEAR,
        (_Y, _X, numbers("weight", "weights, inverse to the variances", required=False)),
        (_TERM, Option("intercept", "flag", "whether there is one", True), _CONFIDENCE),
        outputs(*_T, "residual-sd", "rss", "df", "r2", "r2-adjusted", "f", "f-p", "log-likelihood", "aic", "bic"),
        conventions=("without intercept r2 is about zero, not the mean", "aic and bic count the variance, as in R"),
        call=_EXACT,
        needs=_MORE,
    ),
    Recipe(
        "ols-robust",
        "least squares with robust standard errors",
        "White's sandwich, or that of clusters",
        "MacKinnon, J. G., White, H. (1985), Some heteroskedasticity-consistent estimators, J. of Econometrics 29(3)",
        (_Y, _X, labels("cluster", "clusters", required=False)),
        (_TERM, choice("kind", "the correction; without meaning for clusters", "hc3", "hc0", "hc1", "hc2")),
        outputs("coefficient", "standard-error", "statistic", "p"),
        conventions=("clusters: factor G/(G-1) · (n-1)/(n-k) and t with G - 1, as Stata",),
        call=_EXACT,
        needs=_MORE,
    ),
    Recipe(
        "iv",
        "two-stage least squares",
        "β̂ = (XᵀP_Z X)⁻¹ XᵀP_Z y",
        f"{_WOOLDRIDGE}, §5.1",
        (
            _Y,
            columns("x", "the exogenous predictors", required=False),
            columns("endogenous", "the endogenous ones"),
            columns("instruments", "the instruments"),
        ),
        (_TERM,),
        outputs(*_T),
        conventions=("terms: intercept, exogenous, endogenous; variance divided by n - k",),
        call=_EXACT,
        needs="as many instruments as endogenous predictors",
    ),
    Recipe(
        "fixed-effects",
        "within estimator",
        "least squares of deviations from the units' means",
        f"{_WOOLDRIDGE}, §10.5",
        (_Y, _X, _UNIT, labels("time", "times with effects of their own", required=False)),
        (whole("term", "which coefficient, from 1", 1, low=1),),
        outputs(*_T, "r2-within"),
        conventions=("degrees of freedom n - units - coefficients",),
        call=_EXACT,
        needs="rows beyond the units",
    ),
    Recipe(
        "theil-sen",
        "median of all slopes",
        "median (yⱼ - yᵢ) / (xⱼ - xᵢ)",
        "Sen, P. K. (1968), Estimates of the regression coefficient, J. American Stat. Ass. 63(324)",
        (_Y, numbers("x", "the predictor")),
        (),
        outputs("slope", "intercept"),
        conventions=("intercept: median y - slope · median x",),
        needs="two different x, at most 1500 rows",
    ),
    Recipe(
        "durbin-watson",
        "serial correlation of residuals",
        "Σ (eₜ - eₜ₋₁)² / Σ eₜ²",
        "Durbin, J., Watson, G. S. (1950), Testing for serial correlation, Biometrika 37(3-4)",
        (_Y, _X),
        call=_EXACT,
        needs=_MORE,
        unmoved_by=frozenset({"shift", "scale"}),
    ),
    Recipe(
        "variance-inflation",
        "variance inflation of a predictor by others",
        "1 / (1 - R²)",
        "Marquardt, D. W. (1970), Generalized inverses, Technometrics 12(3)",
        (numbers("of", "the predictor"), columns("x", "the others")),
        call=_EXACT,
        needs=_MORE,
    ),
    Recipe(
        "breusch-pagan-test",
        "test of equal variances of residuals",
        "n R² of the squared residuals",
        "Koenker, R. (1981), A note on studentizing a test for heteroscedasticity, J. of Econometrics 17(1)",
        (_Y, _X),
        (),
        outputs("statistic", "p", "df"),
        conventions=("Koenker's studentised form",),
        call=_EXACT,
        needs=_MORE,
    ),
)
