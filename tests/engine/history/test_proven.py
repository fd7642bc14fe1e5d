"""What is said about a record is proven into the newest checkpoint: rows that were removed, moved, changed or copied do
not count, and damage to one record stops nothing about another."""

from __future__ import annotations

import json
import shutil
import sqlite3
from datetime import timedelta
from pathlib import Path

import pytest

from gate import Gate
from gate.engine.attempt.recovery import recover
from gate.engine.attempt.run import begin, run_attempt
from gate.engine.history.amend import correct, revoke
from gate.engine.history.audit import audit_store
from gate.engine.history.cache import refresh_status
from gate.engine.history.find import find_attempt
from gate.engine.history.page import find_record, page
from gate.engine.inputs.intake import load, load_record
from gate.engine.workspace import Workspace, utc_now
from gate.log.checkpoint import Checkpoint, sign_checkpoint
from gate.log.keys import Signer
from gate.log.kinds import CheckBody, DecisionBody, VerdictBody
from gate.model.check import failed
from gate.model.digest import Digest, canonical_json
from gate.model.errors import IntegrityError, UsageError
from gate.model.progress import Silent
from gate.model.verdict import Status, Verdict
from gate.system.owner import Owner
from tests.engine.conftest import FakeJudge, all_passed
from tests.engine.history.test_audit import spoil

FLIP = "update entries set body = cast(replace(cast(body as text), '{}', '{}') as blob) where kind = '{}'"
COPY = (
    "insert into entries select position + (select max(position) + 1 from entries) - (select min(position) from "
    "entries where attempt is not null), kind, attempt, record, claim, "
    "cast(replace(cast(body as text), attempt, 'other') as blob) from entries where attempt is not null"
)

TAMPERING = {
    "the revocation is filed elsewhere": ["update entries set record = 'zzz' where kind = 'revocation'"],
    "the revocation is deleted": ["delete from entries where kind = 'revocation'"],
    "the revocation's checkpoint is deleted": [
        "delete from checkpoints where size = (select max(size) from checkpoints)"
    ],
    "a check is changed": [FLIP.format("pass", "fail", "check")],
    "the decision is changed": [FLIP.format("VERIFIED", "REJECTED", "decision")],
    "the verdict is changed": [FLIP.format("VERIFIED", "REJECTED", "verdict")],
    "decision and verdict are changed": [
        FLIP.format("REJECTED", "VERIFIED", "decision"),
        FLIP.format("REJECTED", "VERIFIED", "verdict"),
    ],
    "the intake is deleted": ["delete from entries where kind = 'intake'"],
    "the attempt is copied": [COPY],
    "the attempt is copied, with a checkpoint of nobody's": [COPY, "BOGUS CHECKPOINT"],
    "another one signed the checkpoint": ["STRANGER'S CHECKPOINT"],
    "the checkpoint is no note": ["update checkpoints set note = 'x' where size = (select max(size) from checkpoints)"],
}


@pytest.fixture
def gate(workspace):
    return Gate(workspace, read_only=True, progress=None, sandbox=None)


@pytest.fixture
def revoked(workspace, attempt):
    """A verdict that was revoked, and the rejection of another attempt."""
    done = attempt()
    attempt([failed("lean.axioms", "axiom-not-permitted", "it uses sorryAx")])
    revoke(workspace, lambda view: view.id == done.attempt.id, code="operator", reason="a mistake")
    return done


def tamper(workspace: Workspace, statements: list[str]) -> None:
    size = workspace.ledger.size()
    for statement in statements:
        if "CHECKPOINT" not in statement:
            spoil(workspace, statement)
            continue
        copied = "BOGUS" in statement
        head = Checkpoint(workspace.ledger.origin, 2 * size if copied else size, b"\1" * 32)
        note = sign_checkpoint(head, Signer.generate(workspace.ledger.origin)).decode()
        spoil(workspace, "delete from checkpoints where size = ?", head.size)
        spoil(workspace, "insert into checkpoints values (?, ?)", head.size, note)


QUESTIONS = {
    "show FILE": lambda gate, file, done: gate.status(file),
    "show ID": lambda gate, file, done: gate.status("sample-1"),
    "history": lambda gate, file, done: gate.history(file),
    "explain ATTEMPT": lambda gate, file, done: find_attempt(gate._workspace, done.attempt.id),
    "explain ID": lambda gate, file, done: find_attempt(gate._workspace, "sample-1"),
    "rerun": lambda gate, file, done: gate.plan_rerun(done.attempt.id),
}


