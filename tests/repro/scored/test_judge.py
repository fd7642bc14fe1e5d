"""Scored claims: what predictions come to, and every way to abuse the form."""

import json

import pytest

from gate.model.base import InputError
from gate.model.claim import ScoredClaim
from gate.model.digest import Digest
from gate.model.errors import Fault
from gate.model.policy import default_policy
from gate.model.required import PREFLIGHT, SCORED_CHECKS, required_checks
from gate.model.review import METHOD_REVIEW
from gate.model.verdict import Verdict
from gate.repro.claim.review import review_subject
from gate.repro.scored.judge import ScoredJudge
from tests.repro.scored.samples import (
    ACCURACY,
    JOINED,
    LABEL_FILE,
    LABELS,
    METRIC,
    PREDICTED,
    as_csv,
    as_lines,
    case,
    judged,
    pinned,
    scored,
)

GOOD = as_csv()
TIMES = {"op": "*", "of": [METRIC["value"], {"number": "1.1329"}]}


def test_predictions_that_the_claim_pins_are_verified_when_they_score_what_was_published():
    verdict, _, checks = judged(pinned(GOOD), GOOD)
    assert verdict is Verdict.VERIFIED
    assert ScoredJudge().level(verdict, tuple(checks.values())) == "scored"
    assert "share of right predictions" in checks["scored.score"].data["quantities"][0]["method"]
    found = ScoredJudge().explain(tuple(checks.values()))
    assert found.established
    assert any("or any model did" in sentence for sentence in found.not_established)
    assert found.tables[0].rows[0][2] == ACCURACY


def test_json_lines_score_the_same():
    lines = as_lines()
    assert judged(pinned(lines, format="jsonl"), lines)[0] is Verdict.VERIFIED


def test_predictions_that_nothing_pins_need_a_person():
    verdict, code, checks = judged(scored(), GOOD)
    assert (verdict, code) == (Verdict.INCONCLUSIVE, "needs-method-review")
    assert "whoever has the labels" in checks["repro.method-review"].reason
    subject = review_subject(scored(), case(scored(), GOOD).artifact_files)
    assert judged(scored(), GOOD, approved=frozenset({subject}))[0] is Verdict.VERIFIED
    # The review is of exactly these predictions for exactly this claim.
    other = as_csv({**PREDICTED, "q000": "cat" if PREDICTED["q000"] != "cat" else "dog"})
    assert judged(scored(), other, approved=frozenset({subject}))[0] is not Verdict.VERIFIED
    assert judged(scored(ACCURACY[:-1]), GOOD, approved=frozenset({subject}))[0] is not Verdict.VERIFIED


def test_the_subject_of_a_review_is_the_artifact():
    files = case(scored(), GOOD).artifact_files
    subject = ScoredJudge().approval_subject(scored(), {}, files)
    assert (subject.what, subject.digest) == (METHOD_REVIEW, review_subject(scored(), files))
    signed = ScoredJudge().approval_subject(scored(), {})
    assert (signed.what, signed.digest) == ("claim", scored().digest)


# Abuses, each with its verdict.


def test_predictions_made_from_the_labels_to_score_what_was_published():
    wanted = 76
    made = {key: label if n < wanted else "wrong" for n, (key, label) in enumerate(LABELS.items())}
    claim = scored("0.950", columns=[{"name": "said", "type": "text"}])
    verdict, code, _ = judged(claim, as_csv(made))
    assert (verdict, code) == (Verdict.INCONCLUSIVE, "needs-method-review")


def test_a_number_that_the_predictions_do_not_score():
    wrong = f"{float(ACCURACY) + 0.05:.3f}"
    assert judged(scored(wrong), GOOD)[:2] == (Verdict.REJECTED, "score-differs")
    verdict, code, checks = judged(pinned(GOOD, wrong), GOOD)
    assert (verdict, code) == (Verdict.REJECTED, "method-differs")
    assert "publication differs" in checks["scored.score"].reason


def test_no_tolerance_of_the_claim_softens_the_printed_precision():
    document = json.loads(pinned(GOOD, f"{float(ACCURACY) + 0.02:.3f}").model_dump_json())
    document["scored"]["quantities"][0]["rule"] = {"kind": "relative", "tolerance": "0.05"}
    loose = ScoredClaim.model_validate_json(json.dumps(document))
    assert judged(loose, GOOD)[0] is Verdict.REJECTED


