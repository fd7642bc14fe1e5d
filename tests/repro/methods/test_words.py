"""A method as prose."""

from __future__ import annotations

import pytest

from gate.repro.methods.words import in_words
from tests.repro.methods.reference.cases import c, cols, eq, log, r
from tests.repro.methods.support import method_of

MEAN = r("mean", "x")


@pytest.mark.parametrize(
    ("method", "words"),
    [
        (MEAN, "arithmetic mean of ‹x›"),
        (r("standard-deviation", "x"), "standard deviation (ddof 1) of ‹x›"),
        (r("quantile", "x", p="0.9"), "quantile (p 0.9, type 7) of ‹x›"),
        ({**MEAN, "by": c("g"), "where": eq("g", "a")}, "arithmetic mean of ‹x›, where (‹g› = “a”), for each ‹g›"),
        (
            r("ols", "y", "p", x=cols("a", "b")),
            "least squares (p, term 1, intercept yes, confidence 0.95) of ‹y›, x ‹a›, ‹b›",
        ),
        ({"op": "/", "of": [MEAN, {"number": "2"}]}, "(arithmetic mean of ‹x› / 2)"),
        ({"op": "power", "of": [MEAN, {"number": "2"}]}, "(arithmetic mean of ‹x› ^ 2)"),
        ({"op": "not", "of": [{"op": "missing", "of": [c("x")]}]}, "not ‹x› is missing"),
        ({"op": "in", "of": [c("g"), {"text": "a"}, {"text": "b"}]}, "‹g› is one of “a”, “b”"),
        ({"op": "negate", "of": [log("x")]}, "-log(‹x›)"),
        ({"op": "larger", "of": [c("x"), c("y")]}, "the larger of ‹x› and ‹y›"),
        ({"if": eq("g", "a"), "then": c("x"), "else": {"number": "0"}}, "(‹x› if (‹g› = “a”), else 0)"),
        ({"table": {"m": MEAN}, "by": c("g")}, "table of m = arithmetic mean of ‹x›, a row for each ‹g›"),
        ({"rows": {"a": {"m": MEAN}, "b": {"m": r("rows")}}}, "table of a: arithmetic mean of ‹x›; b: number of rows"),
        ({"any-of": [r("median", "x"), MEAN]}, "one of: median of ‹x›; or arithmetic mean of ‹x›"),
        (
            {
                "from": {
                    "file": "a.csv",
                    "join": [{"file": "b.csv", "on": ["id"], "kind": "left"}],
                    "derive": {"z": log("x")},
                    "where": eq("g", "a"),
                    "missing": ["-99"],
                    "thousands": ",",
                    "text": ["zip"],
                },
                "value": r("mean", {"column": "z", "as": "number"}),
            },
            "arithmetic mean of ‹z› as number; in a.csv; joined with b.csv on id (all rows kept); with z = log(‹x›); "
            "only rows where (‹g› = “a”); missing: '-99'; thousands ','; zip read as text",
        ),
    ],
)
def test_methods_in_words(method, words):
    assert in_words(method_of(method)) == words
