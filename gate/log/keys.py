"""Ed25519 keys of the log in the text forms of C2SP signed-note: the verifier key and the signer's key file."""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass, field
from typing import Protocol

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

from gate.log.strict import decode_base64, encode_base64
from gate.model.errors import IntegrityError

ED25519 = 1
"""Signature type 0x01: Ed25519 over the note's text."""

COSIGNATURE = 4
"""Signature type 0x04: a timestamped Ed25519 cosignature (C2SP tlog-cosignature v1)."""

_KEY_BYTES = 32
_PRIME = 2**255 - 19
_Y_BITS = 2**255 - 1
_Y_OF_ORDER_8 = 2707385501144840649318225287225658788936804267575313519463743609750303402022
_SMALL_ORDER = frozenset((0, 1, _PRIME - 1, _Y_OF_ORDER_8, _PRIME - _Y_OF_ORDER_8))
"""The y coordinates of the points whose order divides 8, the cofactor (RFC 8032 section 5.1)."""
_MAX_NAME = 255
_HASH = re.compile(r"[0-9a-f]{8}", re.ASCII)
_SECRET_PREFIX = "PRIVATE+KEY+"


def is_small_order(point: bytes) -> bool:
    """Whether 32 bytes encode, canonically or not, one of the 8 points of Ed25519 whose order divides the cofactor."""
    # The last bit is the sign of x, and x does not matter: with a point its negative is of small order, too.
    y = int.from_bytes(point, "little") & _Y_BITS
    return len(point) == _KEY_BYTES and y % _PRIME in _SMALL_ORDER


def require_strong(public: bytes, *, whose: str) -> None:
    """Raises IntegrityError ``note.weak-key`` for a public key that is a point of small order."""
    if is_small_order(public):
        raise IntegrityError(
            "note.weak-key",
            "the key is a point of small order: anybody can sign for it",
            where=whose,
            hint="ask its owner for a key that a key generator made",
        )


def check_name(name: str) -> None:
    """Raises IntegrityError (``note.key-name``) unless a key may be called so: no spaces, no ``+``, not empty."""
    bad = not name or len(name) > _MAX_NAME or "+" in name or any(char.isspace() or char < " " for char in name)
    if bad:
        raise IntegrityError("note.key-name", f"{name[:80]!r} cannot be a key's name", hint="use host/path, no spaces")


def _key_hash(name: str, algorithm: int, public: bytes) -> int:
    try:
        text = name.encode("utf-8")
    except UnicodeEncodeError:
        raise IntegrityError("note.key-name", "a key's name must be valid UTF-8") from None
    return int.from_bytes(hashlib.sha256(text + b"\n" + bytes((algorithm,)) + public).digest()[:4], "big")


def _split_key(text: str) -> tuple[str, int, int, bytes]:
    """The parts ``name+hash+base64(algorithm ‖ 32 bytes)``."""
    parts = text.split("+", 2)
    if len(parts) != 3 or not _HASH.fullmatch(parts[1]):
        raise IntegrityError("note.key", "a key is written name+hash+base64")
    check_name(parts[0])
    data = decode_base64(parts[2], code="note.key", where=parts[0])
    if not data or data[0] not in (ED25519, COSIGNATURE):
        raise IntegrityError(
            "note.unknown-algorithm", "the key's algorithm is not known", where=parts[0], hint="Ed25519 keys are read"
        )
    if len(data) != 1 + _KEY_BYTES:
        raise IntegrityError("note.key", f"an Ed25519 key has {_KEY_BYTES} bytes, not {len(data) - 1}", where=parts[0])
    return parts[0], int(parts[1], 16), data[0], data[1:]


