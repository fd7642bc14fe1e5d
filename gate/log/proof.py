"""One file that proves one entry offline (C2SP tlog-proof v1): index, inclusion proof and checkpoint."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NoReturn

from gate.log.checkpoint import SignedCheckpoint, Trust, open_checkpoint
from gate.log.merkle import HASH_BYTES, MAX_SIZE, verify_inclusion
from gate.log.note import MAX_NOTE_BYTES
from gate.log.strict import decode_base64, decode_decimal, encode_base64
from gate.model.errors import IntegrityError

HEADER = "c2sp.org/tlog-proof@v1"
_MAX_HASHES = 63
_MAX_BYTES = 2 * MAX_NOTE_BYTES


@dataclass(frozen=True, slots=True)
class LogProof:
    """``hashes`` go from the leaf's sibling up; ``extra`` is opaque and authenticated by nothing."""

    index: int
    hashes: tuple[bytes, ...]
    checkpoint: bytes
    extra: bytes | None = None

    def to_bytes(self) -> bytes:
        """The ``.tlog-proof`` file."""
        lines = [HEADER]
        if self.extra is not None:
            lines.append(f"extra {encode_base64(self.extra)}")
        lines.append(f"index {self.index}")
        lines.extend(map(encode_base64, self.hashes))
        return "\n".join([*lines, "", ""]).encode("ascii") + self.checkpoint

    @classmethod
    def parse(cls, data: bytes) -> LogProof:
        """Read the file's form. Raises IntegrityError (``proof.malformed``)."""
        if len(data) > _MAX_BYTES:
            _malformed(f"{len(data)} bytes; at most {_MAX_BYTES} are read")
        head, separator, checkpoint = data.partition(b"\n\n")
        if not separator or not head.isascii():
            _malformed("a header in ASCII, an empty line and a checkpoint are expected")
        header, *lines = head.decode("ascii").split("\n")
        if header != HEADER:
            _malformed(f"the first line is {HEADER!r}")
        extra = None
        if lines and lines[0].startswith("extra "):
            extra = decode_base64(lines.pop(0).removeprefix("extra "), code="proof.malformed", where="extra")
        if not lines or not lines[0].startswith("index "):
            _malformed("the index line is missing")
        text = lines.pop(0).removeprefix("index ")
        index = decode_decimal(text, code="proof.malformed", limit=MAX_SIZE, where="index")
        if len(lines) > _MAX_HASHES:
            _malformed(f"{len(lines)} hashes; no tree needs more than {_MAX_HASHES}")
        hashes = tuple(decode_base64(line, code="proof.malformed", where="hash") for line in lines)
        if any(len(part) != HASH_BYTES for part in hashes):
            _malformed(f"a hash has {HASH_BYTES} bytes")
        return cls(index, hashes, checkpoint, extra)

    def verify(self, leaf: bytes, trust: Trust) -> SignedCheckpoint:
        """Check that the trusted log contains the leaf hash at this index; returns the checkpoint that says so.

        Raises IntegrityError: ``note.…``, ``checkpoint.…`` or ``proof.…``.
        """
        signed = open_checkpoint(self.checkpoint, trust)
        verify_inclusion(leaf, self.index, signed.checkpoint.size, self.hashes, signed.checkpoint.root)
        return signed


def _malformed(message: str) -> NoReturn:
    raise IntegrityError("proof.malformed", message)
