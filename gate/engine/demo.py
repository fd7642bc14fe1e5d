"""The main job on the examples: each case is submitted for real, and its verdict compared with the one it must get."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from pydantic import Field

from gate.engine.attempt.journal import Progress
from gate.engine.attempt.run import Judges, Outcome, run_attempt
from gate.engine.history.workspace import Workspace, load_policy
from gate.engine.inputs.intake import load
from gate.model.base import Contract, parse_toml, validate
from gate.model.verdict import Verdict
from gate.sandbox.interface import Sandbox


class DemoCase(Contract):
    """One example; paths are relative to ``examples/``. ``check`` is the check that decides, if one does."""

    title: str
    record: str
    artifact: str
    verdict: Verdict
    claim: str | None = None
    policy: str | None = None
    check: str | None = None

    def is_met_by(self, outcome: Outcome) -> bool:
        """Whether the attempt came out as the example says."""
        decided_here = self.check is None or outcome.decision.reason.startswith(f"{self.check}: ")
        return outcome.decision.verdict is self.verdict and decided_here


class Demo(Contract):
    case: tuple[DemoCase, ...] = Field(min_length=1)


def load_demo(folder: Path) -> tuple[DemoCase, ...]:
    """The cases of ``examples/demo.toml``. Raises InputError."""
    path = folder / "demo.toml"
    document = parse_toml(path.read_bytes(), where=str(path), code="demo")
    return validate(Demo, document, where=str(path), code="demo").case


def run_case(
    workspace: Workspace,
    folder: Path,
    case: DemoCase,
    judges: Judges,
    make_sandbox: Callable[[], Sandbox],
    progress: Progress,
) -> Outcome:
    """Submit one example."""
    policy = load_policy(folder / case.policy) if case.policy else workspace.policy
    intake = load(folder / case.record, folder / case.artifact, case.claim)
    return run_attempt(replace(workspace, policy=policy), intake, judges, make_sandbox, progress)
