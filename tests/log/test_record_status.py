"""The status of a record is derived from its claims; what was assessed, stated or counted makes nothing VERIFIED."""

import json
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gate.log.claims import Claims
from gate.log.kinds import AssessmentBody
from gate.log.record_status import record_standing
from gate.log.status import History, fold_log
from gate.model.errors import IntegrityError
from gate.model.policy import Policy
from gate.model.record import Record
from gate.model.verdict import Status
from tests.log.story import TIME, Story, digest
from tests.samples import record_document

GOOD = ("pass", "pass")
BAD = ("pass", "fail")
TEXTUAL = {"id": "t1", "kind": "textual", "statement": "Cholera is carried by water."}


def record(**changes) -> Record:
    return Record.model_validate_json(json.dumps(record_document(**changes)))


def test_an_old_record_without_attempts_says_just_that():
    shown = standing(fold_log([]), record(published_at="2026-05-01T00:00:00Z"))
    assert shown.status is Status.UNVERIFIED
    assert shown.reason == (
        "Published before the Gate 2 verification pipeline was activated (2026-06-10). "
        "No formal proof or sandbox reproduction has been attempted for this record."
    )
    assert shown.evaluated is None


def test_a_new_record_without_attempts_and_one_without_claims_say_so():
    assert "no artifact" in standing(fold_log([]), record()).reason
    assert "no claims" in standing(fold_log([]), record(claims=[])).reason


def test_a_record_is_verified_only_when_all_its_claims_are():
    document = record_document()
    second = {**document["claims"][0], "id": "c2"}
    both = record(claims=[document["claims"][0], second])
    story = Story()
    story.attempt("a1", GOOD, record=both.id, claim="c1")
    history = fold_log(story.entries)
    history.attempts["a1"] = replace(history.attempts["a1"], claim_digest=str(both.claims[0].digest))
    shown = standing(history, both)
    assert shown.status is Status.UNVERIFIED
    assert shown.reason.startswith("1 of 2 claims verified; claim c2: ")


def standing(history: History, shown: Record):
    return record_standing(Claims(history, shown).standings(), shown, Policy(), history)


def level(count: int) -> dict[str, Any]:
    return {**record_document()["verification_level"], "source_grounded_claims": count}


def judged(shown: Record, outcomes=GOOD) -> History:
    """The history in which each claim that can be judged was, with these outcomes."""
    story = Story()
    claims = [claim for claim in shown.claims if claim.kind != "textual"]
    for claim in claims:
        story.attempt(f"of-{claim.id}", outcomes, record=shown.id, claim=claim.id)
    history = fold_log(story.entries)
    for claim in claims:
        view = history.attempts[f"of-{claim.id}"]
        history.attempts[view.id] = replace(view, claim_digest=str(claim.digest))
    return history


def assessed(record_id="sample-1", status=Status.UNVERIFIED, before=None) -> Story:
    story = Story()
    body = AssessmentBody(
        status=status, reason="looked at", record_digest=digest("r"), published_before=before, operator=before and "ann"
    )
    story.add(body, record=record_id)
    return story


def test_claims_that_are_counted_and_not_exposed_keep_a_record_unverified():
    counting = record(verification_level=level(3))
    shown = standing(judged(counting), counting)
    assert (shown.status, shown.reason) == (Status.UNVERIFIED, "1 of 3 claims VERIFIED; 2 counted claims not exposed")


def test_textual_claims_keep_a_record_unverified_and_the_reason_counts_them():
    mixed = record(claims=[*record_document()["claims"], TEXTUAL])
    shown = standing(judged(mixed), mixed)
    assert shown.status is Status.UNVERIFIED
    assert shown.reason == "1 of 2 claims VERIFIED; 1 textual claim that Gate 2 cannot decide"
    tried = standing(judged(mixed, BAD), mixed)
    assert tried.reason.startswith("0 of 2 claims VERIFIED; claim c1: ")
    assert "1 textual claim" in standing(fold_log([]), mixed).reason


def test_a_record_of_counted_claims_alone_says_that_none_is_exposed():
    counting = record(claims=[], verification_level=level(4))
    assert "the record counts 4" in standing(fold_log([]), counting).reason
    old = record(claims=[], verification_level=level(4), published_at="2026-05-01T00:00:00Z")
    assert standing(fold_log([]), old).reason.startswith("Published before")
    none = record(claims=[], verification_level=None)
    assert standing(fold_log([]), none).reason == "the record makes no claims that could be verified"


def test_an_assessment_gives_the_time_and_an_operators_word_the_age():
    undated = record(published_at=None)
    plain = standing(fold_log(assessed().entries), undated)
    assert plain.evaluated == TIME
    assert plain.reason == "no artifact has been submitted for any claim of this record"
    story = assessed(before="2026-06-10T00:00:00.000000Z")
    story.entries += [
        (1, entry) for _, entry in assessed().entries
    ]  # a later one that does not say it takes nothing back
    old = standing(fold_log(story.entries), undated)
    assert old.reason.startswith("Published before the Gate 2 verification pipeline was activated (2026-06-10).")
    late = assessed(before="2026-06-10T00:00:00.000001Z")
    assert standing(fold_log(late.entries), undated).reason == plain.reason
    assert standing(fold_log(story.entries), record()).reason == plain.reason  # its own date counts


def test_an_assessment_cannot_say_verified_of_what_never_was():
    with pytest.raises(IntegrityError, match="no attempt at a claim of sample-1 ever was"):
        fold_log(assessed(status=Status.VERIFIED).entries)


def test_a_draft_and_a_retracted_record_say_so():
    header = {"product": None, "kernel": None, "note": None, "date": None}
    draft = record(published_at=None, draft=header)
    assert "draft" in standing(fold_log([]), draft).reason
    history = replace(fold_log([]), retracted={("sample-1", None): ("wrong data", TIME)})
    shown = standing(history, record())
    assert (shown.reason, shown.evaluated) == ("retracted: wrong data", TIME)


@given(
    st.integers(0, 5),
    st.integers(0, 3),
    st.integers(0, 3),
    st.booleans(),
    st.sampled_from([None, "2020-01-01T00:00:00Z"]),
)
def test_a_record_is_verified_exactly_when_all_it_counts_is_exposed_and_verified(count, proven, textual, good, date):
    one = record_document()["claims"][0]
    claims = [{**one, "id": f"m{n}"} for n in range(proven)] + [{**TEXTUAL, "id": f"t{n}"} for n in range(textual)]
    shown = record(claims=claims, verification_level=level(count), published_at=date)
    found = standing(judged(shown, GOOD if good else BAD), shown)
    expected = good and proven > 0 and textual == 0 and count <= proven
    assert (found.status is Status.VERIFIED) == expected
