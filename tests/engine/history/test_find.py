"""Which attempt is meant by a record's id: the one whose verdict its standing rests on, unless another is chosen."""

import pytest

from gate.engine.history.amend import correct, revoke
from gate.engine.history.find import find_attempt
from gate.engine.inputs.intake import load_record
from gate.engine.workspace import utc_now
from gate.model.check import failed, inconclusive
from gate.model.errors import UsageError

UNDECIDED = [inconclusive("lean.kernel", "time-limit", "60 s were not enough")]
WRONG = [failed("lean.axioms", "axiom-not-permitted", "it uses sorryAx")]


def test_an_inconclusive_attempt_does_not_hide_the_verdict_that_the_standing_rests_on(workspace, attempt):
    verified = attempt().attempt.id
    later = attempt(UNDECIDED).attempt.id
    assert find_attempt(workspace, "sample-1").id == verified
    assert find_attempt(workspace, "sample-1", latest=True).id == later
    assert find_attempt(workspace, "sample-1", attempt="2").id == later
    assert find_attempt(workspace, "sample-1", attempt=later).id == later
    assert find_attempt(workspace, later).id == later


def test_a_revoked_and_a_retracted_verdict_are_still_what_is_meant(workspace, attempt, record_file):
    verified = attempt().attempt.id
    attempt(UNDECIDED)
    revoke(workspace, lambda view: view.id == verified, code="operator", reason="a mistake")
    assert find_attempt(workspace, "sample-1").id == verified
    correct(workspace, load_record(record_file), kind="retraction", text="wrong", claim=None, clock=utc_now)
    assert find_attempt(workspace, "sample-1").id == verified


def test_without_a_verdict_that_counts_the_newest_closed_attempt_is_meant(workspace, attempt):
    attempt(UNDECIDED)
    rejected = attempt(WRONG).attempt.id
    assert find_attempt(workspace, "sample-1").id == rejected


@pytest.mark.parametrize(
    ("choice", "code"),
    [
        ({"attempt": "3"}, "attempt.unknown"),
        ({"attempt": "nobody"}, "attempt.unknown"),
        ({"claim": "c2"}, "attempt.unknown"),
        ({"attempt": "1", "latest": True}, "attempt.chosen-twice"),
    ],
)
def test_a_choice_that_cannot_be_met_is_a_usage_error(workspace, attempt, choice, code):
    attempt()
    with pytest.raises(UsageError) as caught:
        find_attempt(workspace, "sample-1", **choice)
    assert caught.value.code == code


def test_an_attempt_that_is_named_cannot_be_chosen_again(workspace, attempt):
    done = attempt().attempt.id
    with pytest.raises(UsageError, match=r"attempt\.chosen-twice"):
        find_attempt(workspace, done, latest=True)
    with pytest.raises(UsageError, match=r"attempt\.unknown"):
        find_attempt(workspace, "nobody")


def test_where_several_claims_were_tried_one_must_be_chosen(workspace, attempt, record_file):
    import json

    document = json.loads(record_file.read_text())
    document["claims"].append({**document["claims"][0], "id": "c2"})
    record_file.write_text(json.dumps(document))
    first, second = attempt(claim="c1").attempt.id, attempt(claim="c2").attempt.id
    with pytest.raises(UsageError, match=r"claim\.ambiguous") as caught:
        find_attempt(workspace, "sample-1")
    assert "c1, c2" in (caught.value.hint or "")
    assert find_attempt(workspace, "sample-1", claim="c1").id == first
    assert find_attempt(workspace, "sample-1", attempt=second).id == second
    assert find_attempt(workspace, "sample-1", latest=True).id == second
