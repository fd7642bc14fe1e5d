"""The library: what each method of `Gate` returns, and what a store opened for reading only refuses."""

import json
import re
from pathlib import Path
from unittest.mock import Mock

import jsonschema
import pytest

from gate import (
    Fault,
    Gate,
    InputError,
    IntegrityError,
    InterruptedRun,
    NothingToCheckError,
    Status,
    UsageError,
    Verdict,
    examine,
    verify_bundle,
    verify_export,
)
from gate.engine.schema import schema_of
from gate.model.errors import InfrastructureError
from gate.store.keys import create_key
from tests.people import new_key, register
from tests.samples import record_document


class NoDocker:
    """A sandbox on a machine where nothing can run."""

    def __getattr__(self, name):
        raise InfrastructureError("docker.unreachable", "no daemon answers", hint="start dockerd")


class Stages(list):
    def stage(self, name, detail=""):
        self.append(name)


@pytest.fixture
def home(tmp_path: Path) -> Path:
    return tmp_path / "store"


@pytest.fixture
def ada(tmp_path):
    """Ada's private key; the store's policy names the public one."""
    return new_key(tmp_path, "ada")


@pytest.fixture
def gate(home, ada):
    Gate.init(home, origin="example.org/gate").close()
    register(home / "policy.json", ada=ada)
    with Gate.open(home, sandbox=NoDocker()) as made:
        yield made


def valid(report, name):
    jsonschema.validate(json.loads(report.to_text()), schema_of(name))
    return report


def test_a_store_is_made_once(gate, home):
    assert valid(gate.store(), "store").public_key == gate.public_key
    with pytest.raises(UsageError) as caught:
        Gate.init(home)
    assert caught.value.code == "store.already-initialised"


@pytest.mark.parametrize("host", ["vm", "Judge-1.Example.ORG", "büro 7", "", "x" * 300])
def test_every_store_has_a_name_of_its_own(tmp_path, monkeypatch, host):
    monkeypatch.setattr("socket.gethostname", lambda: host)
    names = []
    for number in range(3):
        with Gate.init(tmp_path / str(number)) as made:
            names.append(made.store().origin)
            assert made.public_key.startswith(f"{names[-1]}+")
            assert made.checkpoint().startswith(f"{names[-1]}\n")
    assert len(set(names)) == 3
    assert all(re.fullmatch(r"[a-z0-9.-]+/gate-[0-9a-f]{16}", name) for name in names)


def test_an_attempt_and_everything_that_is_read_from_it(gate, record_file, artifact_folder):
    attempt = valid(gate.submit(record_file, artifact_folder), "verdict")
    assert (attempt.verdict, attempt.code) == (Verdict.INCONCLUSIVE, "docker.unreachable")
    status = valid(gate.status(record_file), "status")
    assert (status.status, status.attempts) == (Status.UNVERIFIED, 1)
    assert status.block().splitlines()[1] == "Status     Unverified"
    (summary,) = valid(gate.history("sample-1"), "history").attempts
    assert (summary.attempt, summary.log_index) == (attempt.attempt, attempt.log_index)
    explained = valid(gate.explain("sample-1"), "explanation")
    assert explained.checks == attempt.checks
    assert explained.not_established
    assert valid(gate.audit(records=[record_file]), "audit").problem is None
    (entry,) = valid(gate.entries(kind="verdict"), "log-entries").entries
    assert entry.index == attempt.log_index
    assert len(gate.entries(last=3).entries) == 3
    assert gate.prove(entry.index).startswith("c2sp.org/tlog-proof@v1\n")
    assert gate.checkpoint().startswith("example.org/gate\n")


def test_a_rerun_is_a_new_attempt_that_is_compared_with_the_old_one(gate, record_file, artifact_folder):
    first = gate.submit(record_file, artifact_folder)
    plan = valid(gate.plan_rerun(first.attempt), "rerun")
    assert (plan.of, plan.plan, plan.runs) == (first.attempt, None, ())
    again = valid(gate.rerun(first.attempt), "verdict")
    assert (again.number, again.differences) == (2, ())
    assert first.differences is None


def test_a_record_that_states_its_own_verdict_is_refused_by_the_engine(gate, record_file, artifact_folder):
    stated = {"status": "VERIFIED", "reason": "trust me", "evaluated": "2026-07-02T00:00:00Z"}
    record_file.write_text(json.dumps(record_document(gate_verdict=stated)))
    for use in (lambda: gate.submit(record_file, artifact_folder), lambda: gate.status(record_file)):
        with pytest.raises(IntegrityError) as caught:
            use()
        assert caught.value.code == "record.stated-verdict"
    assert len(gate.entries().entries) == 1