@pytest.mark.parametrize("question", QUESTIONS)
@pytest.mark.parametrize("name", TAMPERING)
def test_what_was_tampered_with_is_not_believed(workspace, gate, revoked, record_file, name, question):
    QUESTIONS[question](gate, record_file, revoked)
    tamper(workspace, TAMPERING[name])
    with pytest.raises(IntegrityError):
        QUESTIONS[question](gate, record_file, revoked)


@pytest.fixture
def other_file(record_file):
    """Another record, whose challenge lies beside it."""
    document = json.loads(record_file.read_text()) | {"id": "sample-2"}
    path = record_file.with_name("other.json")
    path.write_text(json.dumps(document))
    return path


@pytest.fixture
def other(workspace, other_file, artifact_folder):
    intake = load(other_file, artifact_folder, None)
    return run_attempt(workspace, intake, lambda: None, Silent(), judge=FakeJudge(all_passed(intake.claim)))


@pytest.mark.parametrize(
    "statement",
    [
        "update entries set body = cast('{}' as blob) where record = 'sample-2'",
        "update entries set record = 'zzz' where record = 'sample-2' and kind = 'verdict'",
        "delete from entries where record = 'sample-2' and kind = 'check'",
    ],
)
def test_damage_to_one_record_stops_nothing_about_another(
    workspace, gate, attempt, other, record_file, other_file, statement
):
    done = attempt()
    spoil(workspace, statement)
    assert gate.status(record_file).status is Status.VERIFIED
    assert gate.status("sample-1").status is Status.VERIFIED
    assert find_attempt(workspace, done.attempt.id).verdict is Verdict.VERIFIED
    assert attempt().attempt.number == 2
    assert revoke(workspace, lambda view: True, attempt=done.attempt.id, code="operator", reason="a mistake")
    with pytest.raises(IntegrityError):
        gate.status(other_file)
    with pytest.raises(IntegrityError):
        find_attempt(workspace, other.attempt.id)
    with pytest.raises(IntegrityError):
        revoke(workspace, lambda view: True, code="operator", reason="a mistake")
    assert audit_store(workspace).problem is not None


def test_an_open_attempt_that_nobody_logged_stops_nothing(workspace, gate, attempt, record_file):
    attempt()
    dead = Owner.current()
    spoil(
        workspace,
        "insert into attempts select 'stray', record_id, 'stray', record_digest, claim_digest, artifact_digest, "
        "policy_digest, 1, opened_at, null, null, '', null, host, boot, namespace, ?, 1 from attempts",
        2**22 - 1,
    )
    (stray,) = workspace.ledger.abandoned_attempts()
    assert stray.owner.host == dead.host
    assert recover(workspace) == []
    assert gate.status(record_file).status is Status.VERIFIED
    assert attempt().attempt.number == 2
    problem = audit_store(workspace).problem
    assert problem is not None
    assert "stray" in problem.message


def test_a_stray_attempt_at_a_claim_disturbs_its_log_no_more_than_its_row_does(
    workspace, gate, attempt, other, record_file
):
    attempt()
    spoil(
        workspace,
        "insert into attempts select 'stray', record_id, claim_id, record_digest, claim_digest, artifact_digest, "
        "policy_digest, 7, opened_at, null, null, '', null, host, boot, namespace, ?, 1 from attempts "
        "where record_id = 'sample-1'",
        2**22 - 1,
    )
    assert attempt().attempt.number == 2
    assert gate.status(record_file).status is Status.VERIFIED
    spoil(workspace, "update attempts set number = 3 where id = 'stray'")
    with pytest.raises(IntegrityError) as caught:
        attempt()
    assert caught.value.code == "store.refused"
    assert gate.status(record_file).status is Status.VERIFIED
    assert gate.status("sample-2").status is Status.VERIFIED


def test_an_attempt_that_only_a_row_names_is_refused_by_its_name(workspace, attempt):
    done = attempt()
    spoil(workspace, "update entries set attempt = 'made-up' where kind = 'intake'")
    with pytest.raises(IntegrityError):
        find_attempt(workspace, "made-up")
    with pytest.raises(UsageError):
        find_attempt(workspace, "nobody")
    assert find_attempt(workspace, "sample-1").id == done.attempt.id


