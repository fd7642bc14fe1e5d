"""Entries: canonical bytes, strict reading, and no room for payloads or secrets."""

from __future__ import annotations

import base64
import json
from copy import copy
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path
from typing import Any

import pytest
import rfc8785
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat
from hypothesis import given
from hypothesis import strategies as st

from gate.documents.error import ErrorReport
from gate.log import fields, kinds
from gate.log.entry import MAX_ENTRY_BYTES, Entry, Previous, _encode, read_entry
from gate.log.fields import MAX_ITEMS, MAX_SENTENCE, MAX_TOKEN, SENTENCE, FieldType, timestamp, to_sentence
from gate.log.grammar import regular_kind
from gate.log.keys import Signer
from gate.log.kind import Body
from gate.log.kinds import ENTRY_CONTRACT, KINDS, CheckBody, DecisionBody, VerdictBody, read_body
from gate.log.people import PersonKey
from gate.model.digest import Digest, canonical_json
from gate.model.errors import IntegrityError
from gate.model.verdict import Verdict
from tests import vectors
from tests.log.entry_table import PAGE, field_types, page_with_tables
from tests.log.trees import ORIGIN, SIGNER, entry

TIME = "2026-06-10T00:00:00.000000Z"
DIGEST = "sha256:" + "ab" * 32
IDS = {"attempt": "attempt-1", "record": "r-123", "claim": "c1"}

GOOD: dict[str, list[Any]] = {
    "digest": [DIGEST],
    "word": ["lean.axioms", "2026-11", "a"],
    "id": ["r-123", "ann@example.org"],
    "origin": [ORIGIN],
    "key": [SIGNER.verifier.id],
    "vkey": [str(SIGNER.verifier)],
    "person-key": [str(PersonKey(SIGNER.verifier.public))],
    "signature": [base64.b64encode(b"s" * 64).decode()],
    "int": [0, 2**53 - 1],
    "time": [TIME],
    "sentence": ["All checks passed.", 'é “quoted” \\ "text" /'],
    "digests": [[], [DIGEST, DIGEST]],
    "words": [["lean.axioms", "repro.run"]],
    "outcome": ["pass", "inconclusive"],
    "verdict": ["VERIFIED"],
    "status": ["Unverified", "VERIFIED"],
    "level": ["R3", "proof"],
}


def body_of(kind: str) -> dict[str, Any]:
    spec = KINDS[kind]
    return {name: copy(GOOD[item.name][-1]) for name, item in {**spec.fields, **spec.optional}.items()}


def made(kind: str) -> Entry[Body]:
    """An entry with every field that its kind can have."""
    return Entry(TIME, read_body(kind, body_of(kind)), **IDS)


def document_of(kind: str) -> dict[str, Any]:
    return {"contract": ENTRY_CONTRACT, "kind": kind, "time": TIME, "body": body_of(kind), **IDS}


@pytest.mark.parametrize("kind", KINDS)
def test_every_kind_is_written_and_read_back(kind: str) -> None:
    written = made(kind)
    data = written.to_bytes()
    assert data == rfc8785.dumps(document_of(kind))
    assert read_entry(data) == written
    assert written.kind == kind
    assert type(written.body) is KINDS[kind].body


@pytest.mark.parametrize("kind", KINDS)
def test_every_missing_or_unknown_part_is_refused_both_ways(kind: str) -> None:
    spec = KINDS[kind]
    for name in spec.fields:
        document = document_of(kind)
        del document["body"][name]
        refused_both_ways(document, "entry.missing-field")
    for name in spec.needs:
        document = document_of(kind)
        del document[name]
        refused_both_ways(document, "entry.missing-field")
    document = document_of(kind)
    document["body"]["payload"] = "x"
    refused_both_ways(document, "entry.unknown-field")


def refused_both_ways(document: dict[str, Any], code: str) -> None:
    with pytest.raises(IntegrityError) as caught:
        read_entry(rfc8785.dumps(document))
    assert caught.value.code == code
    ids = {name: document[name] for name in IDS if name in document}
    with pytest.raises(IntegrityError) as caught:
        Entry(document["time"], read_body(document["kind"], document["body"]), **ids).to_bytes()
    assert caught.value.code == code
    if code == "entry.wrong-type" and None not in document["body"].values():
        # What mypy forbids is refused all the same.
        with pytest.raises(IntegrityError) as caught:
            Entry(document["time"], KINDS[document["kind"]].body(**document["body"]), **ids).to_bytes()
        assert caught.value.code == code


