"""Status is derived, never stored as truth: a fold over the audit log (docs/design.md §3.1).

A claim is VERIFIED if and only if, for some artifact, the newest decisive verdict (VERIFIED or REJECTED) that was
reached for the claim as it now stands is VERIFIED and has not been revoked, and the record is not retracted. An
INCONCLUSIVE attempt changes nothing, and neither does a VERIFIED of an artifact that was REJECTED before under the same
judging version (`gate.log.attempts`). The status of a whole record follows from those of its claims
(`gate.log.record_status`).
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass, field, replace

from msgspec.structs import replace as replace_fields

from gate.log.attempts import AttemptView, closed, counted_attempts, decisive, rejected_before
from gate.log.draws import check_draws
from gate.log.entry import Entry
from gate.log.keys import VerifierKey
from gate.log.kind import Body
from gate.log.kinds import (
    ApprovalBody,
    AssessmentBody,
    CheckBody,
    CorrectionBody,
    DecisionBody,
    DrawsBody,
    IntakeBody,
    KeyBody,
    RequirementBody,
    RevocationBody,
    StoreBody,
    VerdictBody,
)
from gate.log.requirement import Requirement
from gate.log.signed import approver_key, submitter_key
from gate.model.check import Check
from gate.model.decide import decide
from gate.model.digest import Digest
from gate.model.errors import IntegrityError
from gate.model.verdict import Status, Verdict


@dataclass(frozen=True, slots=True)
class Standing:
    """The status of a claim or record, with the reason and the time of the entry that it rests on.

    ``attempt`` is the id of the attempt whose verdict a claim's status rests on; None for a record, and for a claim
    that nobody tried. A retraction leaves the verdict standing beside it.
    """

    status: Status
    reason: str
    evaluated: str | None
    level: str = ""
    attempts: int = 0
    attempt: str | None = None


@dataclass(frozen=True, slots=True)
class Assessment:
    """When a record was last assessed, and before what time an operator says that it was published, if one does."""

    time: str
    published_before: str | None


Required = Callable[[AttemptView], Collection[str] | None]
"""Which checks the verdict of an attempt needed, whatever its decision says; None when that cannot be known."""


@dataclass(slots=True)
class History:
    """Everything that the log says about attempts, retractions and revocations.

    With ``required`` no decision is believed about what it required (`gate.log.required.RequiredChecks`).
    """

    required: Required | None = None
    attempts: dict[str, AttemptView] = field(default_factory=dict)
    by_claim: dict[tuple[str, str], list[str]] = field(default_factory=dict)
    retracted: dict[tuple[str, str | None], tuple[str, str]] = field(default_factory=dict)
    assessed: dict[str, Assessment] = field(default_factory=dict)
    closed_by: dict[int, str] = field(default_factory=dict)
    """Index of a verdict's entry to the attempt that it closed."""

    requirements: dict[tuple[str, str, str], Requirement] = field(default_factory=dict)
    """Record, claim and digest of the claim to what the policy that was adopted last needs of it."""

    log_keys: set[bytes] = field(default_factory=set)
    """The log's own public keys, as far as their entries were folded or the keys were given."""

    from_start: bool = False
    """Whether the log's first entry was folded, so that all keys of the log so far are known."""

    def of_claim(self, record: str, claim: str) -> list[AttemptView]:
        """The attempts at one claim, oldest first."""
        return [self.attempts[attempt] for attempt in self.by_claim.get((record, claim), ())]

    def raised(self, view: AttemptView) -> Requirement | None:
        """What was adopted since and the VERIFIED of an attempt does not meet; None where it does."""
        due = self.requirements.get((view.record, view.claim, view.claim_digest))
        return due if due is not None and view.verdict is Verdict.VERIFIED and due.missing(view) else None

    def add(self, index: int, entry: Entry[Body]) -> None:
        """Take in the next entry.

        Raises IntegrityError ``log.impossible-history`` when it makes the story impossible, and what ``required`` does.
        """
        match entry.body:
            case IntakeBody() as body:
                _intake(self, index, entry, body)
            case CheckBody() | DecisionBody() | VerdictBody() as body:
                view = _step(self, index, entry, body)
                self.attempts[view.id] = view
                if isinstance(body, VerdictBody):
                    self.closed_by[index] = view.id
            case ApprovalBody():
                _approval(self, index, entry)
            case StoreBody(vkey=vkey) | KeyBody(vkey=vkey):
                self.log_keys.add(VerifierKey.parse(vkey).public)
                self.from_start = self.from_start or isinstance(entry.body, StoreBody)
            case DrawsBody() as body:
                _draws(self, index, entry, body)
            case RequirementBody() as body:
                _requirement(self, index, entry, body)
            case AssessmentBody() as body:
                _assessment(self, index, entry, body)
            case RevocationBody() as body:
                target = self.closed_by.get(body.verdict)
                if target is None:
                    raise _broken(index, f"revokes entry {body.verdict}, which is no earlier verdict")
                self.attempts[target] = replace(self.attempts[target], revoked=body.reason)
            case CorrectionBody(kind="retraction", text=text) if entry.record is not None:
                self.retracted[(entry.record, entry.claim)] = (text, entry.time)


