"""A log key that is kept elsewhere (a PKCS#11 token, another machine): a command signs what it is given on stdin.

``keys/NAME.toml`` names the command, ``keys/NAME.pub`` the public key. Nothing that the command says is believed: a
signature counts only when it is the key's.
"""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from pathlib import Path

from cryptography.exceptions import UnsupportedAlgorithm
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey
from cryptography.hazmat.primitives.serialization import load_pem_public_key

from gate.log.keys import VerifierKey
from gate.log.people import PersonKey
from gate.log.strict import decode_base64
from gate.model.errors import InfrastructureError, IntegrityError
from gate.system.programs import run_program, tail

FIELD = "log_key_command"
_TIMEOUT_S = 120
_SIGNATURE_BYTES = 64
_PEM = "-----BEGIN PUBLIC KEY-----"


@dataclass(frozen=True, slots=True)
class CommandSigner:
    """A `gate.log.keys.NoteSigner` whose private key only the command ``argv`` reaches."""

    verifier: VerifierKey
    argv: tuple[str, ...]

    @property
    def name(self) -> str:
        """The log that it signs for."""
        return self.verifier.name

    def sign(self, message: bytes) -> bytes:
        """The 64-byte signature, which the command writes as it is or in base64.

        Raises InfrastructureError ``keys.command`` when it fails, takes over two minutes, or gives anything else.
        """
        hint = f"run it by hand: it signs its stdin; keys/*.toml names it as {FIELD}"
        done = run_program(self.argv, code="keys.command", missing=hint, stdin=message, timeout_s=_TIMEOUT_S).require(
            "keys.command", hint=hint
        )
        signature = done.stdout
        if len(signature) != _SIGNATURE_BYTES:
            try:
                signature = decode_base64(done.text.strip(), code="keys.command")
            except IntegrityError:
                signature = b""
        if not self.verifier.verifies(signature, message):
            said = tail(done.stderr)
            message_text = f"{self.argv[0]} did not give a signature by {self.verifier.id}" + (
                f":\n{said}" if said else ""
            )
            raise InfrastructureError("keys.command", message_text, hint=hint)
        return signature


def to_toml(argv: tuple[str, ...]) -> str:
    """The file that names the command."""
    quoted = ", ".join('"' + word.replace("\\", "\\\\").replace('"', '\\"') + '"' for word in argv)
    return f"{FIELD} = [{quoted}]\n"


def read_command(text: str, path: Path) -> tuple[str, ...]:
    """The command of ``keys/NAME.toml``. Raises IntegrityError ``keys.malformed``."""
    try:
        document = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise IntegrityError("keys.malformed", f"not TOML: {error}", where=str(path)) from None
    match document:
        case {"log_key_command": [*words], **others} if words and not others and all(type(w) is str for w in words):
            return tuple(words)
    raise IntegrityError("keys.malformed", f"a list of words, {FIELD}, is expected, and nothing else", where=str(path))


def read_public(text: str, origin: str) -> VerifierKey:
    """The key that signs for the log ``origin``: PEM (RFC 8410), an OpenSSH public key, or a C2SP verifier key.

    Raises IntegrityError ``note.key`` for anything else.
    """
    if _PEM not in text:
        return VerifierKey(origin, PersonKey.parse(text.strip()).public)
    try:
        key = load_pem_public_key(text.encode())
    except (ValueError, UnsupportedAlgorithm):
        key = None
    if not isinstance(key, Ed25519PublicKey):
        raise IntegrityError("note.key", "not an Ed25519 public key")
    return VerifierKey(origin, key.public_bytes_raw())
