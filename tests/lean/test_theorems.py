"""The textbook theorems of the Lean core library are VERIFIED: honest proofs need no apology."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from gate.engine.history.decide import decide
from gate.lean.judge import LeanJudge
from gate.model.resources import resource
from tests.lean.corpus import PREFLIGHT, Notes, make_case

pytestmark = pytest.mark.docker

THEOREMS = sorted(path.parent for path in resource("lean").glob("tests/theorems/*/targets.txt"))


def test_there_are_at_least_thirty() -> None:
    assert len(THEOREMS) >= 30


def test_all_are_verified(judge: LeanJudge) -> None:
    def reason(folder: Path) -> str:
        case = make_case(
            {"Challenge.lean": (folder / "Challenge.lean").read_bytes()},
            {"Solution.lean": (folder / "Solution.lean").read_bytes()},
            (folder / "targets.txt").read_text().split(),
        )
        checks = judge.judge(case, Notes())
        return f"{folder.name}: " + decide(case.policy.required(case.claim), (PREFLIGHT, *checks)).reason

    with ThreadPoolExecutor(2) as pool:
        reasons = list(pool.map(reason, THEOREMS))
    assert [text for text in reasons if "required checks passed" not in text] == []
