"""Series: rows are in the order of time."""

from __future__ import annotations

import itertools
import math
from fractions import Fraction

from evaluator import exact
from evaluator.expressions import Results
from evaluator.registry import need, need_rows, recipe
from evaluator.regression import Fit, at


def autocovariance(of: list[Fraction], lag: int) -> Fraction:
    """Σ (xₜ - x̄)(xₜ₊ₖ - x̄) / n."""
    need_rows(of, lag + 1)
    centre = exact.mean(of)
    away = [value - centre for value in of]
    return exact.product_sum(away[: len(of) - lag], away[lag:]) / len(of)


@recipe("autocorrelation")
def autocorrelation(*, of: list[Fraction], lag: int = 1) -> Fraction:
    whole = autocovariance(of, 0)
    need(whole > 0, "no-variation", "all values are the same")
    return autocovariance(of, lag) / whole


@recipe("ar-least-squares")
def ar_least_squares(*, of: list[Fraction], order: int = 1, term: int = 1) -> Results:
    need_rows(of, 2 * order + 2)
    fit = Fit(of[order:], [of[order - lag : len(of) - lag] for lag in range(1, order + 1)])
    return Results({"coefficient": at(fit.coefficients, term), "residual-sd": exact.root(fit.variance)})


@recipe("ar-yule-walker")
def ar_yule_walker(*, of: list[Fraction], order: int = 1, term: int = 1) -> Fraction:
    need_rows(of, order + 2)
    need(1 <= term <= order, "term-unknown", f"there is no term {term}")
    gamma = [autocovariance(of, lag) for lag in range(order + 1)]
    matrix = [[gamma[abs(i - j)] for j in range(order)] for i in range(order)]
    return exact.solve(matrix, [[value] for value in gamma[1:]])[term - 1][0]


@recipe("ljung-box-test")
def ljung_box_test(*, of: list[Fraction], lags: int = 1) -> Results:
    from scipy import stats

    n = len(of)
    need_rows(of, lags + 2)
    statistic = (
        n * (n + 2) * sum((autocorrelation(of=of, lag=k) ** 2 / (n - k) for k in range(1, lags + 1)), Fraction(0))
    )
    return Results(statistic=statistic, p=float(stats.chi2.sf(float(statistic), lags)), df=lags)


@recipe("dickey-fuller-statistic")
def dickey_fuller_statistic(*, of: list[Fraction], lags: int = 0, trend: bool = False) -> Fraction:
    need_rows(of, 2 * lags + 5)
    steps = [b - a for a, b in itertools.pairwise(of)]
    rows = len(steps) - lags
    columns = [of[lags : lags + rows]]
    columns += [steps[lags - k : lags - k + rows] for k in range(1, lags + 1)]
    if trend:
        columns.append([Fraction(t) for t in range(1, rows + 1)])
    fit = Fit(steps[lags:], columns)
    error = exact.root(fit.variance * fit.inverse[1][1])
    need(error > 0, "no-variation", "there are no residuals")
    return fit.coefficients[1] / error


@recipe("local-level")
def local_level(*, of: list[Fraction]) -> Results:
    """Exact diffuse likelihood (Durbin and Koopman), the ratio of variances on a grid and refined."""
    import numpy
    from scipy.optimize import minimize_scalar

    need_rows(of, 4)
    y = [float(value) for value in of]
    need(len(set(y)) > 1, "no-variation", "all values are the same")

    def filtered(log_ratio: float) -> tuple[float, float]:
        """Minus twice the concentrated log-likelihood, and the variance of the irregular."""
        q = math.exp(log_ratio)
        level, spread = y[0], 1.0 + q
        squares, logs = 0.0, 0.0
        for value in y[1:]:
            error, width = value - level, spread + 1.0
            squares += error * error / width
            logs += math.log(width)
            gain = spread / width
            level += gain * error
            spread = spread * (1 - gain) + q
        n = len(y) - 1
        variance = squares / n
        return n * (math.log(2 * math.pi * variance) + 1) + logs, variance

    grid = numpy.linspace(-25, 12, 149)
    best = min(grid, key=lambda value: filtered(value)[0])
    found = minimize_scalar(
        lambda v: filtered(v)[0], bounds=(best - 0.25, best + 0.25), method="bounded", options={"xatol": 1e-11}
    )
    need(-11 < float(found.x) < 11.5, "at-boundary", "one of the two variances is zero")
    deviance, variance = filtered(float(found.x))
    return Results(
        {
            "variance-level": variance * math.exp(float(found.x)),
            "variance-irregular": variance,
            "log-likelihood": -deviance / 2,
        }
    )


@recipe("exponential-smoothing")
def exponential_smoothing(*, of: list[Fraction], alpha: str) -> Fraction:
    need_rows(of)
    level, weight = of[0], Fraction(alpha)
    for value in of[1:]:
        level = Fraction(exact.WIDE.plus(exact.decimal(weight * value + (1 - weight) * level)))
    return level


@recipe("growth-rate")
def growth_rate(*, of: list[Fraction]) -> Fraction:
    """(last / first) to the power 1 / (n - 1), minus 1."""
    need_rows(of, 2)
    need(of[0] > 0 and of[-1] > 0, "outside-domain", "growth needs positive numbers")
    return exact.exp(exact.log(of[-1] / of[0]) / (len(of) - 1)) - 1


@recipe("moving-average-last")
def moving_average_last(*, of: list[Fraction], window: int) -> Fraction:
    need_rows(of, window)
    return exact.mean(of[len(of) - window :])


@recipe("maximum-drawdown")
def maximum_drawdown(*, of: list[Fraction]) -> Fraction:
    need_rows(of)
    need(min(of) > 0, "outside-domain", "a drawdown needs positive numbers")
    peak, worst = of[0], Fraction(0)
    for value in of:
        peak = max(peak, value)
        worst = max(worst, 1 - value / peak)
    return worst


@recipe("mann-kendall-test")
def mann_kendall_test(*, of: list[Fraction]) -> Results:
    from scipy import stats

    n = len(of)
    need_rows(of, 3)
    need(n <= 3000, "too-many", "more than 3000 rows")
    s = sum((of[j] > of[i]) - (of[j] < of[i]) for i in range(n) for j in range(i + 1, n))
    ties = sum(t * (t - 1) * (2 * t + 5) for t in exact.tie_sizes(of))
    variance = Fraction(n * (n - 1) * (2 * n + 5) - ties, 18)
    need(variance > 0, "no-variation", "all values are the same")
    z = (s - ((s > 0) - (s < 0))) / exact.root(variance)
    return Results(statistic=s, z=z, p=2 * float(stats.norm.sf(abs(float(z)))))
