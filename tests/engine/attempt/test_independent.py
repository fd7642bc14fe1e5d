"""R5 through the engine: the earlier, verified artifact is found, and nothing else is."""

import json

import pytest

from gate.engine.attempt.run import run_attempt
from gate.engine.inputs.intake import load
from gate.engine.judges import JUDGES
from gate.model.check import passed
from gate.model.progress import Silent
from gate.repro.judge import ReproJudge
from tests.engine.conftest import FakeJudge
from tests.samples import record_document

CLAIM = {
    "id": "c1",
    "kind": "empirical",
    "statement": "The slope is 2.50.",
    "expected": {"quantities": [{"name": "slope", "published": "2.50", "method": {"value": {"recipe": "rows"}}}]},
}


@pytest.fixture
def submit(workspace, tmp_path):
    """Submit a script by an author whose base runs gave ``slope``; the fake judge passes it."""
    record = tmp_path / "empirical.json"
    record.write_text(json.dumps(record_document(claims=[CLAIM])))

    def run(author: str, slope: float, text: str = ""):
        folder = tmp_path / f"by-{author}-{slope}"
        folder.mkdir(exist_ok=True)
        (folder / "main.py").write_text(text or f"# by {author}: {slope}\n")
        (folder / "artifact.toml").write_text(
            f'contract = "gate-artifact-v1"\nauthor = "{author}"\n'
            '[body]\nkind = "script"\nfiles = ["main.py"]\nargv = ["python3", "main.py"]\n'
        )
        intake = load(record, folder, None)
        result = workspace.blobs.put(json.dumps({"nonce": "n", "slope": slope}).encode())
        names = [name for name in JUDGES.required(intake.claim, workspace.policy) if name.startswith("repro.")]
        checks = [passed(name, "fine", evidence={"base-01/result.json": result}) for name in names]
        return run_attempt(workspace, intake, lambda: None, Silent(), judge=FakeJudge(checks, like=ReproJudge()))

    return run


def independent(outcome):
    return [check for check in outcome.checks if check.id == "repro.independent"]


def test_the_first_artifact_has_nothing_to_agree_with(submit):
    assert independent(submit("Ada", 2.5)) == []


def test_a_second_artifact_that_agrees_is_a_witness(submit):
    submit("Ada", 2.5)
    second = submit("Bob", 2.501)
    assert [check.passed for check in independent(second)] == [True]


def test_the_same_artifact_again_is_not_its_own_witness(submit):
    submit("Ada", 2.5)
    assert independent(submit("Ada", 2.5)) == []


def test_a_second_artifact_by_the_same_author_is_no_witness(submit):
    submit("Ada", 2.5)
    (check,) = independent(submit("Ada", 2.501))
    assert (check.passed, check.code) == (False, "not-independent")


def test_disagreement_is_shown(submit):
    submit("Ada", 2.5)
    (check,) = independent(submit("Bob", 2.9))
    assert check.code == "disagree"
