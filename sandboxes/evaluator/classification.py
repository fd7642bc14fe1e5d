"""Classification: predictions against labels. Everything but logarithms is rational."""

from __future__ import annotations

import itertools
import math
from fractions import Fraction
from typing import Any

from evaluator import exact
from evaluator.expressions import label
from evaluator.registry import need, need_rows, recipe


def _same(value: Any, positive: str) -> bool:
    """Whether a label is the one that is named."""
    if isinstance(value, Fraction):
        try:
            return value == Fraction(positive)
        except ValueError:
            return False
    return label(value) == positive


def counts(truth: list[Any], predicted: list[Any], cls: Any) -> tuple[int, int, int, int]:
    """True positives, false positives, false negatives, true negatives of one class."""
    tp = sum(t == cls and p == cls for t, p in zip(truth, predicted, strict=True))
    fp, fn = sum(p == cls for p in predicted) - tp, sum(t == cls for t in truth) - tp
    return tp, fp, fn, len(truth) - tp - fp - fn


def _ratio(above: Fraction | int, below: Fraction | int) -> Fraction:
    """The quotient; 0 where there is nothing to divide by, as is the convention of the field."""
    return Fraction(above) / below if below else Fraction(0)


def _averaged(score: Any, truth: list[Any], predicted: list[Any], average: str, positive: str) -> Fraction:
    need_rows(truth)
    if average == "binary":
        truth, predicted = [_same(t, positive) for t in truth], [_same(p, positive) for p in predicted]
        need(True in truth or True in predicted, "group-unknown", f"the class {positive!r} does not occur")
        return score(*counts(truth, predicted, True))
    classes = sorted(set(truth) | set(predicted))
    each = [counts(truth, predicted, cls) for cls in classes]
    if average == "micro":
        return score(*map(sum, zip(*each, strict=True)))
    scores = [score(*one) for one in each]
    if average == "macro":
        return sum(scores, Fraction(0)) / len(classes)
    support = [tp + fn for tp, _, fn, _ in each]
    return sum((s * w for s, w in zip(scores, support, strict=True)), Fraction(0)) / len(truth)


@recipe("accuracy")
def accuracy(*, of: list[Any], truth: list[Any]) -> Fraction:
    need_rows(of)
    return Fraction(sum(p == t for p, t in zip(of, truth, strict=True)), len(of))


@recipe("error-rate")
def error_rate(*, of: list[Any], truth: list[Any]) -> Fraction:
    return 1 - accuracy(of=of, truth=truth)


@recipe("top-k-accuracy")
def top_k_accuracy(*, of: list[list[Any]], truth: list[Any], k: int) -> Fraction:
    need_rows(truth)
    hits = sum(t in row[:k] for t, row in zip(truth, zip(*of, strict=True), strict=True))
    return Fraction(hits, len(truth))


@recipe("precision")
def precision(*, of: list[Any], truth: list[Any], average: str = "binary", positive: str = "1") -> Fraction:
    return _averaged(lambda tp, fp, fn, tn: _ratio(tp, tp + fp), truth, of, average, positive)


@recipe("recall")
def recall(*, of: list[Any], truth: list[Any], average: str = "binary", positive: str = "1") -> Fraction:
    return _averaged(lambda tp, fp, fn, tn: _ratio(tp, tp + fn), truth, of, average, positive)


@recipe("f-score")
def f_score(
    *, of: list[Any], truth: list[Any], beta: str = "1", average: str = "binary", positive: str = "1"
) -> Fraction:
    b = Fraction(beta) ** 2
    return _averaged(
        lambda tp, fp, fn, tn: _ratio((1 + b) * tp, (1 + b) * tp + b * fn + fp), truth, of, average, positive
    )


@recipe("specificity")
def specificity(*, of: list[Any], truth: list[Any], positive: str = "1") -> Fraction:
    return _averaged(lambda tp, fp, fn, tn: _ratio(tn, tn + fp), truth, of, "binary", positive)


@recipe("negative-predictive-value")
def negative_predictive_value(*, of: list[Any], truth: list[Any], positive: str = "1") -> Fraction:
    return _averaged(lambda tp, fp, fn, tn: _ratio(tn, tn + fn), truth, of, "binary", positive)


@recipe("jaccard")
def jaccard(*, of: list[Any], truth: list[Any], average: str = "binary", positive: str = "1") -> Fraction:
    return _averaged(lambda tp, fp, fn, tn: _ratio(tp, tp + fp + fn), truth, of, average, positive)


@recipe("balanced-accuracy")
def balanced_accuracy(*, of: list[Any], truth: list[Any]) -> Fraction:
    need_rows(of)
    classes = set(truth)
    total = Fraction(0)
    for cls in classes:
        tp, _, fn, _ = counts(truth, of, cls)
        total += Fraction(tp, tp + fn)
    return total / len(classes)