def test_other_predictions_than_the_pinned_ones():
    other = as_csv(dict(reversed(PREDICTED.items())))
    assert judged(pinned(GOOD), other)[:2] == (Verdict.REJECTED, "other-predictions")


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (as_csv({key: PREDICTED[key] for key in list(PREDICTED)[:79]}), "missing-id"),
        (as_csv() + b"q000,cat\n", "duplicate-id"),
        (as_csv({**PREDICTED, "x": "cat"}), "unknown-id"),
        (as_csv({key: f"{label},{label}" for key, label in LABELS.items()}, "id,said,truth"), "wrong-columns"),
        (b"", "wrong-shape"),
    ],
)
def test_predictions_of_another_form_are_the_artifacts_fault(content, code):
    verdict, found, checks = judged(scored(), content)
    assert (verdict, found) == (Verdict.REJECTED, code)
    assert checks["scored.score"].code == "not-reached"


def test_labels_handed_in_with_the_predictions():
    for files in ({"notes.txt": LABEL_FILE}, {"artifact.toml": b"# " + json.dumps(LABELS).encode()}):
        assert judged(pinned(GOOD), GOOD, files=files)[:2] == (Verdict.REJECTED, "labels-leak")


def test_the_file_of_labels_as_predictions():
    labels = as_csv(LABELS, header="id,truth")
    both = {"file": "labels.csv", "join": [{"file": "predictions", "on": ["id", "truth"]}]}
    method = {"from": both, "value": {"recipe": "distinct", "of": {"column": "truth"}}}
    claim = scored("3", method, labels, columns=[{"name": "truth", "type": "text"}])
    verdict, code, _ = judged(claim, labels, labels=labels)
    assert (verdict, code) == (Verdict.REJECTED, "labels-leak")


def test_a_metric_with_a_number_from_nowhere_needs_a_person_even_for_pinned_predictions():
    lie = f"{float(RIGHT_SHARE) * 1.1329:.3f}"
    claim = pinned(GOOD, lie, method={"from": JOINED, "value": TIMES})
    verdict, code, checks = judged(claim, GOOD)
    assert (verdict, code) == (Verdict.INCONCLUSIVE, "needs-method-review")
    assert "1.1329" in checks["repro.method-review"].reason


RIGHT_SHARE = sum(PREDICTED[key] == LABELS[key] for key in LABELS) / len(LABELS)


# The claim's own mistakes are never charged to the artifact.


@pytest.mark.parametrize(
    ("claim", "labels", "code"),
    [
        (scored(method={"from": {"file": "labels.csv"}, "value": {"recipe": "rows"}}), LABEL_FILE, "scored.no-metric"),
        (
            scored(method={"from": {"file": "predictions"}, "value": {"recipe": "distinct", "of": {"column": "said"}}}),
            LABEL_FILE,
            "scored.no-metric",
        ),
        (scored(key="number"), LABEL_FILE, "scored.no-key"),
        (
            scored(labels=LABEL_FILE.replace(b"q001", b"q000")),
            LABEL_FILE.replace(b"q001", b"q000"),
            "scored.no-key",
        ),
        (scored(labels=b"other"), LABEL_FILE, "claim.data-differs"),
    ],
)
def test_a_claim_that_cannot_be_scored(claim, labels, code):
    with pytest.raises(InputError) as caught:
        ScoredJudge().judge(case(claim, GOOD, labels=labels), *_bench())
    assert (caught.value.code, caught.value.fault) == (code, Fault.CLAIM)


def _bench():
    from tests.repro.bench import MemoryJournal, ScriptedSandbox

    return MemoryJournal(), ScriptedSandbox(lambda _: {})


@pytest.mark.parametrize(
    "change",
    [
        {"quantities": [{"name": "accuracy", "published": "0.5"}]},
        {"quantities": [{"name": "accuracy", "published": "0.5", "method": METRIC, "fixed": True}]},
        {"predictions": {"format": "csv", "of": "gone.csv", "key": "id", "columns": [{"name": "a", "type": "text"}]}},
        {"predictions": {"format": "csv", "of": "labels.csv", "key": "a", "columns": [{"name": "a", "type": "text"}]}},
    ],
)
def test_a_claim_that_says_nothing_is_refused(change):
    document = json.loads(scored().model_dump_json())
    document["scored"] |= change
    with pytest.raises(ValueError, match="validation error"):
        ScoredClaim.model_validate_json(json.dumps(document))


def test_no_policy_lifts_a_check():
    claim = scored()
    assert required_checks(claim, default_policy()) == (PREFLIGHT, *SCORED_CHECKS)
    assert ScoredJudge().required(claim, default_policy()) == SCORED_CHECKS
    assert claim.digest != replace_pin(claim).digest


def replace_pin(claim: ScoredClaim) -> ScoredClaim:
    form = claim.scored.predictions.model_copy(update={"sha256": Digest.of(b"x")})
    return claim.model_copy(update={"scored": claim.scored.model_copy(update={"predictions": form})})
