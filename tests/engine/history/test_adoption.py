"""A policy that asks for more takes nothing back until it is adopted; then what is below it is Unverified."""

from __future__ import annotations

import shutil
from dataclasses import replace

import pytest

from gate.attest.verify import verify_bundle
from gate.documents.machine import State
from gate.engine.doctor import examine
from gate.engine.history.adoption import adopt_policy
from gate.engine.history.audit import audit_store
from gate.engine.history.explain import explain_attempt
from gate.engine.history.find import find_attempt
from gate.engine.history.page import find_record, history_report, page, status_report
from gate.engine.publish.bundle import make_bundle
from gate.engine.workspace import Workspace
from gate.log.entry import Entry
from gate.log.keys import VerifierKey
from gate.log.kinds import AdoptionBody, RequirementBody
from gate.log.status import fold_log, verdict_standing
from gate.model.challenge import pinned_challenge
from gate.model.check import passed
from gate.model.errors import IntegrityError
from gate.model.policy import Policy
from gate.model.verdict import Status, Verdict
from tests.engine.conftest import all_passed
from tests.log.story import TIME, Story, digest
from tests.people import alice_approves, naming_alice
from tests.test_old_data import DATA


def raised(policy: Policy) -> Policy:
    """The same policy that also asks for an approval of every challenge."""
    return policy.model_copy(update={"lean": policy.lean.model_copy(update={"require_approval": True})})


def kinds(workspace) -> list[str]:
    return [entry.kind for _, entry in workspace.ledger.entries()]


@pytest.fixture
def verified(workspace, attempt):
    """A store with a VERIFIED claim, under a policy that then asks for more."""
    attempt()
    return replace(workspace, policy=raised(workspace.policy))


def test_a_policy_that_nobody_adopted_takes_no_verdict_away(verified):
    assert page(verified, find_record(verified, "sample-1")).standing.status is Status.VERIFIED
    assert "adoption" not in kinds(verified)


def test_what_is_below_an_adopted_policy_is_unverified_and_everything_says_why(verified):
    report = adopt_policy(verified, dry_run=False)
    assert (report.adopted, [claim.now for claim in report.claims]) == (True, [Status.UNVERIFIED])
    assert kinds(verified)[-2:] == ["adoption", "requirement"]
    why = report.claims[0].reason
    assert why.startswith("policy-raised: the adopted policy ")
    assert "needs lean.approval" in why
    shown = page(verified, find_record(verified, "sample-1"))
    block = status_report(shown).block().splitlines()
    assert {"Status     Unverified", f"Reason     {why}"} <= set(block)
    (summary,) = history_report(shown).attempts
    assert (summary.verdict, summary.raised) == (Verdict.VERIFIED, why)
    view = find_attempt(verified, "sample-1")
    bundle = make_bundle(verified, view)
    found = verify_bundle(bundle, VerifierKey.parse(verified.ledger.vkey))
    assert found.verdict is Verdict.VERIFIED
    assert (found.standing.verdict.status, found.standing.verdict.reason) == (Status.UNVERIFIED, why)
    assert any("was adopted, which needs" in event.text for event in found.standing.events)
    assert audit_store(verified).problem is None


def test_a_dry_run_says_the_same_and_writes_nothing(verified):
    before = kinds(verified)
    report = adopt_policy(verified, dry_run=True)
    assert (report.adopted, report.already, len(report.claims)) == (False, False, 1)
    assert kinds(verified) == before


def test_adopting_twice_is_one_adoption(verified):
    adopt_policy(verified, dry_run=False)
    before = kinds(verified)
    again = adopt_policy(verified, dry_run=False)
    assert (again.adopted, again.already, again.claims) == (False, True, ())
    assert kinds(verified) == before


def test_a_verdict_that_has_what_the_policy_needs_stays_and_no_entry_is_about_it(workspace, attempt):
    attempt()
    report = adopt_policy(workspace, dry_run=False)
    assert (report.adopted, report.claims) == (True, ())
    assert kinds(workspace)[-1] == "adoption"
    assert page(workspace, find_record(workspace, "sample-1")).standing.status is Status.VERIFIED


def test_a_policy_that_asks_for_less_adopted_later_brings_the_verdict_back(verified, workspace):
    adopt_policy(verified, dry_run=False)
    report = adopt_policy(workspace, dry_run=False)
    assert [(claim.before, claim.now) for claim in report.claims] == [(Status.UNVERIFIED, Status.VERIFIED)]
    assert page(workspace, find_record(workspace, "sample-1")).standing.status is Status.VERIFIED
    assert audit_store(workspace).problem is None


