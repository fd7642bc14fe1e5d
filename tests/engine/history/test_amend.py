"""Corrections, approvals and revocations are added; nothing is edited."""

from dataclasses import replace

import pytest

from gate.engine.attempt.run import run_attempt
from gate.engine.history.amend import correct, revoke
from gate.engine.history.approval import approve, approved
from gate.engine.history.audit import audit_store
from gate.engine.history.page import page
from gate.engine.inputs.intake import load, load_claim_files, load_record
from gate.engine.inputs.pins import pin_record
from gate.engine.judges import JUDGES
from gate.engine.workspace import utc_now
from gate.log.keys import Signer
from gate.log.kinds import ApprovalBody
from gate.log.note import sign_note
from gate.log.people import APPROVAL, PersonKey
from gate.log.signed import Approval
from gate.log.status import fold_log
from gate.model.digest import Digest
from gate.model.errors import IntegrityError, UsageError
from gate.model.policy import Policy
from gate.model.progress import Silent
from gate.model.verdict import Status
from gate.store.people import PersonSigner
from tests.engine.conftest import FakeJudge
from tests.people import person

SUBJECT = Digest.of(b"challenge")
ARTIFACT = Digest.of(b"an artifact")


def approved_in(workspace, record, claim):
    return approved(workspace.ledger, workspace.blobs, workspace.policy, record, claim, ARTIFACT)


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


@pytest.fixture
def alice(tmp_path):
    return person(tmp_path, "alice")


@pytest.fixture
def known(workspace, alice):
    """The workspace whose policy names Alice."""
    return replace(workspace, policy=Policy(people={"alice@example.org": str(alice.key)}))


def log_approval(workspace, signer, **changes):
    return approve(workspace.ledger, workspace.policy, approval(**changes), ("challenge", "hole"), signer)


def log_entry(workspace, **fields):
    """What somebody with the log's key, but not by gate, can write."""
    body = {"subject": SUBJECT, "what": "challenge", "approver": "alice@example.org", "note": "read it twice", **fields}
    with workspace.ledger.transaction() as tx:
        tx.append(ApprovalBody(**body), record="sample-1", claim="c1")


def test_an_approval_counts_for_its_claim_alone(known, alice):
    log_approval(known, alice)
    assert approved_in(known, "sample-1", "c1") == {SUBJECT}
    assert approved_in(known, "sample-1", "c2") == frozenset()
    assert approved_in(known, "sample-2", "c1") == frozenset()
    assert audit_store(known).problem is None


def test_the_stores_key_never_approves(known, workspace):
    """Not even when the policy names it."""
    own = PersonSigner(PersonKey(workspace.ledger.signer.verifier.public), workspace.ledger.signer.sign)
    named = replace(workspace, policy=Policy(people={"alice@example.org": str(own.key)}))
    for place in (known, named):
        with pytest.raises(UsageError, match=r"approval\.store-key"):
            log_approval(place, own)
    log_entry(workspace, person_key=str(own.key), proof=own.sign(approval().text(), APPROVAL))
    assert approved_in(named, "sample-1", "c1") == frozenset()
    problem = audit_store(workspace).problem
    assert (problem.code, problem.exit_code) == ("approval.store-key", 5)


def test_a_former_key_of_the_store_does_not_approve_either(workspace):
    old = workspace.ledger.signer
    workspace.ledger.rotate_key("next")
    own = PersonSigner(PersonKey(old.verifier.public), old.sign)
    with pytest.raises(UsageError, match=r"approval\.store-key"):
        log_approval(replace(workspace, policy=Policy(people={"alice@example.org": str(own.key)})), own)


def test_an_approval_by_somebody_else_is_refused(known, tmp_path):
    mallory = person(tmp_path, "mallory")
    with pytest.raises(UsageError, match=r"approval\.other-key"):
        log_approval(known, mallory)
    with pytest.raises(UsageError, match=r"approval\.unknown-person"):
        log_approval(known, mallory, approver="mallory@example.org")
    log_entry(known, person_key=str(mallory.key), proof=mallory.sign(approval().text(), APPROVAL))
    assert approved_in(known, "sample-1", "c1") == frozenset()


@pytest.mark.parametrize("change", [{"subject": Digest.of(b"x")}, {"note": "another"}, {"approver": "bob@example.org"}])
def test_a_signature_is_over_all_that_the_entry_says(known, alice, change):
    log_entry(known, **{"person_key": str(alice.key), "proof": alice.sign(approval().text(), APPROVAL), **change})
    assert approved_in(known, "sample-1", "c1") == frozenset()
    with pytest.raises(IntegrityError, match=r"approval\.signature"):
        fold_log(known.ledger.entries())
    assert audit_store(known).problem.code == "approval.signature"


@pytest.mark.parametrize("missing", ["person_key", "proof"])
def test_a_key_without_a_signature_is_damage(known, alice, missing):
    whole = {"person_key": str(alice.key), "proof": alice.sign(approval().text(), APPROVAL)}
    log_entry(known, **{name: value for name, value in whole.items() if name != missing})
    assert audit_store(known).problem.code == "approval.signature"


def test_a_signature_for_another_purpose_is_none(known, alice):
    log_entry(known, person_key=str(alice.key), proof=alice.sign(approval().text(), "git"))
    assert audit_store(known).problem.code == "approval.signature"


def test_notes_of_the_first_version_count_for_the_keys_that_the_policy_lists(workspace):
    listed = Signer.generate("alice")
    for signer in (listed, workspace.ledger.signer):
        log_entry(workspace, signature=workspace.blobs.put(sign_note(approval().text(), signer)))
    strict = replace(workspace, policy=Policy(approvers=(str(listed.verifier),)))
    assert approved_in(strict, "sample-1", "c1") == {SUBJECT}
    for policy in (Policy(), Policy(approvers=(str(workspace.ledger.signer.verifier),))):
        assert approved_in(replace(workspace, policy=policy), "sample-1", "c1") == frozenset()
    assert audit_store(workspace).problem is None


def test_a_listed_key_approves_for_its_name(workspace, tmp_path):
    listed = Signer.generate("alice")
    strict = replace(workspace, policy=Policy(approvers=(str(listed.verifier),)))
    signer = PersonSigner(PersonKey(listed.verifier.public), listed.sign)
    log_approval(strict, signer, approver="alice")
    assert approved_in(strict, "sample-1", "c1") == {SUBJECT}
    with pytest.raises(UsageError, match=r"approval\.unknown-person"):
        log_approval(strict, signer)


def test_a_judge_sees_what_was_approved(known, record_file, artifact_folder, alice):
    log_approval(known, alice)
    seen = []
    judge = FakeJudge((), during=lambda case, journal, sandbox: seen.append(case.approved))
    run_attempt(known, load(record_file, artifact_folder, None), lambda: None, Silent(), judge=judge)
    assert seen == [frozenset({SUBJECT})]


def test_what_cannot_be_approved_is_refused(known, alice):
    with pytest.raises(UsageError, match=r"approval\.what"):
        log_approval(known, alice, what="everything")


def test_the_challenges_subject_changes_with_its_files(record_file):
    def subject():
        claim = load_record(record_file).claim("c1")
        return JUDGES.of(claim).approval_subject(claim, load_claim_files(claim, record_file))

    before = subject()
    assert before.what == "challenge"
    (record_file.parent / "Challenge.lean").write_text("theorem add_comm' : True := sorry\n")
    pin_record(record_file, replace=True)
    assert subject().digest != before.digest