def test_what_people_add(gate, ada, record_file, artifact_folder):
    gate.submit(record_file, artifact_folder)
    approval = valid(gate.approve(record_file, approver="ada@example.org", note="I read it", key=ada), "approval")
    assert (approval.what, approval.key) == ("challenge", " ".join(ada.with_suffix(".pub").read_text().split()[:2]))
    assert gate.audit().problem is None
    assert any("ada@example.org" in line for line in gate.explain("sample-1").approvals)
    correction = valid(gate.correct("sample-1", kind="retraction", text="wrong data"), "correction")
    assert (correction.status, correction.reason) == (Status.UNVERIFIED, "retracted: wrong data")
    with pytest.raises(NothingToCheckError):
        gate.revoke(reason="kernel bug", toolchain="lean-core")
    for wrong in ({"toolchain": "lean-core", "attempt": "x"}, {}, {"toolchain": ""}, {"image": ""}):
        with pytest.raises(UsageError, match=r"revoke\.what"):
            gate.revoke(reason="which?", **wrong)


def test_words_that_the_log_cannot_hold_are_the_callers_fault(gate, record_file, tmp_path):
    for use, code in (
        (lambda: gate.approve(record_file, approver="Ada Lovelace", note="n"), "argument.wrong-value"),
        (lambda: gate.approve(record_file, approver="a\nnote forged", note="n"), "argument.wrong-value"),
        (lambda: gate.approve(record_file, approver="a", note="n", hole="me"), "digest.malformed"),
        (lambda: gate.approve(record_file, approver="a", note="n", key=tmp_path / "none"), "keys.no-file"),
        (lambda: gate.revoke(reason="r", attempt="x", code="Operator!"), "argument.wrong-value"),
    ):
        with pytest.raises(UsageError) as caught:
            use()
        assert (caught.value.code, caught.value.exit_code) == (code, 2)
    assert len(gate.entries().entries) == 1


def test_a_bundle_and_an_export_verify_without_the_store(gate, record_file, artifact_folder, tmp_path):
    attempt = gate.submit(record_file, artifact_folder)
    written = valid(gate.write_bundle(attempt.attempt, tmp_path / "v.bundle"), "bundle-written")
    key = tmp_path / "key"
    key.write_text(gate.public_key + "\n")
    for trusted in (gate.public_key, str(key)):
        found = verify_bundle(Path(written.path), trusted, artifact=artifact_folder, record=record_file)
        assert valid(found, "bundle-report").checks == attempt.checks
    with pytest.raises(IntegrityError):
        verify_bundle(gate.bundle(attempt.attempt)[:-9], gate.public_key)
    exported = valid(gate.export(tmp_path / "log.jsonl"), "export")
    report = valid(verify_export(Path(exported.path), gate.public_key), "audit")
    assert (report.problem, report.entries, report.root) == (None, exported.size, exported.root)
    assert gate.audit(export=Path(exported.path)).problem is None
    with pytest.raises(InfrastructureError) as caught:
        gate.write_bundle(attempt.attempt, tmp_path / "nowhere" / "v.bundle")
    assert caught.value.code == "bundle.write"


def test_a_key_change(gate):
    before = gate.public_key
    report = valid(gate.rotate_key("second"), "key")
    assert report.public_key == gate.public_key != before
    assert gate.audit().problem is None


def test_progress_is_called(home, record_file, artifact_folder):
    stages = Stages()
    with Gate.init(home, progress=stages, sandbox=NoDocker()) as gate:
        gate.submit(record_file, artifact_folder)
    assert stages[-1] == "decide"


def test_reading_only_refuses_what_writes_and_needs_no_private_key(gate, ada, home, record_file, artifact_folder):
    attempt = gate.submit(record_file, artifact_folder)
    gate.approve(record_file, approver="ada@example.org", note="I read it", key=ada)
    gate.close()
    (home / "keys" / "log.key").unlink()
    before = sorted(path for path in home.rglob("*") if path.is_file())
    with Gate.open(home, read_only=True) as reader:
        assert reader.status("sample-1").attempts == 1
        assert reader.explain(attempt.attempt).verdict is Verdict.INCONCLUSIVE
        assert reader.audit().problem is None
        for write in (
            lambda: reader.submit(record_file, artifact_folder),
            lambda: reader.rerun(attempt.attempt),
            lambda: reader.approve(record_file, approver="a@b.c", note="n"),
            lambda: reader.correct("sample-1", kind="erratum", text="t"),
            lambda: reader.revoke(reason="r", attempt=attempt.attempt),
            lambda: reader.export(home / "x.jsonl"),
            lambda: reader.rotate_key("second"),
        ):
            with pytest.raises(UsageError) as caught:
                write()
            assert caught.value.code == "store.opened-read-only"
    assert sorted(path for path in home.rglob("*") if path.is_file()) == before


def test_opening_closes_what_a_crash_left_open_unless_only_reading(gate, home, record_file, artifact_folder):
    from gate.engine.attempt.run import begin
    from gate.engine.inputs.intake import load
    from gate.engine.workspace import Workspace
    from gate.store import schema

    workspace = Workspace.open(home)
    begin(workspace, load(record_file, artifact_folder, None))
    with workspace.ledger._db.write() as connection:  # its process has died since
        connection.execute(schema.attempts.update().values(boot="another boot"))
    workspace.ledger.close()
    with Gate.open(home, read_only=True) as reader:
        assert [attempt.verdict for attempt in reader.history("sample-1").attempts] == [None]
    with Gate.open(home) as writer:
        assert [attempt.verdict for attempt in writer.history("sample-1").attempts] == [Verdict.INCONCLUSIVE]