def test_an_attempt_under_a_policy_that_asks_for_less_does_not_get_around_the_adopted_one(workspace, attempt):
    adopt_policy(replace(workspace, policy=raised(workspace.policy)), dry_run=False)
    assert attempt().decision.verdict is Verdict.VERIFIED
    attempt()
    assert kinds(workspace).count("requirement") == 1
    standing = page(workspace, find_record(workspace, "sample-1")).standing
    assert (standing.status, standing.reason.split(":")[0]) == (Status.UNVERIFIED, "policy-raised")
    assert audit_store(workspace).problem is None


def test_the_artifact_judged_anew_under_the_adopted_policy_counts(verified, workspace, attempt, record_file):
    adopt_policy(verified, dry_run=False)
    claim = find_record(workspace, "sample-1").claims[0]
    subject = pinned_challenge(claim.challenge)
    alice_approves(workspace.ledger, "sample-1", claim.id, "challenge", subject)
    attempt([*all_passed(claim), passed("lean.approval", "alice approved")], policy=naming_alice(workspace.policy))
    assert page(workspace, find_record(workspace, "sample-1")).standing.status is Status.VERIFIED


@pytest.mark.parametrize("required", [("lean.kernel",), ("lean.axioms", "lean.kernel", "lean.approval")])
def test_the_fold_believes_no_requirement_that_policy_and_claim_do_not_make(required):
    story = Story()
    story.attempt("a1")
    body = RequirementBody(policy_digest=digest("new"), claim_digest=digest("c1"), required=required)
    story.add(body, record="r", claim="c")
    due = {digest("policy"): ("lean.axioms", "lean.kernel"), digest("new"): ("lean.axioms", "lean.kernel", "lean.x")}
    with pytest.raises(IntegrityError) as caught:
        fold_log(story.entries, lambda view: due[view.intake.policy_digest])
    assert caught.value.code == "log.impossible-history"


def test_a_requirement_of_a_claim_without_attempts_is_an_impossible_history():
    body = RequirementBody(policy_digest=digest("new"), claim_digest=digest("c1"), required=("lean.x",))
    with pytest.raises(IntegrityError):
        fold_log([(0, Entry(TIME, body, record="r", claim="c"))])


def test_another_version_of_the_claim_is_not_meant_and_another_artifact_may_meet_it():
    story = Story()
    story.attempt("a1", artifact="one")
    body = RequirementBody(policy_digest=digest("new"), claim_digest=digest("c1"), required=("lean.kernel", "lean.x"))
    story.add(body, record="r", claim="c")
    assert "policy-raised" in verdict_standing(fold_log(story.entries), "a1").reason
    story.attempt("a2", artifact="one", version="2")
    assert verdict_standing(fold_log(story.entries), "a2").status is Status.VERIFIED


def test_an_old_store_has_no_adoption_and_its_verdicts_stand_until_there_is_one(tmp_path):
    home = tmp_path / "store"
    shutil.copytree(DATA / "store", home)
    for key in (home / "keys").glob("*.key"):
        key.chmod(0o600)  # git keeps no such permissions
    workspace = Workspace.open(home)
    try:
        assert workspace.ledger.last_of_kind(AdoptionBody) is None
        before = page(workspace, find_record(workspace, "masses")).standing
        report = adopt_policy(workspace, dry_run=False)
        after = page(workspace, find_record(workspace, "masses")).standing
        lines = list(explain_attempt(workspace, find_attempt(workspace, "masses")).lines())
        assert audit_store(workspace).problem is None
    finally:
        workspace.ledger.close()
    assert {(claim.before, claim.now) for claim in report.claims} == {(Status.VERIFIED, Status.UNVERIFIED)}
    assert after.status is Status.UNVERIFIED
    assert before.attempts == after.attempts
    assert any(line.startswith("No longer counts: policy-raised") for line in lines)


def test_the_doctor_says_when_another_policy_is_judged_under_than_was_adopted(verified, workspace):
    def finding():
        return next(one for one in examine(workspace.home) if one.name == "policy")

    assert (finding().state, "none adopted" in finding().detail) == (State.OK, True)
    adopt_policy(verified, dry_run=False)
    assert finding().state is State.WARNING
    assert "gate policy adopt --dry-run" in finding().fix
    adopt_policy(workspace, dry_run=False)
    assert (finding().state, finding().detail.endswith(", adopted")) == (State.OK, True)
