"""One attempt: the way of one artifact through the gate, written down step by step."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from gate.documents.attempt import AttemptReport, CheckReport
from gate.engine.attempt.independent import corroborate
from gate.engine.attempt.journal import LedgerJournal, RecordingSandbox
from gate.engine.history.decide import Decision, decide
from gate.engine.history.page import refuse_stated_verdict
from gate.engine.history.workspace import Workspace
from gate.engine.inputs.intake import PREFLIGHT, Intake, preflight
from gate.log.fields import to_sentence
from gate.log.kinds import (
    CheckBody,
    DecisionBody,
    IntakeBody,
    LoggedLevel,
    PreflightBody,
    RecoveryBody,
    ReverifyBody,
    VerdictBody,
)
from gate.model.check import Check, failed, inconclusive
from gate.model.claim import EmpiricalClaim, MathematicalClaim
from gate.model.digest import Digest, Json, canonical_json
from gate.model.errors import Fault, InfrastructureError, InputError, InterruptedRun
from gate.model.judging import Case, Judge
from gate.model.level import level
from gate.model.progress import Progress
from gate.model.verdict import Verdict
from gate.sandbox.interface import Sandbox
from gate.store.attempts import Attempt

Judges = Mapping[str, Callable[[Sandbox], Judge]]
"""Kind of claim to what makes its judge."""

ENGINE = "engine.attempt"
"""The check that says what stopped an attempt before its judge was done."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What an attempt came to. ``index`` is that of the verdict entry in the log."""

    attempt: Attempt
    decision: Decision
    checks: tuple[Check, ...]
    level: str
    index: int

    def report(self) -> AttemptReport:
        """The outcome as a document."""
        attempt = self.attempt
        return AttemptReport(
            verdict=self.decision.verdict,
            code=self.decision.code,
            reason=self.decision.reason,
            level=self.level,
            attempt=attempt.id,
            number=attempt.number,
            record=attempt.record_id,
            claim=attempt.claim_id,
            record_digest=attempt.record_digest,
            claim_digest=attempt.claim_digest,
            artifact_digest=attempt.artifact_digest,
            policy_digest=attempt.policy_digest,
            required=self.decision.required,
            checks=tuple(CheckReport.of(check) for check in self.checks),
            log_index=self.index,
        )


def run_attempt(
    workspace: Workspace,
    intake: Intake,
    judges: Judges,
    make_sandbox: Callable[[], Sandbox],
    progress: Progress,
    *,
    again: int | None = None,
) -> Outcome:
    """Judge one artifact and write down every step; ``again`` is the log index of the verdict that is re-verified.

    The verdict is always reached and logged: a fault of the machine, a wrong claim and an interruption end the attempt
    INCONCLUSIVE. Raises InterruptedRun after an interrupted attempt was closed, IntegrityError when the store is
    damaged, and InfrastructureError only when the verdict itself could not be written.
    """
    attempt, first = begin(workspace, intake, again=again)
    images: set[str] = set()
    try:
        checks: tuple[Check, ...] = (first,)
        if first.passed:
            journal = LedgerJournal(workspace.ledger, workspace.blobs, attempt, progress)
            sandbox = RecordingSandbox(make_sandbox(), journal, images)
            checks += judges[intake.claim.kind](sandbox).judge(_case(workspace, intake, attempt), journal)
            checks += corroborate(workspace, intake, checks)
    except (KeyboardInterrupt, InterruptedRun):
        stopped = inconclusive(ENGINE, "interrupted", "the attempt was interrupted")
        finish(workspace, attempt, intake.claim, (first, stopped), images)
        raise InterruptedRun(
            "attempt.interrupted", f"attempt {attempt.id} was interrupted", hint="submit the artifact again"
        ) from None
    except InputError as error:
        checks = (first, _from_input_error(error))
    except InfrastructureError as error:
        remedy = f" (to mend it: {error.hint})" if error.hint else ""
        checks = (first, inconclusive(ENGINE, error.code, f"the machine failed: {error.message}{remedy}"))
    progress.stage("decide")
    return finish(workspace, attempt, intake.claim, checks, images)