def test_unknown_kinds_contracts_and_names_are_refused() -> None:
    refused_both_ways({**document_of("check"), "kind": "gossip"}, "entry.unknown-kind")
    for change, code in [
        ({"contract": "gate-audit-entry-v2"}, "unknown-contract"),
        ({"kind": 3}, "unknown-kind"),
        ({"extra": 1}, "unknown-field"),
        ({"attempt": None}, "wrong-type"),
        ({"attempt": "a b"}, "wrong-type"),
        ({"time": "2026-02-30T00:00:00.000000Z"}, "wrong-type"),
        ({"time": "2026-06-10T00:00:00Z"}, "wrong-type"),
        ({"time": "2026-06-10T00:00:60.000000Z"}, "wrong-type"),
        ({"body": []}, "wrong-type"),
    ]:
        with pytest.raises(IntegrityError) as caught:
            read_entry(rfc8785.dumps({**document_of("check"), **change}))
        assert caught.value.code == f"entry.{code}"
    for value in ([], 1, "x", None):
        with pytest.raises(IntegrityError, match=r"entry\.unknown-field"):
            read_entry(rfc8785.dumps(value))


def test_only_the_canonical_bytes_are_read() -> None:
    data = entry(3).to_bytes()
    value = json.loads(data)
    others = [
        json.dumps(value).encode(),
        data + b"\n",
        b" " + data,
        b"\xef\xbb\xbf" + data,
        data.replace(b'"check"', b'"chec\\u006b"'),
        data.replace(b'{"attempt"', b'{"attempt":"x","attempt"'),
        json.dumps(dict(reversed(value.items())), separators=(",", ":")).encode(),
    ]
    for other in others:
        assert other != data
        with pytest.raises(IntegrityError, match=r"^entry\.(not-canonical|malformed)"):
            read_entry(other)
    assert read_entry(data).to_json() == value


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"{",
        b"nul",
        b"\xff\xfe",
        b"[" * 60_000,
        b'"\\ud800"',
        b"1" * 5_000,
        b"NaN",
        b"-Infinity",
        b"1e999",
        b"{}",
        b"1.0",
    ],
)
def test_garbage_is_refused_with_one_error(data: bytes) -> None:
    with pytest.raises(IntegrityError, match=r"^entry\."):
        read_entry(data)


def test_an_entry_never_outgrows_a_bundle(monkeypatch: pytest.MonkeyPatch) -> None:
    words = ("x" * 24 + "." + "y" * 24,) * MAX_ITEMS
    body = DecisionBody(required=words, verdict=Verdict.VERIFIED, checks=Digest.of(b""))
    assert len(Entry(TIME, body, attempt="a").to_bytes()) < MAX_ENTRY_BYTES
    with pytest.raises(IntegrityError, match=r"entry\.too-large"):
        read_entry(b" " * (MAX_ENTRY_BYTES + 1))
    monkeypatch.setattr("gate.log.entry.MAX_ENTRY_BYTES", 1000)  # no kind can come near the true limit
    with pytest.raises(IntegrityError, match=r"entry\.too-large"):
        Entry(TIME, body, attempt="a").to_bytes()


def test_a_body_holds_values_of_the_model() -> None:
    entry = made("verdict").of_kind(VerdictBody)
    assert entry is not None
    read = read_entry(entry.to_bytes()).body
    assert read == entry.body
    assert isinstance(read, VerdictBody)
    assert read.verdict is Verdict.VERIFIED
    assert read.record_digest == Digest.parse(DIGEST)
    assert read.images == (Digest.parse(DIGEST),) * 2
    assert made("verdict").of_kind(CheckBody) is None


def test_an_entry_cannot_be_changed() -> None:
    body = body_of("verdict")
    written = Entry(TIME, read_body("verdict", body), **IDS)
    data = written.to_bytes()
    body["images"].append("changed")
    for holder, name in ((written, "time"), (written.body, "reason")):
        with pytest.raises(AttributeError):
            setattr(holder, name, "changed")
    assert written.to_bytes() == data


JSON = st.recursive(
    st.none() | st.booleans() | st.integers(-(2**53) + 1, 2**53 - 1) | st.text(st.characters(codec="utf-8")),
    lambda inner: (
        st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=5, alphabet="az_09Z.é\U0001f600"), inner)
    ),
    max_leaves=20,
)


@given(JSON)
def test_the_readers_encoder_writes_what_rfc8785_writes(value: Any) -> None:
    if '"\U0001f600' not in json.dumps(
        value, ensure_ascii=False
    ):  # names beyond the BMP sort differently; none is allowed
        assert _encode(value) == canonical_json(value)


# No payload and no secret gets in.


