"""Which columns a metric compares."""

import json

import pytest

from gate.model.method import Method
from gate.repro.scored.metric import compared_columns

UNKNOWN = {"op": "missing", "of": [{"column": "kind"}]}
SAID, TRUTH, KIND = {"column": "said"}, {"column": "truth"}, {"column": "kind"}
RIGHT = {"op": "=", "of": [SAID, TRUTH]}


@pytest.mark.parametrize(
    ("method", "columns"),
    [
        ({"value": {"recipe": "accuracy", "of": SAID, "with": {"truth": TRUTH}}}, {"said", "truth"}),
        (
            {
                "value": {
                    "recipe": "accuracy",
                    "of": SAID,
                    "with": {"truth": TRUTH},
                    "where": UNKNOWN,
                }
            },
            {"said", "truth"},
        ),
        ({"value": {"recipe": "accuracy", "of": SAID, "with": {"truth": TRUTH}, "by": KIND}}, {"said", "truth"}),
        ({"value": {"recipe": "share", "of": {"op": "=", "of": [SAID, TRUTH]}}}, {"said", "truth"}),
        (
            {
                "value": {
                    "recipe": "mean",
                    "of": {"if": {"op": "=", "of": [SAID, TRUTH]}, "then": {"number": "1"}, "else": KIND},
                }
            },
            {"said", "truth", "kind"},
        ),
        (
            {
                "from": {"derive": {"right": {"op": "=", "of": [SAID, TRUTH]}}},
                "value": {"table": {"share": {"recipe": "share", "of": {"column": "right"}}}, "by": KIND},
            },
            {"said", "truth", "right"},
        ),
        ({"value": {"rows": {"a": {"x": {"recipe": "mean", "of": {"list": [SAID, TRUTH]}}}}}}, {"said", "truth"}),
    ],
)
def test_filters_and_groups_are_not_compared(method, columns):
    assert compared_columns(Method.model_validate_json(json.dumps(method))) == columns