@dataclass(frozen=True, slots=True)
class VerifierKey:
    """A public key with its name. ``str()`` gives the C2SP vkey text.

    Raises IntegrityError ``note.weak-key`` for a point of small order.
    """

    name: str
    public: bytes
    algorithm: int = ED25519

    def __post_init__(self) -> None:
        require_strong(self.public, whose=self.name)

    @classmethod
    def parse(cls, text: str) -> VerifierKey:
        """Read a vkey. Raises IntegrityError: ``note.key``, ``.key-name``, ``.unknown-algorithm``, ``.weak-key``."""
        name, stated, algorithm, public = _split_key(text)
        key = cls(name, public, algorithm)
        if key.key_hash != stated:
            raise IntegrityError("note.key", "the key's hash does not belong to its name and bytes", where=name)
        return key

    @property
    def key_hash(self) -> int:
        """The 32-bit key id of signed notes."""
        return _key_hash(self.name, self.algorithm, self.public)

    @property
    def id(self) -> str:
        """``name+hash``: how entries name a key."""
        return f"{self.name}+{self.key_hash:08x}"

    def __str__(self) -> str:
        return f"{self.id}+{encode_base64(bytes((self.algorithm,)) + self.public)}"

    def verifies(self, signature: bytes, message: bytes) -> bool:
        """Whether ``signature`` (64 bytes) is this key's Ed25519 signature (RFC 8032) of ``message``.

        A signature whose first half is a point of small order is none: no signer makes one.
        """
        if is_small_order(signature[:_KEY_BYTES]):
            return False
        try:
            Ed25519PublicKey.from_public_bytes(self.public).verify(signature, message)
        except (InvalidSignature, ValueError):
            return False
        return True


class NoteSigner(Protocol):
    """What signs for a log: a private key here (`Signer`), or one that is kept elsewhere."""

    @property
    def name(self) -> str:
        """The key's name: the log's."""

    @property
    def verifier(self) -> VerifierKey:
        """The public half."""

    def sign(self, message: bytes) -> bytes:
        """The 64-byte Ed25519 signature (RFC 8032). Raises InfrastructureError when the key cannot be reached."""


@dataclass(frozen=True, slots=True)
class Signer:
    """A private key with its name; it never shows its secret in ``repr``.

    Raises IntegrityError: ``note.key-name``, or ``note.key`` unless the seed has 32 bytes (RFC 8032 section 5.1.5).
    """

    name: str
    seed: bytes = field(repr=False)

    def __post_init__(self) -> None:
        check_name(self.name)
        if len(self.seed) != _KEY_BYTES:
            raise IntegrityError("note.key", f"an Ed25519 seed has {_KEY_BYTES} bytes", where=self.name)

    @classmethod
    def generate(cls, name: str) -> Signer:
        """A new random key."""
        return cls(name, Ed25519PrivateKey.generate().private_bytes_raw())

    @classmethod
    def parse(cls, text: str) -> Signer:
        """Read the one-line key file. Raises IntegrityError (``note.…``); messages never hold the key."""
        if not text.startswith(_SECRET_PREFIX):
            raise IntegrityError("note.key", f"a signer's key starts with {_SECRET_PREFIX}")
        name, stated, algorithm, seed = _split_key(text.removeprefix(_SECRET_PREFIX).removesuffix("\n"))
        signer = cls(name, seed)
        if algorithm != ED25519 or signer.verifier.key_hash != stated:
            raise IntegrityError("note.key", "the key's hash does not belong to its name and bytes", where=name)
        return signer

    def to_secret_text(self) -> str:
        """The one-line key file, newline included. Keep it to yourself (mode 0600)."""
        key = encode_base64(bytes((ED25519,)) + self.seed)
        return f"{_SECRET_PREFIX}{self.verifier.id}+{key}\n"

    @property
    def verifier(self) -> VerifierKey:
        """The public half."""
        return VerifierKey(self.name, Ed25519PrivateKey.from_private_bytes(self.seed).public_key().public_bytes_raw())

    def sign(self, message: bytes) -> bytes:
        """The 64-byte Ed25519 signature."""
        return Ed25519PrivateKey.from_private_bytes(self.seed).sign(message)
