"""DSSE: the published vector, thresholds, and strict reading."""

from __future__ import annotations

import base64
import json
from dataclasses import dataclass
from typing import Any

import pytest
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric import ec, utils
from cryptography.hazmat.primitives.hashes import SHA256
from hypothesis import given
from hypothesis import strategies as st

from gate.attest.dsse import IN_TOTO, Envelope, pre_authentication, sign_envelope, to_jsonl
from gate.log.keys import Signer
from gate.model.errors import IntegrityError
from tests import vectors

ONE, TWO = Signer("one.example", b"1" * 32), Signer("two.example", b"2" * 32)


@dataclass(frozen=True)
class P256:
    """The kind of key that the published vector uses."""

    x: int
    y: int

    @property
    def public(self) -> bytes:
        return self.x.to_bytes(32, "big") + self.y.to_bytes(32, "big")

    def verifies(self, signature: bytes, message: bytes) -> bool:
        key = ec.EllipticCurvePublicNumbers(self.x, self.y, ec.SECP256R1()).public_key()
        pair = utils.encode_dss_signature(int.from_bytes(signature[:32], "big"), int.from_bytes(signature[32:], "big"))
        try:
            key.verify(pair, message, ec.ECDSA(SHA256()))
        except InvalidSignature:
            return False
        return True


@vectors.needs_vectors
def test_the_published_envelope() -> None:
    known = vectors.load("dsse/dsse.json")
    payload = known["payload_utf8"].encode()
    assert pre_authentication(known["payloadType"], payload).decode() == known["pae_utf8"]
    key = P256(known["key"]["x"], known["key"]["y"])
    envelope = Envelope.from_bytes(json.dumps(known["envelope"]).encode())
    assert envelope.verify([key]) == payload
    changed = known["envelope"] | {"payloadType": "http://example.com/Other"}
    with pytest.raises(IntegrityError, match=r"envelope\.unverified"):
        Envelope.parse(changed).verify([key])


def test_lengths_are_bytes_not_characters() -> None:
    assert pre_authentication("é", b"x") == "DSSEv1 2 é 1 x".encode()


@given(st.binary(max_size=200))
def test_what_is_signed_is_what_is_returned(payload: bytes) -> None:
    envelope = Envelope.parse(sign_envelope(IN_TOTO, payload, ONE))
    assert envelope.verify([TWO.verifier, ONE.verifier]) == payload
    with pytest.raises(IntegrityError, match=r"envelope\.unverified"):
        envelope.verify([TWO.verifier])


def test_a_threshold_counts_different_keys() -> None:
    both = Envelope.parse(sign_envelope(IN_TOTO, b"x", ONE, TWO))
    twice = Envelope.parse(sign_envelope(IN_TOTO, b"x", ONE, ONE))
    keys = [ONE.verifier, TWO.verifier]
    assert both.verify(keys, threshold=2) == b"x"
    with pytest.raises(IntegrityError, match=r"envelope\.unverified: 1 of 2"):
        twice.verify(keys, threshold=2)
    renamed = Signer("other-name.example", ONE.seed)
    for keys_, threshold in [(keys, 3), (keys, 0), (keys, -1), ([], 1), ([ONE.verifier, renamed.verifier], 2)]:
        with pytest.raises(IntegrityError, match=r"envelope\.threshold"):
            twice.verify(keys_, threshold=threshold)


def test_key_ids_are_hints_and_unknown_members_are_ignored() -> None:
    value: dict[str, Any] = sign_envelope(IN_TOTO, b"x", ONE)
    value["signatures"].insert(0, {"sig": "AAAA", "keyid": "one.example", "cert": []})
    value["signatures"][1] = {"sig": value["signatures"][1]["sig"], "keyid": "nonsense"}
    value["later"] = {"anything": 1}
    assert Envelope.parse(value).verify([ONE.verifier]) == b"x"


@pytest.mark.parametrize("payload", [b"\xfb\xff\xfe" * 3, b"\xff" * 6, b"\xfb\xef\xbe" * 2, b"plain"])
def test_both_base64_alphabets(payload: bytes) -> None:
    value = sign_envelope(IN_TOTO, payload, ONE)
    safe = base64.urlsafe_b64encode(payload).decode()
    assert Envelope.parse(value | {"payload": safe}).verify([ONE.verifier]) == payload
    for bad in [safe + "=", safe[:-1], safe + "\n", " " + safe, "A", "AB==", "é"]:
        with pytest.raises(IntegrityError, match=r"envelope\.malformed"):
            Envelope.parse(value | {"payload": bad})


@pytest.mark.parametrize("mixed", ["-+AA", "-/AA", "_+AA", "_/AA"])
def test_the_two_alphabets_do_not_mix(mixed: str) -> None:
    with pytest.raises(IntegrityError, match=r"envelope\.malformed"):
        Envelope.parse(sign_envelope(IN_TOTO, b"x", ONE) | {"payload": mixed})


def test_a_hundred_signatures_are_read_and_a_number_is_no_envelope() -> None:
    value = sign_envelope(IN_TOTO, b"x", *[TWO] * 99, ONE)
    assert Envelope.parse(value).verify([ONE.verifier]) == b"x"
    for other in (1, None, [value], "x"):
        with pytest.raises(IntegrityError, match=r"envelope\.malformed"):
            Envelope.parse(other)


@pytest.mark.parametrize(
    "change",
    [
        {"payload": None},
        {"payload": 1},
        {"payloadType": None},
        {"payloadType": "a\nb"},
        {"payloadType": "é"},
        {"signatures": {}},
        {"signatures": []},
        {"signatures": [1]},
        {"signatures": [{}]},
        {"signatures": [{"sig": 5}]},
        {"signatures": [{"sig": "AAAA"}] * 101},
    ],
)
def test_malformed_envelopes(change: dict[str, Any]) -> None:
    with pytest.raises(IntegrityError, match=r"envelope\.malformed"):
        Envelope.parse(sign_envelope(IN_TOTO, b"x", ONE) | change)


@pytest.mark.parametrize("data", [b"", b"[]", b"null", b"{", b"\xff", b'{"a":1,"a":2}', b"[" * 100_000, b"1" * 5000])
def test_files_that_are_no_envelope(data: bytes) -> None:
    with pytest.raises(IntegrityError, match=r"envelope\.malformed"):
        Envelope.from_bytes(data)


def test_a_file_of_envelopes_has_one_a_line() -> None:
    values = [sign_envelope(IN_TOTO, payload, ONE) for payload in (b"x", b"y")]
    lines = to_jsonl(values).splitlines()
    assert [Envelope.from_bytes(line).verify([ONE.verifier]) for line in lines] == [b"x", b"y"]
