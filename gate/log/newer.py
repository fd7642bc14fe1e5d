"""A newer checkpoint, alone or with the proof that the log only grew since an older one.

With the proof, the text is the body of an ``add-checkpoint`` request of C2SP tlog-witness (`gate.log.witness.request`).
"""

from __future__ import annotations

from dataclasses import dataclass

from gate.log.checkpoint import SignedCheckpoint, Trust, open_checkpoint
from gate.log.merkle import verify_consistency
from gate.log.witness.request import AddCheckpoint
from gate.model.errors import IntegrityError


@dataclass(frozen=True, slots=True)
class NewerCheckpoint:
    """``checkpoint`` is a note; ``growth`` the proof that came with it, None where it came alone."""

    checkpoint: bytes
    growth: AddCheckpoint | None = None

    @classmethod
    def parse(cls, data: bytes) -> NewerCheckpoint:
        """Read either form; the checkpoint is not looked at. Raises IntegrityError (``witness.malformed``)."""
        if not data.startswith(b"old "):
            return cls(data)
        growth = AddCheckpoint.parse(data)
        return cls(growth.checkpoint, growth)

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
        if self.growth is None or now.size < before.size:
            return signed, False
        if self.growth.old != before.size:
            raise IntegrityError(
                "newer.other-size",
                f"the proof starts at size {self.growth.old}, not at {before.size}",
                hint=f"gate log checkpoint --since {before.size}",
            )
        verify_consistency(before.size, now.size, before.root, now.root, self.growth.proof)
        return signed, True
