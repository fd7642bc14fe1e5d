"""Records: strict reading, errors that name the place."""

import json
from copy import deepcopy

import pytest

from gate.model.errors import Fault, InputError
from gate.model.record import READERS, Record, parse_record
from tests.samples import record_document


def read(document):
    return parse_record(json.dumps(document).encode(), where="record.json")


def test_a_complete_record_is_read_and_its_digest_ignores_the_stated_verdict():
    document = record_document()
    record = read(document)
    stated = read({**document, "gate_verdict": {"status": "Unverified"}})
    assert record.digest == stated.digest
    assert read(json.loads(record.model_dump_json(exclude={"gate_verdict"}))).digest == record.digest


@pytest.mark.parametrize("field", sorted(record_document()))
def test_every_required_field_is_missed_by_name(field):
    document = record_document()
    del document[field]
    with pytest.raises(InputError) as caught:
        read(document)
    assert caught.value.code == "record.missing-field"
    assert field in str(caught.value)
    assert caught.value.fault is Fault.CLAIM


@pytest.mark.parametrize(
    ("path", "value", "code"),
    [
        (("title",), 5, "record.wrong-value"),
        (("published_at",), "yesterday", "record.wrong-value"),
        (("published_at",), "2026-06-10T00:00:00", "record.wrong-value"),
        (("quality_tier", "tier"), "Gold", "record.unknown-value"),
        (("quality_dimensions", "evidence_strength"), "high", "record.unknown-value"),
        (("verification_level", "source_grounded_claims"), -1, "record.wrong-value"),
        (("verification_level", "source_grounded_claims"), True, "record.wrong-value"),
        (("contract",), "paper-manifest-v9", "record.unknown-contract"),
        (("correction_record", "contract"), "correction-record-v2", "record.unknown-contract"),
        (("provenance", "contract"), "source-provenance-v0", "record.unknown-contract"),
        (("surprise",), 1, "record.unknown-field"),
    ],
)
def test_wrong_values_are_refused_with_code_and_place(path, value, code):
    document = deepcopy(record_document())
    holder = document
    for part in path[:-1]:
        holder = holder[part]
    holder[path[-1]] = value
    with pytest.raises(InputError) as caught:
        read(document)
    assert caught.value.code == code
    assert path[-1] in f"{caught.value.where} {caught.value.message}"


SILENT = [
    *("abstract", "research_question", "published_at", "verification_level"),
    *("quality_tier", "quality_dimensions", "correction_record", "provenance"),
]


def test_a_source_may_be_silent_about_everything_but_id_title_and_claims():
    record = read({**record_document(), **dict.fromkeys(SILENT), "claims": []})
    assert (record.counted_claims, record.state) == (0, "published")
    assert read(json.loads(record.model_dump_json())) == record


def test_a_record_from_before_a_field_existed_keeps_its_digest():
    document = record_document()
    written = read(document).document()
    assert not set(Record.later) & set(written)
    assert read(json.loads(json.dumps(written))).digest == read(document).digest
    assert "disclaimer" not in written["quality_tier"]
    assert set(written["correction_record"]) == {"contract", "status", "items"}


def test_a_count_without_claims_is_a_record():
    document = record_document(claims=[])
    document["verification_level"]["source_grounded_claims"] = 10
    assert read(document).counted_claims == 10


def test_a_draft_is_no_publication():
    header = {"product": "NAME", "kernel": None, "note": None, "date": "May 28, 2026"}
    with pytest.raises(InputError, match="published_at"):
        read(record_document(draft=header))
    assert read(record_document(draft=header, published_at=None)).state == "draft"


def test_what_was_stated_elsewhere_is_part_of_the_record_and_our_own_verdict_is_not():
    plain, stated = read(record_document()), read(record_document(stated={"status": "VERIFIED", "evaluated": "once"}))
    assert stated.stated.evaluated == "once"
    assert plain.digest != stated.digest
    assert plain.claim("c1").digest == stated.claim("c1").digest


@pytest.mark.parametrize("known", READERS)
def test_each_contract_has_its_reader_and_an_unknown_one_is_named(known):
    assert read(record_document(contract=known)).contract == known
    with pytest.raises(InputError) as caught:
        read(record_document(contract="paper-manifest-v2"))
    assert (caught.value.code, known in caught.value.hint) == ("record.unknown-contract", True)


@pytest.mark.parametrize(
    ("value", "good"),
    [("Not registered", True), ("10.5281/zenodo.1", True), ("https://doi.org/10.1000/x", True), ("soon", False)],
)
def test_an_external_record_is_a_doi_or_not_registered(value, good):
    document = record_document()
    document["provenance"]["external_record"] = value
    if good:
        assert read(document).provenance.external_record == value
    else:
        with pytest.raises(InputError, match="external_record"):
            read(document)


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"\xff\xfe{}", "record.not-utf8"),
        (b"{", "record.malformed"),
        (b'{"a": NaN}', "record.malformed"),
        (b'{"a": 1e999}', "record.malformed"),
        (b'{"id": "a", "id": "b"}', "record.duplicate-key"),
        (b"[" * 100_000, "record.too-deep"),
        (b'{"a": ' + b"9" * 5000 + b"}", "record.malformed"),
        (b"[]", "record.wrong-value"),
        (b" " * (17 << 20), "record.too-large"),
    ],
)
def test_what_is_not_a_json_object_is_refused(data, code):
    with pytest.raises(InputError) as caught:
        parse_record(data, where="record.json")
    assert caught.value.code == code


def test_two_claims_with_one_id_are_refused():
    document = record_document()
    document["claims"] = document["claims"] * 2
    with pytest.raises(InputError, match="duplicate-claim"):
        read(document)


def test_claims_are_found_by_id():
    record = read(record_document())
    assert record.claim("c1") is record.claim(None)
    with pytest.raises(InputError, match=r"claim\.unknown"):
        record.claim("c9")
