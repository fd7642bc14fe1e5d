"""The reproduction judge: a claim and a script in, the checks `repro.*` out (docs/reproduction-judge.md)."""

from __future__ import annotations

import random
from collections.abc import Callable, Mapping

from gate.model.artifact import Script
from gate.model.check import Check
from gate.model.digest import Digest, canonical_json
from gate.model.expected import Expected
from gate.model.judging import Case, Journal
from gate.model.policy import ReproPolicy
from gate.repro.checks.base import match_check, result_check, run_check, stable_check
from gate.repro.checks.controls import data_check, relations_check
from gate.repro.checks.observed import Observed
from gate.repro.claim.task import Task, prepare
from gate.repro.data.changed_files import build, changes_nothing
from gate.repro.data.codec import Codec
from gate.repro.runs.execute import Execution, runs_document
from gate.repro.runs.plan import Plan, draw_plan
from gate.sandbox.interface import Sandbox

PlanSource = Callable[[Expected, ReproPolicy], Plan]
PACKAGES = "packages.json"
"""In an image's folder /gate: what is installed in it."""


def drawn(expected: Expected, policy: ReproPolicy) -> Plan:
    """A plan from the operating system's randomness, which no submission can foresee."""
    return draw_plan(expected, policy, random.SystemRandom())


class ReproJudge:
    """A `gate.model.judging.Judge` for empirical claims.

    ``slots`` containers run at a time. ``plan`` makes the run plan; giving a stored one repeats its attempt exactly.
    """

    def __init__(self, sandbox: Sandbox, *, slots: int = 2, plan: PlanSource = drawn) -> None:
        self._sandbox = sandbox
        self._slots = slots
        self._plan = plan

    def judge(self, case: Case, journal: Journal) -> tuple[Check, ...]:
        """All `repro.*` checks. Raises InputError and InfrastructureError, never for what a script did."""
        journal.stage("prepare", "claim, artifact and data")
        task = prepare(case)
        policy = case.policy.repro
        image = self._image(task.script)
        plan = self._plan(task.expected, policy)
        evidence = {"plan": journal.keep(canonical_json(plan.to_json())), **self._packages(image, journal)}
        data, idle = self._data(task, plan, policy, journal)
        finished = Execution(self._sandbox, task, image, policy, journal).run(plan, data, self._slots)
        evidence["runs"] = journal.keep(runs_document(plan, finished))
        for name, run in sorted(finished.items()):
            evidence.update({f"{name}/{output}": digest for output, digest in run.outputs.items()})
        journal.stage("compare", f"{len(task.parts)} values")
        observed = Observed(task.parts, "seed" in task.expected.varies, plan, finished, policy, evidence, idle)
        return checks_of(observed, task.expected)

    def _image(self, script: Script) -> str:
        image = self._sandbox.image_id(script.image)
        self._sandbox.self_test(image)
        return image

    def _packages(self, image: str, journal: Journal) -> dict[str, Digest]:
        files = self._sandbox.image_files(image, "/gate")
        return {"packages": journal.keep(files[PACKAGES])} if PACKAGES in files else {}

    def _data(
        self, task: Task, plan: Plan, policy: ReproPolicy, journal: Journal
    ) -> tuple[Mapping[str, Mapping[str, bytes]], frozenset[str]]:
        """What each run sees of the data, and the controls that change nothing in them."""
        runs = [run for run in plan.runs if run.control is not None]
        if runs:
            journal.stage("controls", f"{len(runs)} changed copies of the data")
        controls = [run.control for run in runs if run.control is not None]
        codec = Codec(self._sandbox, policy.run)
        built = build(controls, task.expected, task.data, codec)
        data: dict[str, Mapping[str, bytes]] = {run.name: task.data for run in plan.runs}
        idle = set()
        for number, (run, control, content) in enumerate(zip(runs, controls, built, strict=True), start=1):
            data[run.name] = content
            listing = {path: str(Digest.of(blob)) for path, blob in content.items()}
            journal.event("control", {"name": control.change, "n": number, "digest": str(Digest.of_json(listing))})
            if changes_nothing(content, task.data):
                idle.add(run.name)
        return data, frozenset(idle)


def checks_of(observed: Observed, expected: Expected) -> tuple[Check, ...]:
    """The checks, from R0 upwards; those about data and relations only where the claim declares them."""
    checks = [run_check(observed), result_check(observed), match_check(observed), stable_check(observed)]
    if expected.data:
        checks.append(data_check(observed, expected))
    if expected.relations:
        checks.append(relations_check(observed, expected))
    return tuple(checks)
