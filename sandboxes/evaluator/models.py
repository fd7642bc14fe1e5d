"""Regressions that are fitted by iteration: generalised linear, quantile, mixed."""

from __future__ import annotations

import math
import warnings
from typing import Any

from evaluator.expressions import Results
from evaluator.registry import need, recipe
from evaluator.regression import Column, at, design, floats


@recipe("glm")
def glm(
    *,
    of: Column,
    x: list[Column],
    weight: Column | None = None,
    offset: Column | None = None,
    family: str = "binomial",
    link: str = "canonical",
    term: int = 1,
    confidence: str = "0.95",
) -> Results:
    """Iteratively reweighted least squares to a relative change of 1e-13."""
    import numpy
    import statsmodels.api as sm
    from scipy import stats

    links = {
        "log": sm.families.links.Log,
        "identity": sm.families.links.Identity,
        "inverse": sm.families.links.InversePower,
    }
    links |= {
        "logit": sm.families.links.Logit,
        "probit": sm.families.links.Probit,
        "cloglog": sm.families.links.CLogLog,
    }
    families = {
        "binomial": sm.families.Binomial,
        "poisson": sm.families.Poisson,
        "gamma": sm.families.Gamma,
        "gaussian": sm.families.Gaussian,
    }
    chosen = families[family]() if link == "canonical" else families[family](links[link]())
    matrix, y = floats(design(x, len(of))), numpy.array([float(value) for value in of])
    need(len(of) > matrix.shape[1], "too-few", "no more rows than coefficients")
    need(bool(numpy.linalg.matrix_rank(matrix) == matrix.shape[1]), "singular", "columns depend on each other")
    if family == "binomial":
        need(bool((y >= 0).all() and (y <= 1).all() and 0 < y.mean() < 1), "outside-domain", "outcomes outside [0, 1]")
    extra: dict[str, Any] = {}
    if weight is not None:
        extra["freq_weights"] = numpy.array([float(value) for value in weight])
    if offset is not None:
        extra["offset"] = numpy.array([float(value) for value in offset])
    with warnings.catch_warnings(), numpy.errstate(all="ignore"):
        warnings.simplefilter("ignore")
        fit = sm.GLM(y, matrix, family=chosen, **extra).fit(tol=1e-13, tol_criterion="params", maxiter=200)
    need(bool(fit.converged) and numpy.isfinite(fit.params).all(), "not-converged", "the fit does not converge")
    coefficient, error = float(at(list(fit.params), term)), float(fit.bse[term])
    need(error < 1e4 * max(1.0, abs(coefficient)), "not-converged", "the data separate the outcomes")
    z = coefficient / error
    dispersed = family in ("gamma", "gaussian")
    distribution = stats.t(fit.df_resid) if dispersed else stats.norm
    width = float(stats.norm.ppf(0.5 + float(confidence) / 2)) * error
    return Results(
        {
            "coefficient": coefficient,
            "standard-error": error,
            "statistic": z,
            "p": 2 * float(distribution.sf(abs(z))),
            "exponentiated": math.exp(coefficient),
            "low": coefficient - width,
            "high": coefficient + width,
            "deviance": float(fit.deviance),
            "null-deviance": float(fit.null_deviance),
            "log-likelihood": float(fit.llf),
            "aic": float(fit.aic),
        }
    )


@recipe("quantile-regression")
def quantile_regression(*, of: Column, x: list[Column], p: str = "0.5", term: int = 1) -> Results:
    """The linear programme of Koenker and Bassett, solved at a vertex."""
    import numpy
    from scipy.optimize import linprog

    matrix, y, share = floats(design(x, len(of))), numpy.array([float(v) for v in of]), float(p)
    n, k = matrix.shape
    need(n > k, "too-few", "no more rows than coefficients")
    costs = numpy.concatenate([numpy.zeros(k), numpy.full(n, share), numpy.full(n, 1 - share)])
    found = linprog(
        costs,
        A_eq=numpy.hstack([matrix, numpy.eye(n), -numpy.eye(n)]),
        b_eq=y,
        bounds=[(None, None)] * k + [(0, None)] * (2 * n),
        method="highs-ds",
    )
    need(found.status == 0, "not-converged", "the linear programme has no solution")
    return Results(coefficient=float(at(list(found.x[:k]), term)), objective=float(found.fun))


@recipe("mixed-model")
def mixed_model(*, of: Column, x: list[Column], unit: Column, term: int = 1, criterion: str = "reml") -> Results:
    """A random intercept for each unit. The ratio of variances is found on a grid and refined, so no start is lucky."""
    import numpy
    from scipy.optimize import minimize_scalar

    matrix, y = floats(design(x, len(of))), numpy.array([float(v) for v in of])
    n, k = matrix.shape
    members = [numpy.array([i for i, name in enumerate(unit) if name == level]) for level in sorted(set(unit))]
    need(n > k + 1 and len(members) > 1, "too-few", "too few rows or units")

    def fitted(log_ratio: float) -> tuple[float, Any, Any, float]:
        ratio = math.exp(log_ratio)
        gram, right, yy, log_det = numpy.zeros((k, k)), numpy.zeros(k), 0.0, 0.0
        for rows in members:
            part, values = matrix[rows], y[rows]
            shrink = ratio / (1 + ratio * len(rows))
            sums, whole = part.sum(axis=0), values.sum()
            gram += part.T @ part - shrink * numpy.outer(sums, sums)
            right += part.T @ values - shrink * sums * whole
            yy += values @ values - shrink * whole * whole
            log_det += math.log1p(ratio * len(rows))
        beta = numpy.linalg.solve(gram, right)
        rss = max(float(yy - beta @ right), 1e-300)
        degrees = n - k if criterion == "reml" else n
        deviance = degrees * math.log(2 * math.pi * rss / degrees) + degrees + log_det
        if criterion == "reml":
            deviance += float(numpy.linalg.slogdet(gram)[1])
        return deviance, beta, gram, rss / degrees

    grid = numpy.linspace(-12, 12, 49)
    best = min(grid, key=lambda value: fitted(value)[0])
    found = minimize_scalar(
        lambda value: fitted(value)[0], bounds=(best - 0.5, best + 0.5), method="bounded", options={"xatol": 1e-10}
    )
    deviance, beta, gram, variance = fitted(float(found.x))
    error = math.sqrt(variance * float(numpy.linalg.inv(gram)[term, term]))
    return Results(
        {
            "coefficient": float(at(list(beta), term)),
            "standard-error": error,
            "sd-unit": math.sqrt(variance * math.exp(float(found.x))),
            "sd-residual": math.sqrt(variance),
            "log-likelihood": -deviance / 2,
        }
    )
