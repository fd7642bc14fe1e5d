"""Student's t against published tables and the laws of a distribution."""

from __future__ import annotations

import math
from statistics import NormalDist

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gate.repro.rules.student_t import incomplete_beta, t_cdf, t_quantile

# Percentage points as every table of Student's distribution has them.
TABLE = [
    (0.975, 1, 12.7062047362),
    (0.975, 2, 4.3026527297),
    (0.95, 4, 2.1318467863),
    (0.995, 4, 4.6040948713),
    (0.9995, 4, 8.6103015814),
    (0.975, 10, 2.2281388520),
    (0.975, 30, 2.0422724563),
    (0.99, 120, 2.3578246),
]


@pytest.mark.parametrize(("p", "freedom", "t"), TABLE)
def test_quantiles_of_the_tables(p: float, freedom: int, t: float) -> None:
    assert t_quantile(p, freedom) == pytest.approx(t, rel=1e-7)


@given(st.floats(-40, 40), st.integers(1, 200))
def test_symmetric(t: float, freedom: int) -> None:
    assert t_cdf(t, freedom) + t_cdf(-t, freedom) == pytest.approx(1.0, abs=1e-12)


@given(st.floats(0.5, 0.9999), st.integers(1, 200))
def test_quantile_inverts_distribution(p: float, freedom: int) -> None:
    assert t_cdf(t_quantile(p, freedom), freedom) == pytest.approx(p, abs=1e-10)


@given(st.floats(-20, 20))
def test_one_degree_of_freedom_is_cauchy(t: float) -> None:
    assert t_cdf(t, 1) == pytest.approx(0.5 + math.atan(t) / math.pi, abs=1e-9)


def test_many_degrees_of_freedom_are_normal() -> None:
    assert t_cdf(1.5, 1_000_000) == pytest.approx(NormalDist().cdf(1.5), abs=1e-6)


@given(st.floats(0.5, 30), st.floats(0.5, 30), st.floats(0, 1))
def test_incomplete_beta_mirrors(a: float, b: float, x: float) -> None:
    assert incomplete_beta(a, b, x) + incomplete_beta(b, a, 1 - x) == pytest.approx(1.0, abs=1e-9)


@given(st.floats(0.01, 0.99), st.integers(1, 20))
def test_incomplete_beta_of_a_power(x: float, a: int) -> None:
    assert incomplete_beta(a, 1.0, x) == pytest.approx(x**a, rel=1e-9)
