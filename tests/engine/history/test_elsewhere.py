"""Claims derived from others, as the store, its pages and explanations have them."""

import json
from dataclasses import replace

import pytest

from gate import Gate, Status, UsageError
from gate.engine.attempt.run import run_attempt
from gate.engine.history.explain import explain_claim
from gate.engine.history.page import page, status_report
from gate.engine.inputs.intake import load, load_record
from gate.model.progress import Silent
from gate.model.review import METHOD_REVIEW, method_review
from gate.repro.judge import ReproJudge
from tests.engine.conftest import FakeJudge, all_passed
from tests.people import alice_approves, naming_alice
from tests.samples import QUOTED, derived, empirical, record_document

RATIO = {"op": "/", "of": [{"input": "a"}, {"input": "b"}]}


@pytest.fixture
def written(tmp_path):
    def write(name: str, *claims):
        path = tmp_path / f"{name}.json"
        path.write_text(json.dumps(record_document(id=name, claims=claims)))
        return path

    return write


@pytest.fixture
def submit(workspace, tmp_path):
    """Submit a script for a claim to a judge that passes everything."""
    folder = tmp_path / "script"
    folder.mkdir()
    (folder / "main.py").write_text("print()")
    (folder / "artifact.toml").write_text(
        'contract = "gate-artifact-v1"\n[body]\nkind = "script"\nfiles = ["main.py"]\nargv = ["python3", "main.py"]\n'
    )

    def run(path, claim):
        intake = load(path, folder, claim)
        judge = FakeJudge(all_passed(intake.claim), like=ReproJudge())
        judged = replace(workspace, policy=naming_alice(workspace.policy))
        subject = method_review(intake.claim, intake.artifact_digest)
        alice_approves(workspace.ledger, intake.record.id, claim, METHOD_REVIEW, subject)
        return run_attempt(judged, intake, lambda: None, Silent(), judge=judge)

    return run


def pinned(path, claim):
    record = load_record(path)
    digest = str(record.claim(claim).digest)
    return {"record": record.id, "claim": claim, "quantity": "value", "claim_digest": digest}


def shown(workspace, path):
    return status_report(page(workspace, load_record(path)))


def test_a_claim_of_another_record_counts_until_it_is_changed_there(workspace, written, submit):
    source = written("source", empirical("x", "8.52"), empirical("y", "2.000"))
    own = written("own", derived(RATIO, "4.26", a=pinned(source, "x"), b=pinned(source, "y")))
    assert "no artifact has been submitted" in shown(workspace, own).reason
    submit(source, "x")
    assert shown(workspace, own).status is Status.UNVERIFIED
    submit(source, "y")
    report = shown(workspace, own)
    assert (report.status, report.claims[0].level, report.attempts) == (Status.VERIFIED, "derived", 0)
    assert "Level      derived, follows from claims that are VERIFIED" in report.block()
    assert "Form       derived, arithmetic on the published values of other claims" in report.block()
    submit(written("source", empirical("x", "9.99"), empirical("y", "2.000")), "x")
    report = shown(workspace, own)
    assert report.status is Status.UNVERIFIED
    assert "another version" in report.reason


def test_records_that_are_derived_from_each_other_end(workspace, written, submit):
    # The digest of a claim covers the ids of claims in its own record, not their text: only that leaves room.
    via = derived({"input": "a"}, "1", name="via", a=("back", "value"))
    first = written("first", empirical("x", "1"), via, derived({"input": "a"}, "1", name="back", a=("x", "value")))
    second = written("second", empirical("z", "1"), derived({"input": "a"}, "1", name="there", a=pinned(first, "via")))
    back = derived({"input": "a"}, "1", name="back", a={**pinned(second, "there")})
    first = written("first", empirical("x", "1"), via, back)
    submit(first, "x")
    submit(second, "z")
    for path, claim in ((first, "via"), (second, "there")):
        standing = next(one for one in shown(workspace, path).claims if one.claim == claim)
        assert standing.status is Status.UNVERIFIED
        assert "derived from itself" in standing.reason


def test_explain_shows_inputs_and_arithmetic_and_nothing_is_bundled(workspace, written, submit, tmp_path):
    gain = derived({"op": "-", "of": [{"input": "a"}, {"input": "b"}]}, "6.5", a=("x", "value"), b=("y", "value"))
    path = written("own", empirical("x", "8.52"), empirical("y", "2.000"), gain, QUOTED)
    submit(path, "x")
    record = load_record(path)
    text = "\n".join(explain_claim(workspace, record, record.claim("derived")).lines())
    assert "claim y: value" in text
    assert "DOES NOT" not in text
    assert "value = (a − b)" in text
    workspace.ledger.close()
    with Gate.open(workspace.home) as gate:
        explained = gate.explain("own", claim="derived")
        assert explained.status is Status.UNVERIFIED
        assert explained.reason.startswith("derived from claim y: value, which is Unverified")
        assert gate.explain("own", claim="quoted").form.startswith("quoted")
        for what in (gate.bundle, gate.plan_rerun):
            with pytest.raises(UsageError) as caught:
                what("own", claim="derived")
            assert caught.value.code == "claim.no-artifact"
        with pytest.raises(UsageError) as caught:
            gate.explain("own", claim="nothing")
        assert caught.value.code == "attempt.unknown"