def fold_log(
    entries: Iterable[tuple[int, Entry[Body]]],
    required: Required | None = None,
    *,
    log_keys: Iterable[VerifierKey] = (),
) -> History:
    """Fold the log, or the entries about one record; ``log_keys`` are the log's own, which other entries name.

    Raises IntegrityError when it tells an impossible story, such as a verdict without its checks.
    """
    history = History(required, log_keys={key.public for key in log_keys})
    for index, entry in entries:
        history.add(index, entry)
    return history


def _intake(history: History, index: int, entry: Entry[Body], body: IntakeBody) -> None:
    if entry.attempt is None or entry.record is None or entry.claim is None or entry.attempt in history.attempts:
        raise _broken(index, "an intake needs a new attempt, a record and a claim")
    earlier = history.by_claim.setdefault((entry.record, entry.claim), [])
    number = len(earlier) + 1
    submission = entry.of_kind(IntakeBody)
    key = None if submission is None else submitter_key(submission)  # raises unless it signed
    if key is not None and key.public in history.log_keys:
        raise _stores_key("submission.store-key", f"attempt {entry.attempt}", index)
    if body.number != number:
        raise _broken(index, f"attempt number {body.number} where {number} is due")
    earlier.append(entry.attempt)
    history.attempts[entry.attempt] = AttemptView(
        id=entry.attempt,
        record=entry.record,
        claim=entry.claim,
        number=number,
        opened=entry.time,
        claim_digest=str(body.claim_digest),
        artifact_digest=str(body.artifact_digest),
        intake=body,
    )


def _approval(history: History, index: int, entry: Entry[Body]) -> None:
    """Raises IntegrityError ``approval.signature``, or ``approval.store-key`` for a signature by a key of the log."""
    approval = entry.of_kind(ApprovalBody)
    key = None if approval is None else approver_key(approval)
    if approval is not None and key is not None and key.public in history.log_keys:
        raise _stores_key("approval.store-key", f"the approval by {approval.body.approver}", index)


def _stores_key(code: str, named: str, index: int) -> IntegrityError:
    return IntegrityError(
        code,
        f"{named} is signed with a key of the log, which says nothing of a person",
        where=f"entry {index}",
        hint="revoke what rests on it; find out who has the log's key",
    )


def _draws(history: History, index: int, entry: Entry[Body], body: DrawsBody) -> None:
    """Raises IntegrityError ``draws.signature``; of the entries about one record alone not all keys are known."""
    view = history.attempts.get(entry.attempt or "")
    if view is None or view.verdict is not None:
        raise _broken(index, "draws of no attempt that is under way")
    if history.from_start:
        check_draws(body, view.intake, history.log_keys)


