"""P-values."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gate.model.rules import PValueRule
from tests.repro.rules.cases import bound, inside

RULE = PValueRule(kind="p-value")


@pytest.mark.parametrize(
    ("published", "value", "is_inside"),
    [
        ("<0.001", "0.0009", True),
        ("<0.001", "0.001", False),
        ("0.0028", "0.002833", True),
        ("0.03", "0.0349", True),
        ("0.03", "0.036", False),
        ("1e-20", "1e-40", True),
        ("0.05", "1.5", False),
        ("0.05", "-0.01", False),
    ],
)
def test_p_values(published: str, value: str, is_inside: bool) -> None:
    assert inside(published, RULE, Decimal(value)) is is_inside


def test_p_values_must_decide_alike() -> None:
    rule = PValueRule(kind="p-value", alpha="0.05")
    assert inside("0.049", rule, Decimal("0.0499"))
    assert not inside("0.049", rule, Decimal("0.0501"))


@given(st.decimals("1e-12", "0.9", places=12), st.integers(2, 9))
def test_a_control_is_held_in_decades_whatever_the_scale(centre: Decimal, scale: int) -> None:
    rule = bound("0.03", PValueRule(kind="p-value", decades="0.05"))
    assert rule.agree(centre, centre, scale=Decimal(scale), runs=()).inside
    # 10^0.05 is about 1.122
    assert rule.agree(centre * Decimal("1.12"), centre, scale=Decimal(scale), runs=()).inside
    assert not rule.agree(centre * Decimal("1.13"), centre, scale=Decimal(scale), runs=()).inside
