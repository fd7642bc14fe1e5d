"""Recipes that a few rows and a pencil are enough for."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest

from tests.repro.methods.reference.cases import c, cols, eq, over, r
from tests.repro.methods.support import answer, table_of, value

X = {"x": [4, 1, 3, 3, 9]}
XY = {"x": [1, 2, 3, 4], "y": [2, 2, 3, 5]}
TWO = {"y": [2, 4, 6, 1, 3, 5], "g": ["a", "a", "a", "b", "b", "b"]}
EVENTS = {"e": [1, 1, 1, 0, 1, 0, 0, 0], "g": ["a"] * 4 + ["b"] * 4}
LABELS = {"p": ["x", "x", "y", "y"], "t": ["x", "y", "y", "y"]}
FORECAST = {"p": [1, 2, 4], "t": [2, 2, 2], "low": [0, 3, 1], "high": [3, 4, 2]}
TEXTS = {"x": ["a rose is a rose", "is it"], "y": ["a rose", "is it?"]}
G = c("g")
BY_G = {"recipe": "mean", "of": c("y"), "by": G}
RISK = {"group": G}

CASES: list[tuple[dict[str, Any], dict[str, list[Any]], str]] = [
    (r("rows"), X, "5"),
    (r("count", "x"), {"x": [1, "", 2]}, "2"),
    (r("missing-count", "x"), {"x": [1, "", "NA"]}, "2"),
    (r("distinct", "x"), X, "4"),
    (r("duplicates", "x"), X, "1"),
    (r("count-if", over("x", "2")), X, "4"),
    (r("share", over("x", "2")), X, "0.8"),
    (r("sum", "x"), X, "20"),
    (r("product", "x"), X, "324"),
    (r("sum-of-products", "x", y=c("y")), XY, "35"),
    (r("words", "x"), TEXTS, "7"),
    (r("vocabulary", "x"), TEXTS, "4"),
    (r("characters", "x"), TEXTS, "21"),
    (r("mean-winsorized", "x", share="0.2"), X, "3.4"),
    (r("root-mean-square", "x"), {"x": [3, 4, 5, 0]}, "3.535533905932737622004221810524245"),
    (r("median-low", "x"), XY, "2"),
    (r("median-high", "x"), XY, "3"),
    (r("minimum", "x"), X, "1"),
    (r("maximum", "x"), X, "9"),
    (r("midrange", "x"), X, "5"),
    (r("mode-number", "x"), X, "3"),
    (r("first", "x"), X, "4"),
    (r("last", "x"), X, "9"),
    (r("coefficient-of-variation", "x"), {"x": [1, 3]}, "0.7071067811865475244008443621048490"),
    (r("sum-of-squares", "x"), X, "36"),
    (r("range", "x"), X, "8"),
    (r("mean-absolute-deviation", "x"), X, "2"),
    (r("mean-absolute-deviation", "x", centre="median"), X, "1.8"),
    (r("variance-pooled", "y", group=G), TWO, "4"),
    (r("mean-difference", "y", group=G), TWO, "1"),
    (r("mean-difference", "y", group=G, first="b"), TWO, "-1"),
    (r("cohen-d", "y", group=G), TWO, "0.5"),
    (r("glass-delta", "y", group=G, control="b"), TWO, "0.5"),
    (r("cohen-d-paired", "x", y=c("y")), {"x": [2, 4, 3], "y": [1, 1, 1]}, "2"),
    (r("common-language-effect", "y", group=G), TWO, "0.6666666666666666666666666666666667"),
    (r("risk-difference", eq("e", "1"), **RISK), EVENTS, "0.5"),
    (r("risk-ratio", eq("e", "1"), **RISK), EVENTS, "3"),
    (r("number-needed-to-treat", eq("e", "1"), **RISK), EVENTS, "2"),
    (r("phi-coefficient", eq("e", "1"), y=eq("g", "a")), EVENTS, "0.5"),
    (
        r("concordance-correlation", "x", y=c("y")),
        {"x": [1, 2, 3], "y": [2, 3, 4]},
        "0.5714285714285714285714285714285714",
    ),
    (r("mutual-information", "x", y=c("x")), {"x": ["a", "b"]}, "0.6931471805599453094172321214581766"),
    (r("incidence-rate", "x", event=eq("y", "2")), XY, "0.2"),
    (r("exponential-smoothing", "x", alpha="0.5"), XY, "3.125"),
    (r("moving-average-last", "x", window=2), XY, "3.5"),
    (r("error-rate", "p", truth=c("t")), LABELS, "0.25"),
    (r("negative-predictive-value", "p", truth=c("t"), positive="x"), LABELS, "1"),
    (r("youden-j", "p", truth=c("t"), positive="x"), LABELS, "0.6666666666666666666666666666666667"),
    (r("confusion-count", "p", truth=c("t"), predicted="x", actual="y"), LABELS, "1"),
    (r("lift", "x", truth=over("y", "4"), share="0.25"), XY, "4"),
    (r("equal-error-rate", "x", truth=over("y", "4")), XY, "0"),
    (r("equal-error-rate", "x", truth=over("y", "2")), {"x": [1, 2, 3, 4], "y": [1, 5, 1, 5]}, "0.5"),
    (r("normalised-root-mean-squared-error", "p", truth=c("t"), by="mean"), {"p": [1, 3], "t": [2, 2]}, "0.5"),
    (r("symmetric-mean-absolute-percentage-error", "p", truth=c("t")), {"p": [1], "t": [3]}, "1"),
    (r("mean-error", "p", truth=c("t")), FORECAST, "0.3333333333333333333333333333333333"),
    (
        r("mean-absolute-scaled-error", "p", truth=c("t")),
        {"p": [1, 1, 1], "t": [1, 3, 1]},
        "0.3333333333333333333333333333333333",
    ),
    (r("interval-coverage", "t", low=c("low"), high=c("high")), FORECAST, "0.6666666666666666666666666666666667"),
    (
        r("first-relevant-rank", "x", query=c("q"), score=c("s")),
        {"x": [0, 1, 1], "q": [1, 1, 2], "s": [2, 1, 1]},
        "1.5",
    ),
    (r("edit-distance", "x", truth=c("y")), TEXTS, "5.5"),
    (r("percent-agreement", "p", y=c("t")), LABELS, "0.75"),
    (r("scott-pi", "p", y=c("t")), LABELS, "0.4666666666666666666666666666666667"),
    (r("kendall-w", cols("a", "b")), {"a": [1, 2, 3], "b": [3, 2, 1]}, "0"),
    (r("limits-of-agreement", "x", y=c("y")), {"x": [1, 3, 5], "y": [0, 1, 2]}, "2"),
    (r("limits-of-agreement", "x", "high", y=c("y"), factor="2"), {"x": [1, 3, 5], "y": [0, 1, 2]}, "4"),
    (r("at", BY_G, group="b"), TWO, "3"),
    (r("group-count", BY_G), TWO, "2"),
    (r("group-maximum", BY_G), TWO, "4"),
    (r("group-minimum", BY_G), TWO, "3"),
    (r("group-mean", BY_G), TWO, "3.5"),
    (r("group-range", BY_G), TWO, "1"),
    (r("sign-assignments", "x", "count", alternative="greater"), {"x": [1, 2, -3]}, "5"),
    (r("sign-assignments", "x", "p"), {"x": [1, 2, 3]}, "0.25"),
    (r("permutation-test", "y", group=G, resamples=10), {"y": [5, 5, 5, 5], "g": ["a", "a", "b", "b"]}, "1"),
]


@pytest.mark.parametrize(
    ("method", "data", "expected"), CASES, ids=lambda one: one.get("recipe") if isinstance(one, dict) else ""
)
def test_the_value_is_what_a_pencil_gives(method, data, expected):
    assert value(method, **data) == Decimal(expected)


@pytest.mark.parametrize(
    ("method", "expected"),
    [
        (r("argmax", BY_G), "a"),
        (r("argmin", BY_G), "b"),
        (r("rank", BY_G), ["a", "b"]),
        (r("rank", BY_G, order="ascending", first=1), ["b"]),
        (r("labels-where", {"op": ">", "of": [BY_G, {"number": "3.5"}]}), ["a"]),
        (r("mode", "g", ties="first"), "a"),
    ],
)
def test_texts(method, expected):
    assert value(method, **TWO) == expected


@pytest.mark.parametrize(
    ("method", "data", "code"),
    [
        (r("mean", "x"), {"x": [1, ""]}, ""),
        (r("mean", "x", where=over("x", "9")), {"x": [1, 2]}, "too-few"),
        (r("variance", "x"), {"x": [1]}, "too-few"),
        (r("mean-geometric", "x"), {"x": [1, -1]}, "outside-domain"),
        (r("mode", "x"), {"x": ["a", "b"]}, "ambiguous"),
        (r("argmax", BY_G), {"y": [1, 1], "g": ["a", "b"]}, "ambiguous"),
        (r("covariance", "x", y=c("y")), {"x": [1], "y": [1]}, "too-few"),
        (r("phi-coefficient", eq("x", "1"), y=eq("y", "1")), {"x": [1, 1], "y": [1, 2]}, "no-variation"),
        ({"op": "/", "of": [{"number": "1"}, r("sum", "x")]}, {"x": [1, -1]}, "outside-domain"),
        (r("at", BY_G, group="z"), TWO, "group-unknown"),
        (r("cohen-d", "y", group=G), {"y": [1, 2, 3], "g": ["a", "b", "c"]}, "wrong-groups"),
    ],
)
def test_where_there_is_no_value_the_reason_has_a_code(method, data, code):
    assert answer(method, {"d.csv": table_of(data)}).trouble == code
