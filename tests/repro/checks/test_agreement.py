"""Random values: noise that a script may have, and a factor that hides in it until all runs are taken together."""

from __future__ import annotations

import random
from decimal import Decimal

import pytest

from gate.repro.checks.agreement import DEVIATIONS, RandomPair, noise, pooled


def pairs(factor: float, seed: int, count: int = 16, sd: float = 0.035) -> list[RandomPair]:
    source = random.Random(seed)
    found = []
    for _ in range(count):
        own = source.uniform(1, 3)
        value = own * factor * (1 + source.gauss(0, sd))
        found.append(RandomPair(Decimal(value), Decimal(own), Decimal((own * sd) ** 2)))
    return found


@pytest.mark.parametrize("seed", range(40))
def test_all_runs_together_find_a_factor_and_leave_an_honest_script_alone(seed: int) -> None:
    assert pooled(pairs(1.0, seed)) < DEVIATIONS
    assert pooled(pairs(1.1, seed)) > DEVIATIONS


def test_values_of_both_signs_do_not_cancel() -> None:
    both = [
        RandomPair(Decimal("1.2"), Decimal(1), Decimal("0.01")),
        RandomPair(Decimal("-1.2"), Decimal(-1), Decimal("0.01")),
    ]
    assert float(pooled(both)) == pytest.approx(float(pooled(both[:1])) * 2**0.5)
    assert pooled([]) == 0
    assert pooled([RandomPair(Decimal(1), Decimal(2), Decimal(0))]) == 0


def test_noise_beyond_the_methods_own_does_not_widen_what_is_accepted() -> None:
    assert noise(Decimal(0), Decimal(3)) == 3
    assert noise(Decimal(1), Decimal("0.2")) == Decimal("1.1")
    assert noise(Decimal(1), Decimal(2)) == 2
    assert noise(Decimal(1), Decimal(50)) == Decimal("2.2")
