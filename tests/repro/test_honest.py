"""Honest scripts in every style: none may be REJECTED, whatever the draws.

Every folder of tests/honest is a claim with its methods; the scripts beside it compute what it says, each in a way of
its own: with the standard library, pandas, numpy, scipy, statsmodels or scikit-learn; checking their input, rounding
their output, printing "no" where there is nothing. `GATE_HONEST_JUDGEMENTS` says how often each is judged.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from gate.model.artifact import Artifact, Script
from gate.model.claim import EmpiricalClaim
from gate.model.decide import decide
from gate.model.judging import Case
from gate.model.policy import Policy, ReproPolicy
from gate.model.required import repro_checks
from gate.model.verdict import Verdict
from gate.repro.judge import ReproJudge
from gate.sandbox.docker_sandbox import DockerSandbox

from .bench import MemoryJournal
from .in_process import EvaluatorSandbox
from .warm import WarmPython

FOLDER = Path(__file__).parent.parent / "honest"
SCRIPTS = [(path.parent.name, path.stem) for path in sorted(FOLDER.glob("*/*.py"))]
JUDGEMENTS = int(os.environ.get("GATE_HONEST_JUDGEMENTS", "1"))
POLICY = Policy(repro=ReproPolicy(base_runs=2, require_method=True))


def honest_case(claim_name: str, script: str, *, seed: str, policy: Policy = POLICY) -> Case:
    """A script of the corpus and its claim."""
    claim = EmpiricalClaim.model_validate_json((FOLDER / claim_name / "claim.json").read_bytes())
    assert claim.expected is not None
    files = {"main.py": (FOLDER / claim_name / f"{script}.py").read_bytes()}
    claim_files = {file.path: (FOLDER / file.path).read_bytes() for file in claim.expected.data}
    artifact = Artifact(
        contract="gate-artifact-v1", body=Script(kind="script", files=("main.py",), argv=("python3", "main.py"))
    )
    return Case("a1", "r1", claim, claim_files, artifact, files, policy, seed=seed)


@pytest.fixture(scope="module")
def sandbox(docker_sandbox: DockerSandbox) -> Iterator[EvaluatorSandbox]:
    """Scripts in one container; with the same seed scripts of one claim meet the same draws, evaluated once."""
    with WarmPython(docker_sandbox.image_id("python")) as warm:
        yield EvaluatorSandbox(docker_sandbox, warm.run)


def test_the_corpus_has_every_style() -> None:
    texts = [path.read_text() for path in FOLDER.glob("*/*.py")]
    assert len({claim for claim, _ in SCRIPTS}) == 15
    assert len(SCRIPTS) == 45
    for word in ("pandas", "numpy", "scipy", "statsmodels", "sklearn", "Decimal", "assert ", "round(", "max("):
        assert sum(word in text for text in texts) >= 1, word


@pytest.mark.docker
@pytest.mark.parametrize("number", range(JUDGEMENTS))
@pytest.mark.parametrize(("claim", "script"), SCRIPTS, ids=map("/".join, SCRIPTS))
def test_an_honest_script_is_verified(claim: str, script: str, number: int, sandbox: EvaluatorSandbox) -> None:
    case = honest_case(claim, script, seed=f"honest-{number}")
    checks = ReproJudge(slots=1).judge(case, MemoryJournal(), sandbox)
    assert isinstance(case.claim, EmpiricalClaim)
    decision = decide(repro_checks(case.claim.expected, POLICY.repro), checks)
    assert decision.verdict is Verdict.VERIFIED, [
        (check.id, check.outcome.value, check.code, check.reason) for check in checks if not check.passed
    ]
