"""The mathematical examples that a newcomer sees get the verdicts that their README promises."""

from __future__ import annotations

import pytest

from gate.engine.inputs.intake import load, preflight
from gate.engine.judges import JUDGES
from gate.model.decide import decide
from gate.model.judging import Case
from gate.model.policy import default_policy
from gate.system.resources import resource
from tests.lean.bound import BoundJudge
from tests.lean.corpus import Notes, deciding

pytestmark = pytest.mark.docker

EXAMPLES = (
    # record, claim, artifact, verdict, deciding check
    ("nicomachus", "sum-of-cubes", "nicomachus-induction", "VERIFIED", None),
    ("nicomachus", "sum-of-cubes", "nicomachus-sorry", "REJECTED", "lean.axioms"),
    ("nicomachus", "sum-of-cubes", "nicomachus-unchecked", "REJECTED", "lean.kernel"),
    ("nicomachus", "sum-of-cubes", "nicomachus-weaker", "REJECTED", "lean.statement"),
    ("cantor-1891", "diagonal", "cantor-diagonal", "VERIFIED", None),
    ("euclid", "primes", "euclid-factorial", "VERIFIED", None),
    ("euclid", "perfect", "euclid-perfect-28", "INCONCLUSIVE", "lean.holes"),
)


@pytest.mark.parametrize(("record", "claim", "artifact", "verdict", "check"), EXAMPLES)
def test_the_readme_is_right(
    record: str, claim: str, artifact: str, verdict: str, check: str | None, judge: BoundJudge
) -> None:
    folder = resource("examples")
    intake = load(folder / "records" / f"{record}.json", folder / "artifacts" / artifact, claim)
    first = preflight(intake)
    case = Case(
        "attempt", record, intake.claim, intake.claim_files, intake.artifact, intake.artifact_files, default_policy()
    )
    checks = (first, *judge.judge(case, Notes()))
    assert decide(JUDGES.required(case.claim, case.policy), checks).verdict.value == verdict, checks[-1].reason
    assert deciding(checks) == check
    assert f"| {record} | {claim} | {artifact} | {verdict}" in (folder / "README.md").read_text()
