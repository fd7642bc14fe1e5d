"""The verdict of one attempt, and the status that the public page shows."""

from __future__ import annotations

from enum import StrEnum

GATE_NAME = "Gate 2 — Verification (formal proof or sandbox reproduction)"


class Verdict(StrEnum):
    """The result of an attempt."""

    VERIFIED = "VERIFIED"
    REJECTED = "REJECTED"
    INCONCLUSIVE = "INCONCLUSIVE"

    @property
    def exit_code(self) -> int:
        """The CLI's exit status for this verdict (0, 1 or 4)."""
        return {Verdict.VERIFIED: 0, Verdict.REJECTED: 1, Verdict.INCONCLUSIVE: 4}[self]


class Status(StrEnum):
    """What the public page shows for a record or a claim."""

    UNVERIFIED = "Unverified"
    VERIFIED = "VERIFIED"
