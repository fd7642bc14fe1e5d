"""Scripts that print a wrong number, each published as the number that it prints: none may be VERIFIED.

Every folder of tests/attacks/repro/_wrong-numbers is a claim with its methods and true values; ``lies.toml`` names the
scripts beside it, why each might work, and what it would have published. No expected code names a trick: that the
publication is not what the method gives must do for all, and, apart from that, so must what the script does by itself.
"""

from __future__ import annotations

import json
import tomllib
from collections.abc import Mapping
from pathlib import Path

import pytest

from gate.model.artifact import Artifact, Script
from gate.model.check import Check
from gate.model.claim import EmpiricalClaim
from gate.model.decide import decide
from gate.model.judging import Case
from gate.model.policy import Policy, ReproPolicy
from gate.model.required import repro_checks
from gate.model.verdict import Verdict
from gate.repro.judge import ReproJudge
from gate.sandbox.docker_sandbox import DockerSandbox

from .bench import MemoryJournal, fixed_plan
from .in_process import EvaluatorSandbox

FOLDER = Path(__file__).parent.parent / "attacks" / "repro" / "_wrong-numbers"
LIES = {
    (file.parent.name, name): lie
    for file in sorted(FOLDER.glob("*/lies.toml"))
    for name, lie in tomllib.loads(file.read_text()).items()
}
POLICY = Policy(repro=ReproPolicy(base_runs=2, require_method=True))


def claim_of(name: str, published: Mapping[str, str]) -> EmpiricalClaim:
    """The claim, with other published values."""
    document = json.loads((FOLDER / name / "claim.json").read_text())
    for quantity in document["expected"]["quantities"]:
        quantity["published"] = published.get(quantity["name"], quantity["published"])
    return EmpiricalClaim.model_validate_json(json.dumps(document))


def case_of(claim: EmpiricalClaim, script: str, policy: Policy = POLICY) -> Case:
    """A script, after what all of them begin with, against a claim."""
    assert claim.expected is not None
    files = {"main.py": ((FOLDER / "common.py").read_text() + script).encode()}
    body = Script(kind="script", files=("main.py",), argv=("python3", "main.py"))
    claim_files = {file.path: (FOLDER / file.path).read_bytes() for file in claim.expected.data}
    return Case("a1", "r1", claim, claim_files, Artifact(contract="gate-artifact-v1", body=body), files, policy)


@pytest.fixture(scope="module")
def sandbox(docker_sandbox: DockerSandbox) -> EvaluatorSandbox:
    """One for all: scripts against the same claim meet the same draws, which are evaluated once."""
    return EvaluatorSandbox(docker_sandbox)


def judged(case: Case, sandbox: EvaluatorSandbox) -> tuple[Verdict, dict[str, Check]]:
    checks = ReproJudge(slots=1, plan=fixed_plan).judge(case, MemoryJournal(), sandbox)
    assert isinstance(case.claim, EmpiricalClaim)
    verdict = decide(repro_checks(case.claim.expected, case.policy.repro), checks).verdict
    return verdict, {check.id: check for check in checks}


def test_there_are_many_and_each_has_its_reason() -> None:
    assert len(LIES) >= 60
    scripts = {(path.parent.name, path.stem) for path in FOLDER.glob("*/*.py")}
    assert scripts == set(LIES)
    assert all(len(lie["why"]) > 5 for lie in LIES.values())


@pytest.mark.docker
@pytest.mark.parametrize(("claim", "trick"), LIES, ids=map("/".join, LIES))
def test_a_wrong_number_is_not_verified(claim: str, trick: str, sandbox: EvaluatorSandbox) -> None:
    lie = LIES[claim, trick]
    wrong = claim_of(claim, lie["published"])
    assert wrong != claim_of(claim, {}), "the number is right"
    case = case_of(wrong, (FOLDER / claim / f"{trick}.py").read_text())
    verdict, checks = judged(case, sandbox)
    outcomes = [(check.id, check.outcome.value, check.code, check.reason) for check in checks.values()]
    assert verdict is not Verdict.VERIFIED, outcomes
    # Each of the two findings by itself is enough.
    assert not checks["repro.method"].passed, outcomes
