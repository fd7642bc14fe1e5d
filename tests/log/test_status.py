"""Status is a fold over the log, and the fold refuses impossible histories."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace as replace_fields

from gate.log.kinds import DecisionBody
from gate.log.status import claim_standing, fold_log, verdict_standing
from gate.model.errors import IntegrityError
from gate.model.verdict import Status, Verdict
from tests.log.story import REQUIRED, Story, digest

GOOD = ("pass", "pass")
BAD = ("pass", "fail")
UNCLEAR = ("inconclusive", "pass")


def status(story: Story, claim_digest: str | None = None):
    return claim_standing(fold_log(story.entries), "r", "c", claim_digest)


def test_a_claim_that_was_never_tried_is_unverified():
    assert status(Story()).status is Status.UNVERIFIED


@pytest.mark.parametrize(("outcomes", "expected"), [(GOOD, "VERIFIED"), (BAD, "Unverified"), (UNCLEAR, "Unverified")])
def test_the_status_follows_the_verdict(outcomes, expected):
    story = Story()
    story.attempt("a1", outcomes)
    assert status(story).status.value == expected


def test_an_open_attempt_leaves_the_claim_unverified():
    story = Story()
    story.intake("a1")
    assert status(story).reason == "an attempt is under way"


def test_an_inconclusive_reverification_changes_nothing_and_a_rejection_does():
    story = Story()
    story.attempt("a1", GOOD)
    story.attempt("a2", UNCLEAR)
    assert status(story).status is Status.VERIFIED
    story.attempt("a3", BAD)
    assert status(story).status is Status.UNVERIFIED


def test_an_artifact_that_was_rejected_twice_is_not_verified_by_trying_again():
    story = Story()
    for number, outcomes in enumerate([BAD, BAD, GOOD, GOOD]):
        story.attempt(f"a{number}", outcomes)
    found = status(story)
    assert (found.status, found.attempts) == (Status.UNVERIFIED, 4)
    assert found.reason.startswith("attempt 1 REJECTED this artifact (because REJECTED)")
    late = verdict_standing(fold_log(story.entries), "a3")
    assert (late.status, late.reason) == (Status.UNVERIFIED, found.reason)


def test_a_reverification_that_fails_ends_verified_and_a_later_pass_does_not_bring_it_back():
    story = Story()
    for number, outcomes in enumerate([GOOD, BAD, GOOD]):
        story.attempt(f"a{number}", outcomes)
    assert status(story).status is Status.UNVERIFIED
    assert verdict_standing(fold_log(story.entries), "a0").status is Status.UNVERIFIED


@pytest.mark.parametrize(
    ("before", "now", "expected"),
    [
        ({"gate": "0.2.0"}, {"gate": "0.2.0"}, Status.UNVERIFIED),
        ({"gate": "0.2.0"}, {"gate": "0.3.0"}, Status.VERIFIED),
        ({}, {"gate": "0.2.0"}, Status.VERIFIED),
        ({"policy": "one"}, {"policy": "two"}, Status.VERIFIED),
        ({"images": ("python",)}, {"images": ("python",)}, Status.UNVERIFIED),
        ({"images": ("python",)}, {"images": ("python", "kernel")}, Status.UNVERIFIED),
        ({"images": ()}, {"images": ("python",)}, Status.UNVERIFIED),
        ({"images": ("python",)}, {"images": ("newer",)}, Status.VERIFIED),
        ({"artifact": "one"}, {"artifact": "two"}, Status.VERIFIED),
        ({"version": "1"}, {"version": "2"}, Status.VERIFIED),
    ],
)
def test_a_pass_after_a_rejection_counts_only_under_another_judging_version(before, now, expected):
    story = Story()
    story.attempt("a1", BAD, **before)
    story.attempt("a2", GOOD, **now)
    assert status(story).status is expected
    assert verdict_standing(fold_log(story.entries), "a2").status is expected


def test_a_rejection_that_comes_later_or_an_undecided_attempt_does_not_stand_before_a_pass():
    story = Story()
    story.attempt("a1", UNCLEAR)
    story.attempt("a2", GOOD)
    assert status(story).status is Status.VERIFIED


def test_a_rejected_second_artifact_does_not_undo_the_first():
    story = Story()
    story.attempt("a1", GOOD, artifact="one")
    story.attempt("a2", BAD, artifact="two")
    assert status(story).status is Status.VERIFIED
    assert status(story).attempts == 2


def test_a_revoked_verdict_does_not_count_until_the_artifact_is_verified_again():
    story = Story()
    story.revoke(story.attempt("a1", GOOD))
    assert status(story).status is Status.UNVERIFIED
    assert "kernel bug" in status(story).reason
    story.attempt("a2", GOOD)
    assert status(story).status is Status.VERIFIED


@pytest.mark.parametrize("claim", ["c", None])
def test_a_retraction_of_claim_or_record_unverifies(claim):
    story = Story()
    story.attempt("a1", GOOD)
    story.retract(claim=claim)
    assert status(story).reason == "retracted: the data were wrong"


def test_a_verdict_for_an_earlier_wording_of_the_claim_does_not_count():
    story = Story()
    story.attempt("a1", GOOD, version="1")
    assert status(story, str(digest("c2"))).status is Status.UNVERIFIED
    assert status(story, str(digest("c1"))).status is Status.VERIFIED


attempts = st.lists(
    st.tuples(
        st.sampled_from([GOOD, BAD, UNCLEAR, ("pass",), ()]),
        st.sampled_from(["one", "two", "three"]),
        st.booleans(),
    ),
    max_size=8,
)


@given(attempts, st.lists(st.sampled_from(["0.2.0", "0.3.0"]), min_size=8, max_size=8))
def test_verified_if_and_only_if_some_artifacts_newest_decisive_verdict_stands(made, versions):
    story = Story()
    newest: dict[str, bool] = {}
    rejected: set[tuple[str, str]] = set()
    for number, ((outcomes, artifact, revoked), version) in enumerate(zip(made, versions, strict=False)):
        index = story.attempt(f"a{number}", outcomes, artifact=artifact, gate=version)
        if "fail" in outcomes:
            newest[artifact] = False
            rejected.add((artifact, version))
        elif outcomes == GOOD and (artifact, version) not in rejected:
            newest[artifact] = not revoked
        if revoked:
            story.revoke(index)
    assert (status(story).status is Status.VERIFIED) == any(newest.values())
    assert status(story).attempts == len(made)


@given(attempts, st.data())
def test_the_fold_never_verifies_when_a_check_entry_is_taken_out(made, data):
    story = Story()
    for number, (_, artifact, _) in enumerate(made):
        story.attempt(f"a{number}", GOOD, artifact=artifact)
    if not made:
        return
    checks = [index for index, entry in story.entries if entry.kind == "check"]
    gone = data.draw(st.sampled_from(checks))
    story.entries = [(index, entry) for index, entry in story.entries if index != gone]
    with pytest.raises(IntegrityError, match="impossible-history"):
        fold_log(story.entries)


def test_a_verdict_without_decision_is_impossible():
    story = Story()
    story.verdict(story.intake("a1"), Verdict.VERIFIED)
    with pytest.raises(IntegrityError, match="does not follow"):
        fold_log(story.entries)


def test_a_decision_that_its_checks_do_not_carry_is_impossible():
    story = Story()
    place = story.intake("a1")
    story.add(DecisionBody(required=REQUIRED, verdict=Verdict.VERIFIED, checks=digest("list")), **place)
    with pytest.raises(IntegrityError, match="its checks say INCONCLUSIVE"):
        fold_log(story.entries)


def test_a_second_verdict_a_wrong_number_and_a_stray_revocation_are_impossible():
    for spoil in (
        lambda story: story.verdict({"attempt": "a1", "record": "r", "claim": "c"}, Verdict.VERIFIED),
        lambda story: story.revoke(0),
        lambda story: (story.numbers.update({("r", "c"): 7}), story.intake("a2")),
        lambda story: story.intake("a1"),
    ):
        story = Story()
        story.attempt("a1", GOOD)
        spoil(story)
        with pytest.raises(IntegrityError):
            fold_log(story.entries)


@pytest.mark.parametrize(
    ("first", "second", "expected"), [(GOOD, BAD, Status.VERIFIED), (BAD, GOOD, Status.UNVERIFIED)]
)
def test_of_two_attempts_at_one_artifact_the_newest_verdict_counts_not_the_newest_attempt(first, second, expected):
    story = Story()
    opened_first, opened_second = story.intake("a1"), story.intake("a2")
    story.judge(opened_second, second, gate="0.2.0")
    story.judge(opened_first, first, gate="0.3.0")
    history = fold_log(story.entries)
    assert claim_standing(history, "r", "c").status is expected
    verified = "a1" if first == GOOD else "a2"
    assert verdict_standing(history, verified).status is expected


def test_another_artifacts_rejection_takes_nothing_away_and_no_time_decides():
    story = Story()
    story.attempt("a1", GOOD, artifact="one")
    story.attempt("a2", BAD, artifact="two")
    early, late = (
        [(at, replace_fields(entry, time=f"{year}-01-01T00:00:{59 - at:02}.000000Z")) for at, entry in story.entries]
        for year in (2020, 2030)
    )
    for entries in (story.entries, early, late, [*early[:5], *late[5:]], [*late[:5], *early[5:]]):
        assert claim_standing(fold_log(entries), "r", "c").attempt == "a1"
        assert claim_standing(fold_log(entries), "r", "c").status is Status.VERIFIED
