"""Whether a check that says that a person approved something rests on an approval in the log, and one that counts.

A check is what the gate says; an approval is what a person signed. So a check is not believed about the other: what
must have been approved follows from the claim, and by whom from the policy.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import NamedTuple

from gate.log.attempts import AttemptView
from gate.log.entry import Entry
from gate.log.keys import VerifierKey
from gate.log.kind import Body
from gate.log.kinds import ApprovalBody
from gate.log.people import PersonKey
from gate.log.status import History
from gate.model.challenge import pinned_challenge
from gate.model.check import Outcome
from gate.model.claim import Claim, EmpiricalClaim, MathematicalClaim, ScoredClaim, TrainedClaim
from gate.model.digest import Digest
from gate.model.errors import IntegrityError
from gate.model.policy import Policy
from gate.model.review import METHOD_REVIEW, method_review

Judged = Callable[[AttemptView], tuple[Claim, Policy] | None]
"""The claim that an attempt is at and the policy that it was judged under; None where they are not at hand."""

Found = tuple[int, Entry[ApprovalBody]]
"""An approval with its position."""


class _Need(NamedTuple):
    """``check`` passed only if so many subjects had been approved, ``subject`` among them where it is known."""

    check: str
    subject: Digest | None
    subjects: int = 1


def registered_people(policy: Policy) -> dict[str, PersonKey]:
    """The keys with which people approve, by the name that the policy gives them."""
    named = {VerifierKey.parse(text).name: text for text in policy.approvers} | dict(policy.people or {})
    return {name: PersonKey.parse(text) for name, text in named.items()}


def approvals_of(entries: Iterable[tuple[int, Entry[Body]]]) -> Iterator[Found]:
    """The approvals among entries."""
    for index, entry in entries:
        found = entry.of_kind(ApprovalBody)
        if found is not None:
            yield index, found


def check_approvals(history: History, approvals: Iterable[Found], judged: Judged) -> None:
    """Every attempt of the history, as `require_approvals` does; ``approvals`` are all that the history tells of."""
    of_claim: dict[tuple[str | None, str | None], list[Found]] = {}
    for index, entry in approvals:
        of_claim.setdefault((entry.record, entry.claim), []).append((index, entry))
    for view in history.attempts.values():
        claim = (view.record, view.claim)
        require_approvals(view, history.of_claim(*claim), of_claim.get(claim, ()), judged)


def require_approvals(
    view: AttemptView, others: Iterable[AttemptView], approvals: Iterable[Found], judged: Judged
) -> None:
    """What an attempt's checks say was approved must have been, before its verdict, by a key that the policy names.

    ``others`` are the attempts at the same claim and ``approvals`` those of it, all with signatures that the fold has
    verified. What only the documents of the checks tell is not looked at: which value a hole has, and whether a method
    whose every value the gate computes needed a review. Approvals from before approvers had keys of their own count by
    being there. Raises IntegrityError ``approval.missing``.
    """
    passed = {check for check, outcome in view.checks if outcome is Outcome.PASS}
    if not passed & {"lean.approval", "lean.holes", "repro.method-review"}:
        return
    documents = judged(view)
    if documents is None:
        return
    claim, policy = documents
    people = registered_people(policy)
    submitters = _submitters(view, others)
    counting = {
        entry.body.subject
        for index, entry in approvals
        if (view.index is None or index < view.index) and _counts(entry, people, submitters)
    }
    for need in _needs(view, claim):
        met = len(counting) >= need.subjects and need.subject in (None, *counting)
        if need.check in passed and not met:
            what = f"an approval of {need.subject}" if need.subject else f"{need.subjects} approved values"
            raise IntegrityError(
                "approval.missing",
                f"{need.check} passed, but the log has not {what} by anybody whom the policy named",
                where=f"attempt {view.id}",
                hint="revoke the verdict; find out who wrote it",
            )


def _needs(view: AttemptView, claim: Claim) -> Iterator[_Need]:
    match claim:
        case MathematicalClaim(challenge=challenge) if challenge is not None:
            yield _Need("lean.approval", pinned_challenge(challenge))
            if challenge.holes:
                yield _Need("lean.holes", None, len(challenge.holes))
        case EmpiricalClaim(expected=expected) if expected is not None:
            if any(quantity.method is None for quantity in expected.quantities):
                yield _Need("repro.method-review", method_review(claim, view.intake.artifact_digest))
        case ScoredClaim(scored=scored) if scored.predictions.sha256 is None:
            yield _Need("repro.method-review", method_review(claim, view.intake.artifact_digest))
        case TrainedClaim():
            yield _Need("repro.method-review", method_review(claim, view.intake.artifact_digest))


def _submitters(view: AttemptView, others: Iterable[AttemptView]) -> set[str]:
    """The keys of those who had handed in the same artifact by then: a second person must have reviewed it."""
    return {
        other.intake.submitter_key
        for other in (view, *others)
        if other.artifact_digest == view.artifact_digest and other.number <= view.number and other.intake.submitter_key
    }


def _counts(entry: Entry[ApprovalBody], people: dict[str, PersonKey], submitters: set[str]) -> bool:
    body = entry.body
    if body.person_key is None:
        return body.signature is not None and entry.record_index is None
    own = body.what == METHOD_REVIEW and body.person_key in submitters
    return people.get(body.approver) == PersonKey.parse(body.person_key) and not own
