"""A script whose method the gate cannot compute: no verdict until a second person has reviewed it."""

from __future__ import annotations

import json
from pathlib import Path
from statistics import fmean

import pytest

from gate import AttemptReport, Gate, UsageError, Verdict
from gate.model.errors import InputError
from gate.system.resources import resource
from tests.people import new_key, register
from tests.repro.bench import DATA, LINE, TRUE_SLOPE, ScriptedSandbox, Y, data_file, pairs_of, slope
from tests.samples import record_document, write_artifact, write_record

ALICE = "alice@example.org"
CLAIM = {
    "id": "c1",
    "kind": "empirical",
    "statement": "The slope.",
    "expected": {
        "quantities": [{"name": "slope", "published": f"{TRUE_SLOPE:.4f}", "rule": {"kind": "printed"}}],
        "data": [data_file()],
    },
}
MANIFEST = (
    'contract = "gate-artifact-v1"\n[body]\nkind = "script"\nfiles = ["main.py"]\nargv = ["python3", "main.py"]\n'
)


@pytest.fixture
def record(tmp_path: Path) -> Path:
    (tmp_path / DATA).write_bytes(LINE)
    path = tmp_path / "record.json"
    path.write_text(json.dumps(record_document(claims=[CLAIM])))
    return path


@pytest.fixture
def artifact(tmp_path: Path) -> Path:
    folder = tmp_path / "artifact"
    folder.mkdir()
    (folder / "main.py").write_text("print('a slope')\n")
    (folder / "artifact.toml").write_text(MANIFEST)
    return folder


@pytest.fixture
def alice(tmp_path: Path) -> Path:
    return new_key(tmp_path, "alice")


@pytest.fixture
def gate(tmp_path: Path, alice: Path):
    with Gate.init(tmp_path / "store", origin="example.org/gate"):
        register(tmp_path / "store" / "policy.json", alice=alice)
    sandbox = ScriptedSandbox(lambda inside: {"slope": slope(pairs_of(inside))})
    with Gate.open(tmp_path / "store", sandbox=sandbox) as opened:
        yield opened


def needs_review(attempt: AttemptReport) -> bool:
    return (attempt.verdict, attempt.code) == (Verdict.INCONCLUSIVE, "needs-method-review")


def test_a_review_counts_for_exactly_this_artifact_and_this_claim(gate, record, artifact, alice):
    first = gate.submit(record, artifact)
    assert needs_review(first)
    assert first.level == "R3"
    assert "gate approve RECORD --method ARTIFACT --claim c1" in first.reason
    report = gate.approve(record, approver=ALICE, note="read every line", method=artifact, key=alice)
    assert report.what == "method"
    done = gate.submit(record, artifact)
    assert (done.verdict, done.level) == (Verdict.VERIFIED, "R4")
    words = "a person, not the gate, found that the script computes slope as the claim means"
    assert (done.level_meaning, gate.explain(done.attempt).level_meaning) == (words, words)
    block = gate.status(record).block().splitlines()
    assert "Attempts   2, 1 failed (1 INCONCLUSIVE)" in block
    assert f"Level      R4, {words}" in block
    assert any(line.strip().startswith("leaves open whether the reviewer overlooked") for line in block)
    assert any(ALICE in line and "read every line" in line for line in gate.explain(done.attempt).approvals)
    (artifact / "main.py").write_text("print('a slope')  # edited\n")
    assert needs_review(gate.submit(record, artifact))
    gate.approve(record, approver=ALICE, note="read the edit", method=artifact, key=alice)
    assert gate.submit(record, artifact).verdict is Verdict.VERIFIED
    changed = {**CLAIM, "statement": "Another slope."}
    record.write_text(json.dumps(record_document(claims=[changed])))
    assert needs_review(gate.submit(record, artifact))
    assert gate.audit().problem is None


def test_who_hands_a_script_in_does_not_review_it(gate, record, artifact, alice):
    gate.approve(record, approver=ALICE, note="my own", method=artifact, key=alice)
    assert needs_review(gate.submit(record, artifact, identity=alice))
    assert needs_review(gate.submit(record, artifact))  # whoever hands it in again


def test_who_owns_the_claim_and_hands_in_needs_a_second_person(tmp_path, record, artifact, alice, monkeypatch):
    """Even where the gate computes every value itself: the lie may be in the method."""
    monkeypatch.syspath_prepend(str(resource("sandboxes")))  # the evaluator runs in this process
    bob = new_key(tmp_path, "bob")
    method = {"value": {"recipe": "mean", "of": {"column": "y"}}}
    quantity = {"name": "mean", "published": f"{fmean(Y):.4f}", "rule": {"kind": "printed"}, "method": method}
    claim = {**CLAIM, "expected": {**CLAIM["expected"], "quantities": [quantity]}}
    record.write_text(json.dumps(record_document(claims=[claim])))
    with Gate.init(tmp_path / "store", origin="example.org/gate"):
        register(tmp_path / "store" / "policy.json", alice=alice, bob=bob)
    sandbox = ScriptedSandbox(lambda inside: {"mean": fmean(y for _, y in pairs_of(inside))})
    with Gate.open(tmp_path / "store", sandbox=sandbox) as gate:
        assert gate.submit(record, artifact, identity=alice).verdict is Verdict.VERIFIED
        report = gate.approve(record, approver=ALICE, note="this is what I published", key=alice)
        assert (report.what, report.subject) == ("claim", gate.submit(record, artifact).claim_digest)
        again = gate.submit(record, artifact, identity=alice)
        assert needs_review(again)
        assert "who signed the claim handed this in as well" in again.reason
        gate.approve(record, approver=ALICE, note="reviewed by myself", method=artifact, key=alice)
        assert needs_review(gate.submit(record, artifact))
        gate.approve(record, approver="bob@example.org", note="read it", method=artifact, key=bob)
        assert gate.submit(record, artifact).verdict is Verdict.VERIFIED


def test_a_strangers_review_is_refused(gate, record, artifact, tmp_path):
    mallory = new_key(tmp_path, "mallory")
    with pytest.raises(UsageError, match=r"approval\.other-key"):
        gate.approve(record, approver=ALICE, note="read it", method=artifact, key=mallory)
    with pytest.raises(UsageError, match=r"approval\.unknown-person"):
        gate.approve(record, approver="mallory@example.org", note="read it", method=artifact, key=mallory)


def test_only_a_script_for_its_claim_can_be_reviewed(gate, record, artifact, alice, tmp_path):
    with pytest.raises(UsageError, match=r"approval\.what"):
        gate.approve(record, approver=ALICE, note="read it", method=artifact, hole=f"sha256:{'0' * 64}", key=alice)
    proof = tmp_path / "proof"
    proof.mkdir()
    with pytest.raises(InputError, match=r"review\.no-script"):
        gate.approve(write_record(proof), approver=ALICE, note="read", method=write_artifact(proof), key=alice)
