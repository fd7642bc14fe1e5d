"""DSSE envelopes against securesystemslib, in-toto's own implementation: each side verifies what the other signed."""

from __future__ import annotations

import copy
import json

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from hypothesis import given
from hypothesis import strategies as st
from securesystemslib.dsse import Envelope as TheirEnvelope
from securesystemslib.exceptions import VerificationError
from securesystemslib.signer import CryptoSigner, SSlibKey

from gate.attest.dsse import IN_TOTO, Envelope, pre_authentication, sign_envelope
from gate.log.keys import Signer, VerifierKey
from gate.model.errors import IntegrityError
from gate.model.verdict import Verdict
from tests.attest.bundles import story

OURS = Signer("gate.example/log", bytes(range(32)))
OTHER = Signer("other.example/log", b"o" * 32)

PAYLOAD_TYPES = st.text(st.characters(min_codepoint=0x20, max_codepoint=0x7E), min_size=1, max_size=40)


def their_key(key: VerifierKey) -> SSlibKey:
    """Our public key as theirs; key ids are ours, because they match signatures by key id."""
    return SSlibKey(key.id, "ed25519", "ed25519", {"public": key.public.hex()})


def their_signer(signer: Signer) -> CryptoSigner:
    return CryptoSigner(Ed25519PrivateKey.from_private_bytes(signer.seed), their_key(signer.verifier))


def read_by_them(value: object) -> TheirEnvelope:
    """Their reader changes the dictionary that it reads."""
    return TheirEnvelope.from_dict(copy.deepcopy(value))


@given(st.binary(max_size=200), PAYLOAD_TYPES)
def test_they_verify_what_we_sign(payload: bytes, payload_type: str) -> None:
    envelope = read_by_them(sign_envelope(payload_type, payload, OURS, OTHER))
    keys = [their_key(OURS.verifier), their_key(OTHER.verifier)]
    assert envelope.pae() == pre_authentication(payload_type, payload)
    assert envelope.payload == payload
    assert set(envelope.verify(keys, threshold=2)) == {key.keyid for key in keys}


@given(st.binary(max_size=200), PAYLOAD_TYPES)
def test_we_verify_what_they_sign(payload: bytes, payload_type: str) -> None:
    theirs = TheirEnvelope(payload, payload_type, {})
    for signer in (OURS, OTHER):
        theirs.sign(their_signer(signer))
    envelope = Envelope.from_bytes(json.dumps(theirs.to_dict()).encode())
    assert envelope.verify([OURS.verifier, OTHER.verifier], threshold=2) == payload
    assert envelope.payload_type == payload_type


def test_the_same_key_gives_the_same_envelope_on_both_sides() -> None:
    theirs = TheirEnvelope(b"payload", IN_TOTO, {})
    theirs.sign(their_signer(OURS))
    assert theirs.to_dict() == sign_envelope(IN_TOTO, b"payload", OURS)


@pytest.mark.parametrize("change", [{"payload": "b3RoZXI="}, {"payloadType": "text/plain"}])
def test_both_refuse_what_was_changed_after_signing(change: dict[str, str]) -> None:
    changed = sign_envelope(IN_TOTO, b"payload", OURS) | change
    with pytest.raises(VerificationError):
        read_by_them(changed).verify([their_key(OURS.verifier)], threshold=1)
    with pytest.raises(IntegrityError, match=r"envelope\.unverified"):
        Envelope.parse(changed).verify([OURS.verifier])


def test_they_verify_the_envelopes_of_a_real_bundle() -> None:
    made = story(Verdict.VERIFIED)
    envelopes = json.loads(made.bundle())["envelopes"]
    assert len(envelopes) == 2
    for value in envelopes:
        assert read_by_them(value).verify([their_key(made.signer.verifier)], threshold=1)
