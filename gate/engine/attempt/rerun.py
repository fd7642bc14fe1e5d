"""An earlier attempt again, exactly: the same bytes, policy and plan."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import cast

from pydantic import JsonValue

from gate.documents.attempt import RerunPlan
from gate.engine.attempt.run import Outcome, run_attempt
from gate.engine.inputs.intake import Intake
from gate.engine.inputs.policy import parse_policy
from gate.engine.inputs.stored import stored_checks, stored_intake
from gate.engine.workspace import Workspace
from gate.log.attempts import AttemptView
from gate.model.check import Check
from gate.model.judging import Replay
from gate.model.progress import Progress
from gate.sandbox.interface import Sandbox


@dataclass(frozen=True, slots=True)
class Rerun:
    """What will be run: the inputs, the policy of that time (in ``workspace``), and how the judge repeats itself."""

    of: str
    verdict_index: int | None
    checks: tuple[Check, ...]
    intake: Intake
    workspace: Workspace
    replay: Replay[Sandbox]

    def report(self) -> RerunPlan:
        """The same as a document."""
        return RerunPlan(
            of=self.of,
            record=self.intake.record.id,
            claim=self.intake.claim.id,
            artifact_digest=self.intake.artifact_digest,
            policy_digest=self.workspace.policy.digest,
            plan=cast(JsonValue, self.replay.plan),
            runs=self.replay.lines,
        )


def plan_rerun(workspace: Workspace, view: AttemptView) -> Rerun:
    """Prepare the rerun of an attempt. Raises UsageError, IntegrityError."""
    policy = parse_policy(workspace.blobs.get(view.intake.policy_digest), where=f"policy of attempt {view.id}")
    intake = stored_intake(workspace, view)
    checks = stored_checks(workspace, view)
    replay = workspace.judges.of(intake.claim).replay(checks, workspace.blobs.get)
    return Rerun(view.id, view.index, checks, intake, replace(workspace, policy=policy), replay)


def execute(rerun: Rerun, make_sandbox: Callable[[], Sandbox], progress: Progress) -> Outcome:
    """Judge again. It is a new attempt, counted and logged like any other. Raises as `run_attempt` does."""
    return run_attempt(
        rerun.workspace, rerun.intake, make_sandbox, progress, judge=rerun.replay.judge, again=rerun.verdict_index
    )


def differences(rerun: Rerun, outcome: Outcome) -> list[str]:
    """Where the new attempt's checks differ from the old one's: ids with both outcomes."""
    old = {check.id: check.outcome for check in rerun.checks}
    new = {check.id: check.outcome for check in outcome.checks}
    return [
        f"{check_id}: {old.get(check_id, 'absent')} before, {new.get(check_id, 'absent')} now"
        for check_id in {**old, **new}
        if old.get(check_id) != new.get(check_id)
    ]
