"""How each claim of a record stands: by its attempts, by what its form can come to, or by what it derives from."""

import json
from dataclasses import replace

import pytest

from gate.log.claims import Claims
from gate.log.record_status import record_standing
from gate.log.status import History, Standing, fold_log
from gate.model.claim import DerivedClaim
from gate.model.policy import Policy
from gate.model.record import Record
from gate.model.verdict import Status
from tests.log.story import Story
from tests.samples import QUOTED, derived, empirical, record_document

GOOD, BAD = ("pass", "pass"), ("pass", "fail")
GAIN = derived(
    {"op": "-", "of": [{"input": "new"}, {"input": "old"}]},
    "4.2",
    name="gain",
    new=("new", "value"),
    old=("old", "value"),
)
NEW, OLD = empirical("new", "71.2"), empirical("old", "67.0")
TWICE = derived({"op": "*", "of": [{"number": "2"}, {"input": "a"}]}, "8.4", name="twice", a=("gain", "value"))


def record(*claims) -> Record:
    return Record.model_validate_json(json.dumps(record_document(claims=claims, published_at="2026-05-01T00:00:00Z")))


def told(story: Story, of: Record) -> History:
    """The history of a story, as if its attempts had been at the record's claims."""
    history = fold_log(story.entries)
    for view in list(history.attempts.values()):
        history.attempts[view.id] = replace(view, claim_digest=str(of.claim(view.claim).digest))
    return history


def both_verified() -> Story:
    story = Story()
    story.attempt("a1", GOOD, record="sample-1", claim="new")
    story.attempt("a2", GOOD, record="sample-1", claim="old")
    return story


def standing(story: Story, of: Record, claim: str = "gain") -> Standing:
    return Claims(told(story, of), of).standing(of.claim(claim))


def test_a_quoted_number_is_never_verified_and_says_so():
    quoted = record(QUOTED)
    ((claim, shown),) = Claims(fold_log([]), quoted).standings()
    assert shown.status is Status.UNVERIFIED
    assert "Gate 2 never verifies it" in shown.reason
    whole = record_standing([(claim, shown)], quoted, Policy())
    assert (whole.status, whole.reason) == (Status.UNVERIFIED, shown.reason)


@pytest.mark.parametrize("claim", [QUOTED, GAIN])
def test_a_verdict_that_some_log_holds_for_a_claim_without_artifacts_is_not_looked_at(claim):
    whole = record(claim, NEW, OLD)
    story = Story()
    story.attempt("a1", GOOD, record="sample-1", claim=claim["id"])
    assert standing(story, whole, claim["id"]).status is Status.UNVERIFIED


def test_a_record_with_a_quoted_number_beside_a_claim_that_nobody_tried_says_that():
    both = record(record_document()["claims"][0], QUOTED)
    shown = record_standing(Claims(fold_log([]), both).standings(), both, Policy())
    assert shown.reason.startswith("Published before the Gate 2 verification pipeline was activated (2026-06-10).")


def test_a_derived_number_is_verified_while_every_input_is():
    whole = record(NEW, OLD, GAIN, TWICE)
    for claim in ("gain", "twice"):
        shown = standing(both_verified(), whole, claim)
        assert (shown.status, shown.level, shown.attempts) == (Status.VERIFIED, "derived", 0)
    assert "value = (new − old) gives 4.2" in standing(both_verified(), whole).reason
    story = both_verified()
    assert record_standing(Claims(told(story, whole), whole).standings(), whole, Policy()).status is Status.VERIFIED