def secrets() -> list[str]:
    key = Ed25519PrivateKey.from_private_bytes(b"k" * 32)
    pem = key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()).decode()
    raw = bytes(range(100, 148))
    return [
        pem,
        pem.replace("\n", " "),
        pem.replace("\n", ""),
        Signer("gate.example/log", b"k" * 32).to_secret_text(),
        Signer("gate.example/log", b"k" * 32).to_secret_text().strip(),
        base64.b64encode(raw * 4).decode(),
        Path(__file__).read_text("utf-8"),
        "import os\nos.system('id')",
        "theorem t : 1 + 1 = 2 := by\n  norm_num",
        '{"data": [1, 2, 3]}\n',
        "line one\rline two",
        "\x1b[31mred\x1b[0m",
        "zero\u200bwidth",
        "x" * (MAX_SENTENCE + 1),
        "",
    ]


@pytest.mark.parametrize("item", field_types(), ids=lambda item: item.name)
def test_no_key_source_or_dump_fits_any_type(item: FieldType) -> None:
    for text in secrets():
        assert not item.fits(text)
        assert not item.fits([text])
    for value in (
        None,
        True,
        -1,
        2**53,
        1.0,
        0.5,
        float("nan"),
        b"x",
        {},
        {"a": 1},
        [[]],
        [None],
        [DIGEST] * 257,
        object(),
    ):
        assert not item.fits(value), value


def test_a_hexadecimal_key_fits_nothing_but_names_and_prose() -> None:
    # Records choose their own ids, and some are hashes; a bare key is also a word that a sentence could hold.
    fitting = {item.name for item in field_types() if item.fits(b"k".hex() * 32)}
    assert fitting == {"id", "origin", "sentence"}


LIMITS = {"digest": 71, "word": 64, "id": 128, "origin": 128, "key": 137, "vkey": 182, "signature": 88, "time": 27}


@given(st.text() | st.binary().map(lambda data: data.decode("latin-1")))
def test_whatever_fits_is_small_plain_and_of_its_type(text: str) -> None:
    for item in field_types():
        if not item.fits(text):
            continue
        if item is SENTENCE:
            assert text.isprintable()
            assert len(text) <= MAX_SENTENCE
        else:
            assert text.isascii()
            assert text.isprintable()
            assert " " not in text
            assert len(text) <= LIMITS.get(item.name, 12)


@given(st.sampled_from(sorted(KINDS)), st.data())
def test_no_arbitrary_value_gets_into_any_field(kind: str, data: st.DataObject) -> None:
    spec = {**KINDS[kind].fields, **KINDS[kind].optional}
    name = data.draw(st.sampled_from(sorted(spec)))
    value = data.draw(JSON | st.sampled_from(secrets()) | st.binary(max_size=80).map(lambda raw: raw.decode("latin-1")))
    document = document_of(kind)
    document["body"][name] = value
    if not spec[name].fits(value):
        refused_both_ways(document, "entry.wrong-type")


