"""Files that a claim names are pinned; what a record pins is compared with what is there, by every command."""

import json
import os
import shutil
import stat
from pathlib import Path

import pytest

from gate import Gate, verify_bundle
from gate.engine.inputs.intake import load, load_record
from gate.engine.inputs.pins import named_files, pin_record
from gate.model.errors import Fault, InfrastructureError, InputError, IntegrityError
from gate.system.resources import resource
from tests.engine.conftest import all_passed
from tests.samples import CHALLENGE, record_document

OLD = Path(__file__).parents[2] / "data" / "store-0.1"


@pytest.fixture
def unpinned(record_file):
    document = record_document()
    del document["claims"][0]["challenge"]["files"][0]["sha256"]
    record_file.write_text(json.dumps(document, indent=3))
    return record_file


@pytest.fixture
def exchanged(record_file):
    """The file that the claim names says something easier than what the record pins."""
    (record_file.parent / "Challenge.lean").write_text("theorem add_comm' (a b : Nat) : True := sorry\n")
    return record_file


def code_of(call, error=IntegrityError):
    with pytest.raises(error) as caught:
        call()
    assert caught.value.where
    assert caught.value.hint
    return caught.value.code


def test_a_claim_with_an_unpinned_file_is_refused_with_the_command_that_pins_it(unpinned, artifact_folder):
    with pytest.raises(InputError) as caught:
        load(unpinned, artifact_folder, None)
    error = caught.value
    assert (error.code, error.fault, error.exit_code) == ("claim.unpinned-file", Fault.CLAIM, 2)
    assert error.hint == f"gate record pin {unpinned}"


def test_pinning_writes_the_digest_and_nothing_else(unpinned, artifact_folder):
    os.chmod(unpinned, 0o640)
    before = unpinned.read_text()
    report = pin_record(unpinned)
    assert report.written
    assert [file.found for file in report.files] == ["unpinned"]
    after = unpinned.read_text()
    (line,) = set(after.splitlines()) - set(before.replace('"Challenge.lean"', '"Challenge.lean",').splitlines())
    assert line.strip() == f'"sha256": "{report.files[0].contents}"'
    assert stat.S_IMODE(unpinned.stat().st_mode) == 0o640
    load(unpinned, artifact_folder, None)
    assert not pin_record(unpinned).written
    assert unpinned.read_text() == after


def test_the_claims_digest_covers_the_contents(unpinned):
    def digest():
        pin_record(unpinned, replace=True)
        return load_record(unpinned).claim("c1").digest

    first = digest()
    (unpinned.parent / "Challenge.lean").write_text("theorem add_comm' : True := sorry\n")
    assert digest() != first


def test_looking_writes_nothing(unpinned, exchanged):
    before = unpinned.read_bytes()
    assert [file.found for file in pin_record(unpinned, check=True).files] == ["unpinned"]
    assert unpinned.read_bytes() == before
    unpinned.write_text(json.dumps(record_document()))
    assert [file.found for file in pin_record(unpinned, check=True).files] == ["differs"]
    (unpinned.parent / "Challenge.lean").unlink()
    assert [file.found for file in pin_record(unpinned, check=True).files] == ["missing"]


def test_a_pin_that_differs_is_only_replaced_when_that_is_asked_for(exchanged):
    assert code_of(lambda: pin_record(exchanged)) == "record.file-differs"
    report = pin_record(exchanged, replace=True)
    assert [file.found for file in report.files] == ["differs"]
    assert [file.found for file in named_files(load_record(exchanged), exchanged.parent)] == ["pinned"]


def test_what_cannot_be_pinned_is_left_as_it_is(unpinned):
    (unpinned.parent / "Challenge.lean").unlink()
    before = unpinned.read_bytes()
    with pytest.raises(InputError) as caught:
        pin_record(unpinned)
    assert caught.value.code == "claim.missing-file"
    assert unpinned.read_bytes() == before


def test_a_record_that_would_not_be_one_is_not_written(unpinned):
    unpinned.write_text(unpinned.read_text().replace('"title"', '"titel"'))
    before = unpinned.read_bytes()
    with pytest.raises(InputError) as caught:
        pin_record(unpinned)
    assert caught.value.code.startswith("record.")
    assert unpinned.read_bytes() == before


def test_data_files_without_a_digest_are_pinned_too(record_file):
    data = {"path": "Challenge.lean", "format": "csv", "source": "here", "licence": "CC0-1.0"}
    claim = {
        "id": "c1",
        "kind": "empirical",
        "statement": "It is 2.",
        "expected": {"quantities": [{"name": "x", "published": "2"}], "data": [data]},
    }
    record_file.write_text(json.dumps(record_document(claims=[claim])))
    pin_record(record_file)
    assert [file.found for file in named_files(load_record(record_file), record_file.parent)] == ["pinned"]


