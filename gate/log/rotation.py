"""Key rotation that the log alone proves: the old key signs the new one, and the entry holds that signature.

An entry of kind ``store`` names the first key, each entry of kind ``key`` the next. A checkpoint of size n must be
signed by the key that the first n entries leave in charge.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from gate.log.keys import NoteSigner, VerifierKey
from gate.log.kinds import KeyBody, StoreBody
from gate.log.strict import decode_base64, encode_base64
from gate.model.errors import IntegrityError


def _message(origin: str, old: VerifierKey, new: VerifierKey) -> bytes:
    return f"gate-key-rotation-v1\n{origin}\n{old}\n{new}\n".encode()


def rotation_body(origin: str, old: NoteSigner, new: VerifierKey) -> KeyBody:
    """The body of the ``key`` entry that puts ``new`` in charge, signed by the old key."""
    signature = encode_base64(old.sign(_message(origin, old.verifier, new)))
    return KeyBody(key=new.id, old=old.verifier.id, vkey=str(new), signature=signature)


def store_body(origin: str, key: VerifierKey) -> StoreBody:
    """The body of entry 0, kind ``store``."""
    return StoreBody(origin=origin, key=key.id, vkey=str(key))


@dataclass(frozen=True, slots=True)
class KeyChain:
    """The keys of one log, oldest first. ``since[i]`` is the smallest tree size at which ``keys[i]`` is in charge."""

    origin: str
    keys: tuple[VerifierKey, ...]
    since: tuple[int, ...]

    @classmethod
    def start(cls, body: StoreBody) -> KeyChain:
        """The chain after a ``store`` entry. Raises IntegrityError (``key.wrong-id``, ``note.…``)."""
        return cls(body.origin, (_named_key(body),), (0,))

    def rotate(self, body: KeyBody, index: int) -> KeyChain:
        """The chain after the ``key`` entry at ``index``.

        Raises IntegrityError: ``key.wrong-old`` (not the key in charge), ``key.wrong-signature``, ``key.reused``,
        ``key.wrong-id`` or ``note.…``.
        """
        old, new = self.keys[-1], _named_key(body)
        if body.old != old.id:
            raise IntegrityError("key.wrong-old", f"{body.old} was not in charge", hint=f"the key was {old.id}")
        if new.public in {key.public for key in self.keys}:
            raise IntegrityError("key.reused", "a key that was in charge before cannot come back", where=new.id)
        signature = decode_base64(body.signature, code="key.wrong-signature")
        if not old.verifies(signature, _message(self.origin, old, new)):
            raise IntegrityError("key.wrong-signature", "the old key did not sign the new one", where=new.id)
        return KeyChain(self.origin, (*self.keys, new), (*self.since, index + 1))

    def in_charge(self, size: int) -> VerifierKey:
        """The key that must sign a checkpoint of this size."""
        return next(key for key, since in zip(reversed(self.keys), reversed(self.since), strict=True) if size >= since)


def follow(trusted: VerifierKey, origin: str, bodies: Sequence[KeyBody]) -> tuple[VerifierKey, ...]:
    """``trusted`` and the keys that it vouches for through these ``key`` entries, in their order.

    Raises IntegrityError (``key.…``).
    """
    chain = KeyChain(origin, (trusted,), (0,))
    for body in bodies:
        chain = chain.rotate(body, 0)
    return chain.keys


def _named_key(body: StoreBody | KeyBody) -> VerifierKey:
    key = VerifierKey.parse(body.vkey)
    if key.id != body.key:
        raise IntegrityError("key.wrong-id", "the key's id does not belong to the key", where=key.id)
    return key
