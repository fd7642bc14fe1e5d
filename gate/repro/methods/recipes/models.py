"""Regressions that are fitted by iteration: generalised linear, quantile, mixed."""

from __future__ import annotations

from gate.repro.methods.recipe import Recipe, choice, columns, labels, numbers, outputs, real, whole

_Y = numbers("of", "the outcome")
_X = columns("x", "the predictors")
_TERM = whole("term", "which coefficient: 0 is the intercept", 1)
_CONFIDENCE = real("confidence", "of the interval", "0.95", low="0.5", high="0.9999")
_MORE = "more rows than coefficients"
_UNIT = labels("unit", "the units")

RECIPES = (
    Recipe(
        "glm",
        "generalised linear model",
        "iteratively reweighted least squares",
        "McCullagh, P., Nelder, J. A. (1989), Generalized linear models, 2nd ed., §2.5",
        (
            _Y,
            _X,
            numbers("weight", "how many cases a row stands for", required=False),
            numbers("offset", "a part of the linear predictor with coefficient 1", required=False),
        ),
        (
            choice("family", "of the outcome", "binomial", "poisson", "gamma", "gaussian"),
            choice(
                "link", "canonical, or by name", "canonical", "log", "identity", "inverse", "logit", "probit", "cloglog"
            ),
            _TERM,
            _CONFIDENCE,
        ),
        outputs(
            "coefficient",
            "standard-error",
            "statistic",
            "p",
            "exponentiated",
            "low",
            "high",
            "deviance",
            "null-deviance",
            "log-likelihood",
            "aic",
        ),
        conventions=(
            "intervals are Wald's with normal quantiles",
            "dispersion by Pearson's χ², and t, for gamma and gaussian",
        ),
        call="statsmodels GLM to a relative change of 1e-13",
        needs="outcomes in the family's domain, not separated",
        tolerance="optimised",
    ),
    Recipe(
        "quantile-regression",
        "regression of a quantile",
        "min Σ ρ_p(yᵢ - xᵢᵀβ)",
        "Koenker, R., Bassett, G. (1978), Regression quantiles, Econometrica 46(1)",
        (_Y, _X),
        (real("p", "the quantile", "0.5", low="0", high="1"), _TERM),
        outputs("coefficient", "objective"),
        conventions=("a vertex of the linear programme: iterative smoothing stops a little beside it",),
        call="scipy.optimize.linprog (dual simplex)",
        needs=_MORE,
        tolerance="optimised",
    ),
    Recipe(
        "mixed-model",
        "random intercept for each unit",
        "y = Xβ + u_unit + ε",
        "Laird, N. M., Ware, J. H. (1982), Random-effects models for longitudinal data, Biometrics 38(4)",
        (_Y, _X, _UNIT),
        (_TERM, choice("criterion", "the likelihood", "reml", "ml")),
        outputs("coefficient", "standard-error", "sd-unit", "sd-residual", "log-likelihood"),
        call="profile likelihood over the ratio of variances, on a grid and refined",
        needs="two units",
        tolerance="optimised",
    ),
)
