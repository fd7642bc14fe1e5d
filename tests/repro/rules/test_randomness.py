"""Rules that judge several runs together."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gate.model.rules import EquivalenceRule, StatisticalRule
from gate.repro.rules.randomness import prediction_half_width
from tests.repro.rules.cases import bound, compare_runs

STATISTICAL = StatisticalRule(kind="statistical", floor="0.01", widest="0.5", confidence=0.95)
RUNS = [Decimal(text) for text in ("1.00", "1.04", "0.98", "1.02", "0.96")]


def test_prediction_interval() -> None:
    # mean 1, deviation sqrt(0.001), t(0.975; 4) = 2.7764, sqrt(1 + 1/5)
    assert float(prediction_half_width(RUNS, 0.95)) == pytest.approx(2.7764451 * 0.001**0.5 * 1.2**0.5, rel=1e-6)
    assert compare_runs("1.09", STATISTICAL, RUNS).inside
    assert not compare_runs("1.10", STATISTICAL, RUNS).inside


def test_identical_runs_get_the_floor() -> None:
    same = [Decimal(1)] * 5
    assert compare_runs("1.01", STATISTICAL, same).inside
    assert not compare_runs("1.011", STATISTICAL, same).inside


def test_noise_does_not_widen_beyond_the_claim() -> None:
    wild = [Decimal(text) for text in ("0", "2", "1", "-1", "3")]
    assert not compare_runs("1", STATISTICAL, wild).inside


@given(st.lists(st.decimals(0, 2, places=3), min_size=3, max_size=8), st.decimals(-100, 100, places=2))
def test_prediction_interval_moves_with_the_runs(runs: list[Decimal], shift: Decimal) -> None:
    moved = [value + shift for value in runs]
    assert float(prediction_half_width(moved, 0.99)) == pytest.approx(
        float(prediction_half_width(runs, 0.99)), rel=1e-6, abs=1e-9
    )


@given(st.lists(st.decimals(0, 2, places=3), min_size=3, max_size=8), st.integers(2, 5))
def test_more_spread_is_never_a_narrower_interval(runs: list[Decimal], factor: int) -> None:
    rule = bound("1", STATISTICAL)
    centre = runs[0]
    assert rule.width([centre + factor * (value - centre) for value in runs]) >= rule.width(runs) >= rule.width()


def test_equivalence_needs_precision_as_well_as_nearness() -> None:
    rule = EquivalenceRule(kind="equivalence", margin="0.05")
    assert compare_runs("1", rule, RUNS).inside
    noisy = [Decimal(text) for text in ("1.4", "0.6", "1.2", "0.8", "1.0")]
    assert not compare_runs("1", rule, noisy).inside
    assert not compare_runs("1", rule, [value + Decimal("0.04") for value in RUNS]).inside


def test_controls_get_a_wider_interval_than_the_claim() -> None:
    rule = bound("1", EquivalenceRule(kind="equivalence", margin="0.01"))
    far = Decimal("1.1")
    assert not rule.compare(far, RUNS).inside
    assert rule.agree(far, Decimal(1), scale=Decimal(1), runs=RUNS).inside
