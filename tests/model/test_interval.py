"""Interval arithmetic holds whatever number each operand stands for."""

from fractions import Fraction

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from gate.model.interval import OPERATIONS, Interval, last_unit

fractions = st.fractions(min_value=-50, max_value=50, max_denominator=40)
points = {
    "+": lambda one, two: one + two,
    "-": lambda one, two: one - two,
    "*": lambda one, two: one * two,
    "/": lambda one, two: one / two,
    "mean": lambda one, two: (one + two) / 2,
    "smaller": min,
    "larger": max,
}


@st.composite
def members(draw):
    """An interval and a number in it."""
    low, number, high = sorted(draw(st.tuples(fractions, fractions, fractions)))
    return Interval(low, high), number


@given(st.sampled_from(sorted(points)), members(), members())
def test_what_the_numbers_give_lies_in_what_the_intervals_give(word, one, two):
    assume(word != "/" or not two[0].low <= 0 <= two[0].high)
    result = OPERATIONS[word]([one[0], two[0]])
    assert result.low <= points[word](one[1], two[1]) <= result.high


@given(members(), st.integers(-4, 4))
def test_powers_too(one, exponent):
    assume(exponent >= 0 or not one[0].low <= 0 <= one[0].high)
    result = one[0].power(Interval.exactly(str(exponent)))
    assert result.low <= one[1] ** exponent <= result.high


@given(members())
def test_signs_too(one):
    interval, number = one
    for result, value in ((-interval, -number), (abs(interval), abs(number))):
        assert result.low <= value <= result.high


def test_a_printed_number_stands_for_half_a_unit_to_either_side():
    assert Interval.printed("71.2") == Interval(Fraction(7115, 100), Fraction(7125, 100))
    assert Interval.printed("-4e-3") == Interval(Fraction(-45, 10_000), Fraction(-35, 10_000))
    assert last_unit("120") == 1
    with pytest.raises(ValueError, match="plain number"):
        Interval.printed("<0.001")


def test_nothing_is_divided_by_what_may_be_zero_and_exponents_are_bounded():
    with pytest.raises(ZeroDivisionError):
        Interval.exactly("1") / Interval.printed("0.0")
    with pytest.raises(ValueError, match="exponent"):
        Interval.exactly("2").power(Interval.exactly("17"))
    with pytest.raises(ValueError, match="exponent"):
        Interval.exactly("2").power(Interval.printed("2"))
