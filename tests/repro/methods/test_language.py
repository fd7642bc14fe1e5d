"""What the language computes: joins, groups, filters, derived columns, reader conventions, tables."""

from __future__ import annotations

from decimal import Decimal

import pytest

from tests.repro.methods.reference.cases import c, cols, eq, over, r
from tests.repro.methods.support import answer, table_of, value

MEAN = r("mean", "x")


def of(op: str, *operands):
    return {"op": op, "of": list(operands)}


def n(text: str):
    return {"number": text}


@pytest.mark.parametrize(
    ("expression", "expected"),
    [
        (of("+", n("1"), n("2"), n("3")), "6"),
        (of("-", n("5"), n("2"), n("1")), "2"),
        (of("*", n("2"), n("3"), n("4")), "24"),
        (of("/", n("1"), n("3")), "0.3333333333333333333333333333333333"),
        (of("power", n("2"), n("-2")), "0.25"),
        (of("power", n("2"), n("0.5")), "1.414213562373095048801688724209698"),
        (of("power", n("8"), n("1.5")), "22.62741699796952078082701958735517"),
        (of("negate", n("2")), "-2"),
        (of("abs", n("-2")), "2"),
        (of("log", n("2")), "0.6931471805599453094172321214581766"),
        (of("log2", n("8")), "3"),
        (of("log10", n("1000")), "3"),
        (of("exp", n("1")), "2.718281828459045235360287471352662"),
        (of("sqrt", n("2")), "1.414213562373095048801688724209698"),
        (of("floor", n("-1.5")), "-2"),
        (of("ceiling", n("1.2")), "2"),
        (of("smaller", n("1"), n("2")), "1"),
        (of("larger", n("1"), n("2")), "2"),
        (of("length", {"text": "abc"}), "3"),
        ({"if": of("<", n("1"), n("2")), "then": n("3"), "else": n("4")}, "3"),
        ({"if": of("=", {"text": "a"}, {"text": "b"}), "then": n("3"), "else": n("4")}, "4"),
    ],
)
def test_operators_on_single_values(expression, expected):
    assert value(expression, x=[1]) == Decimal(expected)


@pytest.mark.parametrize(
    ("condition", "rows"),
    [
        (of("<=", c("x"), n("2")), 2),
        (of(">=", c("x"), n("2")), 2),
        (of("!=", c("g"), {"text": "a"}), 1),
        (of("in", c("x"), n("1"), n("3")), 2),
        (of("and", eq("g", "a"), over("x", "1")), 1),
        (of("or", eq("g", "b"), over("x", "1")), 2),
        (of("not", eq("g", "a")), 1),
        (of("=", of("lower", of("strip", c("h"))), {"text": "yes"}), 2),
    ],
)
def test_conditions(condition, rows):
    assert value(r("rows", where=condition), x=[1, 2, 3], g=["a", "b", "a"], h=[" Yes", "no", "yes"]) == rows


def test_a_missing_cell_makes_what_uses_it_missing_and_recipes_leave_it_out():
    data = {"x": [1, "", 3, "NA"], "y": [1, 5, "", 7]}
    assert value(MEAN, **data) == 2
    assert value(r("count", of("+", c("x"), c("y"))), **data) == 1
    assert value(r("sum-of-products", "x", y=c("y")), **data) == 1
    assert value(r("rows", where=of("missing", c("x"))), **data) == 2
    assert value(r("rows", where=over("x", "0")), **data) == 2


def test_a_recipe_inside_another_sees_the_same_rows():
    away = {**r("mean", of("abs", of("-", c("x"), MEAN))), "by": c("g")}
    assert value(away, x=[1, 3, 10, 30], g=["a", "a", "b", "b"]) == [1, 10]


def test_groups_go_together_with_groups_of_the_same_names():
    by = {"by": c("g")}
    share = of("/", {**r("sum", "x"), **by}, {**r("rows"), **by})
    data = {"x": [1, 3, 10, 30], "g": ["a", "a", "b", "b"]}
    assert value(share, **data) == [2, 20]
    different = of("/", {**r("sum", "x"), **by}, {**r("rows", where=eq("g", "a")), **by})
    assert answer(different, {"d.csv": table_of(data)}).trouble == "groups-differ"


