"""Changed data for methods: of the same form, inside the columns' domains, nothing but the named columns touched."""

from __future__ import annotations

import random
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gate.model.digest import Digest
from gate.model.expected import Column, DataFile
from gate.repro.data.changed_files import changed
from gate.repro.data.control import DRAWS, ROW_COUNT, Change, draw_control
from gate.repro.data.domain import Domain, domain_of, domains
from gate.repro.data.tables import Bare, Table

ROWS = tuple(
    (f"r{n}", "abc"[n % 3], f"{10 + n * 1.5:.1f}", str(n % 2), "" if n == 3 else f"{n / 20:.2f}") for n in range(20)
)
TABLE = Table(("id", "g", "y", "code", "p"), ROWS)
FILE = DataFile(
    path="t.csv",
    sha256=Digest.of(b""),
    format="csv",
    source="made up",
    licence="CC0-1.0",
    columns=(Column(name="id", role="id"), Column(name="p", role="other", share=True)),
)
LABELS: tuple[Change, ...] = ("level-dominant", "labels-exchanged", "label-noise")
WHOLE: tuple[Change, ...] = ("rows-resampled", "rows-removed", "level-dropped")


def named(change: Change) -> tuple[str, ...]:
    if change in LABELS:
        return ("g",)
    return ("g", "y", "code", "p") if change in WHOLE else ("y",)


@pytest.mark.parametrize("change", DRAWS)
@given(seed=st.integers(0, 2**31))
def test_a_draw_keeps_form_and_domains(change: Change, seed: int) -> None:
    control = draw_control(change, "t.csv", random.Random(seed), columns=named(change), other="g")
    made = changed(control, FILE, TABLE, random.Random(control.seed))
    assert made.columns == TABLE.columns
    if change not in ROW_COUNT:
        assert len(made.rows) == len(TABLE.rows)
        assert all(made.column(name) == TABLE.column(name) for name in TABLE.columns if name not in named(change))
    assert len(set(made.column("id"))) == len(made.rows) > 0
    assert set(made.column("g")) <= set("abc")
    assert set(made.column("code")) <= {"0", "1"}
    assert all(Decimal("10") <= Decimal(cell) <= Decimal("38.5") for cell in made.column("y"))
    assert all(len(cell.partition(".")[2]) <= 1 for cell in made.column("y"))
    assert all(cell == "" or 0 <= Decimal(cell) <= 1 for cell in made.column("p"))


@pytest.mark.parametrize("change", DRAWS)
def test_every_draw_changes_something_and_repeats_itself(change: Change) -> None:
    control = draw_control(change, "t.csv", random.Random(5), columns=named(change), other="g")
    made = [changed(control, FILE, TABLE, random.Random(control.seed)) for _ in range(2)]
    assert made[0] == made[1] != TABLE


@pytest.mark.parametrize(
    ("column", "cells", "domain"),
    [
        (None, ["1.50", "2"], Domain(Decimal("1.50"), Decimal(2), Decimal("0.50"))),
        (None, ["0", "1"] * 3, Domain(levels=("0", "1"))),
        (None, ["3", "9", "27"], Domain(Decimal(3), Decimal(27), Decimal(3))),
        (None, ["a", "b", ""], Domain(levels=("a", "b"))),
        (None, ["", "NA"], Domain(levels=("",))),
        (Column(name="x", role="id"), ["1", "2"], Domain(names=True)),
        (Column(name="x", role="time"), ["1", "2"], Domain(names=True)),
        (Column(name="x", role="other", levels=("1", "2", "3")), ["1"], Domain(levels=("1", "2", "3"))),
        (Column(name="x", role="other", type="text"), ["1", "2"], Domain(levels=("1", "2"))),
        (
            Column(name="x", role="other", min="0", max="100"),
            ["40.5", "0.1"],
            Domain(Decimal(0), Decimal(100), Decimal("0.1")),
        ),
        (Column(name="x", role="other", min="0", integer=True), ["4", "5"], Domain(Decimal(0), Decimal(5), Decimal(1))),
        (Column(name="x", role="other", share=True), ["0.25", "0.26"], Domain(Decimal(0), Decimal(1), Decimal("0.01"))),
        (
            Column(name="x", role="other", share=True, positive=True),
            ["0.25", "0.26"],
            Domain(Decimal("0.25"), Decimal(1), Decimal("0.01")),
        ),
    ],
)
def test_the_domain_is_what_is_declared_and_else_what_is_there(column, cells, domain) -> None:
    assert domain_of(column, cells) == domain


def test_a_methods_missing_markers_are_no_numbers() -> None:
    table = Table(("y",), tuple((cell,) for cell in ("1.5", "-99", "2.5", "3.5")))
    found = domains(FILE, table, frozenset({"-99"}))["y"]
    assert (found.low, found.high) == (Decimal("1.5"), Decimal("3.5"))
    control = draw_control("column-shifted", "t.csv", random.Random(1), columns=("y",))
    assert changed(control, FILE, table, random.Random(1), frozenset({"-99"})).column("y")[1] == "-99"


def test_json_cells_stay_bare() -> None:
    table = Table(("y", "g"), tuple((Bare(str(n)), Bare(str(n % 2))) for n in range(9)))
    for change, name in (("column-shifted", "y"), ("label-noise", "g"), ("level-dominant", "g")):
        control = draw_control(change, "t.csv", random.Random(2), columns=(name,))
        assert all(isinstance(cell, Bare) for cell in changed(control, FILE, table, random.Random(2)).column(name))
