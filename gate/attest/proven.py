"""What the log is proven to say of a bundle's verdict, and what became of it up to the bundle's checkpoint."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from gate.log.approvals import Judged, approvals_of, check_approvals
from gate.log.checkpoint import Checkpoint
from gate.log.entry import Entry
from gate.log.keys import VerifierKey
from gate.log.kind import Body
from gate.log.kinds import CorrectionBody, DecisionBody, IntakeBody, RequirementBody, RevocationBody, VerdictBody
from gate.log.status import Required, Standing, claim_standing, fold_log, verdict_standing
from gate.model.digest import Digest
from gate.model.errors import IntegrityError


@dataclass(frozen=True, slots=True)
class Event:
    """An entry, other than those of the attempt itself, that bears on the claim: its index, time, kind, and words."""

    index: int
    time: str
    kind: str
    text: str


@dataclass(frozen=True, slots=True)
class StandingAt:
    """How verdict and claim stand at a checkpoint, folded from all entries about the record.

    ``verdict`` is VERIFIED while the verdict itself counts; ``claim`` may be so by another attempt. ``time`` is that of
    the checkpoint's newest entry, by the log's own clock. ``events`` are what else happened to the claim, oldest first.
    """

    head: Checkpoint
    time: str
    verdict: Standing
    claim: Standing
    events: tuple[Event, ...]
    intake: IntakeBody
    recomputed: bool
    """Whether what the verdict needed was recomputed; it cannot be for a kind of claim that does not come with gate."""
    documents: frozenset[Digest]
    """The policies and claims that the attempts at the claim name, and the policies that were adopted since."""


@dataclass(frozen=True, slots=True)
class ProvenAttempt:
    """The entries of an attempt's verdict, at ``index``, and decision; ``standing`` is None where nothing tells it."""

    index: int
    verdict: Entry[VerdictBody]
    decision: Entry[DecisionBody]
    standing: StandingAt | None


def attempt_of(
    entries: Sequence[tuple[int, Entry[Body]]],
    index: int,
    head: Checkpoint,
    newest: Entry[Body],
    required: Callable[[str], Required],
    judged: Judged,
    log_keys: Sequence[VerifierKey],
) -> ProvenAttempt:
    """The attempt whose verdict is entry ``index``, and how it stands after all ``entries`` about its record.

    ``newest`` is the last entry under ``head``; ``required`` recomputes, for the attempts at the claim with the given
    id, what their verdicts needed, ``judged`` gives the documents that say what people had to vouch for; ``log_keys``
    are the log's own, which approve nothing. Raises IntegrityError
    ``bundle.entry`` when that entry is no verdict, ``log.impossible-history`` and ``approval.…`` when the entries tell
    an impossible story, and what ``required`` does.
    """
    verdict = next((entry.of_kind(VerdictBody) for position, entry in entries if position == index), None)
    if verdict is None or verdict.attempt is None or verdict.record is None or verdict.claim is None:
        raise IntegrityError("bundle.entry", f"entry {index} is no verdict about the record", where="verdict")
    needed = required(verdict.claim)
    history = fold_log(entries, needed, log_keys=log_keys)
    check_approvals(history, approvals_of(entries), judged)
    own = [entry for _, entry in entries if entry.attempt == verdict.attempt]
    # The fold has refused a verdict without intake and decision, and any entry after the verdict.
    decision = next(found for found in (entry.of_kind(DecisionBody) for entry in reversed(own)) if found)
    intake = next(found for found in (entry.of_kind(IntakeBody) for entry in own) if found)
    standing = StandingAt(
        head=head,
        time=newest.time,
        verdict=verdict_standing(history, verdict.attempt),
        claim=claim_standing(history, verdict.record, verdict.claim),
        events=tuple(_events(entries, verdict)),
        intake=intake.body,
        recomputed=needed(history.attempts[verdict.attempt]) is not None,
        documents=frozenset(_documents(entries, verdict)),
    )
    return ProvenAttempt(index, verdict, decision, standing)


def _documents(entries: Sequence[tuple[int, Entry[Body]]], own: Entry[VerdictBody]) -> Iterator[Digest]:
    for _, entry in entries:
        if isinstance(entry.body, IntakeBody) and entry.claim == own.claim:
            yield entry.body.policy_digest
            yield entry.body.claim_digest
        if isinstance(entry.body, RequirementBody) and entry.claim == own.claim:
            yield entry.body.policy_digest


def _events(entries: Sequence[tuple[int, Entry[Body]]], own: Entry[VerdictBody]) -> Iterator[Event]:
    for index, entry in entries:
        if entry.claim not in (None, own.claim):
            continue
        match entry.body:
            case RevocationBody(verdict=verdict, reason=reason):
                text = f"entry {verdict} was revoked: {reason}"
            case CorrectionBody(kind=kind, text=words):
                text = f"{kind}: {words}"
            case RequirementBody(policy_digest=policy, required=required):
                text = f"the policy {policy} was adopted, which needs {', '.join(required)}"
            case VerdictBody(verdict=verdict, reason=reason) if entry.attempt != own.attempt:
                text = f"attempt {entry.attempt} is {verdict}: {reason}"
            case _:
                continue
        yield Event(index, entry.time, entry.kind, text)
