"""A person's own key, ready to sign: an OpenSSH private key, a key file of gate's, or one that the ssh-agent holds."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from gate.log.people import OPENSSH_PUBLIC, PersonKey, to_be_signed
from gate.log.strict import encode_base64
from gate.store.agent import agent_sign
from gate.store.keys import load_key_file, read_key_text


@dataclass(frozen=True, slots=True)
class PersonSigner:
    """A public key, and what makes its 64-byte signatures."""

    key: PersonKey
    _raw: Callable[[bytes], bytes] = field(repr=False)

    @classmethod
    def from_file(cls, path: Path, passphrase_file: Path | None = None) -> PersonSigner:
        """The key in a file for its owner alone, OpenSSH's (Ed25519) or gate's; a public key is the ssh-agent's.

        Raises UsageError ``keys.no-file``, ``keys.passphrase``; InfrastructureError ``keys.permissions``;
        IntegrityError ``keys.malformed``.
        """
        public = read_key_text(path)
        if public.startswith(OPENSSH_PUBLIC):
            return cls.from_agent(PersonKey.parse(public.strip()))
        signer = load_key_file(path, name="person", passphrase_file=passphrase_file)
        return cls(PersonKey(signer.verifier.public), signer.sign)

    @classmethod
    def from_agent(cls, key: PersonKey) -> PersonSigner:
        """A key that the running ssh-agent holds; signing raises UsageError ``agent.…``."""
        return cls(key, lambda message: agent_sign(key, message))

    def sign(self, text: str, namespace: str) -> str:
        """The signature in base64 (`PersonKey.verifies`). Raises as the constructors say."""
        return encode_base64(self._raw(to_be_signed(text, namespace)))
