"""One attempt: the way of one artifact through the gate, written down step by step."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Protocol

from gate.engine.decide import Decision, decide
from gate.engine.intake import PREFLIGHT, Intake, preflight
from gate.engine.journal import LedgerJournal, Progress, RecordingSandbox
from gate.engine.workspace import Workspace
from gate.lean.judge import LeanJudge
from gate.model.check import Check, failed, inconclusive
from gate.model.claim import EmpiricalClaim, MathematicalClaim
from gate.model.digest import Digest, canonical_json
from gate.model.errors import Fault, GateError, InfrastructureError, InputError, InterruptedRun
from gate.model.judging import Case, Judge
from gate.model.verdict import Verdict
from gate.repro.judge import ReproJudge
from gate.sandbox.interface import Sandbox
from gate.store.ledger import Attempt

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


class SandboxFactory(Protocol):
    """Makes the sandbox only when a run is due, so that a refused artifact never needs Docker."""

    def __call__(self) -> Sandbox: ...


def run_attempt(
    workspace: Workspace,
    intake: Intake,
    make_sandbox: Callable[[], Sandbox],
    progress: Progress,
) -> Outcome:
    """Judge one artifact and write down every step.

    The verdict is always reached and logged: a fault of the machine, a wrong claim and an interruption end the attempt
    INCONCLUSIVE. Raises InterruptedRun after an interrupted attempt was closed, IntegrityError when the store is
    damaged, and InfrastructureError only when the verdict itself could not be written.
    """
    attempt, first = begin(workspace, intake)
    if not first.passed:
        return finish(workspace, attempt, intake.claim, (first,))
    journal = LedgerJournal(workspace.ledger, workspace.blobs, attempt, progress)
    try:
        checks = (first, *_judge(workspace, intake, attempt, journal, make_sandbox))
    except (KeyboardInterrupt, InterruptedRun):
        stopped = inconclusive(ENGINE, "interrupted", "the attempt was interrupted")
        finish(workspace, attempt, intake.claim, (first, stopped))
        raise InterruptedRun(
            "attempt.interrupted", f"attempt {attempt.id} was interrupted", hint="submit the artifact again"
        ) from None
    except InputError as error:
        checks = (first, _from_input_error(error))
    except InfrastructureError as error:
        checks = (first, inconclusive(ENGINE, error.code, f"the machine failed: {error.message}"))
    progress.stage("decide")
    return finish(workspace, attempt, intake.claim, checks)


def begin(workspace: Workspace, intake: Intake) -> tuple[Attempt, Check]:
    """Open the attempt: keep what it is about, and log the intake and the preflight in one transaction."""
    blobs = workspace.blobs
    for data in (*intake.artifact_files.values(), *intake.claim_files.values(), intake.record_bytes):
        blobs.put(data)
    blobs.put(canonical_json(intake.artifact_listing))
    blobs.put(canonical_json(intake.record.model_dump(mode="json", exclude={"gate_verdict"})))
    blobs.put(canonical_json(workspace.policy.model_dump(mode="json")))
    first = preflight(intake)
    blobs.put(canonical_json(first.to_json()))
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
        place = {"attempt": attempt.id, "record": attempt.record_id, "claim": attempt.claim_id}
        tx.append(
            "intake",
            **place,
            body={
                "record_digest": str(attempt.record_digest),
                "claim_digest": str(attempt.claim_digest),
                "artifact_digest": str(attempt.artifact_digest),
                "policy_digest": str(attempt.policy_digest),
                "number": attempt.number,
            },
        )
        tx.append("preflight", **place, body={"outcome": first.outcome.value, "code": first.code or "ok"})
    return attempt, first


def finish(
    workspace: Workspace, attempt: Attempt, claim: MathematicalClaim | EmpiricalClaim, checks: Sequence[Check]
) -> Outcome:
    """Decide, and write checks, decision and verdict in one transaction: there is never one without the others."""
    decision = decide(workspace.policy.required(claim), checks)
    level = level_of(claim, decision, checks)
    digests = [workspace.blobs.put(canonical_json(check.to_json())) for check in checks]
    place = {"attempt": attempt.id, "record": attempt.record_id, "claim": attempt.claim_id}
    with workspace.ledger.transaction() as tx:
        for check, digest in zip(checks, digests, strict=True):
            tx.append(
                "check",
                **place,
                body={
                    "id": check.id,
                    "outcome": check.outcome.value,
                    "code": check.code or "ok",
                    "digest": str(digest),
                },
            )
        tx.append(
            "decision",
            **place,
            body={
                "required": list(decision.required),
                "verdict": decision.verdict.value,
                "checks": str(Digest.of_json([str(digest) for digest in digests])),
            },
        )
        index = tx.append(
            "verdict",
            **place,
            body={
                "verdict": decision.verdict.value,
                "level": level,
                "code": decision.code,
                "reason": public_sentence(decision.reason),
                "record_digest": str(attempt.record_digest),
                "claim_digest": str(attempt.claim_digest),
                "artifact_digest": str(attempt.artifact_digest),
                "policy_digest": str(attempt.policy_digest),
            },
        )
        attempt = tx.close_attempt(attempt.id, verdict=decision.verdict.value, reason=decision.reason, index=index)
    workspace.refresh_status(attempt.record_id, attempt.claim_id)
    return Outcome(attempt, decision, tuple(checks), level, index)


def _judge(
    workspace: Workspace,
    intake: Intake,
    attempt: Attempt,
    journal: LedgerJournal,
    make_sandbox: Callable[[], Sandbox],
) -> tuple[Check, ...]:
    sandbox = RecordingSandbox(make_sandbox(), journal)
    judge: Judge = LeanJudge(sandbox) if isinstance(intake.claim, MathematicalClaim) else ReproJudge(sandbox)
    case = Case(
        attempt=attempt.id,
        record_id=intake.record.id,
        claim=intake.claim,
        claim_files=intake.claim_files,
        artifact=intake.artifact,
        artifact_files=intake.artifact_files,
        policy=workspace.policy,
        approved=workspace.approvals(intake.record.id, intake.claim.id),
    )
    return judge.judge(case, journal)


def _from_input_error(error: InputError) -> Check:
    if error.fault is Fault.ARTIFACT:
        return failed(PREFLIGHT, error.code, _explained(error))
    return inconclusive(ENGINE, error.code, f"the {error.fault}'s fault, not the artifact's: {_explained(error)}")


def _explained(error: GateError) -> str:
    return f"{error.message} ({error.where})" if error.where else error.message


def level_of(claim: MathematicalClaim | EmpiricalClaim, decision: Decision, checks: Sequence[Check]) -> str:
    """The level that was reached: ``r0`` … ``r5`` for a script, ``formal-proof`` for a verified proof, else ``none``."""
    if isinstance(claim, EmpiricalClaim):
        return level(checks).lower()
    return "formal-proof" if decision.verdict is Verdict.VERIFIED else "none"


def public_sentence(text: str) -> str:
    """A reason as the log takes it: printable characters only, bounded."""
    line = "".join(char if char.isprintable() else " " for char in text)
    return line if len(line) <= MAX_SENTENCE else line[: MAX_SENTENCE - 1] + "…"
