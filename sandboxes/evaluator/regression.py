"""Regression: least squares in rational arithmetic, generalised linear models, instruments, effects of groups."""

from __future__ import annotations

import itertools
import math
from fractions import Fraction
from functools import cached_property
from typing import Any

from evaluator import exact
from evaluator.expressions import Results
from evaluator.registry import need, need_rows, recipe

Column = list[Any]


def design(x: list[Column], rows: int, intercept: bool = True) -> list[Column]:
    """The columns of the design matrix: 1, numbers as they are, labels as indicators of all levels but the first."""
    columns: list[Column] = [[Fraction(1)] * rows] if intercept else []
    for column in x:
        if column and isinstance(column[0], Fraction):
            columns.append(column)
        else:
            columns += [[Fraction(int(cell == level)) for cell in column] for level in sorted(set(column))[1:]]
    return columns


class Fit:
    """Least squares of y on the columns, weighted where weights are given; all in rational arithmetic."""

    def __init__(self, y: Column, x: list[Column], *, intercept: bool = True, weight: Column | None = None) -> None:
        need_rows(y)
        self.y, self.intercept = y, intercept
        self.columns = design(x, len(y), intercept)
        self.weight = weight
        self.free = len(y) - len(self.columns)
        weighted = [self._weighted(column) for column in self.columns]
        size = len(self.columns)
        gram = [[exact.product_sum(weighted[i], self.columns[j]) for j in range(size)] for i in range(size)]
        right = [
            [exact.product_sum(weighted[i], y)] + [Fraction(int(i == j)) for j in range(size)] for i in range(size)
        ]
        solved = exact.solve(gram, right)
        self.coefficients = [row[0] for row in solved]
        self.inverse = [row[1:] for row in solved]

    def _weighted(self, column: Column) -> Column:
        return column if self.weight is None else [w * v for w, v in zip(self.weight, column, strict=True)]

    @cached_property
    def residuals(self) -> Column:
        fitted = [
            sum((b * v for b, v in zip(self.coefficients, row, strict=True)), Fraction(0))
            for row in zip(*self.columns, strict=True)
        ]
        return [value - other for value, other in zip(self.y, fitted, strict=True)]

    @cached_property
    def rss(self) -> Fraction:
        return exact.product_sum(self._weighted(self.residuals), self.residuals)

    @cached_property
    def tss(self) -> Fraction:
        if not self.intercept:
            return exact.product_sum(self._weighted(self.y), self.y)
        whole = exact.total(self.weight) if self.weight is not None else Fraction(len(self.y))
        first = exact.total(self._weighted(self.y))
        return exact.product_sum(self._weighted(self.y), self.y) - first**2 / whole

    @property
    def variance(self) -> Fraction:
        need(self.free > 0, "too-few", "no more rows than coefficients")
        return self.rss / self.free


def at(values: list[Any], term: int) -> Any:
    """One coefficient's entry: 0 is the intercept."""
    need(0 <= term < len(values), "term-unknown", f"there is no term {term}")
    return values[term]


def t_results(coefficient: Fraction, error: Fraction, free: int, confidence: str) -> Results:
    """A coefficient with its standard error, t, p and interval."""
    from scipy import stats

    found = Results({"coefficient": coefficient, "standard-error": error})
    if error:
        t = coefficient / error
        width = Fraction(float(stats.t.ppf(0.5 + float(confidence) / 2, free))) * error
        p = min(1.0, 2 * float(stats.t.sf(abs(float(t)), free)))
        found |= {"statistic": t, "p": p, "low": coefficient - width, "high": coefficient + width}
    return found