def _requirement(history: History, index: int, entry: Entry[Body], body: RequirementBody) -> None:
    place = (entry.record or "", entry.claim or "")
    about = [view for view in history.of_claim(*place) if view.intake.claim_digest == body.claim_digest]
    if not about:
        raise _broken(index, "a requirement of a claim that nobody submitted anything for")
    # The same question as for an attempt under that policy.
    asked = replace(about[-1], intake=replace_fields(about[-1].intake, policy_digest=body.policy_digest))
    due = history.required and history.required(asked)
    if due is not None and set(due) != set(body.required):
        raise _broken(index, f"the policy needs {', '.join(sorted(due))}, not {', '.join(body.required) or 'nothing'}")
    requirement = Requirement(body.policy_digest, body.required, entry.time)
    history.requirements[(*place, str(body.claim_digest))] = requirement


def _assessment(history: History, index: int, entry: Entry[Body], body: AssessmentBody) -> None:
    record = entry.record or ""
    verdicts = {view.verdict for view in history.attempts.values() if view.record == record}
    if body.status is Status.VERIFIED and Verdict.VERIFIED not in verdicts:
        raise _broken(index, f"the assessment says {body.status}, and no attempt at a claim of {record} ever was")
    earlier = history.assessed.get(record)
    before = body.published_before or (earlier.published_before if earlier else None)
    history.assessed[record] = Assessment(entry.time, before)


def _step(
    history: History, index: int, entry: Entry[Body], body: CheckBody | DecisionBody | VerdictBody
) -> AttemptView:
    view = history.attempts.get(entry.attempt or "")
    if view is None:
        raise _broken(index, f"{entry.kind} for an attempt that never began")
    if view.verdict is not None:
        raise _broken(index, f"{entry.kind} after the verdict of attempt {view.id}")
    if isinstance(body, CheckBody):
        digests = (*view.check_digests, body.digest)
        return replace(view, checks=(*view.checks, (body.id, body.outcome)), check_digests=digests)
    if isinstance(body, DecisionBody):
        due = history.required and history.required(view)
        if due is not None and set(due) != set(body.required):
            asked = f"its claim and policy require {', '.join(sorted(due))}"
            raise _broken(index, f"the decision rests on {', '.join(body.required) or 'no check'}; {asked}")
        decided = decide(body.required, [Check(check_id, outcome, "") for check_id, outcome in view.checks]).verdict
        if decided is not body.verdict:
            raise _broken(index, f"the decision says {body.verdict}, its checks say {decided}")
        if body.checks != Digest.of_json(list(map(str, view.check_digests))):
            raise _broken(index, "the decision names other checks than those that were logged")
        return replace(view, required=body.required, decided=decided, decided_on=body.checks)
    if view.decided is not body.verdict:
        raise _broken(index, f"the verdict {body.verdict} does not follow from a decision")
    if body.checks not in (None, view.decided_on):
        raise _broken(index, "the verdict names other checks than its decision")
    for name in ("record_digest", "claim_digest", "artifact_digest", "policy_digest"):
        if getattr(body, name) != getattr(view.intake, name):
            raise _broken(index, f"the verdict has another {name.replace('_', ' ')} than the intake of its attempt")
    return replace(
        view,
        verdict=view.decided,
        level=body.level or "",
        establishes=body.establishes or "",
        leaves_open=body.leaves_open or "",
        images=tuple(map(str, body.images)),
        toolchain=body.toolchain or "",
        gate=body.gate or "",
        reason=body.reason,
        evaluated=entry.time,
        index=index,
    )


def _broken(index: int, message: str) -> IntegrityError:
    return IntegrityError(
        "log.impossible-history",
        message,
        where=f"entry {index}",
        hint="the log was written by something else than gate, or was tampered with; run `gate log verify`",
    )


def claim_standing(history: History, record: str, claim: str, claim_digest: str | None = None) -> Standing:
    """The status of one claim. Without ``claim_digest`` the claim as last submitted counts as the current one."""
    attempts = history.of_claim(record, claim)
    if not attempts:
        return Standing(Status.UNVERIFIED, "no artifact has been submitted for this claim", None)
    standing = _standing_of(history, attempts, claim_digest or attempts[-1].claim_digest)
    return unless_retracted(history, record, claim, standing)