def begin(workspace: Workspace, intake: Intake, *, again: int | None = None) -> tuple[Attempt, Check]:
    """Open the attempt: keep what it is about, and log the intake and the preflight in one transaction.

    Raises IntegrityError ``record.stated-verdict`` when the record states a verdict that the log does not carry.
    """
    refuse_stated_verdict(workspace, intake.record)
    documents: tuple[Json, ...] = (
        intake.artifact_listing,
        intake.claim_listing,
        intake.record.document(),
        intake.claim.model_dump(mode="json"),
        workspace.policy.model_dump(mode="json"),
    )
    for data in (*intake.artifact_files.values(), *intake.claim_files.values(), *map(canonical_json, documents)):
        workspace.blobs.put(data)
    inputs = Digest.of_json(intake.claim_listing)
    first = preflight(intake)
    with workspace.ledger.transaction() as tx:
        workspace.note_policy(tx)
        attempt = tx.open_attempt(
            record_id=intake.record.id,
            claim_id=intake.claim.id,
            record_digest=intake.record.digest,
            claim_digest=intake.claim.digest,
            artifact_digest=intake.artifact_digest,
            policy_digest=workspace.policy.digest,
        )
        place = _place(attempt)
        tx.append(IntakeBody(**_subject(attempt), number=attempt.number, inputs=inputs), **place)
        if again is not None:
            tx.append(ReverifyBody(batch=f"rerun-{attempt.id}", previous=again), **place)
        tx.append(PreflightBody(outcome=first.outcome, code=first.code or None), **place)
    return attempt, first


def finish(
    workspace: Workspace,
    attempt: Attempt,
    claim: MathematicalClaim | EmpiricalClaim,
    checks: tuple[Check, ...],
    images: set[str] | frozenset[str] = frozenset(),
    *,
    recovered: bool = False,
) -> Outcome:
    """Decide, and write checks, decision and verdict in one transaction: there is never one without the others."""
    decision = decide(workspace.policy.required(claim), checks)
    reached = _level(decision, checks)
    digests = [workspace.blobs.put(canonical_json(check.to_json())) for check in checks]
    summary = Digest.of_json([str(digest) for digest in digests])
    place = _place(attempt)
    with workspace.ledger.transaction() as tx:
        if recovered:
            tx.append(RecoveryBody(cause="interrupted"), **place)
        for check, digest in zip(checks, digests, strict=True):
            body = CheckBody(id=check.id, outcome=check.outcome, digest=digest, code=check.code or None)
            tx.append(body, **place)
        tx.append(DecisionBody(required=decision.required, verdict=decision.verdict, checks=summary), **place)
        challenge = claim.challenge if isinstance(claim, MathematicalClaim) else None
        verdict = VerdictBody(
            verdict=decision.verdict,
            reason=to_sentence(decision.reason),
            code=decision.code,
            images=tuple(map(Digest.parse, sorted(images))),
            checks=summary,
            level=reached,
            toolchain=challenge.toolchain if challenge else None,
            **_subject(attempt),
        )
        index = tx.append(verdict, **place)
        attempt = tx.close_attempt(attempt.id, index=index)
        workspace.refresh_status(tx, attempt.record_id, attempt.claim_id)
    return Outcome(attempt, decision, checks, reached or "", index)


def _case(workspace: Workspace, intake: Intake, attempt: Attempt) -> Case:
    return Case(
        attempt=attempt.id,
        record_id=intake.record.id,
        claim=intake.claim,
        claim_files=intake.claim_files,
        artifact=intake.artifact,
        artifact_files=intake.artifact_files,
        policy=workspace.policy,
        approved=workspace.approved(intake.record.id, intake.claim.id),
    )


def _place(attempt: Attempt) -> dict[str, str]:
    return {"attempt": attempt.id, "record": attempt.record_id, "claim": attempt.claim_id}


def _subject(attempt: Attempt) -> dict[str, Digest]:
    return {
        "record_digest": attempt.record_digest,
        "claim_digest": attempt.claim_digest,
        "artifact_digest": attempt.artifact_digest,
        "policy_digest": attempt.policy_digest,
    }


def _level(decision: Decision, checks: tuple[Check, ...]) -> LoggedLevel | None:
    """``R0`` … ``R5`` for a script that ran, ``proof`` for a verified proof, else nothing."""
    reached = level(checks)
    if reached is not None:
        return reached
    return "proof" if decision.verdict is Verdict.VERIFIED else None


def _from_input_error(error: InputError) -> Check:
    explained = f"{error.message} ({error.where})" if error.where else error.message
    if error.fault is Fault.ARTIFACT:
        return failed(PREFLIGHT, error.code, explained)
    return inconclusive(ENGINE, error.code, f"the {error.fault}'s fault, not the artifact's: {explained}")
