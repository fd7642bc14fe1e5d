"""A witness's key, and what it signs: a timestamped cosignature of a checkpoint (C2SP tlog-cosignature v1, Ed25519)."""

from __future__ import annotations

from dataclasses import dataclass

from gate.log.keys import COSIGNATURE, NoteSigner, VerifierKey
from gate.log.note import NoteSignature, cosignature_message


@dataclass(frozen=True, slots=True)
class Cosigner:
    """A private key that cosigns. The same key must sign nothing else (tlog-cosignature, "Format")."""

    signer: NoteSigner

    @property
    def verifier(self) -> VerifierKey:
        """The public half, as policies name it."""
        return VerifierKey(self.signer.name, self.signer.verifier.public, COSIGNATURE)

    def cosign(self, text: str, at: int) -> NoteSignature:
        """The cosignature of a checkpoint's note text; ``at`` is the POSIX time in whole seconds."""
        key = self.verifier
        signature = self.signer.sign(cosignature_message(text, at))
        return NoteSignature(key.name, key.key_hash, at.to_bytes(8, "big") + signature)
