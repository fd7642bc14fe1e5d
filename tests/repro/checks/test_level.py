"""The ladder of levels."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gate.model.check import Check, failed, inconclusive, passed
from gate.model.digest import Json
from gate.repro.checks.level import MEANING, level, meaning

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


DRAW: Json = {"draw": "d", "change": "c", "moves": 1, "happened": "agrees", "ok": True, "values": {}}
DATA: Json = {"methods": {"slope": "OLS"}, "draws": [DRAW] * 14, "powered": {}, "without": []}
METHOD = passed("repro.method", "ok", data=DATA)
MOOT = passed("repro.method-review", "ok", data={"subject": "", "without": [], "doubts": [], "reviewed": False})
REVIEW = passed("repro.method-review", "ok", data={"subject": "", "without": ["p"], "doubts": [], "reviewed": True})
DOUBT = passed("repro.method-review", "ok", data={"subject": "", "without": [], "doubts": ["x"], "reviewed": True})
RELATIONS = passed("repro.relations", "ok", data={"controls": [], "quantities": ["slope"]})
OLD_RELATIONS = passed("repro.relations", "ok", data={"controls": []})


@pytest.mark.parametrize(
    ("checks", "says", "leaves_open"),
    [
        (
            [METHOD, MOOT],
            "by the claim's methods for slope, on the cited data and on 14 changed",
            "methods",
        ),
        ([METHOD, MOOT, RELATIONS], "; relations that the claim declares hold for slope", "methods"),
        ([METHOD, DOUBT], "; a person reviewed script and methods", "methods"),
        ([METHOD, REVIEW], "; a person, not the gate, found that the script computes p", "reviewer overlooked"),
        ([REVIEW, RELATIONS], "a person, not the gate, found", "reviewer overlooked"),
        ([RELATIONS], "only relations that the claim declares hold for slope", "by which method: many wrong ones"),
        ([OLD_RELATIONS], "only relations that the claim declares hold", "by which method: many wrong ones"),
    ],
)
def test_r4_says_what_carried_it_and_for_which_values(checks: list[Check], says: str, leaves_open: str) -> None:
    found = meaning("R4", checks)
    assert says in found.establishes
    assert leaves_open in found.leaves_open
    assert ("gate itself" in found.establishes) == (METHOD in checks)
    second = meaning("R5", [*checks, passed("repro.independent", "ok")])
    assert second.establishes.startswith(found.establishes)
    assert "independent" in second.leaves_open


@pytest.mark.parametrize("reached", [*MEANING, ""])
def test_every_level_has_words_without_any_data(reached: str) -> None:
    found = meaning(reached, [passed("repro.run", "ok")])
    assert bool(found.establishes) == bool(found.leaves_open) == bool(reached)


def test_a_level_below_r4_claims_nothing_of_methods() -> None:
    assert meaning("R3", [failed("repro.method", "x", "no", data=DATA)]) == MEANING["R3"]
