"""The form of a method: read strictly, with the place of every mistake; old claims keep their digest."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gate.model.base import validate
from gate.model.digest import Digest
from gate.model.errors import InputError
from gate.model.expected import Column, Quantity
from gate.model.method import Method, RecipeNode

NAMES = st.text("abcxyz", min_size=1, max_size=4)
LEAVES = st.one_of(
    st.builds(lambda name: {"column": name}, NAMES),
    st.builds(lambda name: {"column": name, "as": "text"}, NAMES),
    st.builds(lambda number: {"number": str(number)}, st.integers(-99, 99)),
    st.builds(lambda text: {"text": text}, st.text(max_size=5)),
)


def _nodes(children):
    pair = st.lists(children, min_size=2, max_size=3)
    return st.one_of(
        st.builds(lambda of: {"op": "+", "of": of}, pair),
        st.builds(lambda a, b, c: {"if": a, "then": b, "else": c}, children, children, children),
        st.builds(lambda members: {"list": members}, pair),
        st.builds(lambda name, cell: {"table": {name: cell}}, NAMES, children),
        st.builds(lambda name, cell: {"rows": {name: {"x": cell}}}, NAMES, children),
        st.builds(lambda of, where: {"recipe": "mean", "of": of, "where": where}, children, children),
        st.builds(
            lambda of, y: {"recipe": "glm", "of": of, "with": {"x": y}, "options": {"term": 2}}, children, children
        ),
    )


EXPRESSIONS = st.recursive(LEAVES, _nodes, max_leaves=12)


def read(document: object) -> Method:
    return validate(Method, document, where="m", code="record")


@given(EXPRESSIONS)
def test_what_is_written_is_what_was_read(expression):
    document = {"value": expression}
    assert read(document).model_dump(mode="json") == document


@given(EXPRESSIONS)
def test_a_method_is_a_value_and_has_a_schema(expression):
    document = {"any-of": [expression, expression]}
    assert read(document) == read(json.loads(json.dumps(document)))
    assert len(read(document).variants) == 2


@pytest.mark.parametrize(
    ("document", "place"),
    [
        ({"value": {"columm": "x"}}, "m#value"),
        ({"value": {"recipe": "mean", "of": {"column": 3}}}, "m#value.recipe.of.column.column"),
        ({"value": {"recipe": "mean", "of": {"column": "x", "number": "3"}}}, "m#value.recipe.of.number.column"),
        ({"value": {"op": "+", "of": [{"number": "1"}, {"op": "?", "of": []}]}}, "m#value.op.of.1.op.op"),
        ({"value": {"number": "1,5"}}, "m#value.number.number"),
        ({"value": {"recipe": "Mean"}}, "m#value.recipe.recipe"),
        ({}, "m"),
        ({"value": {"number": "1"}, "any-of": [{"number": "1"}]}, "m"),
    ],
)
def test_a_mistake_is_placed(document, place):
    with pytest.raises(InputError) as caught:
        read(document)
    assert caught.value.where == place


def test_claims_without_methods_keep_their_digest():
    quantity = Quantity(name="m", published="1.5")
    assert set(quantity.model_dump(mode="json")) == {
        *("name", "published", "unit", "rule", "fixed", "statistic", "output")
    }
    assert Column(name="x", role="outcome").model_dump(mode="json") == {"name": "x", "role": "outcome"}


def test_a_method_is_part_of_the_claims_digest():
    plain = Quantity(name="m", published="1.5").model_dump(mode="json")
    mean, median = (
        Quantity(name="m", published="1.5", method=Method(value=RecipeNode(recipe=name))).model_dump(mode="json")
        for name in ("mean", "median")
    )
    assert len({Digest.of_json(one) for one in (plain, mean, median)}) == 3
