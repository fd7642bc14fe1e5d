"""A store, a record and an artifact on disk, and a judge that says what a test wants."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from gate.engine.attempt.run import run_attempt
from gate.engine.inputs.intake import load
from gate.engine.judges import JUDGES
from gate.engine.workspace import Workspace
from gate.lean.judge import LeanJudge
from gate.model.check import Check, passed
from gate.model.policy import default_policy
from gate.model.progress import Silent


class FakeJudge:
    """Another judge that returns the given checks, or raises; ``during`` runs first, with case, journal and sandbox."""

    def __init__(self, answer, during=None, like=None) -> None:
        self.answer = answer
        self.during = during
        self.like = like or LeanJudge()

    def __getattr__(self, name):
        return getattr(self.like, name)

    def judge(self, case, journal, sandbox):
        if self.during:
            self.during(case, journal, sandbox)
        if isinstance(self.answer, BaseException):
            raise self.answer
        return tuple(self.answer)


@pytest.fixture
def workspace(tmp_path: Path):
    made = Workspace.create(tmp_path / "store", origin="example.org/gate")
    yield made
    made.ledger.close()


def all_passed(claim) -> list[Check]:
    return [passed(name, "fine") for name in JUDGES.required(claim, default_policy()) if name != "artifact.preflight"]


@pytest.fixture
def attempt(workspace, record_file, artifact_folder) -> Callable:
    """Submit the sample artifact to a fake judge."""

    def submit(answer=None, during=None, sandbox=lambda: None, claim=None, policy=None):
        intake = load(record_file, artifact_folder, claim)
        judge = FakeJudge(all_passed(intake.claim) if answer is None else answer, during)
        judged = workspace if policy is None else replace(workspace, policy=policy)
        return run_attempt(judged, intake, sandbox, Silent(), judge=judge)

    return submit
