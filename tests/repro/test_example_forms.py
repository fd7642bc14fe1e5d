"""The examples of claims that no artifact shows."""

import csv
from pathlib import Path

import pytest

from gate import Gate, InputError, Status
from gate.engine.inputs.intake import load_record
from gate.log.claims import Claims
from gate.log.status import History
from gate.model.claim import DerivedClaim, QuotedClaim
from gate.model.digest import Digest

EXAMPLES = Path(__file__).parent.parent.parent / "examples"
RECORDS = EXAMPLES / "records"


def test_the_derived_error_rate_follows_from_the_counts_of_its_record():
    record = load_record(RECORDS / "fisher-1936.json")
    claim = record.claim("error-rate")
    assert isinstance(claim, DerivedClaim)
    (value,) = Claims(History(), record).values(claim)
    assert (value.follows, value.possible) == (True, "2")
    assert Claims(History(), record).standing(claim).status is Status.UNVERIFIED  # nobody has shown the counts here


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
