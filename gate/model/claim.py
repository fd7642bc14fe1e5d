"""A claim: one statement of a record. It owns the specification of success."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated, Literal

from pydantic import Field

from gate.model.base import Contract
from gate.model.challenge import Challenge
from gate.model.digest import Digest
from gate.model.expected import Expected

ClaimId = Annotated[str, Field(pattern=r"^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$")]


class ClaimKind(StrEnum):
    MATHEMATICAL = "mathematical"
    EMPIRICAL = "empirical"


class _Claim(Contract):
    id: ClaimId
    statement: str = Field(min_length=1, max_length=20_000)
    """The claim in prose. Nobody checks that the specification below says the same; `gate approve` records who did."""
    sources: tuple[str, ...] = ()

    @property
    def digest(self) -> Digest:
        """The identity of the claim: the sha256 of its canonical JSON."""
        return Digest.of_json(self.model_dump(mode="json"))


class MathematicalClaim(_Claim):
    """A claim whose truth a Lean proof can show."""

    kind: Literal["mathematical"]
    challenge: Challenge | None = None


class EmpiricalClaim(_Claim):
    """A claim whose numbers a script can recompute."""

    kind: Literal["empirical"]
    expected: Expected | None = None


Claim = Annotated[MathematicalClaim | EmpiricalClaim, Field(discriminator="kind")]
