"""A claim without data through the library: what a store, old or new, makes of a constant."""

import json

import pytest

from gate import Gate, Status, Verdict
from tests.repro.bench import ScriptedSandbox
from tests.samples import record_document

CLAIM = {
    "id": "c1",
    "kind": "empirical",
    "statement": "The answer is 42.",
    "expected": {"quantities": [{"name": "answer", "published": "42", "rule": {"kind": "integer"}}]},
}


@pytest.fixture
def submit(tmp_path):
    (tmp_path / "record.json").write_text(json.dumps(record_document(claims=[CLAIM])))
    artifact = tmp_path / "artifact"
    artifact.mkdir()
    (artifact / "main.py").write_text("print(42)\n")
    (artifact / "artifact.toml").write_text(
        'contract = "gate-artifact-v1"\n[body]\nkind = "script"\nfiles = ["main.py"]\nargv = ["python3", "main.py"]\n'
    )

    def run(gate):
        return gate.submit(tmp_path / "record.json", artifact), gate.status(tmp_path / "record.json")

    return run


@pytest.mark.parametrize("repro", [None, {}, {"base_runs": 4}, {"allow_without_data": False}])
def test_a_constant_is_not_verified_by_default(tmp_path, submit, repro):
    """In a new store, and under a policy document that does not say it, as one of an older store."""
    with Gate.init(tmp_path / "store", origin="example.org/gate"):
        if repro is not None:
            (tmp_path / "store" / "policy.json").write_text(json.dumps({"contract": "gate-policy-v1", "repro": repro}))
    with Gate.open(tmp_path / "store", sandbox=ScriptedSandbox(lambda inside: {"answer": 42})) as gate:
        attempt, status = submit(gate)
        assert (attempt.verdict, attempt.code, attempt.level) == (Verdict.INCONCLUSIVE, "without-data", "R2")
        assert "not shown to come from data" in attempt.level_meaning
        assert "repro.data" in attempt.required
        assert status.status is Status.UNVERIFIED
        assert gate.audit().problem is None


def test_where_the_policy_allows_it_the_block_says_what_the_level_means(tmp_path, submit):
    with Gate.init(tmp_path / "store", origin="example.org/gate"):
        pass
    policy = tmp_path / "policy.json"
    repro = {"allow_without_data": True, "require_method": False}
    policy.write_text(json.dumps({"contract": "gate-policy-v1", "repro": repro}))
    sandbox = ScriptedSandbox(lambda inside: {"answer": 42})
    with Gate.open(tmp_path / "store", policy=policy, sandbox=sandbox) as gate:
        attempt, status = submit(gate)
    assert (attempt.verdict, attempt.level) == (Verdict.VERIFIED, "R2")
    (line,) = [line for line in status.block().splitlines() if line.startswith("Level")]
    assert line.startswith("Level      R2, stable over runs")
    assert line.endswith("not shown to come from data")
