"""The request ``add-checkpoint`` of C2SP tlog-witness: an old size, a consistency proof and a checkpoint."""

from __future__ import annotations

from dataclasses import dataclass

from gate.log.merkle import HASH_BYTES, MAX_SIZE
from gate.log.note import MAX_SIGNATURES
from gate.log.strict import decode_base64, decode_decimal, encode_base64
from gate.model.errors import IntegrityError

MAX_PROOF = 63
"""Hashes that a request may have."""

MAX_REQUEST_BYTES = 1 << 16
MAX_ANSWER_BYTES = MAX_SIGNATURES * 512
SIZE_TYPE = "text/x.tlog.size"
"""The media type of a 409 that names the size which the witness has cosigned."""

_CODE = "witness.malformed"


@dataclass(frozen=True, slots=True)
class AddCheckpoint:
    """``old`` is the size that the witness cosigned last, ``proof`` leads from there to the ``checkpoint`` (a note)."""

    old: int
    proof: tuple[bytes, ...]
    checkpoint: bytes

    def to_bytes(self) -> bytes:
        """The body of the request."""
        lines = [f"old {self.old}", *map(encode_base64, self.proof), "", ""]
        return "\n".join(lines).encode("ascii") + self.checkpoint

    @classmethod
    def parse(cls, data: bytes) -> AddCheckpoint:
        """Read a body; the checkpoint is not looked at. Raises IntegrityError ``witness.malformed``."""
        head, separator, checkpoint = data.partition(b"\n\n")
        if not separator or not head.isascii():
            raise IntegrityError(_CODE, "an old size, hashes, an empty line and a checkpoint are expected")
        first, *lines = head.decode("ascii").split("\n")
        if not first.startswith("old "):
            raise IntegrityError(_CODE, "the first line is 'old' and a size")
        old = decode_decimal(first.removeprefix("old "), code=_CODE, limit=MAX_SIZE, where="old")
        if len(lines) > MAX_PROOF:
            raise IntegrityError(_CODE, f"{len(lines)} hashes; at most {MAX_PROOF} are read")
        proof = tuple(decode_base64(line, code=_CODE, where="proof") for line in lines)
        if any(len(part) != HASH_BYTES for part in proof):
            raise IntegrityError(_CODE, f"a hash has {HASH_BYTES} bytes")
        return cls(old, proof, checkpoint)
