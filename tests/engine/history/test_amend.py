"""Corrections, approvals and revocations are added; nothing is edited."""

import pytest

from gate.engine.history.amend import correct, revoke
from gate.engine.history.approval import Approval, approve, approved
from gate.engine.history.page import page
from gate.engine.inputs.intake import load_claim_files, load_record
from gate.engine.inputs.pins import pin_record
from gate.engine.judges import JUDGES
from gate.engine.workspace import Workspace, utc_now
from gate.log.keys import Signer
from gate.model.digest import Digest
from gate.model.errors import UsageError
from gate.model.policy import Policy
from gate.model.verdict import Status

SUBJECT = Digest.of(b"challenge")


def approved_in(workspace, record, claim):
    return approved(workspace.ledger, workspace.blobs, workspace.policy, record, claim)


def approval(**changes) -> Approval:
    about = {"record": "sample-1", "claim": "c1", "subject": SUBJECT, "what": "challenge"}
    return Approval(**{**about, "approver": "alice@example.org", "note": "read it twice", **changes})


def test_a_revoked_verdict_unverifies_and_stays_in_the_history(workspace, attempt, record_file):
    outcome = attempt()
    done = revoke(workspace, lambda view: view.toolchain == "lean-core", code="kernel-bug", reason="unsound kernel")
    assert [item.attempt.id for item in done] == [outcome.attempt.id]
    shown = page(workspace, load_record(record_file))
    assert shown.standing.status is Status.UNVERIFIED
    assert shown.standing.reason == "the verdict was revoked: unsound kernel"
    assert shown.attempts[0].revoked == "unsound kernel"
    assert workspace.ledger.cached_statuses()[0].status is Status.UNVERIFIED
    assert revoke(workspace, lambda view: True, code="again", reason="nothing is left") == []


def test_a_retraction_unverifies_and_an_erratum_does_not(workspace, attempt, record_file):
    attempt()
    record = load_record(record_file)
    correct(workspace, record, kind="erratum", text="a typo in the title", claim=None, clock=utc_now)
    assert page(workspace, record).standing.status is Status.VERIFIED
    correct(workspace, record, kind="retraction", text="the data were wrong", claim=None, clock=utc_now)
    assert page(workspace, record).standing.reason == "retracted: the data were wrong"
    assert workspace.ledger.cached_statuses()[0].status is Status.UNVERIFIED


def test_an_unknown_correction_writes_nothing(workspace, record_file):
    size = workspace.ledger.size()
    with pytest.raises(UsageError, match=r"correction\.unknown-kind"):
        correct(workspace, load_record(record_file), kind="whim", text="x", claim=None, clock=utc_now)
    with pytest.raises(UsageError, match=r"claim\.unknown"):
        correct(workspace, load_record(record_file), kind="erratum", text="x", claim="c9", clock=utc_now)
    assert workspace.ledger.size() == size


def test_an_approval_counts_for_its_claim_alone(workspace):
    approve(workspace.ledger, workspace.blobs, approval(), workspace.ledger.signer, ("challenge", "hole"))
    assert approved_in(workspace, "sample-1", "c1") == {SUBJECT}
    assert approved_in(workspace, "sample-1", "c2") == frozenset()
    assert approved_in(workspace, "sample-2", "c1") == frozenset()


def test_an_approval_by_somebody_else_does_not_count(workspace):
    approve(workspace.ledger, workspace.blobs, approval(), Signer.generate("mallory"), ("challenge", "hole"))
    assert approved_in(workspace, "sample-1", "c1") == frozenset()


def test_only_the_policys_approvers_count_when_it_names_some(workspace):
    alice = Signer.generate("alice")
    policy = Policy(approvers=(str(alice.verifier),))
    strict = Workspace(workspace.home, workspace.ledger, workspace.blobs, policy)
    approve(workspace.ledger, workspace.blobs, approval(), workspace.ledger.signer, ("challenge", "hole"))
    assert approved_in(strict, "sample-1", "c1") == frozenset()
    approve(workspace.ledger, workspace.blobs, approval(), alice, ("challenge", "hole"))
    assert approved_in(strict, "sample-1", "c1") == {SUBJECT}


def test_a_judge_sees_what_was_approved(workspace, attempt):
    approve(workspace.ledger, workspace.blobs, approval(), workspace.ledger.signer, ("challenge", "hole"))
    seen = []
    attempt(during=lambda case, journal, sandbox: seen.append(case.approved))
    assert seen == [frozenset({SUBJECT})]


def test_what_cannot_be_approved_is_refused(workspace):
    with pytest.raises(UsageError, match=r"approval\.what"):
        approve(
            workspace.ledger,
            workspace.blobs,
            approval(what="everything"),
            workspace.ledger.signer,
            ("challenge", "hole"),
        )


def test_the_challenges_subject_changes_with_its_files(record_file):
    def subject():
        claim = load_record(record_file).claim("c1")
        return JUDGES.of(claim).approval_subject(claim, load_claim_files(claim, record_file))

    before = subject()
    assert before.what == "challenge"
    (record_file.parent / "Challenge.lean").write_text("theorem add_comm' : True := sorry\n")
    pin_record(record_file, replace=True)
    assert subject().digest != before.digest
