"""One attempt: the way of one artifact through the gate, written down step by step."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from typing import Any

from gate.documents.attempt import AttemptReport, CheckReport
from gate.engine.attempt.journal import LedgerJournal, RecordingSandbox
from gate.engine.history.adoption import note_requirement
from gate.engine.history.approval import approved, same_hands
from gate.engine.history.cache import refresh_status
from gate.engine.history.page import refuse_stated_verdict
from gate.engine.history.proven import proven_record
from gate.engine.inputs.intake import Intake, preflight
from gate.engine.inputs.stored import stored_checks, stored_intake
from gate.engine.inputs.submitter import submitter_fields
from gate.engine.workspace import Workspace
from gate.log.draws import draws_seed
from gate.log.fields import to_sentence
from gate.log.kinds import (
    CheckBody,
    DecisionBody,
    IntakeBody,
    PolicyBody,
    PreflightBody,
    RecoveryBody,
    ReverifyBody,
    VerdictBody,
)
from gate.model.archive import archive_of
from gate.model.check import Check, failed, inconclusive
from gate.model.claim import Claim
from gate.model.decide import Decision, decide
from gate.model.digest import Digest, Json, canonical_json
from gate.model.errors import Fault, GateError, InfrastructureError, InputError, InterruptedRun
from gate.model.judging import Case, Judge, Judged, Meaning
from gate.model.progress import Progress
from gate.model.required import PREFLIGHT
from gate.model.verdict import Verdict
from gate.model.version import VERSION
from gate.sandbox.interface import Sandbox
from gate.store.attempts import Attempt
from gate.store.ledger import Transaction
from gate.store.people import PersonSigner

ENGINE = "engine.attempt"
"""The check that says what stopped an attempt before its judge was done."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What an attempt came to. ``index`` is that of the verdict entry in the log."""

    attempt: Attempt
    decision: Decision
    checks: tuple[Check, ...]
    level: str
    meaning: Meaning
    index: int

    def report(self) -> AttemptReport:
        """The outcome as a document."""
        attempt = self.attempt
        return AttemptReport(
            verdict=self.decision.verdict,
            code=self.decision.code,
            reason=self.decision.reason,
            level=self.level,
            level_meaning=self.meaning.establishes,
            leaves_open=self.meaning.leaves_open,
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
    make_sandbox: Callable[[], Sandbox],
    progress: Progress,
    *,
    judge: Judge[Sandbox] | None = None,
    again: int | None = None,
    signer: PersonSigner | None = None,
) -> Outcome:
    """Judge one artifact and write down every step.

    ``make_sandbox`` is called when the first container is due. ``judge`` is another judge than the registered one, for
    a rerun; ``again`` is the log index of the verdict that is re-verified. ``signer`` signs the submission.

    The verdict is always reached and logged: a fault of the machine, a wrong claim and an interruption end the attempt
    INCONCLUSIVE, and so does whatever nobody foresaw, which is raised again. Raises InterruptedRun after an interrupted
    attempt was closed, IntegrityError when the store is damaged, and InfrastructureError only when the verdict itself
    could not be written.
    """
    judge = judge or workspace.judges.of(intake.claim)
    attempt, first = begin(workspace, intake, again=again, signer=signer)
    images: set[str] = set()
    try:
        checks: tuple[Check, ...] = (first,)
        if first.passed:
            journal = LedgerJournal(workspace.ledger, workspace.blobs, attempt, progress)
            sandbox = RecordingSandbox(make_sandbox(), journal, images)
            checks += judge.judge(_case(workspace, intake, attempt), journal, sandbox)
            own = Judged(intake.artifact, intake.artifact_files, checks)
            checks += judge.corroborate(intake.claim, own, _verified_earlier(workspace, intake), workspace.blobs.get)
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
    except BaseException as problem:  # of gate's own, or of whoever ends the process
        stopped = inconclusive(ENGINE, "internal", f"gate itself failed: {type(problem).__name__}")
        with suppress(GateError):  # the store may be what is damaged; then the next start closes the attempt
            finish(workspace, attempt, intake.claim, (first, stopped), images)
        raise
    progress.stage("decide")
    return finish(workspace, attempt, intake.claim, checks, images)


