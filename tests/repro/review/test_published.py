"""Which numbers look published."""

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gate.repro.review.published import FUNCTIONS, PublishedNumber, likeness, published_numbers
from tests.repro.bench import expected

SHARE = (PublishedNumber("share", "0.784"),)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("0.784", "the published share (0.784)"),
        ("0.7840", "the published share (0.784)"),
        ("0.78", "the published share (0.784)"),
        ("0.216", "1 minus the published share (0.784)"),
        ("78.4", "100 times the published share (0.784)"),
        ("0.614656", "the square of the published share (0.784)"),
        ("0.8854", "the square root of the published share (0.784)"),
        ("1.2755", "the reciprocal of the published share (0.784)"),
        ("0.24335", "the natural logarithm of the published share (0.784)"),
        ("0.692", None),
        ("3", None),
        ("1", None),
        ("nan", None),
    ],
)
def test_simple_functions_are_recognised(text, words):
    assert likeness(text, SHARE) == words


def test_one_digit_must_be_the_very_number():
    half = (PublishedNumber("p", "0.5"),)
    assert likeness("0.5", half)
    assert likeness("2", half) is None
    assert likeness("2", (PublishedNumber("n", "2"),))


@given(
    st.decimals(min_value="0.11", max_value="97", places=3).filter(lambda number: number % 1),
    st.sampled_from(sorted(FUNCTIONS)),
)
def test_every_function_of_a_published_number_is_marked_at_full_precision(number, name):
    value = FUNCTIONS[name](float(number))
    text = f"{abs(value):.12f}"
    if abs(value) > 1e-3 and math.isfinite(value) and len(text) < 300:
        assert likeness(text, (PublishedNumber("q", str(number)),))


def test_tables_arrays_and_texts_are_taken_apart():
    rows = [["north", "13.226"], ["south", "16.054"], ["east", "1e999"]]
    columns = [{"name": "g", "rule": {"kind": "exact"}}, {"name": "mean", "rule": {"kind": "printed"}}]
    rule = {"kind": "table", "key": "g", "columns": columns}
    claim = expected(quantities=[{"name": "means", "published": rows, "rule": rule}])
    assert [one.text for one in published_numbers(claim)] == ["13.226", "16.054"]
