"""The small interface that both judges share. A judge finds out; it knows no ledger."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Protocol

from gate.model.artifact import Artifact
from gate.model.check import Check
from gate.model.claim import EmpiricalClaim, MathematicalClaim
from gate.model.digest import Digest, Json
from gate.model.policy import Policy


@dataclass(frozen=True, slots=True)
class Case:
    """Everything a judge may look at. Files are relative path → bytes, already checked against their digests."""

    attempt: str
    record_id: str
    claim: MathematicalClaim | EmpiricalClaim
    claim_files: Mapping[str, bytes]
    artifact: Artifact
    artifact_files: Mapping[str, bytes]
    policy: Policy
    approved: frozenset[Digest] = field(default_factory=frozenset)
    """Digests that a human approved for this claim (challenge, hole values); see `gate approve`."""


class Journal(Protocol):
    """What a judge may tell the engine while it works."""

    def stage(self, name: str, detail: str = "") -> None:
        """Progress for people: a new stage begins."""

    def keep(self, data: bytes) -> Digest:
        """Keep evidence; returns its digest."""

    def event(self, kind: str, body: Mapping[str, Json]) -> None:
        """One audit entry (``image``, ``self-test``, ``control`` …): digests and small facts, never payloads."""


class Judge(Protocol):
    """Turns a case into checks.

    Raises InputError (a claim or artifact that cannot be judged; says whose fault) and InfrastructureError. Everything
    that the artifact did is a check, never an exception.
    """

    def judge(self, case: Case, journal: Journal) -> tuple[Check, ...]:
        """All checks of this case, in the order in which they were made."""
