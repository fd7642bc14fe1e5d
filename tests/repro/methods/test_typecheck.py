"""A method that does not fit the data is refused before anything runs: what is wrong, where, and whose fault it is."""

from __future__ import annotations

import pytest

from gate.model.errors import Fault, InputError
from gate.model.expected import Column, Quantity
from gate.model.rules import ArrayRule, ExactRule, PrintedRule, SetRule, TableColumn, TableRule
from gate.repro.methods.typecheck import check_fits
from tests.repro.methods.reference.cases import c, cols, eq, log, r
from tests.repro.methods.support import checked, data_file, table_of

TABLES = {"d.csv": table_of({"id": [1, 2], "x": [1, "2.5"], "g": ["a", "b"], "day": ["x", "y"]})}
TWO = {**TABLES, "e.csv": table_of({"id": [2, 1], "z": [5, 6]})}
MEAN = r("mean", "x")
BY = {**MEAN, "by": c("g")}


@pytest.mark.parametrize(
    ("method", "code", "where"),
    [
        (r("mean", "y"), "column-unknown", "method.value.of"),
        (r("mean", "g"), "wrong-type", "method.value.of"),
        (r("mean", {"column": "g", "as": "number"}), "not-numbers", "method.value.of"),
        (r("meen", "x"), "recipe-unknown", "method.value"),
        ({"recipe": "mean", "of": c("x"), "version": 7}, "recipe-unknown", "method.value"),
        (r("mean"), "input-missing", "method.value"),
        (r("rows", "x"), "input-unknown", "method.value.of"),
        (r("mean", "x", y=c("x")), "input-unknown", "method.value"),
        ({"recipe": "mean", "with": {"of": c("x")}}, "input-unknown", "method.value"),
        (r("quantile", "x"), "option-missing", "method.value"),
        (r("quantile", "x", p="1.5"), "option-wrong", "method.value.options.p"),
        (r("quantile", "x", p="0.5", type=10), "option-wrong", "method.value.options.type"),
        (r("quantile", "x", p="half"), "option-wrong", "method.value.options.p"),
        (r("mean", "x", p="0.5"), "option-unknown", "method.value.options"),
        (r("simpson-diversity", "g", unbiased="yes"), "option-wrong", "method.value.options.unbiased"),
        (r("mode", "g", ties="never"), "option-wrong", "method.value.options.ties"),
        (r("at", BY, group=1), "option-wrong", "method.value.options.group"),
        (r("chi-squared-goodness", "g", expected="1"), "option-wrong", "method.value.options.expected"),
        (r("mean", "x", "p"), "output-unknown", "method.value"),
        (r("share", "x"), "wrong-type", "method.value.of"),
        (r("argmax", "x"), "wrong-type", "method.value.of"),
        (r("ols", "x", x=c("id")), "wrong-type", "method.value.with.x"),
        (r("ols", "x", x={"list": [{"number": "1"}]}), "wrong-type", "method.value.with.x"),
        (c("x"), "wrong-type", "method.value"),
        ({"op": "+", "of": [MEAN]}, "wrong-operands", "method.value"),
        ({"op": "/", "of": [MEAN, MEAN, MEAN]}, "wrong-operands", "method.value"),
        ({"op": "+", "of": [MEAN, {"text": "a"}]}, "wrong-type", "method.value"),
        ({"op": "and", "of": [MEAN, MEAN]}, "wrong-type", "method.value"),
        ({"op": "+", "of": [c("x"), BY]}, "wrong-type", "method.value"),
        (r("count-if", eq("g", "1")), "wrong-type", "method.value.of"),
        (r("rows", where=c("x")), "wrong-type", "method.value.where"),
        ({**MEAN, "by": MEAN}, "wrong-type", "method.value.by"),
        ({**r("rank", BY), "by": c("g")}, "wrong-type", "method.value"),
        ({"if": MEAN, "then": MEAN, "else": MEAN}, "wrong-type", "method.value.if"),
        ({"if": eq("g", "a"), "then": c("x"), "else": c("g")}, "wrong-type", "method.value"),
        ({"list": [MEAN, {"text": "a"}]}, "wrong-type", "method.value"),
        ({"table": {"m": BY}}, "wrong-type", "method.value.table.m"),
        ({"table": {"group": MEAN}, "by": c("g")}, "column-twice", "method.value"),
        ({"rows": {"a": {"m": MEAN}, "b": {"s": MEAN}}}, "wrong-shape", "method.value.rows.b"),
        ({"rows": {"a": {"m": BY}}}, "wrong-type", "method.value.rows.a.m"),
        ({"rows": {"a": {"m": MEAN}}, "key": "m"}, "column-twice", "method.value"),
        ({"from": {"file": "no.csv"}, "value": MEAN}, "file-unknown", "method.from"),
        ({"from": {"text": ["no"]}, "value": MEAN}, "column-unknown", "method.from"),
        ({"from": {"number": ["g"]}, "value": MEAN}, "not-numbers", "method"),
        ({"from": {"derive": {"x": log("x")}}, "value": MEAN}, "column-twice", "method.from.derive.x"),
        ({"from": {"derive": {"y": {"list": [MEAN]}}}, "value": MEAN}, "wrong-type", "method.from.derive.y"),
        ({"from": {"derive": {"y": log("g")}}, "value": MEAN}, "wrong-type", "method.from.derive.y"),
        (
            {"from": {"derive": {"y": log("x")}}, "value": r("mean", {"column": "y", "as": "text"})},
            "wrong-type",
            "method.value.of",
        ),
        ({"from": {"where": c("x")}, "value": MEAN}, "wrong-type", "method.from.where"),
    ],
)
def test_what_does_not_fit_is_refused(method, code, where):
    with pytest.raises(InputError) as caught:
        checked(method, TABLES)
    assert (caught.value.code, caught.value.where) == (f"method.{code}", where)
    assert caught.value.fault is Fault.CLAIM


