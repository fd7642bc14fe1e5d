"""The specification of success of a mathematical claim: a trusted Lean challenge."""

from __future__ import annotations

from typing import Annotated

from pydantic import AfterValidator, Field

from gate.model.base import Contract
from gate.model.digest import Digest
from gate.model.paths import SafePath

STANDARD_AXIOMS = ("propext", "Classical.choice", "Quot.sound")


def _lean_file(path: str) -> str:
    if not path.endswith(".lean"):
        raise ValueError("must end in .lean")
    return path


LeanPath = Annotated[SafePath, AfterValidator(_lean_file)]


class ChallengeFile(Contract):
    """One trusted Lean file, relative to the record; its digest is pinned when given."""

    path: LeanPath
    sha256: Digest | None = None


class Challenge(Contract):
    """Trusted Lean files with definitions, and theorems whose proof is ``sorry``.

    Names are Lean names in Lean's own syntax (``Nat.add_comm``, ``«a.b».c``).
    """

    toolchain: str = Field(default="lean-core", pattern=r"^[a-z0-9][a-z0-9.-]{0,63}$")
    files: tuple[ChallengeFile, ...] = Field(min_length=1, max_length=64)
    """In the order in which they are compiled; the last one holds the targets."""
    targets: tuple[str, ...] = Field(min_length=1, max_length=256)
    holes: tuple[str, ...] = ()
    """Definitions whose value the solution may choose; VERIFIED then needs a human approval of the value."""
    permitted_axioms: tuple[str, ...] = STANDARD_AXIOMS
    solution_may_import: bool = False
    """Whether the solution may import the challenge's own modules."""