@recipe("ols")
def ols(
    *,
    of: Column,
    x: list[Column],
    weight: Column | None = None,
    term: int = 1,
    intercept: bool = True,
    confidence: str = "0.95",
) -> Results:
    from scipy import stats

    fit = Fit(of, x, intercept=intercept, weight=weight)
    index = term if intercept else term - 1
    coefficient = at(fit.coefficients, index)
    if fit.free <= 0:
        return Results(coefficient=coefficient)
    found = t_results(coefficient, exact.root(fit.variance * fit.inverse[index][index]), fit.free, confidence)
    found |= {"residual-sd": exact.root(fit.variance), "rss": fit.rss, "df": fit.free}
    model = len(fit.columns) - int(intercept)
    if fit.tss > 0:
        base = len(of) - int(intercept)
        found |= {"r2": 1 - fit.rss / fit.tss, "r2-adjusted": 1 - (fit.rss / fit.free) / (fit.tss / base)}
        if model > 0 and fit.rss > 0:
            f = (fit.tss - fit.rss) / model / fit.variance
            found |= {"f": f, "f-p": float(stats.f.sf(float(f), model, fit.free))}
    if fit.rss > 0 and weight is None:
        n = len(of)
        loglik = -n / 2 * (math.log(2 * math.pi) + float(exact.log(fit.rss / n)) + 1)
        parameters = len(fit.columns) + 1
        found |= {
            "log-likelihood": loglik,
            "aic": 2 * parameters - 2 * loglik,
            "bic": math.log(n) * parameters - 2 * loglik,
        }
    return found


@recipe("ols-robust")
def ols_robust(
    *, of: Column, x: list[Column], term: int = 1, kind: str = "hc3", cluster: Column | None = None
) -> Results:
    """White's covariance, or that of clusters."""
    from scipy import stats

    fit = Fit(of, x)
    n, k = len(of), len(fit.columns)
    rows = list(zip(*fit.columns, strict=True))
    row = fit.inverse[term] if 0 <= term < k else None
    need(row is not None, "term-unknown", f"there is no term {term}")
    assert row is not None
    influence = [sum((a * b for a, b in zip(row, r, strict=True)), Fraction(0)) for r in rows]
    coefficient = fit.coefficients[term]
    if cluster is not None:
        sums: dict[Any, Fraction] = {}
        for name, weight, residual in zip(cluster, influence, fit.residuals, strict=True):
            sums[name] = sums.get(name, Fraction(0)) + weight * residual
        groups = len(sums)
        need(groups > 1 and n > k, "too-few", "a single cluster")
        factor = Fraction(groups, groups - 1) * Fraction(n - 1, n - k)
        error = exact.root(factor * sum((value**2 for value in sums.values()), Fraction(0)))
        t = coefficient / error
        p = 2 * float(stats.t.sf(abs(float(t)), groups - 1))
        return Results({"coefficient": coefficient, "standard-error": error, "statistic": t, "p": p})
    total = Fraction(0)
    for weight, residual, r in zip(influence, fit.residuals, rows, strict=True):
        factor = Fraction(1)
        if kind in ("hc2", "hc3"):
            leverage = sum(
                (a * b * c for a, inner in zip(r, fit.inverse, strict=True) for b, c in zip(inner, r, strict=True)),
                Fraction(0),
            )
            need(leverage < 1, "no-variation", "a row determines a coefficient alone")
            factor = 1 / (1 - leverage) ** (2 if kind == "hc3" else 1)
        total += weight**2 * residual**2 * factor
    if kind == "hc1":
        total *= Fraction(n, n - k)
    error = exact.root(total)
    need(error > 0, "no-variation", "there are no residuals")
    t = coefficient / error
    p = 2 * float(stats.t.sf(abs(float(t)), n - k))
    return Results({"coefficient": coefficient, "standard-error": error, "statistic": t, "p": p})


def floats(columns: list[Column]) -> Any:
    """The columns as a matrix of doubles."""
    import numpy

    return numpy.array([[float(value) for value in column] for column in columns], dtype=float).T


