"""Keys of people: OpenSSH Ed25519 public keys, and signatures that `ssh-keygen -Y verify` checks as well (SSHSIG).

A person's signature is never over bare text: the text is signed under a namespace (OpenSSH PROTOCOL.sshsig), so that it
cannot be taken for a login, a commit or anything else that the same key signs.
"""

from __future__ import annotations

import base64
import hashlib
from dataclasses import dataclass

from gate.log.keys import ED25519, VerifierKey, require_strong
from gate.log.strict import decode_base64
from gate.model.errors import IntegrityError

APPROVAL = "gate-approval"
SUBMISSION = "gate-submission"
"""Namespaces."""

ED25519_TYPE = b"ssh-ed25519"
"""The type of a key and of its signatures on the wire (RFC 8709)."""
OPENSSH_PUBLIC = "ssh-ed25519 "
"""How the text of an OpenSSH Ed25519 public key begins."""
_MAGIC = b"SSHSIG"
_HASH = b"sha512"


@dataclass(frozen=True, slots=True)
class PersonKey:
    """The 32 bytes of an Ed25519 public key. ``str()`` gives OpenSSH's text, without a comment.

    Raises IntegrityError ``note.weak-key`` for a point of small order.
    """

    public: bytes

    def __post_init__(self) -> None:
        require_strong(self.public, whose="person")

    @classmethod
    def parse(cls, text: str) -> PersonKey:
        """Read a line of a ``.pub`` file (a comment may follow), or a C2SP verifier key.

        Raises IntegrityError ``note.key`` for anything else, ``note.weak-key``; only Ed25519 is read.
        """
        if not text.startswith(OPENSSH_PUBLIC):
            key = VerifierKey.parse(text)
            if key.algorithm != ED25519:
                raise IntegrityError("note.key", "this is a witness's key, not a person's", where=key.name)
            return cls(key.public)
        blob = decode_base64(text.removeprefix(OPENSSH_PUBLIC).split(" ")[0].strip(), code="note.key", where=text[:40])
        head = string(ED25519_TYPE)
        if blob[: len(head)] != head or blob[len(head) :] != string(blob[len(head) + 4 :]) or len(blob) != 51:
            raise IntegrityError("note.key", "not an OpenSSH Ed25519 public key", where=text[:40])
        return cls(blob[-32:])

    @property
    def blob(self) -> bytes:
        """The key in SSH's wire format (RFC 8709 section 4)."""
        return string(ED25519_TYPE) + string(self.public)

    def __str__(self) -> str:
        return OPENSSH_PUBLIC + base64.b64encode(self.blob).decode("ascii")

    def verifies(self, signature: str, text: str, namespace: str) -> bool:
        """Whether ``signature`` (base64 of 64 bytes) is this key's over the text under this namespace."""
        try:
            raw = decode_base64(signature, code="note.key")
        except IntegrityError:
            return False
        return VerifierKey("person", self.public).verifies(raw, to_be_signed(text, namespace))


def to_be_signed(text: str, namespace: str) -> bytes:
    """What an SSHSIG signature is made over: the magic, namespace, reserved, hash algorithm, SHA-512 of the text."""
    digest = hashlib.sha512(text.encode("utf-8")).digest()
    return _MAGIC + b"".join(map(string, (namespace.encode(), b"", _HASH, digest)))


def string(data: bytes) -> bytes:
    """SSH's ``string``: four bytes of length, then the bytes (RFC 4251 section 5)."""
    return len(data).to_bytes(4, "big") + data
