"""DSSE envelopes (protocol v1.0.2): a payload of a stated type, and signatures over both."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

from gate.attest.reading import member, read_object
from gate.log.keys import NoteSigner
from gate.log.strict import decode_base64, encode_base64
from gate.model.digest import Json
from gate.model.errors import IntegrityError

IN_TOTO = "application/vnd.in-toto+json"
MAX_SIGNATURES = 100
_CODE = "envelope.malformed"
_URL_SAFE = str.maketrans("-_", "+/")


class Key(Protocol):
    """Whoever can say whether a signature is its own; `gate.log.keys.VerifierKey` does."""

    @property
    def public(self) -> bytes:
        """The public key's bytes: two keys are the same when these are."""

    def verifies(self, signature: bytes, message: bytes) -> bool:
        """Whether the signature of the message is this key's."""


@dataclass(frozen=True, slots=True)
class Envelope:
    """An envelope whose form was checked, not its signatures."""

    payload_type: str
    payload: bytes
    signatures: tuple[bytes, ...]

    @classmethod
    def parse(cls, value: Json, *, where: str = "envelope") -> Envelope:
        """Read the JSON value of an envelope; unknown members and key ids are ignored, as the protocol asks.

        Raises IntegrityError (``envelope.malformed``).
        """
        if type(value) is not dict:
            raise IntegrityError(_CODE, "an envelope is an object", where=where)
        payload_type = member(value, "payloadType", str, code=_CODE, where=where)
        if not payload_type.isprintable() or not payload_type.isascii():
            raise IntegrityError(_CODE, "the payload's type is not plain ASCII", where=where)
        payload = _base64(member(value, "payload", str, code=_CODE, where=where), where)
        items = member(value, "signatures", list, code=_CODE, where=where)
        if not 0 < len(items) <= MAX_SIGNATURES:
            raise IntegrityError(_CODE, f"{len(items)} signatures; 1 to {MAX_SIGNATURES} are read", where=where)
        signatures = []
        for item in items:
            if not isinstance(item, dict):
                raise IntegrityError(_CODE, "a signature is an object", where=where)
            signatures.append(_base64(member(item, "sig", str, code=_CODE, where=where), where))
        return cls(payload_type, payload, tuple(signatures))

    @classmethod
    def from_bytes(cls, data: bytes) -> Envelope:
        """Read an envelope's file. Raises IntegrityError (``envelope.malformed``)."""
        return cls.parse(read_object(data, code=_CODE, where="envelope"))

    def verify(self, keys: Sequence[Key], *, threshold: int = 1) -> bytes:
        """The payload, if at least ``threshold`` different keys of ``keys`` signed it with its type.

        What is returned is what was verified; parse nothing else. Raises IntegrityError: ``envelope.threshold`` when
        the call itself cannot succeed or would accept anything, ``envelope.unverified``.
        """
        different = {key.public: key for key in keys}
        if not 0 < threshold <= len(different):
            raise IntegrityError("envelope.threshold", f"{threshold} of {len(different)} different keys make no sense")
        message = pre_authentication(self.payload_type, self.payload)
        signed = [key for key in different.values() if any(key.verifies(sig, message) for sig in self.signatures)]
        if len(signed) < threshold:
            raise IntegrityError("envelope.unverified", f"{len(signed)} of {threshold} required trusted keys signed it")
        return self.payload


def pre_authentication(payload_type: str, payload: bytes) -> bytes:
    """The bytes that are signed (PAE): header, and both parts with their lengths in bytes before them."""
    kind = payload_type.encode("utf-8")
    return b"DSSEv1 %d %b %d %b" % (len(kind), kind, len(payload), payload)


def sign_envelope(payload_type: str, payload: bytes, *signers: NoteSigner) -> dict[str, Json]:
    """The JSON value of an envelope with each signer's Ed25519 signature."""
    message = pre_authentication(payload_type, payload)
    return {
        "payload": encode_base64(payload),
        "payloadType": payload_type,
        "signatures": [{"keyid": signer.verifier.id, "sig": encode_base64(signer.sign(message))} for signer in signers],
    }


def to_jsonl(envelopes: Sequence[dict[str, Json]]) -> bytes:
    """An ``.intoto.jsonl`` file: one envelope a line."""
    return b"".join(json.dumps(envelope, separators=(",", ":")).encode("ascii") + b"\n" for envelope in envelopes)


def _base64(text: str, where: str) -> bytes:
    """Both alphabets are allowed, in one text only one of them."""
    if ("-" in text or "_" in text) and not ("+" in text or "/" in text):
        text = text.translate(_URL_SAFE)
    return decode_base64(text, code=_CODE, where=where)
