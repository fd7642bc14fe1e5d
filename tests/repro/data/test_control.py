"""Every kind of change is described once, and a control of each can be drawn, named and made."""

from __future__ import annotations

import random
from dataclasses import asdict
from typing import get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gate.model.expected import Relation
from gate.repro.data.control import CHANGES, DRAWS, FOLLOWED, PERTURBED, WITHHELD, Change, Control, draw_control
from gate.repro.data.tables import Table

TABLE = Table(("g", "x", "y"), (("a", "1", "2.5"), ("b", "2", "3.5"), ("a", "3", "5.25")))
KINDS: tuple[Change, ...] = get_args(Change)
RELATIONS = get_args(Relation.model_fields["kind"].annotation)


def test_every_change_has_one_entry() -> None:
    assert set(CHANGES) == set(KINDS)
    assert set(RELATIONS) | {*WITHHELD, "re-encoded", *PERTURBED, *FOLLOWED, *DRAWS} == set(KINDS)


@pytest.mark.parametrize("change", KINDS)
@given(seed=st.integers(0, 2**32))
def test_a_drawn_control_is_within_what_its_kind_draws(change: Change, seed: int) -> None:
    control = draw_control(change, "t.csv", random.Random(seed), columns=("y",), other="x")
    kind = CHANGES[change]
    assert control.factor in kind.factors
    assert control.amount in kind.amounts
    assert control == draw_control(change, "t.csv", random.Random(seed), columns=("y",), other="x")
    assert 0 not in kind.factors
    assert all(factor != 1 for factor in kind.factors) or kind.factors == (1,)


@pytest.mark.parametrize("change", KINDS)
def test_the_words_name_what_is_changed(change: Change) -> None:
    control = Control(change, "t.csv", 1, ("{x}", "y"), factor=7, amount=8, other="z")
    assert control.what.endswith(" in t.csv")
    kind = CHANGES[change]
    for field, word in (("{columns}", "{x}, y"), ("{factor}", "7"), ("{amount}", "8"), ("{other}", "z")):
        assert (field in kind.words) is (word in control.what)
    assert len(kind.factors) == 1 or "{factor}" in kind.words
    assert len(kind.amounts) == 1 or "{amount}" in kind.words


CHANGED = [kind for kind in KINDS if kind not in {"withheld-missing", "re-encoded", *DRAWS}]


@pytest.mark.parametrize("change", CHANGED)
@given(seed=st.integers(0, 2**32))
def test_a_control_changes_its_columns_and_no_other(change: Change, seed: int) -> None:
    columns = ("g",) if CHANGES[change].groups or change == "relabel" else ("y",)
    control = draw_control(change, "t.csv", random.Random(seed), columns=columns, other="x")
    made = control.kind.apply(TABLE, columns, control, random.Random(control.seed))
    assert made.columns == TABLE.columns
    assert made != TABLE
    if len(made.rows) == len(TABLE.rows) and change != "reorder":
        kept = [name for name in TABLE.columns if name not in columns]
        assert all(made.column(name) == TABLE.column(name) for name in kept)


def test_a_plan_keeps_the_names_that_stored_plans_have() -> None:
    assert list(asdict(Control("scale", "t.csv", 1))) == [
        "change",
        "file",
        "seed",
        "columns",
        "factor",
        "amount",
        "other",
        "relation",
    ]
