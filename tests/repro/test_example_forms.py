"""The examples of claims that no artifact shows."""

import csv
from pathlib import Path

import pytest

from gate import Gate, InputError, Status, Verdict, review_artifact
from gate.engine.inputs.intake import load, load_record
from gate.log.claims import Claims
from gate.log.status import History
from gate.model.claim import DerivedClaim, QuotedClaim
from gate.model.decide import decide
from gate.model.digest import Digest
from gate.model.judging import Case
from gate.model.policy import Policy, ReproPolicy, default_policy
from gate.model.required import SCORED_CHECKS, TRAINED_CHECKS
from gate.repro.claim.review import review_subject
from gate.repro.scored.judge import ScoredJudge
from gate.repro.scored.trained import TrainedJudge
from tests.repro.bench import MemoryJournal

EXAMPLES = Path(__file__).parent.parent.parent / "examples"
RECORDS = EXAMPLES / "records"


def test_the_derived_error_rate_follows_from_the_counts_of_its_record():
    record = load_record(RECORDS / "fisher-1936.json")
    claim = record.claim("error-rate")
    assert isinstance(claim, DerivedClaim)
    (value,) = Claims(History(), record).values(claim)
    assert (value.follows, value.possible) == (True, "2")
    assert Claims(History(), record).standing(claim).status is Status.UNVERIFIED  # nobody has shown the counts here


@pytest.mark.docker
def test_the_predictions_of_the_example_score_what_the_record_says(docker_sandbox):
    intake = load(RECORDS / "iris-scored.json", EXAMPLES / "artifacts" / "iris-predictions", None)
    about = (intake.claim, intake.claim_files, intake.artifact, intake.artifact_files, default_policy())
    checks = ScoredJudge().judge(Case("example", intake.record.id, *about), MemoryJournal(), docker_sandbox)
    assert decide(SCORED_CHECKS, checks).verdict is Verdict.VERIFIED
    assert "147" in intake.claim.statement


@pytest.mark.docker
def test_the_training_of_the_example_scores_again(docker_sandbox):
    intake = load(RECORDS / "iris-trained.json", EXAMPLES / "artifacts" / "iris-training", None)
    policy = Policy(repro=ReproPolicy(base_runs=2, permutations=1))
    about = (intake.claim, intake.claim_files, intake.artifact, intake.artifact_files, policy)
    reviewed = frozenset({review_subject(intake.claim, intake.artifact_files)})
    case = Case("example", intake.record.id, *about, approved=reviewed, seed="example")
    checks = TrainedJudge().judge(case, MemoryJournal(), docker_sandbox)
    assert decide(TRAINED_CHECKS, checks).verdict is Verdict.VERIFIED, [check.reason for check in checks]


@pytest.mark.parametrize(
    ("record", "artifact", "words"),
    [
        ("iris-trained", "iris-training", "No look at a text shows what it does"),
        ("iris-scored", "iris-predictions", "nothing in the file shows what made them"),
    ],
)
def test_a_reviewer_is_shown_what_the_review_signs(record, artifact, words):
    intake = load(RECORDS / f"{record}.json", EXAMPLES / "artifacts" / artifact, None)
    report = review_artifact(EXAMPLES / "artifacts" / artifact, RECORDS / f"{record}.json")
    assert report.subject == review_subject(intake.claim, intake.artifact_files)
    assert "share of right predictions" in report.methods["accuracy"]
    assert any(words in limit for limit in report.limits)
    assert "unread-data" not in {finding.kind for finding in report.findings}


@pytest.fixture
def gate(tmp_path):
    with Gate.init(tmp_path / "store", origin="example.org/gate") as made:
        yield made


def test_the_quoted_numbers_stand_in_the_source_that_is_named():
    claim = load_record(RECORDS / "snow-quoted.json").claim(None)
    assert isinstance(claim, QuotedClaim)
    source = (RECORDS / "data" / "snow.csv").read_bytes()
    assert Digest.of(source) == claim.quoted.sha256
    rows = {row["company"]: row for row in csv.DictReader(source.decode().splitlines())}
    for value in claim.quoted.values:
        assert rows["Southwark and Vauxhall"][value.name] == value.published


def test_a_quoted_claim_takes_no_artifact_and_its_block_says_why(gate):
    shown = gate.status(RECORDS / "snow-quoted.json")
    assert shown.status is Status.UNVERIFIED
    assert "Form       quoted, a number that stands in a named source" in shown.block()
    assert "Reason     quoted, a number" in shown.block()
    with pytest.raises(InputError) as caught:
        gate.submit(RECORDS / "snow-quoted.json", EXAMPLES / "artifacts" / "snow-rates")
    assert (caught.value.code, caught.value.fault) == ("claim.no-artifact", "claim")
