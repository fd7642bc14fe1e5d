"""A newer checkpoint with the proof that the log only grew since an older one.

The text is the body of an ``add-checkpoint`` request of C2SP tlog-witness: a line ``old <size>``, the consistency proof
with a hash in base64 on each line, an empty line, and the checkpoint.
"""

from __future__ import annotations

from dataclasses import dataclass

from gate.log.checkpoint import SignedCheckpoint, Trust, open_checkpoint
from gate.log.merkle import HASH_BYTES, MAX_SIZE, verify_consistency
from gate.log.strict import decode_base64, decode_decimal, encode_base64
from gate.model.errors import IntegrityError

_OLD = b"old "
_MAX_HASHES = 63
_CODE = "newer.malformed"


@dataclass(frozen=True, slots=True)
class NewerCheckpoint:
    """``proof`` leads from size ``old`` to ``checkpoint``; both are None where the checkpoint came alone."""

    checkpoint: bytes
    old: int | None = None
    proof: tuple[bytes, ...] | None = None

    def to_bytes(self) -> bytes:
        """The text; a checkpoint that came alone is its own."""
        if self.old is None or self.proof is None:
            return self.checkpoint
        lines = [f"old {self.old}", *map(encode_base64, self.proof), "", ""]
        return "\n".join(lines).encode("ascii") + self.checkpoint

    @classmethod
    def parse(cls, data: bytes) -> NewerCheckpoint:
        """Read the text, or a checkpoint alone. Raises IntegrityError (``newer.malformed``)."""
        if not data.startswith(_OLD):
            return cls(data)
        head, separator, checkpoint = data.partition(b"\n\n")
        first, *lines = head.decode("ascii", "replace").split("\n")
        if not separator or len(lines) > _MAX_HASHES:
            raise IntegrityError(_CODE, f"a proof of at most {_MAX_HASHES} hashes and a checkpoint are expected")
        old = decode_decimal(first.removeprefix(_OLD.decode()), code=_CODE, limit=MAX_SIZE, where="old")
        proof = tuple(decode_base64(line, code=_CODE, where="hash") for line in lines)
        if any(len(part) != HASH_BYTES for part in proof):
            raise IntegrityError(_CODE, f"a hash has {HASH_BYTES} bytes")
        return cls(checkpoint, old, proof)

    def verify(self, older: SignedCheckpoint, trust: Trust) -> tuple[SignedCheckpoint, bool]:
        """The checkpoint, once it is known to be signed, and whether the log is proven to have only grown.

        Raises IntegrityError: ``note.…``, ``checkpoint.…``, ``proof.…`` when the two cannot be heads of one log,
        ``newer.other-size`` when the proof starts elsewhere.
        """
        signed = open_checkpoint(self.checkpoint, trust)
        before, now = older.checkpoint, signed.checkpoint
        if before.size == now.size:
            verify_consistency(before.size, now.size, before.root, now.root, ())
            return signed, True
        if self.old is None or self.proof is None or now.size < before.size:
            return signed, False
        if self.old != before.size:
            raise IntegrityError(
                "newer.other-size",
                f"the proof starts at size {self.old}, not at {before.size}",
                hint=f"gate log checkpoint --since {before.size}",
            )
        verify_consistency(before.size, now.size, before.root, now.root, self.proof)
        return signed, True