@pytest.mark.parametrize(
    ("source", "code"),
    [
        ({}, "file-unknown"),
        ({"file": "d.csv", "join": [{"file": "e.csv", "on": ["z"]}]}, "column-unknown"),
        ({"file": "d.csv", "join": [{"file": "e.csv", "on": ["x"]}]}, "column-unknown"),
        ({"file": "d.csv", "join": [{"file": "f.csv", "on": ["id"]}]}, "file-unknown"),
    ],
)
def test_joins_that_do_not_fit_are_refused(source, code):
    with pytest.raises(InputError) as caught:
        checked({"from": source, "value": r("rows")}, TWO)
    assert caught.value.code == f"method.{code}"


def test_two_columns_of_one_name_are_refused():
    tables = {"d.csv": table_of({"id": [1], "x": [1]}), "e.csv": table_of({"id": [1], "x": [2]})}
    with pytest.raises(InputError, match=r"both d\.csv and e\.csv have a column 'x'"):
        checked({"from": {"file": "d.csv", "join": [{"file": "e.csv", "on": ["id"]}]}, "value": r("rows")}, tables)


def test_a_method_may_not_be_endless():
    deep = {"op": "+", "of": [{"number": "1"}] * 60}
    with pytest.raises(InputError, match="more than 2000 expressions"):
        checked({"op": "+", "of": [deep] * 60}, TABLES)


def test_uses_tell_numbers_labels_and_keys_apart():
    source = {
        "file": "d.csv",
        "join": [{"file": "e.csv", "on": ["id"]}],
        "derive": {"lx": log("x"), "unused": log("z")},
    }
    method = {"from": source, "value": {**r("mean", "lx"), "where": eq("g", "a")}}
    (found,) = checked(method, TWO)
    assert found.uses == {
        ("d.csv", "id"): {"key"},
        ("e.csv", "id"): {"key"},
        ("d.csv", "x"): {"number"},
        ("d.csv", "g"): {"label"},
    }


@pytest.mark.parametrize(
    ("method", "tolerance"),
    [
        (r("rows"), "exact"),
        (MEAN, "closed"),
        ({"op": "/", "of": [r("rows"), r("distinct", "g")]}, "closed"),
        (r("argmax", BY), "closed"),
        (r("glm", eq("g", "a") and c("x"), x=cols("id")), "optimised"),
        (r("bootstrap", "x"), "random"),
    ],
)
def test_the_tolerance_is_the_widest_of_the_recipes(method, tolerance):
    assert checked(method, TABLES)[0].tolerance == tolerance


def test_declared_types_win_over_the_look_of_cells():
    file = data_file("d.csv", columns=(Column(name="id", role="id", type="text"),))
    with pytest.raises(InputError, match="takes numbers as 'of', not a column of texts"):
        checked(r("mean", "id"), TABLES, [file])
    assert checked({"from": {"number": ["id"]}, "value": r("mean", "id")}, TABLES, [file])


TABLE = TableRule(
    kind="table",
    columns=(TableColumn(name="g", rule=ExactRule(kind="exact")), TableColumn(name="m", rule=PrintedRule())),
    key="g",
)


@pytest.mark.parametrize(
    ("rule", "published", "method"),
    [
        (PrintedRule(), "1", MEAN),
        (ExactRule(kind="exact"), "a", r("argmax", BY)),
        (SetRule(kind="set"), ("a",), r("rank", BY)),
        (ArrayRule(kind="array", shape=(2,), each=PrintedRule()), ("1", "2"), {"list": [MEAN, MEAN]}),
        (ArrayRule(kind="array", shape=(2,), each=PrintedRule()), ("1", "2"), BY),
        (TABLE, (("a", "1"),), {"table": {"m": MEAN}, "by": c("g"), "key": "g"}),
    ],
)
def test_a_rule_takes_its_own_shape_and_no_other(rule, published, method):
    quantity = Quantity(name="q", published=published, rule=rule)
    check_fits(quantity, checked(method, TABLES)[0], where="here")
    for other in (r("first", "x"), r("mode", "g"), {"table": {"m": MEAN}}, r("rank", BY)):
        (found,) = checked(other, TABLES)
        (own,) = checked(method, TABLES)
        if (found.kind.shape, found.kind.content) == (own.kind.shape, own.kind.content) and not found.kind.header:
            continue
        with pytest.raises(InputError) as caught:
            check_fits(quantity, found, where="here")
        assert caught.value.code == "method.wrong-shape"
