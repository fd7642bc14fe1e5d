"""Scored and trained claims from submission to bundle, with and without a second person who looked at the artifact."""

import json

import pytest

from gate import Gate, InputError, Verdict, verify_bundle
from tests.people import new_key, register
from tests.repro.bench import ScriptedSandbox
from tests.repro.scored.samples import LABEL_FILE, as_csv, nothing_runs, pinned, scored
from tests.repro.scored.test_trained import FILES, honest, trained
from tests.samples import record_document

ALICE = "alice@example.org"
GOOD = as_csv()


@pytest.fixture
def alice(tmp_path):
    return new_key(tmp_path, "alice")


@pytest.fixture
def gate(tmp_path, alice):
    with Gate.init(tmp_path / "store", origin="example.org/gate"):
        register(tmp_path / "store" / "policy.json", alice=alice)
    with Gate.open(tmp_path / "store", sandbox=ScriptedSandbox(nothing_runs)) as opened:
        yield opened


@pytest.fixture
def training(tmp_path, alice):
    """A store whose sandbox trains, the record of a trained claim, and the script's folder."""
    with Gate.init(tmp_path / "training", origin="example.org/gate"):
        register(tmp_path / "training" / "policy.json", alice=alice)
    for name, content in FILES.items():
        (tmp_path / name).write_bytes(content)
    path, folder = tmp_path / "trained.json", tmp_path / "script"
    path.write_text(json.dumps(record_document(claims=[json.loads(trained().model_dump_json())])))
    folder.mkdir()
    (folder / "main.py").write_text("train()\n")
    (folder / "artifact.toml").write_text(
        'contract = "gate-artifact-v1"\n[body]\nkind = "script"\nfiles = ["main.py"]\nargv = ["python3", "main.py"]\n'
    )
    with Gate.open(tmp_path / "training", sandbox=ScriptedSandbox(honest)) as opened:
        yield opened, path, folder


def test_a_training_counts_once_a_second_person_read_the_script(training, alice):
    gate, path, folder = training
    first = gate.submit(path, folder)
    assert (first.verdict, first.code, first.level) == (Verdict.INCONCLUSIVE, "needs-method-review", "")
    gate.approve(path, approver=ALICE, note="it learns", method=folder, key=alice)
    done = gate.submit(path, folder)
    assert (done.verdict, done.level) == (Verdict.VERIFIED, "trained")
    block = gate.status(path).block()
    assert "Level      trained, the training was run again here" in block
    assert "Form       trained, a training script is run again here" in block
    report = verify_bundle(gate.bundle("sample-1"), gate.public_key, artifact=folder, record=path)
    assert report.verdict is Verdict.VERIFIED
    assert gate.rerun(done.attempt).verdict is Verdict.VERIFIED
    assert gate.audit().problem is None


@pytest.fixture
def record(tmp_path):
    (tmp_path / "labels.csv").write_bytes(LABEL_FILE)

    def write(claim):
        path = tmp_path / "record.json"
        path.write_text(json.dumps(record_document(claims=[json.loads(claim.model_dump_json())])))
        return path

    return write


@pytest.fixture
def artifact(tmp_path):
    folder = tmp_path / "artifact"
    folder.mkdir()
    (folder / "predictions.csv").write_bytes(GOOD)
    (folder / "artifact.toml").write_text(
        'contract = "gate-artifact-v1"\n[body]\nkind = "predictions"\nfiles = ["predictions.csv"]\n'
    )
    return folder


def test_pinned_predictions_from_submission_to_bundle(gate, record, artifact):
    path = record(pinned(GOOD))
    done = gate.submit(path, artifact)
    assert (done.verdict, done.level) == (Verdict.VERIFIED, "scored")
    block = gate.status(path).block()
    assert "Level      scored, the gate's own score of these predictions; not shown is what made them" in block
    assert "Form       scored, predictions that were handed in score this" in block
    assert any("or any model did" in line for line in gate.explain(done.attempt).lines())
    bundle = gate.bundle("sample-1")
    report = verify_bundle(bundle, gate.public_key, artifact=artifact, record=path)
    assert report.verdict is Verdict.VERIFIED
    assert gate.audit().problem is None
    assert gate.rerun(done.attempt).verdict is Verdict.VERIFIED


def test_predictions_without_a_pin_count_once_a_second_person_looked_at_them(gate, record, artifact, alice):
    path = record(scored())
    first = gate.submit(path, artifact)
    assert (first.verdict, first.code) == (Verdict.INCONCLUSIVE, "needs-method-review")
    assert "gate approve RECORD --method ARTIFACT --claim c1" in first.reason
    gate.approve(path, approver=ALICE, note="saw the model make them", method=artifact, key=alice)
    assert gate.submit(path, artifact).verdict is Verdict.VERIFIED
    (artifact / "predictions.csv").write_bytes(as_csv().replace(b"owl", b"cat", 1))
    assert gate.submit(path, artifact).verdict is not Verdict.VERIFIED


def test_who_hands_predictions_in_does_not_review_them(gate, record, artifact, alice):
    path = record(scored())
    gate.approve(path, approver=ALICE, note="mine", method=artifact, key=alice)
    assert gate.submit(path, artifact, identity=alice).code == "needs-method-review"


def test_a_script_shows_no_scored_claim(gate, record, artifact):
    (artifact / "predictions.csv").rename(artifact / "main.py")
    (artifact / "artifact.toml").write_text(
        'contract = "gate-artifact-v1"\n[body]\nkind = "script"\nfiles = ["main.py"]\nargv = ["python3", "main.py"]\n'
    )
    with pytest.raises(InputError) as caught:
        gate.submit(record(scored()), artifact)
    assert (caught.value.code, caught.value.fault) == ("artifact.wrong-kind", "artifact")
