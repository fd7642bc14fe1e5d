"""What a verdict needed is recomputed from policy and claim; what its decision says of that is not believed."""

from __future__ import annotations

import json

import pytest

from gate.log.attempts import AttemptView
from gate.log.kinds import DecisionBody, IntakeBody
from gate.log.required import RequiredChecks
from gate.log.status import fold_log
from gate.model.digest import Digest, canonical_json
from gate.model.errors import IntegrityError
from gate.model.policy import LeanPolicy, Policy
from gate.model.record import parse_record
from gate.model.required import required_checks
from tests.log.story import Story, digest
from tests.samples import record_document

RECORD = parse_record(json.dumps(record_document()).encode(), where="record")
RECORD_BYTES = canonical_json(RECORD.document())
CLAIM = RECORD.claims[0]
POLICIES = (Policy(), Policy(lean=LeanPolicy(require_approval=True)))
DOCUMENTS = {
    Digest.of(data): data
    for data in (RECORD_BYTES, *(canonical_json(policy.model_dump(mode="json")) for policy in POLICIES))
}


def view_of(**changes: object) -> AttemptView:
    subject = {
        "record_digest": RECORD.digest,
        "claim_digest": CLAIM.digest,
        "artifact_digest": digest("artifact"),
        "policy_digest": POLICIES[0].digest,
    } | changes
    intake = IntakeBody(**subject, number=1)
    return AttemptView("a-1", RECORD.id, CLAIM.id, 1, "", str(CLAIM.digest), "", intake)


def recompute(view: AttemptView) -> tuple[str, ...] | None:
    return RequiredChecks(DOCUMENTS.__getitem__)(view)


@pytest.mark.parametrize("policy", POLICIES)
def test_the_checks_follow_from_the_documents_that_the_intake_names(policy: Policy) -> None:
    assert recompute(view_of(policy_digest=policy.digest)) == required_checks(CLAIM, policy)


@pytest.mark.parametrize(
    "changes",
    [
        {"claim_digest": digest("another claim")},
        {"policy_digest": RECORD.digest},
        {"record_digest": POLICIES[0].digest},
    ],
)
def test_documents_that_are_not_what_the_intake_names_are_refused(changes: dict[str, Digest]) -> None:
    with pytest.raises(IntegrityError) as caught:
        recompute(view_of(**changes))
    assert caught.value.code == "log.wrong-document"


def test_the_record_of_another_attempt_is_refused() -> None:
    other = AttemptView("a-1", "sample-2", CLAIM.id, 1, "", str(CLAIM.digest), "", view_of().intake)
    with pytest.raises(IntegrityError) as caught:
        recompute(other)
    assert caught.value.code == "log.wrong-document"


def test_a_document_with_another_digest_is_refused() -> None:
    with pytest.raises(IntegrityError) as caught:
        RequiredChecks(lambda _: RECORD_BYTES)(view_of())
    assert caught.value.code == "log.wrong-document"


def test_a_claim_of_an_unknown_kind_requires_nothing_that_is_known() -> None:
    assert RequiredChecks(DOCUMENTS.__getitem__, required=lambda claim, policy: None)(view_of()) is None


@pytest.mark.parametrize(
    "stated", [("lean.axioms",), ("lean.axioms", "lean.kernel", "lean.compile"), ("lean.other",), ()]
)
def test_a_decision_that_rests_on_other_checks_is_no_decision(stated: tuple[str, ...]) -> None:
    story = Story()
    story.attempt("one")
    index = next(index for index, entry in story.entries if isinstance(entry.body, DecisionBody))
    assert fold_log(story.entries, lambda view: ("lean.kernel", "lean.axioms")).attempts["one"].verdict
    with pytest.raises(IntegrityError) as caught:
        fold_log(story.entries, lambda view: stated)
    assert (caught.value.code, caught.value.where) == ("log.impossible-history", f"entry {index}")


@pytest.mark.parametrize("name", ["record_digest", "claim_digest", "artifact_digest", "policy_digest"])
def test_a_verdict_is_about_what_was_taken_in(name: str) -> None:
    from msgspec.structs import replace

    story = Story()
    story.attempt("one")
    index, entry = story.entries[-1]
    assert fold_log(story.entries).attempts["one"].verdict
    body = replace(entry.body, **{name: digest("another")})
    with pytest.raises(IntegrityError) as caught:
        fold_log([*story.entries[:-1], (index, replace(entry, body=body))])
    assert caught.value.where == f"entry {index}"