def verdict_standing(history: History, attempt: str) -> Standing:
    """Whether one closed attempt's verdict counts: VERIFIED only while nothing that came later took it away.

    It is taken away by its revocation, a retraction, a newer version of the claim, a newer decisive verdict on the same
    artifact that does not count itself, and an adopted policy that needs what it does not have. That another artifact
    was VERIFIED or REJECTED does not touch it.
    """
    view = history.attempts[attempt]
    attempts = history.of_claim(view.record, view.claim)
    standing = Standing(Status.UNVERIFIED, "", view.evaluated, attempts=len(attempts), attempt=view.id)
    if view.verdict is not Verdict.VERIFIED:
        return replace(standing, reason=f"{view.verdict}: {view.reason}")
    if view.revoked is not None:
        return replace(standing, reason=f"the verdict was revoked: {view.revoked}")
    current = attempts[-1]
    if current.claim_digest != view.claim_digest:
        reason = f"the claim was changed: attempt {current.id} was made at another version of it"
        return replace(standing, reason=reason, evaluated=current.opened)
    if rejected := _rejected_before(view, attempts):
        return replace(standing, reason=rejected)
    newest = decisive(attempts, view.claim_digest)[view.artifact_digest]
    if newest.verdict is not Verdict.VERIFIED or newest.revoked is not None:
        fate = newest.verdict if newest.revoked is None else f"revoked: {newest.revoked}"
        reason = f"superseded by attempt {newest.id} of the same artifact, which is {fate}"
        return replace(standing, reason=reason, evaluated=newest.evaluated)
    if due := history.raised(view):
        return replace(standing, reason=due.lacks(view), evaluated=due.since)
    verified = replace(standing, status=Status.VERIFIED, reason=view.reason, level=view.level)
    return unless_retracted(history, view.record, view.claim, verified)


def unless_retracted(history: History, record: str, claim: str, standing: Standing) -> Standing:
    """The standing, or Unverified where the claim or its record is retracted."""
    for key in ((record, claim), (record, None)):
        if key in history.retracted:
            text, when = history.retracted[key]
            return replace(standing, status=Status.UNVERIFIED, reason=f"retracted: {text}", evaluated=when, level="")
    return standing


def _standing_of(history: History, attempts: Sequence[AttemptView], current: str) -> Standing:
    """What the attempts at a claim come to when ``current`` is the digest of the claim as it stands."""
    count = len(attempts)
    counted = counted_attempts(attempts, current)
    for view in counted:
        if history.raised(view) is None:
            return Standing(Status.VERIFIED, view.reason, view.evaluated, view.level, count, view.id)
    for view in counted:
        if due := history.raised(view):
            return Standing(Status.UNVERIFIED, due.lacks(view), due.since, attempts=count, attempt=view.id)
    revoked = [view for view in decisive(attempts, current).values() if view.revoked]
    ended = closed(attempts)
    last = revoked[-1] if revoked else ended[-1] if ended else attempts[-1]
    when = last.evaluated
    if revoked:
        reason = f"the verdict was revoked: {last.revoked}"
    elif not ended:
        reason, when = "an attempt is under way", last.opened
    elif last.claim_digest != current:
        reason = "the claim was changed after its last attempt, so earlier verdicts do not count"
    elif rejected := _rejected_before(last, attempts):
        reason = rejected
    else:
        reason = f"{last.verdict}: {last.reason}"
    return Standing(Status.UNVERIFIED, reason, when, attempts=count, attempt=last.id)


def _rejected_before(view: AttemptView, attempts: Sequence[AttemptView]) -> str:
    """Why a VERIFIED does not count that comes after a REJECTED of the same artifact; empty when none did."""
    first = rejected_before(view, attempts) if view.verdict is Verdict.VERIFIED else None
    if first is None:
        return ""
    return (
        f"attempt {first.number} REJECTED this artifact ({first.reason}); that it passed later counts only under "
        "another judging version"
    )
