"""Laws of the rules for one number."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gate.model.errors import Fault, InputError
from gate.model.rules import (
    AbsoluteRule,
    IntegerRule,
    IntervalRule,
    PrintedRule,
    RelativeRule,
    ScalarRule,
    SignificantRule,
)
from gate.repro.rules.number import NumberRule
from tests.repro.rules.cases import NUMBERS, NUMERIC, SMALL, bound, inside


@pytest.mark.parametrize("rule", NUMERIC, ids=lambda rule: rule.kind)
@given(NUMBERS)
def test_published_value_matches_itself(rule: ScalarRule, number: Decimal) -> None:
    text = str(number.to_integral_value()) if isinstance(rule, IntegerRule) else str(number)
    assert inside(text, rule, Decimal(text))


@pytest.mark.parametrize("rule", NUMERIC, ids=lambda rule: rule.kind)
@given(NUMBERS, NUMBERS, NUMBERS)
def test_farther_away_is_never_better(rule: ScalarRule, centre: Decimal, a: Decimal, b: Decimal) -> None:
    published = str(centre.to_integral_value())
    near, far = sorted((a, b), key=lambda value: abs(value - Decimal(published)))
    if inside(published, rule, far) and not isinstance(rule, PrintedRule):
        assert inside(published, rule, near)


@given(NUMBERS, st.sampled_from(["half-even", "half-up", "either"]))
def test_printed_is_what_rounding_prints(number: Decimal, rounding: str) -> None:
    rule = PrintedRule.model_validate({"rounding": rounding})
    shown = f"{number:.2f}"  # Python formats decimals half-even
    tie = abs(number - Decimal(shown)) == Decimal("0.005")
    assert inside(shown, rule, number) or (tie and rounding == "half-up")


@pytest.mark.parametrize(
    ("rounding", "value", "is_inside"),
    [
        ("half-even", "2.665", True),
        ("half-even", "2.675", False),
        ("half-up", "2.665", False),
        ("half-up", "2.655", True),
        ("either", "2.655", True),
        ("either", "2.665", True),
        ("either", "2.6651", False),
        ("either", "2.6549", False),
    ],
)
def test_ties_of_printed_values(rounding: str, value: str, is_inside: bool) -> None:
    rule = PrintedRule.model_validate({"rounding": rounding})
    assert inside("2.66", rule, Decimal(value)) is is_inside


def test_printed_survives_extreme_values() -> None:
    assert not inside("0.5", PrintedRule(), Decimal("1e300"))
    assert not inside("0.5", PrintedRule(), Decimal("1e-300"))
    assert inside("1.2e-7", PrintedRule(), Decimal("1.24e-7"))


def test_typographic_minus_is_a_minus() -> None:
    assert inside("−13.021", PrintedRule(), Decimal("-13.0213"))


@pytest.mark.parametrize(
    "text",
    ["1_000", "1 000", "1,000", "١٢", "１２", " 1", "1 ", "", "Infinity", "nan", "1e99999", "9" * 401, "1e401", "--1"],
)
def test_other_ways_to_write_a_number_are_refused(text: str) -> None:
    with pytest.raises(InputError) as caught:
        bound(text, PrintedRule())
    assert (caught.value.code, caught.value.fault) == ("claim.not-a-number", Fault.CLAIM)
    assert caught.value.where == "expected.quantities.q"


@given(st.integers(-999, 999), st.integers(0, 6))
def test_last_place_is_one_unit(number: int, places: int) -> None:
    text = f"{number}.{'0' * places}" if places else str(number)
    rule = bound(text, PrintedRule())
    assert isinstance(rule, NumberRule)
    assert rule.unit == Decimal(1).scaleb(-places)


@given(st.decimals("0.001", "1000", places=3), st.integers(1, 10), st.decimals("-0.99", "0.99", places=2))
def test_significant_digits_are_the_log_relative_error(centre: Decimal, digits: int, share: Decimal) -> None:
    rule = SignificantRule(kind="significant", digits=digits)
    width = centre.scaleb(-digits)
    assert inside(str(centre), rule, centre + share * width)
    assert not inside(str(centre), rule, centre + width * Decimal("1.01"))


@given(NUMBERS, SMALL)
def test_absolute_is_symmetric_and_closed(centre: Decimal, tolerance: Decimal) -> None:
    rule = AbsoluteRule(kind="absolute", tolerance=str(tolerance))
    for sign in (1, -1):
        assert inside(str(centre), rule, centre + sign * tolerance)
        assert not inside(str(centre), rule, centre + sign * (tolerance + Decimal("1e-9")))


def test_relative_has_no_hidden_absolute_tolerance() -> None:
    rule = RelativeRule(kind="relative", tolerance="0.01")
    assert not inside("4e-12", rule, Decimal("3e-9"))
    assert not inside("0", rule, Decimal("1e-300"))


def test_integers_are_not_rounded() -> None:
    rule = IntegerRule(kind="integer")
    assert inside("12", rule, Decimal("12.0"))
    assert not inside("12", rule, Decimal("12.4"))


@given(NUMBERS)
def test_interval_is_closed(value: Decimal) -> None:
    rule = IntervalRule(kind="interval", low="-5.5", high="7")
    assert inside("0", rule, value) is (Decimal("-5.5") <= value <= 7)


@given(NUMBERS, st.integers(-9, 9).filter(bool))
def test_relation_tolerance_scales(centre: Decimal, scale: int) -> None:
    rule = bound("1.00", PrintedRule())
    width = rule.width() * max(1, abs(scale))
    assert rule.agree(centre + width, centre, scale=Decimal(scale), runs=()).inside
    assert not rule.agree(centre + width * Decimal("1.001"), centre, scale=Decimal(scale), runs=()).inside


def test_the_warning_says_what_would_pass() -> None:
    wide = IntervalRule(kind="interval", low="-5", high="15")
    assert bound("10", wide).sharpness().warning == "anything between -5 and 15 passes"
