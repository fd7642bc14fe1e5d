"""Rules for texts and lists of texts."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gate.model.errors import Fault, InputError
from gate.model.rules import ExactRule, RankingRule, SetRule
from tests.repro.rules.cases import bound, inside

MEMBERS = st.lists(st.sampled_from("abcdef"), unique=True, min_size=1).map(tuple)
EXACT, SET, RANKING = ExactRule(kind="exact"), SetRule(kind="set"), RankingRule(kind="ranking")


@given(st.text(max_size=8), st.text(max_size=8))
def test_texts_are_compared_code_point_for_code_point(a: str, b: str) -> None:
    assert inside(a, EXACT, b) is (a == b)


@given(MEMBERS, MEMBERS)
def test_sets_and_rankings(a: tuple[str, ...], b: tuple[str, ...]) -> None:
    assert inside(a, SET, b) is (set(a) == set(b))
    assert inside(a, RANKING, b) is (a == b)


def test_a_set_with_a_member_twice_is_another_set() -> None:
    assert not inside(("a", "b"), SET, ("a", "b", "b"))


@given(MEMBERS, MEMBERS)
def test_controls_of_texts_must_stay_as_they_were(a: tuple[str, ...], b: tuple[str, ...]) -> None:
    one = Decimal(1)
    assert bound(("x",), SET).agree(a, b, scale=one, runs=()).inside is (set(a) == set(b))
    assert bound(("x",), RANKING).agree(a, b, scale=one, runs=()).inside is (a == b)
    assert bound("x", EXACT).agree(a[0], b[0], scale=one, runs=()).inside is (a[0] == b[0])


@pytest.mark.parametrize("published", ["a", (), ("a", "a")])
@pytest.mark.parametrize("rule", [SET, RANKING], ids=["set", "ranking"])
def test_lists_have_members_each_once(rule: SetRule | RankingRule, published: str | tuple[str, ...]) -> None:
    with pytest.raises(InputError) as caught:
        bound(published, rule)
    assert (caught.value.code, caught.value.fault) == ("claim.wrong-shape", Fault.CLAIM)
