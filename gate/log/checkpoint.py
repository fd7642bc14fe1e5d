"""Checkpoints (C2SP tlog-checkpoint v1.0.0): the signed head of the Merkle tree, and whom to believe about it."""

from __future__ import annotations

import time
from dataclasses import dataclass
from datetime import datetime

from gate.log.keys import COSIGNATURE, NoteSigner, VerifierKey
from gate.log.merkle import EMPTY_ROOT, HASH_BYTES, MAX_SIZE
from gate.log.note import Note, open_note, parse_note, sign_note
from gate.log.strict import decode_base64, decode_decimal, encode_base64
from gate.model.errors import IntegrityError


@dataclass(frozen=True, slots=True)
class Checkpoint:
    """The head of a tree: the log's name (``origin``), its number of leaves and its 32-byte root."""

    origin: str
    size: int
    root: bytes

    def to_text(self) -> str:
        """The note text: three lines."""
        return f"{self.origin}\n{self.size}\n{encode_base64(self.root)}\n"

    @classmethod
    def parse(cls, text: str) -> Checkpoint:
        """Read a note's text. Extension lines are let through and ignored.

        Raises IntegrityError: ``checkpoint.malformed``, ``checkpoint.size`` or ``checkpoint.root``.
        """
        lines = text.split("\n")
        if len(lines) < 4 or lines.pop() != "" or not all(lines):
            raise IntegrityError("checkpoint.malformed", "origin, size and root are expected on a line each")
        root = decode_base64(lines[2], code="checkpoint.root")
        if len(root) != HASH_BYTES:
            raise IntegrityError("checkpoint.root", f"a root has {HASH_BYTES} bytes, not {len(root)}")
        size = decode_decimal(lines[1], code="checkpoint.size", limit=MAX_SIZE)
        if size == 0 and root != EMPTY_ROOT:
            raise IntegrityError("checkpoint.root", "the root of no entries is the SHA-256 of nothing")
        return cls(lines[0], size, root)


@dataclass(frozen=True, slots=True)
class Trust:
    """Whom to believe about a log: its name, its keys, and how many of which witnesses must have signed as well.

    Raises IntegrityError (``checkpoint.trust``) when that could never be met or means nothing.
    """

    origin: str
    keys: tuple[VerifierKey, ...]
    witnesses: tuple[VerifierKey, ...] = ()
    required: int = 0

    def __post_init__(self) -> None:
        if not self.keys or any(key.algorithm == COSIGNATURE for key in self.keys):
            raise IntegrityError("checkpoint.trust", "a log has at least one key, and a witness's key is none of them")
        # Two names for one public key would let one witness count twice.
        if len({key.public for key in self.witnesses}) < max(self.required, len(self.witnesses)) or self.required < 0:
            raise IntegrityError(
                "checkpoint.trust", f"{self.required} witnesses are required, {len(self.witnesses)} are known"
            )

    @classmethod
    def of(cls, key: VerifierKey) -> Trust:
        """The log that has the key's name, signed by this key."""
        return cls(key.name, (key,))


@dataclass(frozen=True, slots=True)
class SignedCheckpoint:
    """A checkpoint whose signatures were checked. ``data`` are the note's bytes."""

    checkpoint: Checkpoint
    data: bytes
    key: VerifierKey
    witnesses: tuple[VerifierKey, ...] = ()

    @property
    def witnessed(self) -> dict[str, int]:
        """The POSIX times at which the witnesses signed, by their keys' ids."""
        lines = parse_note(self.data).signatures
        return {key.id: line.cosigned_at for key in self.witnesses for line in lines if line.is_by(key)}


CLOCKS_DIFFER_S = 600
"""How far a witness's clock may be from the log's and from this machine's (seconds)."""


def sign_checkpoint(checkpoint: Checkpoint, signer: NoteSigner) -> bytes:
    """The signed note's bytes. Raises IntegrityError (``note.malformed``) for an origin that no note can hold."""
    return sign_note(checkpoint.to_text(), signer)


def read_checkpoint(data: bytes) -> tuple[Checkpoint, Note]:
    """Read a checkpoint without believing it. Raises IntegrityError (``note.…``, ``checkpoint.…``)."""
    note = parse_note(data)
    return Checkpoint.parse(note.text), note


def open_checkpoint(data: bytes, trust: Trust, *, newest: str | None = None) -> SignedCheckpoint:
    """Read a checkpoint and check that the log and enough witnesses signed it.

    ``newest`` is the time (RFC 3339) of the newest entry under it, if it is known. A witness that signed before that,
    or in the future, does not count (`CLOCKS_DIFFER_S` are let pass).

    Raises IntegrityError: ``note.…`` (form or signatures), ``checkpoint.…`` (form), ``checkpoint.origin`` (another
    log), ``checkpoint.unsigned`` (not by the log) or ``checkpoint.cosigners`` (too few of them).
    """
    note = open_note(data, trust.keys + trust.witnesses)
    checkpoint = Checkpoint.parse(note.text)
    if checkpoint.origin != trust.origin:
        raise IntegrityError("checkpoint.origin", f"{checkpoint.origin[:80]!r} is not the log {trust.origin!r}")
    key = next((key for key in trust.keys if key in note.verified), None)
    if key is None:
        raise IntegrityError("checkpoint.unsigned", "the log itself has not signed this checkpoint")
    witnesses = tuple(
        key for key in trust.witnesses if key in note.verified and _is_plausible(_signed_at(note, key), newest)
    )
    if len(witnesses) < trust.required:
        raise IntegrityError(
            "checkpoint.cosigners",
            f"{len(witnesses)} of {trust.required} required witnesses signed, at a time that can be",
            hint="`gate log cosign` asks the witnesses of the policy",
        )
    return SignedCheckpoint(checkpoint, data, key, witnesses)


def _signed_at(note: Note, key: VerifierKey) -> int | None:
    """The POSIX time at which a witness signed; None for a signature without a time."""
    if key.algorithm != COSIGNATURE:
        return None
    return next(line.cosigned_at for line in note.signatures if line.is_by(key))


def _is_plausible(signed_at: int | None, newest: str | None) -> bool:
    if signed_at is None:
        return True
    earliest = 0.0 if newest is None else datetime.fromisoformat(newest).timestamp() - CLOCKS_DIFFER_S
    return earliest <= signed_at <= time.time() + CLOCKS_DIFFER_S
