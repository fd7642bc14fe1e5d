"""A third judge is one class and one line of registration: everything else works for it as it does for the others."""

import json

import jsonschema
import pytest

from gate import Digest, Gate, InputError, Status, UsageError, Verdict, verify_bundle
from gate.engine.attempt.run import begin
from gate.engine.inputs.intake import load
from gate.engine.inputs.pins import pin_record
from gate.engine.judges import JUDGES, Judges
from gate.engine.schema import _contract, schema_of
from gate.engine.workspace import Workspace
from gate.lean.judge import LeanJudge
from gate.model.artifact import Artifact
from gate.model.record import Record
from gate.repro.judge import ReproJudge
from gate.store import schema
from tests.engine.counting import CountingJudge
from tests.people import new_key, register
from tests.samples import record_document

THREE = Judges(LeanJudge(), ReproJudge(), CountingJudge())
GLOSSARY = b"line: what ends with a newline\n"
CLAIM = {
    "id": "c1",
    "kind": "counting",
    "statement": "There are two lines.",
    "lines": 2,
    "glossary": {"path": "glossary.txt", "sha256": str(Digest.of(GLOSSARY))},
}


class Never:
    """A sandbox that no counting needs."""


@pytest.fixture
def ada(tmp_path):
    """Ada's private key; the store's policy names the public one."""
    return new_key(tmp_path, "ada")


@pytest.fixture
def gate(tmp_path, ada):
    Gate.init(tmp_path / "store", origin="example.org/gate").close()
    register(tmp_path / "store" / "policy.json", ada=ada)
    with Gate.open(tmp_path / "store", judges=THREE, sandbox=Never()) as made:
        yield made


@pytest.fixture
def record(tmp_path):
    (tmp_path / "glossary.txt").write_bytes(GLOSSARY)
    path = tmp_path / "record.json"
    path.write_text(json.dumps(record_document(claims=[CLAIM])))
    return path


@pytest.fixture
def artifact(tmp_path):
    def make(name: str, text: str, manifest: bool = True):
        folder = tmp_path / name
        folder.mkdir()
        (folder / "list.txt").write_text(text)
        if manifest:
            toml = 'contract = "gate-artifact-v1"\n[body]\nkind = "listing"\nfiles = ["list.txt"]\n'
            (folder / "artifact.toml").write_text(toml)
        else:
            (folder / "INDEX").touch()
        return folder

    return make


def test_a_verdict_from_submission_to_bundle(gate, ada, record, artifact, tmp_path):
    folder = artifact("one", "a\nb\n")
    assert gate.submit(record, folder).verdict is Verdict.INCONCLUSIVE  # nobody has read the glossary
    assert gate.approve(record, approver="ada@example.org", note="I read it", key=ada).what == "glossary"
    report = gate.submit(record, folder)
    assert (report.verdict, report.level) == (Verdict.VERIFIED, "counted")
    assert report.required == ("artifact.preflight", "count.lines", "count.approval")
    assert gate.status("sample-1").status is Status.VERIFIED
    explained = gate.explain(report.attempt)
    assert (explained.established, explained.not_established) == (("It was counted.",), ("Whether lines matter.",))
    assert explained.level_meaning == "every line was counted"
    assert explained.tables[0].lines() == ("Lines", "  check        lines", "  count.lines  2")
    bundle = gate.bundle(report.attempt)
    assert verify_bundle(bundle, gate.public_key, record=None).verdict is Verdict.VERIFIED
    assert gate.audit().problem is None


def test_another_manifest_another_artifact_and_a_rerun(gate, ada, record, artifact):
    gate.approve(record, approver="ada@example.org", note="I read it", key=ada)
    gate.submit(record, artifact("one", "a\nb\n"))
    second = gate.submit(record, artifact("two", "c\nd\n", manifest=False))
    assert [check.id for check in second.checks][-1] == "count.again"
    plan = gate.plan_rerun(second.attempt)
    assert (plan.plan, plan.runs) == ({"counts": 1}, ("count again",))
    assert gate.rerun(second.attempt).differences == ()
    assert len(gate.revoke(reason="the counter is off by one", toolchain="counter-1").revoked) == 3
    assert gate.status(record).status is Status.UNVERIFIED


def test_its_failures_are_like_those_of_others(gate, record, artifact, artifact_folder):
    rejected = gate.submit(record, artifact("one", "a\n"))
    assert (rejected.verdict, rejected.code, rejected.level) == (Verdict.REJECTED, "another-number", "")
    with pytest.raises(InputError) as caught:
        gate.submit(record, artifact_folder)
    assert caught.value.code == "artifact.wrong-kind"
    with pytest.raises(UsageError, match=r"approval\.what"):
        gate.approve(record, approver="a@b.c", note="n", hole="sha256:" + "0" * 64)


def test_without_its_registration_the_claim_is_refused_by_name(record):
    with pytest.raises(InputError) as caught:
        JUDGES.parse_record(record.read_bytes(), where="record.json")
    assert caught.value.code == "record.wrong-value"
    with pytest.raises(InputError) as caught:
        JUDGES.of(THREE.parse_record(record.read_bytes(), where="record.json").claim("c1"))
    assert caught.value.code == "claim.no-judge"


def test_the_registered_judges_read_the_published_contracts():
    assert (JUDGES.record, JUDGES.artifact) == (Record, Artifact)
    assert JUDGES.kinds == ("mathematical", "empirical", "scored", "trained")


def test_another_judge_changes_no_digest_of_a_claim():
    data = json.dumps(record_document()).encode()
    assert JUDGES.parse_record(data, where="r").digest == THREE.parse_record(data, where="r").digest
    first = JUDGES.parse_record(data, where="r").claim("c1")
    assert first.digest == THREE.parse_record(data, where="r").claim("c1").digest


def test_an_attempt_of_a_judge_that_is_gone_does_not_keep_the_store_from_being_written(tmp_path, record, artifact):
    home = tmp_path / "older"
    with Gate.init(home, judges=THREE):
        pass
    workspace = Workspace.open(home, judges=THREE)
    pin_record(record, judges=THREE)
    attempt, _ = begin(workspace, load(record, artifact("one", "a\n"), None, THREE))
    with workspace.ledger._db.write() as connection:  # its process has died since
        connection.execute(schema.attempts.update().values(boot="another boot"))
    workspace.ledger.close()
    with Gate.open(home) as gate:
        assert gate.recovery().closed == ()
        gate.rotate_key("second")
    with Gate.open(home, judges=THREE) as gate:
        assert gate.recovery().closed == (attempt.id,)


def test_the_published_schemas_are_those_of_the_registered_judges(monkeypatch):
    assert "counting" not in json.dumps(schema_of("record"))
    monkeypatch.setattr("gate.engine.schema.JUDGES", THREE)
    _contract.cache_clear()
    try:
        jsonschema.validate(CLAIM, schema_of("claim"))
        jsonschema.validate(record_document(claims=[CLAIM]), schema_of("record"))
        assert "listing" in json.dumps(schema_of("artifact"))
    finally:
        _contract.cache_clear()