def begin(
    workspace: Workspace, intake: Intake, *, again: int | None = None, signer: PersonSigner | None = None
) -> tuple[Attempt, Check]:
    """Open the attempt: keep what it is about, and log the intake and the preflight in one transaction.

    Raises IntegrityError ``record.stated-verdict`` when the record states a verdict that the log does not carry.
    """
    refuse_stated_verdict(workspace, intake.record)
    submitter = submitter_fields(intake, signer)
    documents: tuple[Json, ...] = (
        intake.artifact_listing,
        intake.claim_listing,
        intake.record.document(),
        intake.claim.model_dump(mode="json"),
        workspace.policy.model_dump(mode="json"),
    )
    for data in (*intake.artifact_files.values(), *intake.claim_files.values(), *map(canonical_json, documents)):
        workspace.blobs.put(data)
    # What sha256sum gives for what people have: the record's file and the artifact in one file.
    archive = archive_of(intake.artifact_files)
    files = {"record_file": intake.record_file, "archive": archive}
    plain = {name: workspace.blobs.put(data) for name, data in files.items() if data is not None}
    inputs = Digest.of_json(intake.claim_listing)
    first = preflight(intake)
    with workspace.ledger.transaction() as tx:
        _note_policy(workspace, tx)
        attempt = tx.open_attempt(
            record_id=intake.record.id,
            claim_id=intake.claim.id,
            record_digest=intake.record.digest,
            claim_digest=intake.claim.digest,
            artifact_digest=intake.artifact_digest,
            policy_digest=workspace.policy.digest,
        )
        place = _place(attempt)
        named: dict[str, Any] = {**_subject(attempt), **plain, **submitter}
        tx.append(IntakeBody(number=attempt.number, inputs=inputs, **named), **place)
        note_requirement(workspace, tx, intake, attempt)
        if again is not None:
            tx.append(ReverifyBody(batch=f"rerun-{attempt.id}", previous=again), **place)
        tx.append(PreflightBody(outcome=first.outcome, code=first.code or None), **place)
    return attempt, first


def finish(
    workspace: Workspace,
    attempt: Attempt,
    claim: Claim,
    checks: tuple[Check, ...],
    images: set[str] | frozenset[str] = frozenset(),
    *,
    recovered: bool = False,
) -> Outcome:
    """Decide, and write checks, decision and verdict in one transaction: there is never one without the others."""
    judge = workspace.judges.of(claim)
    decision = decide(workspace.judges.required(claim, workspace.policy), checks)
    reached = judge.level(decision.verdict, checks)
    meaning = judge.meaning(reached, checks) if reached else Meaning()
    toolchain = judge.load(claim).toolchain
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
        verdict = VerdictBody(
            verdict=decision.verdict,
            reason=to_sentence(decision.reason),
            code=decision.code,
            images=tuple(map(Digest.parse, sorted(images))),
            checks=summary,
            level=reached or None,
            establishes=to_sentence(meaning.establishes) if meaning.establishes else None,
            leaves_open=to_sentence(meaning.leaves_open) if meaning.leaves_open else None,
            toolchain=toolchain or None,
            gate=VERSION,
            **_subject(attempt),
        )
        index = tx.append(verdict, **place)
        attempt = tx.close_attempt(attempt.id, index=index)
        refresh_status(tx, attempt.record_id, attempt.claim_id)
    return Outcome(attempt, decision, checks, reached, meaning, index)


def _case(workspace: Workspace, intake: Intake, attempt: Attempt) -> Case:
    log = (workspace.ledger, workspace.blobs, workspace.policy, intake.record.id, intake.claim.id)
    return Case(
        attempt=attempt.id,
        record_id=intake.record.id,
        claim=intake.claim,
        claim_files=intake.claim_files,
        artifact=intake.artifact,
        artifact_files=intake.artifact_files,
        policy=workspace.policy,
        approved=approved(*log, intake.artifact_digest),
        same_hands=same_hands(*log, intake.claim.digest, intake.artifact_digest),
        seed=draws_seed(
            workspace.ledger.signer,
            claim=attempt.claim_digest,
            artifact=attempt.artifact_digest,
            policy=attempt.policy_digest,
        ),
        number=attempt.number,
    )


def _verified_earlier(workspace: Workspace, intake: Intake) -> Iterator[Judged]:
    """Other artifacts that were VERIFIED for the claim as it stands, newest first; revoked ones left out."""
    record, claim = intake.record.id, intake.claim
    history = proven_record(workspace, record).history
    for view in reversed(history.of_claim(record, claim.id)):
        same_claim = view.claim_digest == str(claim.digest)
        other_artifact = view.artifact_digest != str(intake.artifact_digest)
        if view.verdict is Verdict.VERIFIED and view.revoked is None and same_claim and other_artifact:
            earlier = stored_intake(workspace, view)
            yield Judged(earlier.artifact, earlier.artifact_files, stored_checks(workspace, view))


def _note_policy(workspace: Workspace, tx: Transaction) -> None:
    """Log the policy when it is not the one that the log names last."""
    digest = workspace.policy.digest
    last = workspace.ledger.last_of_kind(PolicyBody)
    if last is None or last.body.digest != digest:
        tx.append(PolicyBody(digest=digest, version=workspace.policy.version))


def _place(attempt: Attempt) -> dict[str, str]:
    return {"attempt": attempt.id, "record": attempt.record_id, "claim": attempt.claim_id}


def _subject(attempt: Attempt) -> dict[str, Digest]:
    return {
        "record_digest": attempt.record_digest,
        "claim_digest": attempt.claim_digest,
        "artifact_digest": attempt.artifact_digest,
        "policy_digest": attempt.policy_digest,
    }


def _from_input_error(error: InputError) -> Check:
    explained = f"{error.message} ({error.where})" if error.where else error.message
    if error.fault is Fault.ARTIFACT:
        return failed(PREFLIGHT, error.code, explained)
    return inconclusive(ENGINE, error.code, f"the {error.fault}'s fault, not the artifact's: {explained}")
