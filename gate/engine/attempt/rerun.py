"""An earlier attempt again, exactly: the same bytes, and for a script the same plan of runs, seeds and controls."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace

from gate.documents.attempt import RerunPlan
from gate.engine.attempt.judges import JUDGES
from gate.engine.attempt.run import Judges, Outcome, run_attempt
from gate.engine.attempt.stored import stored_intake
from gate.engine.history.explain import explanation
from gate.engine.history.workspace import Workspace, parse_policy
from gate.engine.inputs.intake import Intake
from gate.model.digest import Json
from gate.model.progress import Progress
from gate.repro.judge import ReproJudge
from gate.repro.runs.plan import Plan
from gate.sandbox.interface import Sandbox


@dataclass(frozen=True, slots=True)
class Rerun:
    """What will be run: the inputs, the policy of that time, and the plan where there was one."""

    of: str
    verdict_index: int | None
    intake: Intake
    workspace: Workspace
    plan: Plan | None

    def describe(self) -> dict[str, Json]:
        """What the rerun does, for people and for ``--json``."""
        return {
            "of": self.of,
            "record": self.intake.record.id,
            "claim": self.intake.claim.id,
            "artifact_digest": str(self.intake.artifact_digest),
            "policy_digest": str(self.workspace.policy.digest),
            "plan": self.plan.to_json() if self.plan else None,
        }

    def report(self) -> RerunPlan:
        """The same as a document."""
        return RerunPlan(
            of=self.of,
            record=self.intake.record.id,
            claim=self.intake.claim.id,
            artifact_digest=self.intake.artifact_digest,
            policy_digest=self.workspace.policy.digest,
            plan=self.plan.to_json() if self.plan else None,
            runs=tuple(self.lines())[2:],
        )

    def lines(self) -> Iterator[str]:
        """The same as text: one line for each planned run."""
        yield f"Rerun of attempt {self.of}: {self.intake.record.id} claim {self.intake.claim.id}"
        yield f"Artifact {self.intake.artifact_digest}, policy {self.workspace.policy.digest}"
        for number, run in enumerate(self.plan.runs if self.plan else (), start=1):
            change = f", {run.control.what}" if run.control else ""
            seeds = f"seed {run.seed}, hash seed {run.hash_seed}, threads {run.threads}"
            yield f"  {number:>2}  {run.name:<24} {seeds}{change}"


def plan_rerun(workspace: Workspace, name: str) -> Rerun:
    """Prepare the rerun of an attempt, by its id or its record's. Raises UsageError, IntegrityError."""
    found = explanation(workspace, name)
    attempt = workspace.ledger.attempt(found.attempt.id)
    policy = parse_policy(workspace.blobs.get(attempt.policy_digest), where=f"policy of attempt {attempt.id}")
    plans = [check.evidence["plan"] for check in found.checks if "plan" in check.evidence]
    plan = Plan.from_json(json.loads(workspace.blobs.get(plans[0]))) if plans else None
    return Rerun(
        attempt.id, attempt.verdict_index, stored_intake(workspace, attempt.id), replace(workspace, policy=policy), plan
    )


def execute(rerun: Rerun, make_sandbox: Callable[[], Sandbox], progress: Progress) -> Outcome:
    """Judge again. It is a new attempt, counted and logged like any other."""
    judges = _judges(rerun.plan)
    return run_attempt(rerun.workspace, rerun.intake, judges, make_sandbox, progress, again=rerun.verdict_index)


def _judges(plan: Plan | None) -> Judges:
    if plan is None:
        return JUDGES
    return {**JUDGES, "empirical": lambda sandbox: ReproJudge(sandbox, plan=lambda expected, policy: plan)}


def differences(workspace: Workspace, rerun: Rerun, outcome: Outcome) -> list[str]:
    """Where the new attempt's checks differ from the old one's: ids with both outcomes."""
    old = {check.id: check.outcome for check in explanation(workspace, rerun.of).checks}
    new = {check.id: check.outcome for check in outcome.checks}
    return [
        f"{check_id}: {old.get(check_id, 'absent')} before, {new.get(check_id, 'absent')} now"
        for check_id in {**old, **new}
        if old.get(check_id) != new.get(check_id)
    ]
