"""A page shows VERIFIED for the version of the record that was judged; of another one it says what has changed."""

import json
from copy import deepcopy

import pytest

from gate import Gate, verify_bundle
from gate.engine.history.version import record_changes
from gate.model.errors import IntegrityError
from gate.model.record import Record
from tests.samples import record_document

PUBLIC = {
    "title": "P equals NP",
    "abstract": "Everything.",
    "research_question": "Does it?",
    "published_at": "2026-07-02T12:00:00Z",
    "provenance.publisher": "Nature",
    "quality_tier.basis": "a coin",
    "review": {"score": 9.5, "decision": None},
}


def changed(field, value):
    document = record_document()
    *path, last = field.split(".")
    holder = document
    for name in path:
        holder = holder[name]
    holder[last] = value
    return document


def record(document):
    return Record.model_validate_json(json.dumps(document))


@pytest.fixture
def gate(workspace, attempt):
    """A store in which the sample record is VERIFIED."""
    attempt()
    with Gate.open(workspace.home, read_only=True) as opened:
        yield opened


def test_the_version_that_was_judged_is_shown_without_a_word(gate, record_file):
    for name in (record_file, "sample-1"):
        report = gate.status(name)
        assert (report.status, report.changed) == ("VERIFIED", False)
        assert report.claims[0].judged.record_digest == report.record_digest
        assert report.block().splitlines()[1] == "Status     VERIFIED"
        lines = report.block().splitlines()
        assert len(lines) == 8
        assert lines[5] == "Attempts   1, 0 failed"
        assert lines[6] == "Level      proof, a proof that every required kernel accepted"
        assert lines[7].strip() == "leaves open whether the formal statement says what the claim's prose says"


@pytest.mark.parametrize("field", PUBLIC)
def test_changed_public_text_is_named_and_said_not_to_touch_the_claim(gate, record_file, field):
    record_file.write_text(json.dumps(changed(field, PUBLIC[field])))
    report = gate.status(record_file)
    (judged,) = [claim.judged for claim in report.claims]
    assert report.changed
    assert not judged.touches_claim
    assert {change.field.removesuffix(".score").removesuffix(".decision") for change in judged.changes} == {field}
    lines = report.block().splitlines()
    assert lines[1] == "Status     VERIFIED for another version of this record"
    assert lines[8].startswith(f"Changed    {field}")
    assert lines[-1].strip() == f"since attempt {judged.attempt}; none of this touches claim c1"


def test_a_changed_title_is_shown_before_and_after(gate, record_file):
    record_file.write_text(json.dumps(changed("title", "P = NP\nStatus     VERIFIED")))
    line = gate.status(record_file).block().splitlines()[8]
    assert line == r'Changed    title: "A sample" → "P = NP\nStatus     VERIFIED"'


def test_a_changed_claim_is_named_and_no_longer_verified(gate, record_file):
    document = record_document()
    document["claims"][0]["statement"] = "Multiplication commutes."
    record_file.write_text(json.dumps(document))
    report = gate.status(record_file)
    assert report.status == "Unverified"
    assert [change.field for change in report.claims[0].judged.changes] == ["claims.c1.statement"]
    assert report.claims[0].judged.touches_claim
    assert report.block().splitlines()[-1].endswith("; this touches claim c1")


def test_a_claim_that_was_taken_out_or_put_in_is_named(gate, record_file):
    document = record_document()
    document["claims"].append({"id": "c10", "kind": "mathematical", "statement": "More."})
    record_file.write_text(json.dumps(document))
    first, second = gate.status(record_file).claims
    assert {change.field.rpartition(".")[0] for change in first.judged.changes} == {"claims.c10"}
    assert not first.judged.touches_claim
    assert second.judged is None
    back = record_changes(record(document), record(record_document()))
    assert {change.now for change in back} == {None}


def test_a_version_that_another_attempt_verified_needs_no_word(workspace, attempt, record_file, artifact_folder):
    attempt()
    record_file.write_text(json.dumps(changed("title", "Another")))
    (artifact_folder / "Solution.lean").write_text("-- another proof\n")
    attempt()
    with Gate.open(workspace.home, read_only=True) as gate:
        for text in ("A sample", "Another"):
            record_file.write_text(json.dumps(changed("title", text)))
            assert (gate.status(record_file).status, gate.status(record_file).changed) == ("VERIFIED", False)
        record_file.write_text(json.dumps(changed("title", "A third")))
        (judged,) = [claim.judged for claim in gate.status(record_file).claims]
        assert [(change.before, change.now) for change in judged.changes] == [("Another", "A third")]


def test_a_newer_version_in_the_store_is_compared_too(workspace, attempt, record_file):
    attempt()
    record_file.write_text(json.dumps(changed("title", "Another")))
    from gate.model.errors import InfrastructureError

    attempt(InfrastructureError("docker.unreachable", "no daemon answers"))
    with Gate.open(workspace.home, read_only=True) as gate:
        report = gate.status("sample-1")
        assert (report.status, report.changed) == ("VERIFIED", True)


@pytest.mark.parametrize("field", PUBLIC)
def test_verify_record_compares_the_public_text(gate, record_file, field):
    bundle = gate.bundle("sample-1")
    assert verify_bundle(bundle, gate.public_key, record=record_file).verdict == "VERIFIED"
    record_file.write_text(json.dumps(changed(field, PUBLIC[field])))
    with pytest.raises(IntegrityError) as caught:
        verify_bundle(bundle, gate.public_key, record=record_file)
    assert caught.value.code == "bundle.subject"


def test_equal_records_have_no_changes_and_each_leaf_is_one():
    document = record_document(
        correction_record={"contract": "correction-record-v1", "status": "CORRECTED", "items": []}
    )
    other = deepcopy(document)
    assert record_changes(record(document), record(other)) == ()
    item = {"date": "2026-07-03T00:00:00Z", "kind": "erratum", "text": "a typo"}
    other["correction_record"]["items"].append(item)
    found = {change.field: (change.before, change.now) for change in record_changes(record(document), record(other))}
    assert found == {
        "correction_record.items": ([], None),
        **{f"correction_record.items.0.{name}": (None, value) for name, value in item.items()},
    }