def test_one_input_that_is_not_verified_takes_it_away():
    whole = record(NEW, OLD, GAIN, TWICE)
    one = Story()
    one.attempt("a1", GOOD, record="sample-1", claim="new")
    rejected = both_verified()
    rejected.attempt("a3", BAD, record="sample-1", claim="old")
    revoked = Story()
    index = revoked.attempt("a1", GOOD, record="sample-1", claim="new")
    revoked.attempt("a2", GOOD, record="sample-1", claim="old")
    revoked.revoke(index, record="sample-1", claim="new")
    retracted = both_verified()
    retracted.retract(record="sample-1", claim="old")
    whole_retracted = both_verified()
    whole_retracted.retract(record="sample-1")
    for story in (Story(), one, rejected, revoked, retracted, whole_retracted):
        for claim in ("gain", "twice"):
            shown = standing(story, whole, claim)
            assert shown.status is Status.UNVERIFIED
    assert "claim new: value, which is Unverified: the verdict was revoked" in standing(revoked, whole).reason


def test_a_retraction_of_the_derived_claim_itself_takes_it_away():
    whole = record(NEW, OLD, GAIN)
    story = both_verified()
    story.retract(record="sample-1", claim="gain")
    assert standing(story, whole).reason.startswith("retracted")


def test_an_input_that_was_changed_after_its_verdict_takes_it_away():
    before, now = record(NEW, OLD, GAIN), record(empirical("new", "71.1"), OLD, GAIN)
    history = told(both_verified(), before)
    assert Claims(history, now).standing(now.claim("gain")).status is Status.UNVERIFIED


def test_a_quoted_input_forbids_it():
    whole = record(
        NEW,
        QUOTED,
        derived(
            {"op": "-", "of": [{"input": "new"}, {"input": "old"}]},
            "0.0",
            name="gain",
            new=("new", "value"),
            old=("quoted", "accuracy"),
        ),
    )
    story = Story()
    story.attempt("a1", GOOD, record="sample-1", claim="new")
    shown = standing(story, whole)
    assert shown.status is Status.UNVERIFIED
    assert "Gate 2 never verifies it" in shown.reason


def test_arithmetic_that_does_not_hold_is_unverified_with_both_numbers():
    wrong = {**GAIN, "derived": {**GAIN["derived"], "values": [{**GAIN["derived"]["values"][0], "published": "5.0"}]}}
    shown = standing(both_verified(), record(NEW, OLD, wrong))
    assert shown.status is Status.UNVERIFIED
    assert "gives 4.2 (by the rounding of its inputs 4.1 to 4.3), published 5.0" in shown.reason


def test_a_circle_that_no_reader_refused_ends():
    one = derived({"input": "a"}, "1", name="one", a=("two", "value"))
    two = derived({"input": "a"}, "1", name="two", a=("one", "value"))
    circle = record(one, two)
    assert standing(Story(), circle, "one").status is Status.UNVERIFIED


def elsewhere_input(of: Record, claim: str = "new"):
    return {"record": of.id, "claim": claim, "quantity": "value", "claim_digest": str(of.claim(claim).digest)}


def test_a_claim_of_another_record_counts_as_it_stands_there():
    other = record(NEW)
    pinned = derived({"input": "a"}, "71.2", name="same", a=elsewhere_input(other))
    own = record(pinned)
    verified = Standing(Status.VERIFIED, "fine", "2026-11-22T10:00:00.000000Z")
    asked = []

    def find(name, claim, digest):
        asked.append((name, claim, digest))
        return other.claim("new"), verified

    shown = Claims(fold_log([]), own, find).standing(own.claim("same"))
    assert (shown.status, shown.evaluated) == (Status.VERIFIED, verified.evaluated)
    assert asked == [("sample-1", "new", other.claim("new").digest)]
    alone = Claims(fold_log([]), own).standing(own.claim("same"))
    assert alone.status is Status.UNVERIFIED
    assert "nothing is known here" in alone.reason


def test_the_inputs_and_values_are_there_to_be_shown():
    whole = record(NEW, OLD, GAIN)
    claims = Claims(told(both_verified(), whole), whole)
    gain = whole.claim("gain")
    assert isinstance(gain, DerivedClaim)
    assert [(one.name, one.printed) for one in claims.inputs(gain)] == [("new", "71.2"), ("old", "67.0")]
    assert [one.possible for one in claims.values(gain)] == ["4.1 to 4.3"]
