"""The textbook theorems of the Lean core library are VERIFIED: honest proofs need no apology."""

from __future__ import annotations

from pathlib import Path

import pytest

from gate.engine.judges import JUDGES
from gate.model.decide import decide
from gate.system.resources import resource
from tests.lean.bound import BoundJudge
from tests.lean.corpus import PREFLIGHT, Notes, make_case

pytestmark = pytest.mark.docker

THEOREMS = sorted(path.parent for path in resource("lean").glob("tests/theorems/*/targets.txt"))


def test_there_are_at_least_thirty() -> None:
    assert len(THEOREMS) >= 30


@pytest.mark.parametrize("folder", THEOREMS, ids=lambda folder: folder.name)
def test_it_is_verified(folder: Path, judge: BoundJudge) -> None:
    case = make_case(
        {"Challenge.lean": (folder / "Challenge.lean").read_bytes()},
        {"Solution.lean": (folder / "Solution.lean").read_bytes()},
        (folder / "targets.txt").read_text().split(),
    )
    decision = decide(JUDGES.required(case.claim, case.policy), (PREFLIGHT, *judge.judge(case, Notes())))
    assert "required checks passed" in decision.reason