def test_groups_by_numbers_are_in_their_order_and_named_without_needless_zeros():
    data = {"x": [1, 2, 3], "k": ["10", "9.50", "10.0"]}
    assert value({**MEAN, "by": c("k")}, **data) == [2, 2]
    assert value(r("rank", {**r("sum", "x"), "by": c("k")}), **data) == ["10", "9.5"]


def test_groups_by_two_columns():
    data = {"x": [1, 2, 3], "g": ["a", "a", "b"], "h": ["u", "v", "u"]}
    assert value(r("rank", {**MEAN, "by": cols("g", "h")}), **data) == ["b / u", "a / v", "a / u"]


def test_a_table_has_a_row_for_each_group():
    found = value({"table": {"m": MEAN, "n": r("rows")}, "by": c("g")}, x=[1, 3, 5], g=["a", "a", "b"])
    assert found == [["group", "m", "n"], ["a", "2", "2"], ["b", "5", "1"]]
    assert value({"table": {"m": MEAN}}, x=[1, 3]) == [["m"], ["2"]]


def test_reader_conventions_belong_to_the_method():
    data = {"d.csv": table_of({"x": ["1.234,5", "-99", "0,5"], "zip": ["01", "1", "01"]})}
    source = {"thousands": ".", "decimal": ",", "missing": ["-99"]}
    assert answer({"from": source, "value": r("sum", "x")}, data).value == Decimal("1235")
    assert answer(r("distinct", "zip"), data).value == 1
    assert answer(r("distinct", {"column": "zip", "as": "text"}), data).value == 2
    assert answer({"from": {"text": ["zip"]}, "value": r("distinct", "zip")}, data).value == 2


def test_tables_are_joined_on_keys():
    tables = {
        "d.csv": table_of({"id": ["1", "2", "3"], "x": [10, 20, 30]}),
        "e.csv": table_of({"id": ["2.0", "1", "2"], "w": [5, 7, 9]}),
    }

    def joined(kind: str, expression):
        return {"from": {"file": "d.csv", "join": [{"file": "e.csv", "on": ["id"], "kind": kind}]}, "value": expression}

    product = r("sum", of("*", c("x"), c("w")))
    assert answer(joined("inner", r("rows")), tables).value == 3
    assert answer(joined("inner", product), tables).value == 10 * 7 + 20 * 14
    assert answer(joined("left", r("rows")), tables).value == 4
    assert answer(joined("left", r("missing-count", "w")), tables).value == 1


def test_derived_columns_and_filters_apply_to_the_whole_table():
    source = {"derive": {"y": of("*", c("x"), n("2")), "one": n("1")}, "where": over("y", "2")}
    assert answer({"from": source, "value": r("sum", "y")}, {"d.csv": table_of({"x": [1, 2, 3]})}).value == 10
    assert answer({"from": source, "value": r("sum", "one")}, {"d.csv": table_of({"x": [1, 2, 3]})}).value == 2


def test_conditioning_is_how_many_times_noise_in_the_cells_comes_back():
    well = {"d.csv": table_of({"x": [1, 2, 3, 4]})}
    badly = {"d.csv": table_of({"x": ["1000000.2", "1000000.1", "1000000.3"]})}
    assert answer(MEAN, well, condition=True).condition <= 1
    assert answer(r("standard-deviation", "x"), badly, condition=True).condition > 1e5
    assert answer(r("rows"), well, condition=True).condition == 0


def test_labels_and_keys_get_no_noise():
    found = answer({**MEAN, "where": eq("k", "1")}, {"d.csv": table_of({"x": [1, 2], "k": [1, 1]})}, condition=True)
    assert found.value == Decimal("1.5")
    assert found.condition is not None


def test_a_table_whose_rows_are_written_out():
    rows = {"mean": {"value": MEAN, "n": r("rows")}, "sum": {"value": r("sum", "x"), "n": r("count", "x")}}
    assert value({"rows": rows, "key": "what"}, x=[1, 3]) == [
        ["what", "value", "n"],
        ["mean", "2", "2"],
        ["sum", "4", "2"],
    ]