def test_an_unwritable_folder_is_infrastructure(unpinned, monkeypatch):
    def fail(*_, **__):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("gate.engine.inputs.pins.write_whole", fail)
    with pytest.raises(InfrastructureError) as caught:
        pin_record(unpinned)
    assert caught.value.code == "record.write"


@pytest.mark.parametrize("spoil", ["exchanged", "missing"])
def test_every_command_that_is_given_a_record_file_looks_at_what_it_names(
    workspace, attempt, record_file, tmp_path, spoil
):
    name = record_file.parent / "Challenge.lean"
    done = attempt()
    with Gate.open(workspace.home, read_only=True) as gate:
        bundle, key = gate.bundle(done.attempt.id), gate.public_key
        assert verify_bundle(bundle, key, record=record_file).verdict == "VERIFIED"
        if spoil == "missing":
            name.unlink()
        else:
            name.write_text("theorem add_comm' (a b : Nat) : True := sorry\n")
        code = "record.file-missing" if spoil == "missing" else "record.file-differs"
        assert code_of(lambda: gate.status(record_file)) == code
        assert code_of(lambda: gate.history(record_file)) == code
        assert code_of(lambda: verify_bundle(bundle, key, record=record_file)) == code
        problem = gate.audit(records=[record_file]).problem
        assert problem is not None
        assert (problem.code, problem.exit_code) == (code, 5)
        assert gate.status("sample-1").status == "VERIFIED"


def test_an_exchanged_challenge_does_not_lend_its_verdict_to_the_real_one(workspace, record_file, artifact_folder):
    """An easy challenge is judged, then the real one is put back: the record is then another one, or says so."""
    from gate.engine.attempt.run import run_attempt
    from gate.model.progress import Silent
    from tests.engine.conftest import FakeJudge

    challenge = record_file.parent / "Challenge.lean"
    challenge.write_text("theorem add_comm' (a b : Nat) : True := sorry\n")
    pin_record(record_file, replace=True)
    intake = load(record_file, artifact_folder, None)
    run_attempt(workspace, intake, lambda: None, Silent(), judge=FakeJudge(all_passed(intake.claim)))
    with Gate.open(workspace.home, read_only=True) as gate:
        assert gate.status(record_file).status == "VERIFIED"
        challenge.write_bytes(CHALLENGE)
        assert code_of(lambda: gate.status(record_file)) == "record.file-differs"
        pin_record(record_file, replace=True)
        assert gate.status(record_file).status == "Unverified"


@pytest.fixture
def old(tmp_path):
    """A store and records of version 0.1, which did not ask for pins."""
    shutil.copytree(OLD / "store", tmp_path / "old")
    shutil.copytree(OLD / "inputs" / "records", tmp_path / "records")
    with Gate.open(tmp_path / "old", read_only=True) as gate:
        yield gate, tmp_path / "records" / "logic.json"


def test_old_records_are_compared_with_what_the_store_judged(old):
    gate, record = old
    assert {claim.claim: claim.status for claim in gate.status(record).claims}["implies"] == "VERIFIED"
    (record.parent / "implies" / "Challenge.lean").write_text("theorem modus : True := sorry\n")
    assert code_of(lambda: gate.status(record)) == "record.file-differs"
    assert code_of(lambda: gate.history(record)) == "record.file-differs"
    assert gate.audit(records=[record]).problem.code == "record.file-differs"


def test_a_bundle_says_nothing_of_a_record_that_does_not_pin_its_files(old):
    _, record = old
    bundle = (OLD / "bundles" / "proof.json").read_bytes()
    key = (OLD / "store" / "keys" / "log.pub").read_text().strip()
    assert verify_bundle(bundle, key).verdict == "VERIFIED"
    assert code_of(lambda: verify_bundle(bundle, key, record=record)) == "record.file-unpinned"


EXAMPLES = [
    path
    for path in sorted(resource("examples").glob("records/*.json"))
    if any(claim.takes_artifact for claim in load_record(path).claims)
]


@pytest.mark.parametrize("record", EXAMPLES, ids=lambda path: path.stem)
def test_the_examples_pin_everything_that_they_name(record):
    files = pin_record(record, check=True).files
    claims = json.loads(record.read_text(encoding="utf-8"))["claims"]
    assert bool(files) == any({"challenge", "expected", "scored", "trained"} & set(claim) for claim in claims)
    assert {file.found for file in files} <= {"pinned"}
