"""The one door to VERIFIED: a pure, total function from checks to a verdict (docs/design.md §3.2)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from gate.model.check import Check, Outcome
from gate.model.verdict import Verdict


@dataclass(frozen=True, slots=True)
class Decision:
    """A verdict with the reason for it, made from the required checks alone.

    ``code`` is the machine word of the deciding check, ``all-passed`` for VERIFIED.
    """

    verdict: Verdict
    code: str
    reason: str
    required: tuple[str, ...]


def decide(required: Sequence[str], checks: Sequence[Check]) -> Decision:
    """Judge a complete list of checks.

    VERIFIED if and only if ``required`` is not empty, every required check is present, and no check with a required
    id has another outcome than ``pass``. A failed required check rejects, whatever else is inconclusive: a cheating
    artifact is never INCONCLUSIVE. Everything else is INCONCLUSIVE.
    """
    needed = tuple(dict.fromkeys(required))
    relevant = [check for check in checks if check.id in set(needed)]
    for check in relevant:
        if check.outcome is Outcome.FAIL:
            return Decision(Verdict.REJECTED, check.code or "failed", f"{check.id}: {check.reason}", needed)
    for check in relevant:
        if check.outcome is not Outcome.PASS:
            return Decision(Verdict.INCONCLUSIVE, check.code or "inconclusive", f"{check.id}: {check.reason}", needed)
    present = {check.id for check in relevant}
    missing = [check_id for check_id in needed if check_id not in present]
    if missing:
        # Prefer the reason of a check that nobody required but that explains why the others are missing.
        cause = next((check for check in checks if check.outcome is Outcome.INCONCLUSIVE), None)
        if cause is not None:
            return Decision(Verdict.INCONCLUSIVE, cause.code or "inconclusive", f"{cause.id}: {cause.reason}", needed)
        reason = f"required checks were not made: {', '.join(missing)}"
        return Decision(Verdict.INCONCLUSIVE, "check-missing", reason, needed)
    if not needed:
        return Decision(Verdict.INCONCLUSIVE, "nothing-required", "the policy requires no check for this claim", needed)
    return Decision(Verdict.VERIFIED, "all-passed", f"all {len(needed)} required checks passed", needed)
