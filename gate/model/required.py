"""Which checks VERIFIED needs: a pure function of claim and policy.

Whoever has the two documents recomputes it and need not believe what a decision says was required: the fold, the audit,
and whoever verifies a bundle without the judges.
"""

from __future__ import annotations

from gate.model.challenge import Challenge
from gate.model.claim import (
    Claim,
    DerivedClaim,
    EmpiricalClaim,
    MathematicalClaim,
    QuotedClaim,
    ScoredClaim,
    TrainedClaim,
)
from gate.model.expected import Expected
from gate.model.policy import LeanPolicy, Policy, ReproPolicy

PREFLIGHT = "artifact.preflight"
"""The engine's own check, which every claim requires: the artifact's folder is what its manifest says."""

SCORED_CHECKS = ("scored.predictions", "scored.leak", "scored.score", "repro.method-review")
"""What a scored claim needs: predictions of its form, no labels beside them, the score, a reason to trust them."""

TRAINED_CHECKS = (
    *("repro.run", "repro.result", "repro.match", "repro.stable", "repro.data"),
    *("trained.learns", "scored.leak", "repro.method-review"),
)
"""What a trained claim needs: the training again, under controls, no labels beside it, and a person who read it."""


def required_checks(claim: Claim, policy: Policy) -> tuple[str, ...] | None:
    """The ids of all checks that VERIFIED needs for this claim; None for a kind of claim that does not come with gate.

    None at all for what no artifact can show: without a required check there is no VERIFIED (`gate.model.decide`).
    Old policies keep their meaning: a setting that a document does not have requires nothing.
    """
    match claim:
        case MathematicalClaim(challenge=challenge):
            return (PREFLIGHT, *lean_checks(challenge, policy.lean))
        case EmpiricalClaim(expected=expected):
            return (PREFLIGHT, *repro_checks(expected, policy.repro))
        case ScoredClaim():
            return (PREFLIGHT, *SCORED_CHECKS)
        case TrainedClaim():
            return (PREFLIGHT, *TRAINED_CHECKS)
        case QuotedClaim() | DerivedClaim():
            return ()
        case _:
            return None


def lean_checks(challenge: Challenge | None, policy: LeanPolicy) -> tuple[str, ...]:
    """The checks that VERIFIED needs of a proof: always the whole chain from compile to kernel.

    The policy's further kernels, and approvals where the claim has holes or the policy asks.
    """
    ids = ["lean.challenge", "lean.compile", "lean.decode", "lean.statement", "lean.axioms", "lean.kernel"]
    if challenge is not None and policy.asks_gate_kernel(challenge.toolchain):
        ids.append("lean.kernel-gate")
    ids += [kernel.check_id for kernel in policy.kernels]
    if challenge is not None and challenge.holes:
        ids.append("lean.holes")
    if policy.require_approval:
        ids.append("lean.approval")
    return tuple(ids)


def repro_checks(expected: Expected | None, policy: ReproPolicy) -> tuple[str, ...]:
    """The checks that VERIFIED needs of a script.

    R3; R2 where the claim declares no data and the policy allows that; R4 (methods and their review, relations) and R5
    where the policy asks for them.
    """
    ids = ["repro.run", "repro.result", "repro.match", "repro.stable"]
    if (expected is not None and expected.data) or policy.allow_without_data is False:
        ids.append("repro.data")
    if policy.require_method:
        if expected is not None and any(quantity.method for quantity in expected.quantities):
            ids += ["repro.recomputed", "repro.method"]
        ids.append("repro.method-review")
    if expected is not None and expected.relations and policy.require_relations:
        ids.append("repro.relations")
    if policy.require_independent:
        ids.append("repro.independent")
    return tuple(ids)
