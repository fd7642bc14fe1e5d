"""The ladder of levels, R0 to R5: which was reached, and what it establishes (docs/reproduction-judge.md)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Literal

from gate.model.check import Check
from gate.model.judging import Meaning
from gate.repro.check_data import MethodData, MethodReviewData, RelationsData
from gate.repro.checks.base import MATCH, RESULT, RUN, STABLE
from gate.repro.checks.controls import DATA, RELATIONS
from gate.repro.checks.independent import INDEPENDENT
from gate.repro.checks.method import METHOD
from gate.repro.checks.observed import some
from gate.repro.checks.review import REVIEW

Level = Literal["R0", "R1", "R2", "R3", "R4", "R5"]

MEANING: Mapping[str, Meaning] = {
    "R0": Meaning("ran to the end", "whether it gives the published values"),
    "R1": Meaning(
        "every expected result matches under its rule", "whether it does so again, and whether it comes from the data"
    ),
    "R2": Meaning(
        "stable over runs with gate-chosen seeds, hash seeds and thread counts; not shown to come from data",
        "whether anything was computed: a constant reaches this level",
    ),
    "R3": Meaning(
        "depends on the data: controls behave as they must",
        "by which method: many wrong ones obey the same controls",
    ),
    "R4": Meaning(
        "relations that the claim declares hold between changes of the data and the values",
        "by which method: many wrong ones obey the same relations",
    ),
    "R5": Meaning("an independent second implementation agrees", "whether the two are independent: it is stated"),
}
"""What each level is where nothing more is known of an attempt; R4 as it was before there were methods."""

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


def meaning(reached: str, checks: Sequence[Check]) -> Meaning:
    """What a level establishes of one attempt, and what it does not.

    At R4 and R5 it says what carried it, and for which values: methods, a review, or relations alone.
    """
    passed = {check.id: check for check in checks if check.passed and check.data is not None}
    if reached not in ("R4", "R5") or not {METHOD, REVIEW, RELATIONS} & passed.keys():
        return MEANING.get(reached, Meaning())
    found = list(_carriers(passed))
    if reached == "R5":
        found.append(MEANING["R5"])
    return Meaning(
        "; ".join(one.establishes for one in found), "; ".join(one.leaves_open for one in found if one.leaves_open)
    )


def _carriers(passed: Mapping[str, Check]) -> Iterator[Meaning]:
    """What each of the checks of R4 adds, the strongest first."""
    if METHOD in passed and (data := passed[METHOD].data_as(MethodData)):
        yield Meaning(
            f"the script gives what the gate itself computes by the claim's methods for {some(list(data['methods']))}, "
            f"on the cited data and on {len(data['draws'])} changed copies",
            "whether the claim's methods are the publication's, and its data right",
        )
    if REVIEW in passed and (review := passed[REVIEW].data_as(MethodReviewData)):
        if review["reviewed"] and review["without"]:
            by = f"a person, not the gate, found that the script computes {some(review['without'])} as the claim means"
            yield Meaning(by, "whether the reviewer overlooked something, and whether the data are right")
        elif review["reviewed"]:
            yield Meaning("a person reviewed script and methods")
    if RELATIONS in passed and (relations := passed[RELATIONS].data_as(RelationsData)):
        names = relations.get("quantities", [])
        about = f" for {some(names)}" if names else ""
        if {METHOD, REVIEW} & passed.keys():
            yield Meaning(f"relations that the claim declares hold{about}")
        else:
            yield Meaning(f"only relations that the claim declares hold{about}", MEANING["R4"].leaves_open)
