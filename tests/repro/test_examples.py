"""The real claims of examples/, judged for real: each comes out as examples/README.md says."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from gate.engine.inputs.intake import load
from gate.model.claim import EmpiricalClaim
from gate.model.decide import decide
from gate.model.judging import Case
from gate.model.policy import Policy, ReproPolicy
from gate.model.record import Record, parse_record
from gate.model.required import repro_checks
from gate.repro.checks.level import level
from gate.repro.judge import ReproJudge
from gate.sandbox.docker_sandbox import DockerSandbox

from .bench import MemoryJournal, fixed_plan

EXAMPLES = Path(__file__).parent.parent.parent / "examples"
POLICY = Policy(repro=ReproPolicy(base_runs=2, permutations=1))
ROW = re.compile(r"\| ([a-z0-9-]+) \| ([a-z0-9-]+)(?: \(random\))? \| ([a-z0-9, -]+) \| (VERIFIED|REJECTED)")
CASES = [
    (record, claim, artifact, verdict)
    for record, claim, artifacts, verdict in ROW.findall((EXAMPLES / "README.md").read_text())
    for artifact in artifacts.split(", ")
    if (EXAMPLES / "artifacts" / artifact / "main.py").exists()
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
    checks = ReproJudge(plan=fixed_plan).judge(case, MemoryJournal(), docker_sandbox)
    assert isinstance(intake.claim, EmpiricalClaim)
    decision = decide(repro_checks(intake.claim.expected, POLICY.repro), checks)
    assert decision.verdict.value == verdict, decision.reason
    if verdict == "VERIFIED":
        assert intake.claim.expected is not None
        # R4 is every method and every relation: a claim that names a method for some of its quantities only is R3.
        methods = {quantity.method is not None for quantity in intake.claim.expected.quantities}
        assert level(checks) == ("R3" if methods == {True, False} else "R4")


def test_the_table_lists_every_empirical_artifact_and_claim() -> None:
    listed = {artifact for _, _, artifact, _ in CASES} | {"longley-endless"}
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
