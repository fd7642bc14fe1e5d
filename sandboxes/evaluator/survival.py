"""Survival: Kaplan-Meier, Nelson-Aalen, log-rank, Cox, rates."""

from __future__ import annotations

import math
from fractions import Fraction
from typing import Any

from evaluator import exact
from evaluator.expressions import Results
from evaluator.registry import need, need_rows, recipe


def steps(of: list[Fraction], event: list[bool]) -> list[tuple[Fraction, int, int]]:
    """At each time with an event: the time, how many were at risk, how many events."""
    need_rows(of)
    need(min(of) >= 0, "outside-domain", "a time is negative")
    ordered = sorted(zip(of, event, strict=True))
    found: list[tuple[Fraction, int, int]] = []
    position = 0
    while position < len(ordered):
        time, stop = ordered[position][0], position
        while stop < len(ordered) and ordered[stop][0] == time:
            stop += 1
        deaths = sum(died for _, died in ordered[position:stop])
        if deaths:
            found.append((time, len(ordered) - position, deaths))
        position = stop
    return found


@recipe("kaplan-meier")
def kaplan_meier(*, of: list[Fraction], event: list[bool], time: str) -> Results:
    at, survival, sum_ = Fraction(time), Fraction(1), Fraction(0)
    for moment, risk, deaths in steps(of, event):
        if moment > at:
            break
        survival *= Fraction(risk - deaths, risk)
        if risk > deaths:
            sum_ += Fraction(deaths, risk * (risk - deaths))
    return Results({"value": survival, "standard-error": survival * exact.root(sum_)})


@recipe("survival-quantile")
def survival_quantile(*, of: list[Fraction], event: list[bool], p: str = "0.5") -> Fraction:
    survival, left = Fraction(1), 1 - Fraction(p)
    found = steps(of, event)
    for index, (moment, risk, deaths) in enumerate(found):
        survival *= Fraction(risk - deaths, risk)
        if survival < left:
            return moment
        if survival == left:
            need(index + 1 < len(found), "not-reached", "the curve ends at this share")
            return (moment + found[index + 1][0]) / 2
    need(False, "not-reached", "the curve does not come down to this share")
    raise AssertionError


@recipe("restricted-mean-survival")
def restricted_mean_survival(*, of: list[Fraction], event: list[bool], time: str) -> Fraction:
    end, survival, area, before = Fraction(time), Fraction(1), Fraction(0), Fraction(0)
    for moment, risk, deaths in steps(of, event):
        if moment >= end:
            break
        area += survival * (moment - before)
        survival *= Fraction(risk - deaths, risk)
        before = moment
    return area + survival * (end - before)


@recipe("nelson-aalen")
def nelson_aalen(*, of: list[Fraction], event: list[bool], time: str) -> Fraction:
    return sum((Fraction(d, n) for moment, n, d in steps(of, event) if moment <= Fraction(time)), Fraction(0))


@recipe("incidence-rate")
def incidence_rate(*, of: list[Fraction], event: list[bool]) -> Fraction:
    whole = exact.total(of)
    need(whole > 0, "outside-domain", "no time was observed")
    return sum(event) / whole


@recipe("log-rank-test")
def log_rank_test(*, of: list[Fraction], event: list[bool], group: list[Any]) -> Results:
    from scipy import stats

    names = sorted(set(group))
    need(len(names) > 1, "wrong-groups", "a single group")
    k = len(names) - 1
    away, covariance = [Fraction(0)] * k, [[Fraction(0)] * k for _ in range(k)]
    for moment, risk, deaths in steps(of, event):
        at_risk = [sum(1 for t, g in zip(of, group, strict=True) if g == name and t >= moment) for name in names[:k]]
        died = [
            sum(1 for t, e, g in zip(of, event, group, strict=True) if g == name and e and t == moment)
            for name in names[:k]
        ]
        for i in range(k):
            away[i] += died[i] - Fraction(deaths * at_risk[i], risk)
            if risk > 1:
                factor = Fraction(deaths * (risk - deaths), risk - 1)
                for j in range(k):
                    own = Fraction(at_risk[i], risk) * (int(i == j) - Fraction(at_risk[j], risk))
                    covariance[i][j] += factor * own
    solved = exact.solve(covariance, [[value] for value in away])
    statistic = sum((value * row[0] for value, row in zip(away, solved, strict=True)), Fraction(0))
    return Results(statistic=statistic, p=float(stats.chi2.sf(float(statistic), k)), df=k)


