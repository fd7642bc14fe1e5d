"""Laws of the changes that controls make, and of reading and writing tables."""

from __future__ import annotations

import json
import random
from collections import Counter
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gate.model.errors import Fault, InputError
from gate.model.expected import DataFile
from gate.model.numbers import is_number
from gate.repro.data import changes
from gate.repro.data.tables import Bare, Style, Table, read_table, write_table
from tests.repro.bench import data_file

CELLS = st.one_of(
    st.decimals(-1000, 1000, places=2).map(str),
    st.sampled_from(["", "NA", "north", 'a "quoted", cell', "two\rlines", "7", "1e-3"]),
)
TABLES = st.integers(2, 8).flatmap(
    lambda n: st.tuples(*[st.lists(CELLS, min_size=n, max_size=n)] * 3).map(
        lambda columns: Table(("a", "b", "c"), tuple(zip(*columns, strict=True)))
    )
)
SEEDS = st.integers(0, 2**31)


def file(form: str) -> DataFile:
    return DataFile.model_validate_json(json.dumps(data_file(path="t", format=form, columns=[])))


@pytest.mark.parametrize("form", ["csv", "tsv", "json"])
@given(TABLES, st.sampled_from(["\n", "\r\n"]), st.booleans())
def test_written_tables_read_back(form: str, table: Table, newline: str, by_column: bool) -> None:
    style = Style(newline=newline, by_column=by_column) if form == "json" else Style(newline=newline)
    again, found = read_table(file(form), write_table(file(form), table, style))
    assert again == table
    assert found.newline == newline or form == "json"


def test_json_numbers_keep_their_digits_and_their_kind() -> None:
    raw = b'[{"x": 1.50, "y": "1.50", "z": null, "w": true}, {"x": 2, "y": "", "z": 1e-3, "w": false}]'
    table, style = read_table(file("json"), raw)
    assert table.rows[0] == ("1.50", "1.50", "null", "true")
    assert [isinstance(cell, Bare) for cell in table.rows[0]] == [True, False, True, True]
    assert json.loads(write_table(file("json"), table, style)) == json.loads(raw)
    scaled = changes.scaled(table, ["x"], 3)
    assert json.loads(write_table(file("json"), scaled, style))[0]["x"] == 4.5


@pytest.mark.parametrize(
    ("form", "raw"),
    [
        ("csv", b""),
        ("csv", b"a,b\n"),
        ("csv", b"a,a\n1,2\n"),
        ("csv", b"a,b\n1\n"),
        ("csv", b"\xff\xfe"),
        ("json", b"{}"),
        ("json", b"[]"),
        ("json", b'[{"a": 1}, {"b": 2}]'),
        ("json", b'{"a": [1], "b": [1, 2]}'),
        ("json", b"[1, 2]"),
        ("json", b"[{"),
    ],
)
def test_malformed_data_are_the_claims_fault(form: str, raw: bytes) -> None:
    with pytest.raises(InputError) as caught:
        read_table(file(form), raw)
    assert caught.value.fault is Fault.CLAIM
    assert caught.value.code.startswith("claim.data")


@given(TABLES, SEEDS)
def test_permuting_keeps_every_column_and_all_but_the_named_ones(table: Table, seed: int) -> None:
    changed = changes.permuted(table, ["b"], random.Random(seed))
    assert Counter(changed.column("b")) == Counter(table.column("b"))
    assert changed.column("a") == table.column("a")
    if len(set(table.column("b"))) > 1:
        assert changed.column("b") != table.column("b")


@given(TABLES, SEEDS)
def test_resampling_keeps_the_domain_and_the_length(table: Table, seed: int) -> None:
    changed = changes.resampled(table, ["b"], random.Random(seed))
    assert set(changed.column("b")) <= set(table.column("b"))
    assert len(changed.rows) == len(table.rows)


@given(TABLES, SEEDS)
def test_reordering_keeps_the_rows(table: Table, seed: int) -> None:
    assert Counter(changes.reordered(table, random.Random(seed)).rows) == Counter(table.rows)


@given(TABLES, SEEDS)
def test_reordered_columns_hold_the_same(table: Table, seed: int) -> None:
    changed = changes.columns_reordered(table, random.Random(seed))
    assert changed.columns != table.columns
    assert all(changed.column(name) == table.column(name) for name in table.columns)


@given(TABLES, SEEDS)
def test_reformatting_changes_no_value(table: Table, seed: int) -> None:
    changed = changes.reformatted(table, random.Random(seed))
    for before, after in zip(table.rows, changed.rows, strict=True):
        for old, new in zip(before, after, strict=True):
            assert Decimal(old) == Decimal(new) if is_number(old) else old == new


@given(TABLES, st.integers(2, 9))
def test_scaling_is_exact_and_leaves_missing_values(table: Table, factor: int) -> None:
    changed = changes.scaled(table, ["a"], factor)
    for old, new in zip(table.column("a"), changed.column("a"), strict=True):
        assert Decimal(new) == Decimal(old) * factor if is_number(old) else new == old


@given(TABLES, st.integers(2, 9))
def test_shifting_and_adding(table: Table, amount: int) -> None:
    shifted = changes.shifted(table, ["a"], amount)
    added = changes.added(table, ["a"], "b", amount)
    for old, other, moved, more in zip(
        table.column("a"), table.column("b"), shifted.column("a"), added.column("a"), strict=True
    ):
        if is_number(old):
            assert Decimal(moved) == Decimal(old) + amount
            if is_number(other):
                assert Decimal(more) == Decimal(old) + amount * Decimal(other)


@given(TABLES, SEEDS)
def test_relabelling_is_one_to_one(table: Table, seed: int) -> None:
    changed = changes.relabelled(table, ["c"], random.Random(seed))
    pairs = set(zip(table.column("c"), changed.column("c"), strict=True))
    assert len(pairs) == len(set(table.column("c"))) == len(set(changed.column("c")))
    assert set(table.column("c")) == set(changed.column("c"))


@given(TABLES)
def test_duplicating_and_emptying(table: Table) -> None:
    assert changes.duplicated(table, 3).rows == table.rows * 3
    assert changes.emptied(table) == Table(table.columns, ())


def test_restyling_changes_the_bytes() -> None:
    table = Table(("a",), (("1",), ("2",)))
    for form in ("csv", "json"):
        before = write_table(file(form), table, Style())
        assert write_table(file(form), table, changes.restyled(Style())) != before