def test_of_two_versions_the_one_submitted_last_counts_whatever_the_clock_said(
    workspace, attempt, record_file, artifact_folder
):
    attempt()
    document = json.loads(record_file.read_text())
    document["claims"][0]["statement"] = "Something else entirely."
    record_file.write_text(json.dumps(document))
    yesterday = Workspace.open(workspace.home, clock=lambda: utc_now() - timedelta(days=1))
    intake = load(record_file, artifact_folder, None)
    wrong = FakeJudge([failed("lean.axioms", "axiom-not-permitted", "it uses sorryAx")])
    run_attempt(yesterday, intake, lambda: None, Silent(), judge=wrong)
    yesterday.ledger.close()
    by_id = find_record(workspace, "sample-1")
    assert by_id.digest == load_record(record_file).digest
    assert page(workspace, by_id).standing.status is Status.UNVERIFIED
    assert find_attempt(workspace, "sample-1").verdict is Verdict.REJECTED


def test_an_older_store_is_shown_by_its_whole_log(tmp_path: Path) -> None:
    """A log without record index: nothing but all of it shows that no entry is missing."""
    data = Path(__file__).parents[2] / "data" / "store-0.1"
    shutil.copytree(data / "store", tmp_path / "store")
    record = data / "inputs" / "records" / "logic.json"
    stated = json.loads((data / "reports" / "show-logic.json").read_bytes())
    with Gate.open(tmp_path / "store", read_only=True) as gate:
        assert gate.status(record).status == stated["status"]
    with sqlite3.connect(tmp_path / "store" / "gate.db") as connection:
        for (trigger,) in connection.execute("select name from sqlite_master where type = 'trigger'").fetchall():
            connection.execute(f"drop trigger {trigger}")
        connection.execute("update entries set record = 'zzz' where kind = 'revocation'")
        connection.execute("update entries set body = cast('{}' as blob) where kind = 'correction'")
    connection.close()
    with Gate.open(tmp_path / "store", read_only=True) as gate, pytest.raises(IntegrityError):
        gate.status(record)


def test_corrections_and_retractions_are_among_what_is_proven(workspace, gate, attempt, record_file):
    attempt()
    correct(workspace, load_record(record_file), kind="retraction", text="wrong", claim=None, clock=utc_now)
    assert gate.status(record_file).status is Status.UNVERIFIED
    spoil(workspace, "delete from entries where kind = 'correction'")
    with pytest.raises(IntegrityError):
        gate.status(record_file)


def test_a_verdict_on_fewer_checks_than_policy_and_claim_ask_for_is_none(workspace, gate, record_file, artifact_folder):
    """Written with the store's own key, by something else than the engine."""
    intake = load(record_file, artifact_folder, None)
    made, first = begin(workspace, intake)
    place = {"attempt": made.id, "record": made.record_id, "claim": made.claim_id}
    digest = workspace.blobs.put(canonical_json(first.to_json()))
    listed = Digest.of_json([str(digest)])
    with workspace.ledger.transaction() as tx:
        tx.append(CheckBody(id=first.id, outcome=first.outcome, digest=digest), **place)
        tx.append(DecisionBody(required=(first.id,), verdict=Verdict.VERIFIED, checks=listed), **place)
        subject = {name: getattr(made, name) for name in ("record_digest", "claim_digest", "artifact_digest")}
        verdict = VerdictBody(
            verdict=Verdict.VERIFIED,
            reason="all 1 required checks passed",
            images=(),
            checks=listed,
            policy_digest=made.policy_digest,
            **subject,
        )
        tx.close_attempt(made.id, index=tx.append(verdict, **place))
        refresh_status(tx, made.record_id, made.claim_id)
    with pytest.raises(IntegrityError) as caught:
        gate.status(record_file)
    assert caught.value.code == "log.impossible-history"
    problem = audit_store(workspace).problem
    assert problem is not None
    assert problem.code == "log.impossible-history"
    assert "lean.kernel" in problem.message


def test_a_lost_policy_leaves_no_verdict_that_can_be_recomputed(workspace, gate, attempt, record_file):
    done = attempt()
    (path,) = workspace.home.rglob(f"*{done.attempt.policy_digest.hex[8:]}")
    path.unlink()
    with pytest.raises(IntegrityError):
        gate.status(record_file)
