"""Laws of the one door to VERIFIED."""

from hypothesis import given
from hypothesis import strategies as st

from gate.model.check import Check, Outcome
from gate.model.decide import decide
from gate.model.verdict import Verdict

IDS = ["artifact.preflight", "lean.axioms", "lean.kernel", "repro.match", "engine.attempt"]
checks = st.lists(st.builds(Check, st.sampled_from(IDS), st.sampled_from(Outcome), st.text(max_size=20)), max_size=10)
required = st.lists(st.sampled_from(IDS), max_size=5)


def passes(required: list[str], made: list[Check]) -> bool:
    """The rule of docs/design.md §3.2, said another way."""
    outcomes: dict[str, set[Outcome]] = {}
    for check in made:
        outcomes.setdefault(check.id, set()).add(check.outcome)
    return bool(required) and all(outcomes.get(check_id) == {Outcome.PASS} for check_id in required)


@given(required, checks)
def test_verified_if_and_only_if_every_required_check_is_present_and_passed(required, made):
    assert (decide(required, made).verdict is Verdict.VERIFIED) == passes(required, made)


@given(required, checks)
def test_a_failed_required_check_rejects_whatever_else_happened(required, made):
    failed = any(check.id in required and check.outcome is Outcome.FAIL for check in made)
    assert (decide(required, made).verdict is Verdict.REJECTED) == failed


@given(required, checks, st.sampled_from(IDS))
def test_removing_a_required_check_never_verifies(required, made, gone):
    left = [check for check in made if check.id != gone]
    if gone in required:
        assert decide(required, left).verdict is not Verdict.VERIFIED


@given(required, checks, st.randoms())
def test_the_verdict_does_not_depend_on_the_order_of_checks(required, made, random):
    shuffled = made[:]
    random.shuffle(shuffled)
    assert decide(required, shuffled).verdict is decide(required, made).verdict


@given(required, checks)
def test_checks_that_nobody_required_never_change_the_verdict(required, made):
    relevant = [check for check in made if check.id in required]
    assert decide(required, relevant).verdict is decide(required, made).verdict


def test_the_reason_names_the_deciding_check():
    made = [Check("lean.axioms", Outcome.FAIL, "uses sorryAx", code="sorry")]
    decision = decide(["lean.axioms"], made)
    assert (decision.code, decision.reason) == ("sorry", "lean.axioms: uses sorryAx")


def test_a_missing_check_is_named():
    assert "lean.kernel" in decide(["lean.kernel"], []).reason
