"""The real claims of examples/, judged for real: each comes out as examples/README.md says."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

import pytest

from gate.engine.inputs.intake import load
from gate.model.check import Check
from gate.model.claim import EmpiricalClaim
from gate.model.decide import Decision, decide
from gate.model.judging import Case
from gate.model.policy import Policy, ReproPolicy
from gate.model.record import Record, parse_record
from gate.model.required import repro_checks
from gate.model.verdict import Verdict
from gate.repro.checks.level import level
from gate.repro.claim.review import review_subject
from gate.repro.judge import ReproJudge
from gate.sandbox.docker_sandbox import DockerSandbox

from .bench import MemoryJournal, fixed_plan

EXAMPLES = Path(__file__).parent.parent.parent / "examples"
POLICY = Policy(repro=ReproPolicy(base_runs=2, permutations=1)).for_new_attempts()
ROW = re.compile(
    r"\| ([a-z0-9-]+) \| ([a-z0-9-]+)(?: \(random\))? \| ([a-z0-9, -]+) \| (VERIFIED|REJECTED|INCONCLUSIVE)"
)
ENDLESS = "longley-endless"
"""It is for `gate demo`, with a short time limit."""
CASES = [
    (record, claim, artifact, verdict)
    for record, claim, artifacts, verdict in ROW.findall((EXAMPLES / "README.md").read_text())
    for artifact in artifacts.split(", ")
    if (EXAMPLES / "artifacts" / artifact / "main.py").exists() and artifact != ENDLESS
]
SLOW_IMPORTS = {"spector-logit", "engel-quantreg", "iris-qda"}


def records() -> list[Record]:
    """Every record of examples/."""
    return [parse_record(path.read_bytes(), where=path.name) for path in sorted((EXAMPLES / "records").glob("*.json"))]


@pytest.mark.docker
@pytest.mark.parametrize(
    ("record", "claim", "artifact", "verdict"),
    [pytest.param(*one, id=one[2], marks=[pytest.mark.slow] if one[2] in SLOW_IMPORTS else []) for one in CASES],
)
def test_example(record: str, claim: str, artifact: str, verdict: str, docker_sandbox: DockerSandbox) -> None:
    intake = load(EXAMPLES / "records" / f"{record}.json", EXAMPLES / "artifacts" / artifact, claim)
    case = Case(
        "example",
        intake.record.id,
        intake.claim,
        intake.claim_files,
        intake.artifact,
        intake.artifact_files,
        POLICY,
    )
    decision, checks = judged(case, docker_sandbox)
    assert decision.verdict.value == verdict, decision.reason
    if verdict == "INCONCLUSIVE":  # no recipe computes one of its quantities: then a human
        assert decision.code == "needs-method-review"
        reviewed = frozenset([review_subject(case.claim, case.artifact_files)])
        decision, checks = judged(replace(case, approved=reviewed), docker_sandbox)
    if decision.verdict is not Verdict.REJECTED:
        assert (decision.verdict, level(checks)) == (Verdict.VERIFIED, "R4")


def judged(case: Case, sandbox: DockerSandbox) -> tuple[Decision, tuple[Check, ...]]:
    """The decision on an example and its checks."""
    checks = ReproJudge(plan=fixed_plan).judge(case, MemoryJournal(), sandbox)
    assert isinstance(case.claim, EmpiricalClaim)
    return decide(repro_checks(case.claim.expected, POLICY.repro), checks), checks


def test_the_table_lists_every_empirical_artifact_and_claim() -> None:
    listed = {artifact for _, _, artifact, _ in CASES} | {ENDLESS}
    scripts = {path.parent.name for path in EXAMPLES.glob("artifacts/*/main.py")}
    assert listed == scripts
    claims = {
        (record.id, claim.id) for record in records() for claim in record.claims if isinstance(claim, EmpiricalClaim)
    }
    assert claims == {(record, claim) for record, claim, _, _ in CASES}


def test_every_data_file_names_source_and_licence() -> None:
    for record in records():
        for claim in record.claims:
            if isinstance(claim, EmpiricalClaim) and claim.expected is not None:
                assert claim.sources
                assert all(len(file.source) > 20 and file.licence for file in claim.expected.data)
