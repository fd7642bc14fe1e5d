"""The engine on PostgreSQL: the same attempts, and several writers at once."""

from concurrent.futures import ThreadPoolExecutor

import pytest

from gate.engine.attempt.run import run_attempt
from gate.engine.history.amend import revoke
from gate.engine.history.audit import audit_store
from gate.engine.inputs.intake import load
from gate.engine.workspace import Workspace
from gate.log.status import claim_standing, fold_log
from gate.model.progress import Silent
from gate.model.verdict import Status
from gate.store.connect import DATABASE_URL
from tests.engine.conftest import FakeJudge, all_passed


@pytest.fixture
def workspace(tmp_path, monkeypatch, postgres_server):
    monkeypatch.setenv(DATABASE_URL, postgres_server.new_database())
    made = Workspace.create(tmp_path / "store", origin="example.org/gate")
    yield made
    made.ledger.close()


def test_an_attempt_is_verified_revoked_and_audited(workspace, attempt):
    attempt()
    assert claim_standing(fold_log(workspace.ledger.entries()), "sample-1", "c1").status is Status.VERIFIED
    assert audit_store(workspace).problem is None
    revoke(workspace, lambda view: True, code="test", reason="only a test")
    assert claim_standing(fold_log(workspace.ledger.entries()), "sample-1", "c1").status is Status.UNVERIFIED
    assert audit_store(workspace).problem is None


def test_several_writers_at_once_are_counted_without_gaps(workspace, record_file, artifact_folder):
    def submit(_: int) -> int:
        mine = Workspace.open(workspace.home)
        try:
            intake = load(record_file, artifact_folder, None)
            judge = FakeJudge(all_passed(intake.claim))
            return run_attempt(mine, intake, lambda: None, Silent(), judge=judge).attempt.number
        finally:
            mine.ledger.close()

    with ThreadPoolExecutor(4) as pool:
        numbers = sorted(pool.map(submit, range(8)))
    assert numbers == list(range(1, 9))
    audit = audit_store(workspace)
    assert (audit.problem, audit.attempts) == (None, 8)