@recipe("cox")
def cox(
    *,
    of: list[Fraction],
    event: list[bool],
    x: list[list[Any]],
    term: int = 1,
    ties: str = "efron",
    confidence: str = "0.95",
) -> Results:
    """Newton's method with halved steps on the partial likelihood, which is concave."""
    import numpy
    from scipy import stats

    from evaluator.regression import design, floats

    matrix = floats(design(x, len(of), False))
    need(sum(event) > 0 and len(of) > matrix.shape[1], "too-few", "too few events or rows")
    matrix = matrix - matrix.mean(axis=0)
    order = sorted(range(len(of)), key=lambda i: -of[i])
    times = [of[i] for i in order]
    died = numpy.array([event[i] for i in order], dtype=bool)
    matrix = matrix[order]
    k = matrix.shape[1]

    def derivatives(beta: Any) -> tuple[float, Any, Any]:
        risk = numpy.exp(numpy.clip(matrix @ beta, -500, 500))
        loglik, slope, curve = 0.0, numpy.zeros(k), numpy.zeros((k, k))
        s0, s1, s2 = 0.0, numpy.zeros(k), numpy.zeros((k, k))
        start = 0
        while start < len(times):
            stop = start
            while stop < len(times) and times[stop] == times[start]:
                stop += 1
            part, weight = matrix[start:stop], risk[start:stop]
            s0 += weight.sum()
            s1 = s1 + weight @ part
            s2 = s2 + (part * weight[:, None]).T @ part
            here = died[start:stop]
            deaths = int(here.sum())
            if deaths:
                dead, dead_weight = part[here], weight[here]
                d0, d1 = dead_weight.sum(), dead_weight @ dead
                d2 = (dead * dead_weight[:, None]).T @ dead
                loglik += float((dead @ beta).sum())
                slope = slope + dead.sum(axis=0)
                for step in range(deaths):
                    share = step / deaths if ties == "efron" else 0.0
                    a, b, c = s0 - share * d0, s1 - share * d1, s2 - share * d2
                    loglik -= math.log(a)
                    slope = slope - b / a
                    curve = curve + c / a - numpy.outer(b, b) / a**2
            start = stop
        return loglik, slope, curve

    beta = numpy.zeros(k)
    loglik, slope, curve = derivatives(beta)
    null = loglik
    for _ in range(100):
        try:
            move = numpy.linalg.solve(curve, slope)
        except numpy.linalg.LinAlgError:
            need(False, "singular", "columns depend on each other")
        step, (value, s, c) = 1.0, derivatives(beta + move)
        while value < loglik - 1e-12 and step > 1e-8:
            step /= 2
            value, s, c = derivatives(beta + step * move)
        beta, loglik, slope, curve = beta + step * move, value, s, c
        if float(numpy.abs(step * move).max()) < 1e-12 * max(1.0, float(numpy.abs(beta).max())):
            break
    else:
        need(False, "not-converged", "Newton's method does not converge")
    covariance = numpy.linalg.inv(curve)
    need(0 < term <= k, "term-unknown", f"there is no term {term}")
    coefficient, error = float(beta[term - 1]), math.sqrt(float(covariance[term - 1, term - 1]))
    need(error < 1e3 * max(1.0, abs(coefficient)), "not-converged", "the data separate the events")
    width = float(stats.norm.ppf(0.5 + float(confidence) / 2)) * error
    statistic = 2 * (loglik - null)
    return Results(
        {
            "coefficient": coefficient,
            "hazard-ratio": math.exp(coefficient),
            "standard-error": error,
            "statistic": coefficient / error,
            "p": 2 * float(stats.norm.sf(abs(coefficient / error))),
            "low": math.exp(coefficient - width),
            "high": math.exp(coefficient + width),
            "log-likelihood": loglik,
            "likelihood-ratio": statistic,
        }
    )


@recipe("concordance-index")
def concordance_index(*, of: list[Fraction], event: list[bool], score: list[Fraction]) -> Fraction:
    """Harrell's c: of pairs whose order in time is known, the share that a higher score (risk) orders rightly."""
    agree, pairs = Fraction(0), 0
    need(len(of) <= 5000, "too-many", "more than 5000 rows")
    for i in range(len(of)):
        if not event[i]:
            continue
        for j in range(len(of)):
            if of[i] < of[j] or (of[i] == of[j] and not event[j] and i != j):
                pairs += 1
                agree += 1 if score[i] > score[j] else Fraction(1, 2) if score[i] == score[j] else 0
    need(pairs > 0, "too-few", "no two rows can be compared")
    return agree / pairs
