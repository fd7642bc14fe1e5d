"""Records: strict reading, errors that name the place."""

import json
from copy import deepcopy

import pytest

from gate.model.errors import Fault, InputError
from gate.model.record import parse_record
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
