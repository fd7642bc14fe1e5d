"""The status of a record, derived from those of its claims (docs/design.md §3.1).

A record is VERIFIED if and only if it has claims, exposes all that it counts, and all of them are VERIFIED. That it was
assessed gives its status a time, and may say that it is from before Gate 2; it never makes anything VERIFIED.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import datetime

from gate.log.status import History, Standing
from gate.model.claim import Claim
from gate.model.policy import Policy
from gate.model.record import Record
from gate.model.text import counted
from gate.model.verdict import Status

PUBLISHED_BEFORE = (
    "Published before the Gate 2 verification pipeline was activated ({activated}). "
    "No formal proof or sandbox reproduction has been attempted for this record."
)
"""The reason of a record from before Gate 2, as its public page has it."""


def record_standing(
    standings: Sequence[tuple[Claim, Standing]], record: Record, policy: Policy, history: History | None = None
) -> Standing:
    """The status of a record, from those of its claims: VERIFIED iff it exposes all that it counts and all are.

    ``history`` says what the log knows of the record besides: assessments and retractions.
    """
    known = history or History()
    count = sum(standing.attempts for _, standing in standings)
    hidden = record.counted_claims - len(standings)
    if count == 0 and (not standings or hidden or any(claim.takes_artifact for claim, _ in standings)):
        return _untried(standings, record, policy, known)
    unverified = [(claim, standing) for claim, standing in standings if standing.status is not Status.VERIFIED]
    evaluated = max((standing.evaluated for _, standing in standings if standing.evaluated), default=None)
    if evaluated is None and record.id in known.assessed:
        evaluated = known.assessed[record.id].time
    if not unverified and not hidden:
        reason = "; ".join(f"claim {claim.id}: {standing.reason}" for claim, standing in standings)
        if len(standings) == 1:
            reason = standings[0][1].reason
        return Standing(Status.VERIFIED, reason, evaluated, attempts=count)
    if record.counted_claims == 1:
        return Standing(Status.UNVERIFIED, unverified[0][1].reason, evaluated, attempts=count)
    beyond = list(_beyond_gate_2(standings, hidden))
    done = f"{len(standings) - len(unverified)} of {record.counted_claims} claims"
    open_ones = [f"claim {claim.id}: {standing.reason}" for claim, standing in unverified if _decidable(claim)]
    parts = [f"{done} {'VERIFIED' if beyond else 'verified'}", *open_ones[:1], *beyond]
    return Standing(Status.UNVERIFIED, "; ".join(parts), evaluated, attempts=count)


def _decidable(claim: Claim) -> bool:
    """Whether a claim of this kind can be VERIFIED at all: by an artifact, or by what it is derived from."""
    return claim.takes_artifact or bool(claim.levels)


def _beyond_gate_2(standings: Sequence[tuple[Claim, Standing]], hidden: int) -> Iterator[str]:
    """What stands in the way of VERIFIED although nothing failed: claims that Gate 2 cannot decide or cannot see."""
    kinds = Counter(
        claim.kind for claim, standing in standings if not _decidable(claim) and standing.status is not Status.VERIFIED
    )
    for kind, number in kinds.items():
        yield f"{counted(number, f'{kind} claim')} that Gate 2 cannot decide"
    if hidden:
        yield f"{counted(hidden, 'counted claim')} not exposed"


def _untried(standings: Sequence[tuple[Claim, Standing]], record: Record, policy: Policy, history: History) -> Standing:
    """The status of a record at whose claims there was no attempt."""
    assessment = history.assessed.get(record.id)
    evaluated = assessment.time if assessment else None
    before = assessment.published_before if assessment else None
    beyond = list(_beyond_gate_2(standings, record.counted_claims - len(standings)))
    if (record.id, None) in history.retracted:
        text, evaluated = history.retracted[record.id, None]
        reason = f"retracted: {text}"
    elif _predates(record.published_at, before, policy.activated_at):
        reason = PUBLISHED_BEFORE.format(activated=policy.activated_at[:10])
    elif record.draft is not None:
        reason = "; ".join(["this is a draft, not a publication; no artifact has been submitted for it", *beyond])
    elif not record.counted_claims:
        reason = "the record makes no claims that could be verified"
    elif not standings:
        reason = (
            f"no claims are exposed that an artifact could be submitted for; the record counts {record.counted_claims}"
        )
    else:
        reason = "; ".join(["no artifact has been submitted for any claim of this record", *beyond])
    return Standing(Status.UNVERIFIED, reason, evaluated)


def _predates(published: str | None, before: str | None, activated: str) -> bool:
    """Whether a record is from before the activation: by its own date, else by what an operator says."""
    if published is not None:
        return datetime.fromisoformat(published) < datetime.fromisoformat(activated)
    return before is not None and datetime.fromisoformat(before) <= datetime.fromisoformat(activated)
