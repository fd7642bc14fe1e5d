"""The ladder of levels, R0 to R5: which was reached (docs/reproduction-judge.md)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Literal

from gate.model.check import Check
from gate.repro.checks.base import MATCH, RESULT, RUN, STABLE
from gate.repro.checks.controls import DATA, RELATIONS
from gate.repro.checks.independent import INDEPENDENT
from gate.repro.checks.method import METHOD
from gate.repro.checks.review import REVIEW

Level = Literal["R0", "R1", "R2", "R3", "R4", "R5"]

MEANING: Mapping[str, str] = {
    "R0": "ran to the end",
    "R1": "every expected result matches under its rule",
    "R2": "stable over runs with gate-chosen seeds, hash seeds and thread counts; not shown to come from data",
    "R3": "depends on the data: controls behave as they must",
    "R4": "agrees with the gate's own computation of the claim's method on changed data, or declared relations hold",
    "R5": "an independent second implementation agrees",
}

_LADDER: tuple[tuple[Level, tuple[str, ...]], ...] = (
    ("R0", (RUN,)),
    ("R1", (RESULT, MATCH)),
    ("R2", (STABLE,)),
    ("R3", (DATA,)),
    ("R4", (METHOD, REVIEW, RELATIONS)),
    ("R5", (INDEPENDENT,)),
)


def level(checks: Iterable[Check]) -> Level | None:
    """The highest rung that was reached with no failed or undecided rung below it; None when nothing ran to the end.

    R4 is the claim's methods, the review of what they cannot say and, where it declares some, its relations. An attempt
    that has none of these checks (before there were methods, relations alone carried R4) may still reach R5.
    """
    outcomes: dict[str, bool] = {}
    for check in checks:
        outcomes[check.id] = outcomes.get(check.id, True) and check.passed
    reached: Level | None = None
    for rung, ids in _LADDER:
        if rung == "R4":
            ids = tuple(one for one in ids if one in outcomes)
            if not ids:
                continue
        if not all(outcomes.get(name, False) for name in ids):
            break
        reached = rung
    return reached
