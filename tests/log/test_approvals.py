"""A check that says that a person approved something rests on an approval in the log, of that, by one who may."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import replace
from typing import Any

import pytest

from gate.log.approvals import Found, require_approvals
from gate.log.attempts import AttemptView
from gate.log.entry import Entry
from gate.log.keys import Signer
from gate.log.kinds import ApprovalBody, IntakeBody
from gate.log.people import PersonKey
from gate.model.challenge import challenge_digest, pinned_challenge
from gate.model.check import Outcome
from gate.model.claim import Claim, EmpiricalClaim, MathematicalClaim
from gate.model.digest import Digest
from gate.model.errors import IntegrityError
from gate.model.policy import Policy
from gate.model.record import parse_record
from gate.model.review import METHOD_REVIEW, method_review
from tests.log.story import TIME, digest
from tests.people import ALICE, naming_alice
from tests.repro.scored.samples import pinned, scored
from tests.repro.scored.test_trained import trained
from tests.samples import CHALLENGE, empirical, record_document

POLICY = naming_alice(Policy())
ARTIFACT = digest("artifact")
STRANGER = PersonKey(Signer("x", b"x" * 32).verifier.public)


def claim_of(document: dict[str, Any]) -> Claim:
    return parse_record(json.dumps(document).encode(), where="record").claims[0]


PROOF = claim_of(record_document())
assert isinstance(PROOF, MathematicalClaim)
assert PROOF.challenge is not None
STATEMENT = pinned_challenge(PROOF.challenge)
assert STATEMENT is not None
CHALLENGED = PROOF.challenge
LOOSE = tuple(file.model_copy(update={"sha256": None}) for file in PROOF.challenge.files)


def proof(**changes: Any) -> Claim:
    """The same claim with another challenge."""
    return PROOF.model_copy(update={"challenge": CHALLENGED.model_copy(update=changes)})


SCRIPT = claim_of(record_document(claims=[empirical("x", "8.52")]))
assert isinstance(SCRIPT, EmpiricalClaim)
METHOD = method_review(SCRIPT, ARTIFACT)


def view(
    check: str, outcome: Outcome = Outcome.PASS, submitter: PersonKey | None = None, number: int = 1
) -> AttemptView:
    intake = IntakeBody(
        record_digest=digest("r"),
        claim_digest=digest("c"),
        artifact_digest=ARTIFACT,
        policy_digest=POLICY.digest,
        number=number,
        submitter_key=None if submitter is None else str(submitter),
    )
    return AttemptView(
        f"a-{number}", "r", "c", number, "", "", str(ARTIFACT), intake, checks=((check, outcome),), index=10
    )


def approval(
    subject: Digest, key: PersonKey | None = ALICE.key, at: int = 5, **said: Any
) -> tuple[int, Entry[ApprovalBody]]:
    named = {"what": "challenge", "approver": "alice@example.org"} | said
    body = ApprovalBody(subject=subject, person_key=None if key is None else str(key), **named)
    return at, Entry(TIME, body, None, "r", "c", record_index=None if key is None else digest("index"))


def refused(attempt: AttemptView, claim: Claim, *found: Found, others: Iterable[AttemptView] = ()) -> bool:
    try:
        require_approvals(attempt, others, found, lambda _: (claim, POLICY))
    except IntegrityError as error:
        return error.code == "approval.missing"
    return False


def test_the_pins_say_what_the_files_say() -> None:
    assert PROOF.challenge is not None
    assert challenge_digest(PROOF.challenge, {PROOF.challenge.files[0].path: CHALLENGE}) == STATEMENT


@pytest.mark.parametrize(
    ("found", "missing"),
    [
        ([], True),
        ([approval(STATEMENT)], False),
        ([approval(digest("another challenge"))], True),
        ([approval(STATEMENT, at=11)], True),
        ([approval(STATEMENT, STRANGER)], True),
        ([approval(STATEMENT, approver="bob@example.org")], True),
        ([approval(STATEMENT, STRANGER), approval(STATEMENT, at=9)], False),
        ([approval(STATEMENT, None)], True),
        ([approval(STATEMENT, None, signature=digest("a note of gate 0.1"))], False),
    ],
)
def test_a_challenge_is_approved_by_one_whom_the_policy_names(found: list, missing: bool) -> None:
    assert refused(view("lean.approval"), PROOF, *found) is missing
    assert not refused(view("lean.approval", Outcome.INCONCLUSIVE), PROOF, *found)
    assert not refused(view("lean.kernel"), PROOF, *found)


def test_of_a_challenge_that_is_not_pinned_some_approval_must_be_there() -> None:
    assert refused(view("lean.approval"), proof(files=LOOSE))
    assert not refused(view("lean.approval"), proof(files=LOOSE), approval(digest("some files")))


def test_each_hole_needs_a_value_that_was_approved() -> None:
    one, two = approval(digest("1"), what="hole"), approval(digest("2"), what="hole")
    assert refused(view("lean.holes"), proof(holes=("a", "b")), one)
    assert refused(view("lean.holes"), proof(holes=("a", "b")), one, one)
    assert not refused(view("lean.holes"), proof(holes=("a", "b")), one, two)
    assert not refused(view("lean.holes"), PROOF)


def test_a_method_that_the_gate_does_not_compute_needs_a_second_person() -> None:
    reviewed = approval(METHOD, what=METHOD_REVIEW)
    check = "repro.method-review"
    assert refused(view(check), SCRIPT)
    assert refused(view(check), SCRIPT, approval(digest("another artifact"), what=METHOD_REVIEW))
    assert not refused(view(check), SCRIPT, reviewed)
    assert refused(view(check, submitter=ALICE.key), SCRIPT, reviewed)
    earlier, later = (view(check, submitter=ALICE.key, number=number) for number in (1, 3))
    assert refused(view(check, number=2), SCRIPT, reviewed, others=[earlier])
    assert not refused(view(check, number=2), SCRIPT, reviewed, others=[later])
    other = replace(earlier, artifact_digest=str(digest("another artifact")))
    assert not refused(view(check, number=2), SCRIPT, reviewed, others=[other])


def test_without_the_documents_nothing_is_asked() -> None:
    require_approvals(view("lean.approval"), (), (), lambda _: None)


def test_predictions_that_nothing_pins_and_every_training_were_reviewed() -> None:
    check = "repro.method-review"
    for claim in (scored(), trained()):
        reviewed = approval(method_review(claim, ARTIFACT), what=METHOD_REVIEW)
        assert refused(view(check), claim)
        assert not refused(view(check), claim, reviewed)
        assert refused(view(check, submitter=ALICE.key), claim, reviewed)
    assert not refused(view(check), pinned(b"predictions"))
