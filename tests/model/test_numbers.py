"""One idea of what a number is."""

from __future__ import annotations

import json
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gate.model.numbers import MAX_DIGITS, MAX_EXPONENT, is_number, parse_number


@given(st.floats(allow_nan=False, allow_infinity=False))
def test_every_finite_double_is_a_number(value: float) -> None:
    assert float(parse_number(repr(value))) == value


@given(st.decimals(allow_nan=False, allow_infinity=False, min_value=-(10**300), max_value=10**300))
def test_every_written_decimal_keeps_its_value(value: Decimal) -> None:
    text = str(value)
    if len(text) > MAX_DIGITS:
        with pytest.raises(ValueError, match="more than"):
            parse_number(text)
    elif value and abs(value.adjusted()) > MAX_EXPONENT:
        with pytest.raises(ValueError, match="beyond"):
            parse_number(text)
    else:
        assert parse_number(text) == value


@pytest.mark.parametrize("text", ["1", "+1", "-1", ".5", "5.", "1.50", "1e3", "1E-03", "0e9999"])
def test_numbers(text: str) -> None:
    assert is_number(text)
    assert parse_number(text) == Decimal(text)


@pytest.mark.parametrize(
    "text",
    ["", " 1", "1 ", "1\n", "1_0", "1,0", "1 000", "١٢", "１", "²", "0x1", "nan", "Infinity", ".", "e5", "1e", "--1"],
)
def test_what_is_none(text: str) -> None:
    assert not is_number(text)
    with pytest.raises(ValueError, match="plain number"):
        parse_number(text)


@given(st.text())
def test_whatever_json_takes_for_a_number_is_one_here(text: str) -> None:
    try:
        value = json.loads(text, parse_constant=lambda name: None)
    except ValueError:
        return
    if isinstance(value, int | float) and not isinstance(value, bool):
        assert is_number(text.strip(" \t\r\n"))


@pytest.mark.parametrize("text", ["9" * (MAX_DIGITS + 1), f"1e{MAX_EXPONENT + 1}", f"1e-{MAX_EXPONENT + 1}"])
def test_numbers_have_bounds(text: str) -> None:
    assert is_number(text)
    with pytest.raises(ValueError, match=r"characters|beyond"):
        parse_number(text)


def test_a_long_line_of_digits_costs_no_more_than_reading_it() -> None:
    assert not is_number("9" * 5_000_000 + "x")