def test_a_closed_store_refuses_everything_but_another_close(gate, record_file):
    gate.close()
    gate.close()
    for use in (
        lambda: gate.status(record_file),
        lambda: gate.rotate_key("second"),
        lambda: gate.public_key,
        gate.audit,
        gate.__enter__,
    ):
        with pytest.raises(UsageError) as caught:
            use()
        assert caught.value.code == "store.closed"


def test_a_store_stays_itself_when_the_working_directory_changes(tmp_path, monkeypatch):
    (tmp_path / "elsewhere").mkdir()
    monkeypatch.chdir(tmp_path)
    with Gate.init("store") as gate:
        monkeypatch.chdir(tmp_path / "elsewhere")
        assert gate.rotate_key("second").public_key == gate.public_key
        assert gate.audit().problem is None
        assert gate.store().home == str(tmp_path / "store")
    assert list((tmp_path / "elsewhere").iterdir()) == []
    assert (tmp_path / "store" / "keys" / "second.key").is_file()


class Loud:
    """Progress that raises what it was made with."""

    def __init__(self, problem):
        self.problem, self.calls = problem, 0

    def stage(self, name, detail=""):
        self.calls += 1
        raise self.problem


@pytest.mark.parametrize(
    "problem", [ValueError("boom"), BrokenPipeError(), InputError("a.b", "mine", fault=Fault.ARTIFACT)], ids=repr
)
def test_progress_that_fails_decides_nothing(home, record_file, artifact_folder, problem, caplog):
    loud = Loud(problem)
    with Gate.init(home, progress=loud, sandbox=NoDocker()) as gate:
        assert gate.submit(record_file, artifact_folder).code == "docker.unreachable"
    assert loud.calls == 1
    assert type(problem).__name__ in caplog.text


@pytest.mark.parametrize("problem", [KeyboardInterrupt(), InterruptedRun("interrupted", "stopped")], ids=repr)
def test_an_interruption_while_progress_is_shown_ends_the_attempt(home, record_file, artifact_folder, problem):
    with Gate.init(home, progress=Loud(problem), sandbox=NoDocker()) as gate:
        with pytest.raises(InterruptedRun):
            gate.submit(record_file, artifact_folder)
        assert [attempt.verdict for attempt in gate.history("sample-1").attempts] == [Verdict.INCONCLUSIVE]


def test_paths_may_be_text_everywhere(gate, record_file, artifact_folder, tmp_path):
    attempt = gate.submit(str(record_file), str(artifact_folder)).attempt
    gate.write_bundle(attempt, str(tmp_path / "v.bundle"))
    found = verify_bundle(
        str(tmp_path / "v.bundle"), gate.public_key, artifact=str(artifact_folder), record=str(record_file)
    )
    assert found.verdict is Verdict.INCONCLUSIVE
    exported = str(tmp_path / "log.jsonl")
    gate.export(exported)
    (tmp_path / "seen").write_text(gate.checkpoint())
    assert verify_export(exported, gate.public_key, checkpoints=[str(tmp_path / "seen")]).problem is None
    assert gate.audit(export=exported, checkpoints=[str(tmp_path / "seen")]).problem is None
    assert gate.audit(records=[str(record_file)]).problem is None
    assert next(iter(examine(str(tmp_path)))).name == "gate"


def test_a_store_that_is_not_there(tmp_path):
    with pytest.raises(UsageError) as caught:
        Gate.open(tmp_path / "nowhere", read_only=True)
    assert caught.value.code == "store.not-initialised"
    assert not (tmp_path / "nowhere").exists()


def test_a_broken_off_init_is_finished_under_the_name_that_it_began(home):
    home.mkdir()
    (home / "gate.db").touch()
    begun = create_key(home, "log", "example.org/begun")
    with Gate.init(home) as gate:
        assert (gate.store().origin, gate.public_key) == ("example.org/begun", str(begun.verifier))


class Broken:
    """A sandbox with a fault of gate's own, or one that ends the process."""

    def __init__(self, problem):
        self.problem = problem

    def __getattr__(self, name):
        raise self.problem


@pytest.mark.parametrize(
    "problem", [RuntimeError("a bug"), SystemExit(3), IntegrityError("blob.corrupt", "x")], ids=repr
)
def test_what_nobody_foresaw_ends_the_attempt_and_goes_on(home, record_file, artifact_folder, problem):
    with Gate.init(home, sandbox=Broken(problem)) as gate:
        with pytest.raises(type(problem)):
            gate.submit(record_file, artifact_folder)
        (attempt,) = gate.history("sample-1").attempts
        assert (attempt.verdict, "gate itself failed" in attempt.reason) == (Verdict.INCONCLUSIVE, True)
        assert gate.audit().problem is None
        gate.rotate_key("second")


def test_a_home_that_may_not_be_read_is_the_machines_fault(tmp_path, monkeypatch):
    monkeypatch.setattr(Path, "glob", Mock(side_effect=PermissionError(13, "Permission denied")))
    with pytest.raises(InfrastructureError) as caught:
        Gate.init(tmp_path / "store")
    assert caught.value.code == "store.read-only"
