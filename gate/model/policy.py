"""The policy: the versioned settings that a verdict is judged under."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from gate.model.base import Contract
from gate.model.challenge import STANDARD_AXIOMS
from gate.model.claim import EmpiricalClaim, MathematicalClaim
from gate.model.digest import Digest

POLICY_CONTRACT = "gate-policy-v1"


class RunLimits(Contract):
    """Limits of one run. Sizes in bytes, times in seconds."""

    wall_s: float = Field(default=60.0, gt=0, le=86_400)
    cpu_s: int = Field(default=60, gt=0, le=86_400)
    memory_bytes: int = Field(default=1 << 30, ge=16 << 20)
    pids: int = Field(default=128, gt=0, le=4096)
    disk_bytes: int = Field(default=64 << 20, gt=0)
    inodes: int = Field(default=1024, gt=0)
    stream_bytes: int = Field(default=1 << 20, gt=0)


class LeanPolicy(Contract):
    """Settings of the Lean judge."""

    compile: RunLimits = RunLimits(wall_s=120.0, cpu_s=120, memory_bytes=2 << 30)
    kernel: RunLimits = RunLimits(wall_s=120.0, cpu_s=120, memory_bytes=2 << 30)
    permitted_axioms: tuple[str, ...] = STANDARD_AXIOMS
    """The most that a claim may permit."""
    require_approval: bool = False
    """Whether VERIFIED needs a recorded human approval of the challenge's faithfulness."""


class ReproPolicy(Contract):
    """Settings of the reproduction judge."""

    run: RunLimits = RunLimits(wall_s=300.0, cpu_s=300, memory_bytes=2 << 30)


class Policy(Contract):
    """All settings. Its digest is in every attempt."""

    contract: Literal["gate-policy-v1"] = "gate-policy-v1"
    version: str = "2026-11"
    activated_at: str = "2026-06-10T00:00:00Z"
    """Records published before this time and never tried are Unverified for that reason."""
    lean: LeanPolicy = LeanPolicy()
    repro: ReproPolicy = ReproPolicy()

    @property
    def digest(self) -> Digest:
        """sha256 of the canonical JSON."""
        return Digest.of_json(self.model_dump(mode="json"))

    def required(self, claim: MathematicalClaim | EmpiricalClaim) -> tuple[str, ...]:
        """The ids of the checks that VERIFIED needs for this claim."""
        if isinstance(claim, MathematicalClaim):
            return (
                "artifact.preflight",
                "lean.challenge",
                "lean.compile",
                "lean.decode",
                "lean.statement",
                "lean.axioms",
                "lean.kernel",
            )
        return ("artifact.preflight", "repro.run", "repro.result", "repro.match")