@recipe("youden-j")
def youden_j(*, of: list[Any], truth: list[Any], positive: str = "1") -> Fraction:
    return recall(of=of, truth=truth, positive=positive) + specificity(of=of, truth=truth, positive=positive) - 1


@recipe("confusion-count")
def confusion_count(*, of: list[Any], truth: list[Any], predicted: str, actual: str) -> int:
    return sum(_same(p, predicted) and _same(t, actual) for p, t in zip(of, truth, strict=True))


@recipe("matthews-correlation")
def matthews_correlation(*, of: list[Any], truth: list[Any]) -> Fraction:
    """Gorodkin's form for any number of classes."""
    need_rows(of)
    n, right = len(of), sum(p == t for p, t in zip(of, truth, strict=True))
    classes = set(of) | set(truth)
    p, t = ([values.count(cls) for cls in classes] for values in (of, truth))
    across = right * n - sum(a * b for a, b in zip(p, t, strict=True))
    below = (n * n - sum(a * a for a in p)) * (n * n - sum(b * b for b in t))
    return Fraction(across) / exact.root(Fraction(below)) if below else Fraction(0)


def _curve(of: list[Fraction], truth: list[bool]) -> list[tuple[int, int]]:
    """True and false positives at every threshold, from the highest score down."""
    need(any(truth) and not all(truth), "no-variation", "only one class occurs")
    ordered = sorted(zip(of, truth, strict=True), key=lambda pair: -pair[0])
    points, tp, fp, position = [(0, 0)], 0, 0, 0
    while position < len(ordered):
        score = ordered[position][0]
        while position < len(ordered) and ordered[position][0] == score:
            tp, fp = tp + ordered[position][1], fp + (not ordered[position][1])
            position += 1
        points.append((tp, fp))
    return points


@recipe("auroc")
def auroc(*, of: list[Fraction], truth: list[bool]) -> Fraction:
    points = _curve(of, truth)
    positives, negatives = points[-1]
    area = sum((Fraction(b + a, 2) * (y - x) for (a, x), (b, y) in itertools.pairwise(points)), Fraction(0))
    return area / (positives * negatives)


@recipe("average-precision")
def average_precision(*, of: list[Fraction], truth: list[bool]) -> Fraction:
    points = _curve(of, truth)
    positives = points[-1][0]
    return sum(
        (Fraction(b - a, positives) * Fraction(b, b + y) for (a, _), (b, y) in itertools.pairwise(points)),
        Fraction(0),
    )


@recipe("log-loss")
def log_loss(*, of: list[Fraction], truth: list[bool], clip: str = "0") -> Fraction:
    need_rows(of)
    low = Fraction(clip)
    total = Fraction(0)
    for p, happened in zip(of, truth, strict=True):
        need(0 <= p <= 1, "outside-domain", "a probability is outside [0, 1]")
        inside = min(max(p, low), 1 - low)
        total -= exact.log(inside if happened else 1 - inside)
    return total / len(of)


@recipe("brier-score")
def brier_score(*, of: list[Fraction], truth: list[bool]) -> Fraction:
    return exact.mean([(p - int(happened)) ** 2 for p, happened in zip(of, truth, strict=True)])


@recipe("expected-calibration-error")
def expected_calibration_error(*, of: list[Fraction], correct: list[bool], bins: int = 15) -> Fraction:
    need_rows(of)
    found: dict[int, tuple[int, Fraction, int]] = {}
    for confidence, right in zip(of, correct, strict=True):
        need(0 <= confidence <= 1, "outside-domain", "a confidence is outside [0, 1]")
        place = max(math.ceil(confidence * bins) - 1, 0)
        count, total, hits = found.get(place, (0, Fraction(0), 0))
        found[place] = (count + 1, total + confidence, hits + right)
    return sum((abs(total - hits) for _, total, hits in found.values()), Fraction(0)) / len(of)


@recipe("lift")
def lift(*, of: list[Fraction], truth: list[bool], share: str = "0.1") -> Fraction:
    need_rows(of)
    need(any(truth), "no-variation", "no positive")
    top = max(1, math.floor(Fraction(share) * len(of)))
    ordered = sorted(zip(of, truth, strict=True), key=lambda pair: -pair[0])
    return Fraction(sum(t for _, t in ordered[:top]) * len(of), top * sum(truth))


@recipe("equal-error-rate")
def equal_error_rate(*, of: list[Fraction], truth: list[bool]) -> Fraction:
    """Where the false positive rate meets the false negative rate on the ROC curve, between its points by a line."""
    points = _curve(of, truth)
    positives, negatives = points[-1]
    rates = [(Fraction(fp, negatives), 1 - Fraction(tp, positives)) for tp, fp in points]
    for (a, b), (c, d) in itertools.pairwise(rates):
        if c >= d:
            gap, next_gap = b - a, c - d
            return a + (c - a) * gap / (gap + next_gap) if gap + next_gap else a
    return rates[-1][0]
