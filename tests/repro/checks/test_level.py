"""The ladder of levels."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gate.model.check import Check, failed, inconclusive, passed
from gate.repro.checks.level import MEANING, level

IDS = [
    "repro.run",
    "repro.result",
    "repro.match",
    "repro.stable",
    "repro.data",
    "repro.relations",
    "repro.independent",
]


@pytest.mark.parametrize(
    ("count", "reached"), [(0, None), (1, "R0"), (2, "R0"), (3, "R1"), (4, "R2"), (5, "R3"), (6, "R4"), (7, "R5")]
)
def test_each_rung(count: int, reached: str | None) -> None:
    assert level([passed(name, "ok") for name in IDS[:count]]) == reached


@given(st.sampled_from(IDS), st.booleans())
def test_nothing_counts_above_a_check_that_did_not_pass(broken: str, fails: bool) -> None:
    other: Check = failed(broken, "x", "no") if fails else inconclusive(broken, "x", "unknown")
    checks = [passed(name, "ok") if name != broken else other for name in IDS]
    below = [passed(name, "ok") for name in IDS[: IDS.index(broken)]]
    # A claim's relations that do not hold stop the ladder; absent ones do not.
    assert level(checks) == level([*below, other])
    reached = level(checks)
    assert reached is None or reached in MEANING
    assert reached != "R5"


def test_without_relations_the_ladder_goes_on() -> None:
    assert level([passed(name, "ok") for name in IDS if name != "repro.relations"]) == "R5"


def test_a_check_that_passed_once_and_failed_once_did_not_pass() -> None:
    assert level([passed("repro.run", "ok"), failed("repro.run", "x", "no")]) is None
