"""Signed notes (C2SP signed-note v1.0.0): text, an empty line, and one line for each signature."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import NoReturn

from gate.log.keys import COSIGNATURE, NoteSigner, VerifierKey, check_name
from gate.log.strict import decode_base64, encode_base64
from gate.model.errors import IntegrityError

MAX_NOTE_BYTES = 1_000_000
MAX_SIGNATURES = 100
"""The specification asks that at least 16 are read."""

_TIME_BYTES = 8
_SIGNATURE_BYTES = 64
_CONTROL = re.compile("[\x00-\x09\x0b-\x1f]")
_DASH = "\u2014 "


@dataclass(frozen=True, slots=True)
class NoteSignature:
    """One signature line: who is said to have signed (name, 32-bit key hash) and the signature's bytes."""

    name: str
    key_hash: int
    blob: bytes

    @classmethod
    def parse(cls, name: str, text: str) -> NoteSignature:
        """Read the base64 of a signature line. Raises IntegrityError (``note.malformed``, ``note.key-name``)."""
        check_name(name)
        data = decode_base64(text, code="note.malformed", where=name)
        if len(data) < 5:
            _malformed("a signature has a key hash of 4 bytes and at least one byte more")
        return cls(name, int.from_bytes(data[:4], "big"), data[4:])

    def to_text(self) -> str:
        """The signature line, newline included."""
        return f"{_DASH}{self.name} {encode_base64(self.key_hash.to_bytes(4, 'big') + self.blob)}\n"

    @property
    def cosigned_at(self) -> int:
        """The POSIX time of a cosignature. Raises IntegrityError (``note.cosignature``) when it is not one."""
        if len(self.blob) != _TIME_BYTES + _SIGNATURE_BYTES or self.blob[0] & 0x80:
            raise IntegrityError("note.cosignature", "not a timestamped Ed25519 cosignature", where=self.name)
        return int.from_bytes(self.blob[:_TIME_BYTES], "big")

    def is_by(self, key: VerifierKey) -> bool:
        """Whether this line claims to be by the key (its name and hash both agree)."""
        return self.name == key.name and self.key_hash == key.key_hash

    def verifies(self, key: VerifierKey, text: str) -> bool:
        """Whether the signature over the note's text is the key's, under the key's algorithm."""
        if key.algorithm == COSIGNATURE:
            try:
                message = cosignature_message(text, self.cosigned_at)
            except IntegrityError:
                return False
            return key.verifies(self.blob[_TIME_BYTES:], message)
        return key.verifies(self.blob, text.encode("utf-8"))


@dataclass(frozen=True, slots=True)
class Note:
    """A note whose form was checked; ``verified`` names the keys whose signatures were found good."""

    text: str
    signatures: tuple[NoteSignature, ...]
    verified: tuple[VerifierKey, ...] = ()


def sign_note(text: str, *signers: NoteSigner) -> bytes:
    """The note with each signer's signature; ``text`` ends in a newline. Raises IntegrityError (``note.malformed``)."""
    _check_text(text)
    if not text.endswith("\n"):
        _malformed("the text of a note ends in a newline")
    signed = text.encode("utf-8")
    lines = [NoteSignature(signer.name, signer.verifier.key_hash, signer.sign(signed)).to_text() for signer in signers]
    return signed + b"\n" + "".join(lines).encode("utf-8")


def cosignature_message(text: str, at: int) -> bytes:
    """What a cosignature at a POSIX time signs of a note's text (C2SP tlog-cosignature, Ed25519)."""
    return f"cosignature/v1\ntime {at}\n{text}".encode()


def add_signatures(note: bytes, more: Sequence[NoteSignature]) -> bytes:
    """The note with further signature lines, each in place of one by the same key that is there already."""
    known = parse_note(note)
    new = {(line.name, line.key_hash): line for line in more}
    kept = [line for line in known.signatures if (line.name, line.key_hash) not in new]
    return (known.text + "\n" + "".join(line.to_text() for line in [*kept, *new.values()])).encode("utf-8")


def parse_note(data: bytes) -> Note:
    """Read a note without trusting it. Raises IntegrityError: ``note.malformed``, ``.too-large``, ``.key-name``."""
    if len(data) > MAX_NOTE_BYTES:
        raise IntegrityError("note.too-large", f"{len(data)} bytes; at most {MAX_NOTE_BYTES} are read")
    try:
        whole = data.decode("utf-8")
    except UnicodeDecodeError as error:
        _malformed(f"not UTF-8 at byte {error.start}")
    _check_text(whole)
    text, separator, block = whole.rpartition("\n\n")
    if not separator:
        _malformed("text, an empty line and signature lines are expected, each ended by a newline")
    return Note(text + "\n", parse_signatures(block))


def parse_signatures(block: str) -> tuple[NoteSignature, ...]:
    """Read signature lines. Raises IntegrityError ``note.malformed``, ``note.key-name``."""
    if not block.endswith("\n"):
        _malformed("text, an empty line and signature lines are expected, each ended by a newline")
    lines = block[:-1].split("\n")
    if len(lines) > MAX_SIGNATURES:
        _malformed(f"{len(lines)} signatures; at most {MAX_SIGNATURES} are read")
    return tuple(map(_parse_line, lines))


def open_note(data: bytes, keys: Sequence[VerifierKey]) -> Note:
    """Read a note and check every signature that claims to be by one of ``keys``; others are ignored.

    Raises IntegrityError: as `parse_note`; ``note.invalid`` when a known key's signature is wrong; ``note.unverified``
    when none of the keys has signed.
    """
    note = parse_note(data)
    verified: list[VerifierKey] = []
    for signature in note.signatures:
        for key in keys:
            if not signature.is_by(key):
                continue
            if not signature.verifies(key, note.text):
                raise IntegrityError("note.invalid", "the signature does not belong to this text", where=key.id)
            if key not in verified:
                verified.append(key)
    if not verified:
        known = ", ".join(key.id for key in keys) or "none given"
        found = ", ".join(f"{line.name}+{line.key_hash:08x}" for line in note.signatures[:4])
        raise IntegrityError("note.unverified", f"signed by {found}", hint=f"none of them is trusted here: {known}")
    return Note(note.text, note.signatures, tuple(verified))


def _parse_line(line: str) -> NoteSignature:
    parts = line.removeprefix(_DASH).split(" ")
    if not line.startswith(_DASH) or len(parts) != 2:
        _malformed("a signature line is an em dash, a name and base64, with single spaces")
    return NoteSignature.parse(*parts)


def _check_text(text: str) -> None:
    if _CONTROL.search(text):
        _malformed("control characters other than newline are not allowed")


def _malformed(message: str) -> NoReturn:
    raise IntegrityError("note.malformed", message)
