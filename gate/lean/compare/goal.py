"""What a claim asks for, by structured names."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from gate.lean.core.names import Name
from gate.model.challenge import Challenge
from gate.model.errors import Fault, InputError
from gate.model.policy import LeanPolicy


@dataclass(frozen=True, slots=True)
class Goal:
    """``targets`` are to be proved, ``holes`` to be filled, ``axioms`` may be used."""

    targets: tuple[Name, ...]
    holes: tuple[Name, ...]
    axioms: tuple[Name, ...]

    @classmethod
    def of(cls, challenge: Challenge, policy: LeanPolicy) -> Goal:
        """The claim's names, read.

        Raises InputError (fault: claim) for a malformed name, and when the claim permits an axiom that the policy does
        not permit.
        """
        for axiom in challenge.permitted_axioms:
            if axiom not in policy.permitted_axioms:
                raise InputError(
                    "claim.axiom-not-allowed",
                    f"the claim permits the axiom {axiom!r}, which the policy does not",
                    where="challenge.permitted_axioms",
                    hint=f"the policy allows: {', '.join(policy.permitted_axioms) or 'none'}",
                    fault=Fault.CLAIM,
                )
        return cls(
            _names(challenge.targets, "targets"),
            _names(challenge.holes, "holes"),
            _names(challenge.permitted_axioms, "permitted_axioms"),
        )


def _names(texts: Sequence[str], field: str) -> tuple[Name, ...]:
    return tuple(Name.parse(text, where=f"challenge.{field}", fault=Fault.CLAIM) for text in texts)
