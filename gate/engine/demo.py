"""The main job on the examples: each is submitted for real, and its verdict compared with the one it must get."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from pydantic import Field

from gate.documents.attempt import AttemptReport
from gate.documents.example import DemoCaseReport
from gate.engine.api import Gate
from gate.engine.inputs.files import read_file
from gate.model.base import MAX_DOCUMENT_BYTES, Contract, parse_toml, validate
from gate.model.errors import Fault
from gate.model.verdict import Verdict
from gate.system.resources import resource


class DemoCase(Contract):
    """One example; paths are relative to ``examples/``. ``check`` is the check that decides, if one does."""

    title: str
    record: str
    artifact: str
    verdict: Verdict
    claim: str | None = None
    policy: str | None = None
    check: str | None = None

    def report(self, attempt: AttemptReport) -> DemoCaseReport:
        """How the attempt came out, beside what the example must get."""
        decided_here = self.check is None or attempt.reason.startswith(f"{self.check}: ")
        return DemoCaseReport(
            title=self.title,
            expected=self.verdict,
            verdict=attempt.verdict,
            reason=attempt.reason,
            met=attempt.verdict is self.verdict and decided_here,
            check=self.check,
        )


class _Demo(Contract):
    case: tuple[DemoCase, ...] = Field(min_length=1)


def load_demo(folder: Path) -> tuple[DemoCase, ...]:
    """The cases of ``demo.toml`` in a folder of examples. Raises InputError."""
    path = folder / "demo.toml"
    data = read_file(path, code="demo", fault=Fault.OPERATOR, max_bytes=MAX_DOCUMENT_BYTES)
    return validate(_Demo, parse_toml(data, where=str(path), code="demo"), where=str(path), code="demo").case


def run_demo(gate: Gate, folder: Path | str | None = None) -> Iterator[DemoCaseReport]:
    """Submit the examples, by default those that travel with the package, one at a time.

    Raises as `Gate.submit` does; a case that comes out wrong is no error, but not ``met``.
    """
    folder = resource("examples") if folder is None else Path(folder)
    for case in load_demo(folder):
        attempt = gate.submit(
            folder / case.record,
            folder / case.artifact,
            claim=case.claim,
            policy=folder / case.policy if case.policy else None,
        )
        yield case.report(attempt)
