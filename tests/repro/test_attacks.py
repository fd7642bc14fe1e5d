"""Every folder of tests/attacks/repro is one attack on the reproduction judge, run for real in sealed containers.

``expected.toml`` names the claim, why the attack might work, and what must come of it: a verdict with the check and the
code that decide, or the code of an InputError.
"""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest

from gate.engine.inputs.files import read_folder
from gate.model.artifact import MANIFEST, parse_artifact
from gate.model.claim import EmpiricalClaim
from gate.model.decide import decide
from gate.model.errors import InputError
from gate.model.judging import Case
from gate.model.policy import Policy, ReproPolicy, RunLimits
from gate.model.required import repro_checks
from gate.repro.judge import ReproJudge
from gate.sandbox.docker_sandbox import DockerSandbox

from .bench import MemoryJournal, fixed_plan

FOLDER = Path(__file__).parent.parent / "attacks" / "repro"
ATTACKS = sorted(path.name for path in FOLDER.iterdir() if not path.name.startswith("_"))
LIMITS = RunLimits(wall_s=2.0, cpu_s=4, memory_bytes=128 << 20, pids=16, stream_bytes=64 << 10)
POLICY = Policy(repro=ReproPolicy(run=LIMITS, permutations=1)).for_new_attempts()


def attack_case(name: str) -> Case:
    """The case of one attack folder."""
    folder = FOLDER / name
    claim_name = tomllib.loads((folder / "expected.toml").read_text())["claim"]
    claim = EmpiricalClaim.model_validate_json((FOLDER / "_claims" / f"{claim_name}.json").read_bytes())
    assert claim.expected is not None
    claim_files = {file.path: (FOLDER / "_claims" / file.path).read_bytes() for file in claim.expected.data}
    files = read_folder(folder / "artifact")
    return Case(name, "attacks", claim, claim_files, parse_artifact(files[MANIFEST]), files, POLICY)


def test_there_are_many() -> None:
    assert len(ATTACKS) >= 40


@pytest.mark.docker
@pytest.mark.parametrize("name", ATTACKS)
def test_attack(name: str, docker_sandbox: DockerSandbox) -> None:
    expected = tomllib.loads((FOLDER / name / "expected.toml").read_text())
    case = attack_case(name)
    judge = ReproJudge(plan=fixed_plan)
    if "error" in expected:
        with pytest.raises(InputError) as caught:
            judge.judge(case, MemoryJournal(), docker_sandbox)
        assert caught.value.code == expected["error"]
        return
    checks = judge.judge(case, MemoryJournal(), docker_sandbox)
    assert isinstance(case.claim, EmpiricalClaim)
    decision = decide(repro_checks(case.claim.expected, POLICY.repro), checks)
    first = next(check for check in checks if not check.passed and check.code != "not-reached")
    assert (decision.verdict.value, first.id, first.code) == (
        expected["verdict"],
        expected["check"],
        expected["code"],
    ), [(check.id, check.outcome.value, check.reason) for check in checks]
