"""A store, a record and an artifact on disk, and a judge that says what a test wants."""

from collections.abc import Callable
from pathlib import Path

import pytest

from gate.engine.attempt.run import run_attempt
from gate.engine.history.workspace import Workspace
from gate.engine.inputs.intake import load
from gate.model.check import Check, passed
from gate.model.policy import Policy
from gate.model.progress import Silent


class FakeJudge:
    """Returns the given checks, or raises; ``during`` runs first, with the case and the journal."""

    def __init__(self, answer, during=None) -> None:
        self.answer = answer
        self.during = during

    def __call__(self, sandbox):
        self.sandbox = sandbox
        return self

    def judge(self, case, journal):
        if self.during:
            self.during(case, journal, self.sandbox)
        if isinstance(self.answer, BaseException):
            raise self.answer
        return tuple(self.answer)


@pytest.fixture
def workspace(tmp_path: Path):
    made = Workspace.create(tmp_path / "store", origin="example.org/gate")
    yield made
    made.ledger.close()


def all_passed(claim) -> list[Check]:
    return [passed(name, "fine") for name in Policy().required(claim) if name != "artifact.preflight"]


@pytest.fixture
def attempt(workspace, record_file, artifact_folder) -> Callable:
    """Submit the sample artifact to a fake judge."""

    def submit(answer=None, during=None, sandbox=lambda: None):
        intake = load(record_file, artifact_folder, None)
        judge = FakeJudge(all_passed(intake.claim) if answer is None else answer, during)
        return run_attempt(workspace, intake, {"mathematical": judge}, sandbox, Silent())

    return submit
