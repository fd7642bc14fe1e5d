"""Errors of predicted numbers."""

from __future__ import annotations

from fractions import Fraction

from evaluator import exact
from evaluator.location import median
from evaluator.registry import need, need_rows, recipe

Column = list[Fraction]


def _errors(of: Column, truth: Column) -> Column:
    need_rows(of)
    return [p - t for p, t in zip(of, truth, strict=True)]


@recipe("mean-absolute-error")
def mean_absolute_error(*, of: Column, truth: Column) -> Fraction:
    return exact.mean([abs(error) for error in _errors(of, truth)])


@recipe("mean-squared-error")
def mean_squared_error(*, of: Column, truth: Column) -> Fraction:
    errors = _errors(of, truth)
    return exact.product_sum(errors, errors) / len(errors)


@recipe("root-mean-squared-error")
def root_mean_squared_error(*, of: Column, truth: Column) -> Fraction:
    return exact.root(mean_squared_error(of=of, truth=truth))


@recipe("normalised-root-mean-squared-error")
def normalised_root_mean_squared_error(*, of: Column, truth: Column, by: str = "range") -> Fraction:
    scale = {
        "range": lambda: max(truth) - min(truth),
        "mean": lambda: exact.mean(truth),
        "sd": lambda: exact.root(exact.variance(truth)),
    }[by]()
    need(scale > 0, "no-variation", "what errors are divided by is not positive")
    return root_mean_squared_error(of=of, truth=truth) / scale


@recipe("mean-absolute-percentage-error")
def mean_absolute_percentage_error(*, of: Column, truth: Column) -> Fraction:
    need(all(truth), "outside-domain", "a true value is zero")
    return exact.mean([abs(error / t) for error, t in zip(_errors(of, truth), truth, strict=True)])


@recipe("symmetric-mean-absolute-percentage-error")
def symmetric_mean_absolute_percentage_error(*, of: Column, truth: Column) -> Fraction:
    sizes = [(abs(p) + abs(t)) / 2 for p, t in zip(of, truth, strict=True)]
    need(all(sizes), "outside-domain", "prediction and truth are both zero")
    return exact.mean([abs(error) / size for error, size in zip(_errors(of, truth), sizes, strict=True)])


@recipe("median-absolute-error")
def median_absolute_error(*, of: Column, truth: Column) -> Fraction:
    return median(of=[abs(error) for error in _errors(of, truth)])


@recipe("maximum-error")
def maximum_error(*, of: Column, truth: Column) -> Fraction:
    return max(abs(error) for error in _errors(of, truth))


@recipe("mean-error")
def mean_error(*, of: Column, truth: Column) -> Fraction:
    return exact.mean(_errors(of, truth))


@recipe("r2-score")
def r2_score(*, of: Column, truth: Column) -> Fraction:
    errors, whole = _errors(of, truth), exact.squares(truth)
    need(whole > 0, "no-variation", "the true values do not vary")
    return 1 - exact.product_sum(errors, errors) / whole


@recipe("explained-variance")
def explained_variance(*, of: Column, truth: Column) -> Fraction:
    whole = exact.squares(truth)
    need(whole > 0, "no-variation", "the true values do not vary")
    return 1 - exact.squares(_errors(of, truth)) / whole


@recipe("mean-squared-log-error")
def mean_squared_log_error(*, of: Column, truth: Column) -> Fraction:
    return exact.mean([(exact.log(1 + p) - exact.log(1 + t)) ** 2 for p, t in zip(of, truth, strict=True)])


@recipe("pinball-loss")
def pinball_loss(*, of: Column, truth: Column, p: str = "0.5") -> Fraction:
    share = Fraction(p)
    return exact.mean([max(-share * error, (1 - share) * error) for error in _errors(of, truth)])


@recipe("mean-absolute-scaled-error")
def mean_absolute_scaled_error(*, of: Column, truth: Column, season: int = 1) -> Fraction:
    need_rows(truth, season + 1)
    naive = exact.mean([abs(b - a) for a, b in zip(truth, truth[season:], strict=False)])
    need(naive > 0, "no-variation", "the true values do not vary")
    return mean_absolute_error(of=of, truth=truth) / naive


@recipe("interval-coverage")
def interval_coverage(*, of: Column, low: Column, high: Column) -> Fraction:
    need_rows(of)
    return Fraction(sum(a <= t <= b for t, a, b in zip(of, low, high, strict=True)), len(of))