def test_limits_of_the_types_are_inclusive() -> None:
    limits: list[tuple[FieldType, Any, Any]] = [
        (fields.INT, 0, -1),
        (fields.INT, 2**53 - 1, 2**53),
        (fields.WORD, "x" * 24, "x" * 25),
        (fields.WORD, ".".join(["x" * 20] * 3), ".".join(["x" * 21] * 3)),
        (fields.ID, "x" * 128, "x" * 129),
        (fields.WORDS, ["x"] * MAX_ITEMS, ["x"] * (MAX_ITEMS + 1)),
        (SENTENCE, " ".join(["x" * MAX_TOKEN] * 2), "y " + "x" * (MAX_TOKEN + 1)),
        (SENTENCE, "x" * MAX_TOKEN, "x" * (MAX_TOKEN + 1)),
        (SENTENCE, "x " * (MAX_SENTENCE // 2), "x " * (MAX_SENTENCE // 2) + "x"),
    ]
    for item, inside, outside in limits:
        assert item.fits(inside)
        assert not item.fits(outside)
    assert to_sentence("x" * MAX_TOKEN) == "x" * MAX_TOKEN
    assert to_sentence("x" * (MAX_TOKEN + 1)) == "x" * (MAX_TOKEN - 1) + "…"
    assert len(to_sentence("xy " * MAX_SENTENCE)) == MAX_SENTENCE


def test_free_text_has_seven_places_and_no_more() -> None:
    places = {
        f"{kind.name}.{name}"
        for kind in KINDS.values()
        for name, item in {**kind.fields, **kind.optional}.items()
        if item is SENTENCE
    }
    assert places == {
        "verdict.reason",
        "verdict.establishes",
        "verdict.leaves_open",
        "revocation.reason",
        "correction.text",
        "approval.note",
        "record.assessed.reason",
    }


def test_a_refusal_does_not_repeat_the_value() -> None:
    with pytest.raises(IntegrityError) as caught:
        read_body("check", body_of("check") | {"id": "SECRET value"})
    assert "SECRET value" not in ErrorReport.of(caught.value).to_text()


@given(st.text() | st.sampled_from(secrets()))
def test_any_text_can_be_made_a_sentence(text: str) -> None:
    assert SENTENCE.fits(to_sentence(text))


def test_a_good_sentence_stays_as_it_is() -> None:
    for text in GOOD["sentence"]:
        assert to_sentence(text) == text


def test_times_are_utc_with_microseconds() -> None:
    moment = datetime(2026, 6, 10, 2, 0, 0, 5, tzinfo=timezone(timedelta(hours=2)))
    assert timestamp(moment) == "2026-06-10T00:00:00.000005Z"
    assert fields.TIME.fits(timestamp(datetime.now(UTC)))


def test_the_page_shows_the_tables_of_the_code() -> None:
    page = PAGE.read_text("utf-8")
    assert page == page_with_tables(page), "run python -m tests.log.entry_table"
    assert all(f"| `{name}` |" in page for name in kinds.KINDS)


@vectors.needs_vectors
def test_canonical_json_is_the_published_one() -> None:
    inputs = vectors.files("jcs-rfc8785/testdata/input", "*.json")
    assert len(inputs) == 6
    for file in inputs:
        expected = (file.parent.parent / "output" / file.name).read_bytes()
        assert canonical_json(json.loads(file.read_bytes())) == expected


PLACE = {"previous": {"index": 3, "leaf": DIGEST}, "record_index": DIGEST}


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("names", [("record_index",), ("previous", "record_index")])
def test_an_entry_names_the_record_index_and_the_entry_before_it(kind: str, names: tuple[str, ...]) -> None:
    document = document_of(kind) | {name: PLACE[name] for name in names}
    read = read_entry(rfc8785.dumps(document))
    assert read.record_index == Digest.parse(DIGEST)
    assert read.previous == (Previous(3, Digest.parse(DIGEST)) if "previous" in names else None)
    assert read.to_bytes() == rfc8785.dumps(document)
    assert regular_kind(rfc8785.dumps(document)) == regular_kind(rfc8785.dumps(document_of(kind)))


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"record_index": DIGEST.upper()}, "entry.wrong-type"),
        ({"record_index": DIGEST.removeprefix("sha256:")}, "entry.wrong-type"),
        ({"record_index": None}, "entry.wrong-type"),
        ({"previous": None}, "entry.wrong-type"),
        ({"previous": {"index": 3}}, "entry.wrong-type"),
        ({"previous": {"index": -1, "leaf": DIGEST}}, "entry.wrong-type"),
        ({"previous": {"index": 3, "leaf": DIGEST[:-1]}}, "entry.wrong-type"),
        ({"previous": {"index": 3, "leaf": DIGEST, "more": 1}}, "entry.wrong-type"),
    ],
)
def test_a_place_of_another_form_is_refused(change: dict[str, Any], code: str) -> None:
    document = document_of("check") | PLACE | change
    with pytest.raises(IntegrityError) as caught:
        read_entry(rfc8785.dumps(document))
    assert caught.value.code == code


@pytest.mark.parametrize("name", ["record", "record_index"])
def test_an_entry_before_it_needs_a_record_and_an_index(name: str) -> None:
    document = document_of("check") | PLACE
    del document[name]
    with pytest.raises(IntegrityError) as caught:
        read_entry(rfc8785.dumps(document))
    assert caught.value.code == "entry.missing-field"


OUTSIDE = {
    "image.id",
    "image.lock",
    "self-test.image",
    "self-test.digest",
    "run-start.image",
    "run-end.stdout",
    "run-end.stderr",
    "run-end.seal",
    "decision.checks",
    "verdict.checks",
    "verdict.images",
    "approval.subject",
    "export.digest",
    "restore.root",
    "record.assessed.stated",
}
"""Digests of what the store does not keep, or keeps only in part, or that follows from other entries."""


def test_of_every_digest_it_is_known_whether_the_store_keeps_what_it_names() -> None:
    named = {
        f"{kind.name}.{name}"
        for kind in KINDS.values()
        for name, item in {**kind.fields, **kind.optional}.items()
        if item.name in ("digest", "digests") and name not in kind.kept + kind.kept_since_index
    }
    assert named == OUTSIDE