@recipe("iv")
def iv(
    *, of: Column, endogenous: list[Column], instruments: list[Column], x: list[Column] | None = None, term: int = 1
) -> Results:
    """Two-stage least squares in rational arithmetic; terms count exogenous columns first."""
    exogenous, endo, extra = (
        design(x or [], len(of)),
        design(endogenous, len(of), False),
        design(instruments, len(of), False),
    )
    need(len(extra) >= len(endo), "singular", "fewer instruments than endogenous columns")
    z, regressors = exogenous + extra, exogenous + endo
    gram = [[exact.product_sum(a, b) for b in z] for a in z]
    across = [[exact.product_sum(a, b) for b in regressors] for a in z]
    right = [[exact.product_sum(a, of)] for a in z]
    first = exact.solve(gram, [row + r for row, r in zip(across, right, strict=True)])
    k = len(regressors)
    projected = [
        [sum((across[m][i] * first[m][j] for m in range(len(z))), Fraction(0)) for j in range(k + 1)] for i in range(k)
    ]
    solved = exact.solve(
        [row[:k] for row in projected],
        [[row[k], *(Fraction(int(i == j)) for j in range(k))] for i, row in enumerate(projected)],
    )
    coefficients = [row[0] for row in solved]
    residuals = [
        value - sum((b * cell for b, cell in zip(coefficients, row, strict=True)), Fraction(0))
        for value, row in zip(of, zip(*regressors, strict=True), strict=True)
    ]
    free = len(of) - k
    coefficient = at(coefficients, term)
    need(free > 0, "too-few", "no more rows than coefficients")
    variance = exact.product_sum(residuals, residuals) / free
    return t_results(coefficient, exact.root(variance * solved[term][1 + term]), free, "0.95")


@recipe("fixed-effects")
def fixed_effects(*, of: Column, x: list[Column], unit: Column, time: Column | None = None, term: int = 1) -> Results:
    """The within estimator; with ``time`` as well by indicators of the times."""
    columns = list(x)
    if time is not None:
        columns += [[Fraction(int(cell == level)) for cell in time] for level in sorted(set(time))[1:]]

    def demeaned(column: Column) -> Column:
        sums: dict[Any, list[Fraction]] = {}
        for value, name in zip(column, unit, strict=True):
            sums.setdefault(name, []).append(value)
        means = {name: exact.mean(values) for name, values in sums.items()}
        return [value - means[name] for value, name in zip(column, unit, strict=True)]

    fit = Fit(demeaned(of), [demeaned(column) for column in columns], intercept=False)
    free = len(of) - len(fit.columns) - len(set(unit))
    need(free > 0, "too-few", "no more rows than coefficients and units")
    index = term - 1
    error = exact.root(fit.rss / free * at(fit.inverse, index)[index])
    found = t_results(fit.coefficients[index], error, free, "0.95")
    if fit.tss > 0:
        found["r2-within"] = 1 - fit.rss / fit.tss
    return found


@recipe("theil-sen")
def theil_sen(*, of: Column, x: Column) -> Results:
    from evaluator.location import median

    need_rows(of, 2)
    need(len(of) <= 1500, "too-many", "more than 1500 rows")
    slopes = [(of[j] - of[i]) / (x[j] - x[i]) for i in range(len(of)) for j in range(i + 1, len(of)) if x[i] != x[j]]
    slope = median(of=slopes)
    return Results(slope=slope, intercept=median(of=of) - slope * median(of=x))


@recipe("durbin-watson")
def durbin_watson(*, of: Column, x: list[Column]) -> Fraction:
    residuals = Fit(of, x).residuals
    whole = exact.product_sum(residuals, residuals)
    need(whole > 0, "no-variation", "there are no residuals")
    steps = [b - a for a, b in itertools.pairwise(residuals)]
    return exact.product_sum(steps, steps) / whole


@recipe("variance-inflation")
def variance_inflation(*, of: Column, x: list[Column]) -> Fraction:
    fit = Fit(of, x)
    need(fit.rss > 0, "singular", "the column depends on the others exactly")
    return fit.tss / fit.rss


@recipe("breusch-pagan-test")
def breusch_pagan_test(*, of: Column, x: list[Column]) -> Results:
    from scipy import stats

    fit = Fit(of, x)
    second = Fit([residual**2 for residual in fit.residuals], x)
    need(second.tss > 0, "no-variation", "the residuals do not vary")
    statistic = len(of) * (1 - second.rss / second.tss)
    df = len(fit.columns) - 1
    return Results(statistic=statistic, p=float(stats.chi2.sf(float(statistic), df)), df=df)
