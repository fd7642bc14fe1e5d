"""``lean.kernel-gate``: the gate's own kernel (docs/kernel.md), so that no verdict rests on one program.

It shares no code with this package: its sources go into the container as an archive, beside the export, and the image
gives nothing but Python. It reads the whole export again and answers with one JSON object. What it accepted of the
library in an earlier run it need not check a second time (`gate.lean.kernel.earlier`).
"""

from __future__ import annotations

import io
import zipfile
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from typing import Annotated, Literal

from pydantic import Field

from gate.lean.check_data import GateKernelData
from gate.lean.core.names import visible
from gate.lean.kernel.earlier import EarlierRuns
from gate.lean.kernel.interface import Command, KernelIdentity, Opinion, Task
from gate.model.base import Contract, parse_json, validate
from gate.model.check import Outcome
from gate.model.digest import Digest
from gate.model.errors import InfrastructureError, InputError
from gate.model.policy import GateKernel, LeanPolicy
from gate.model.version import VERSION
from gate.sandbox.interface import ExitReason, RunResult

CHECK = "lean.kernel-gate"
IMAGE = "base"
"""Every other image stands on it; it has Python and nothing of Lean."""
NAME = "gate"
PACKAGE = "gate.kernel"
PROGRAM, EXPORT, ACCEPTED = "kernel.zip", "export.ndjson", "accepted"
_START = b"import sys\nfrom gate.kernel.__main__ import main\nsys.exit(main())\n"


class OwnKernel:
    """The sources of `gate.kernel`, run alone by the image's Python."""

    check_id = CHECK
    answer_name = "answer"

    def __init__(
        self, settings: GateKernel, policy: LeanPolicy, image: str, earlier: EarlierRuns | None = None
    ) -> None:
        """``image`` is an image id. Without ``earlier`` runs, or if the policy says so, everything is checked."""
        self._settings = settings
        self._axioms = policy.permitted_axioms
        bounds = {"steps": settings.steps, "terms": settings.terms}
        digest = Digest.of(program())
        self.identity = KernelIdentity(NAME, VERSION, image, settings.run, bounds, digest)
        self._accepted = None if earlier is None or not settings.reuse else earlier.of(digest, image)

    def command(self, task: Task, nonce: str) -> Command:
        """The program and the export, both kept as evidence; the answer names the export by its digest."""
        argv = ("python3", "-I", "-S", "-B", f"/in/{PROGRAM}", f"/in/{EXPORT}", "--json")
        bounds = (f"--steps={self._settings.steps}", f"--terms={self._settings.terms}")
        inputs = {PROGRAM: program(), EXPORT: task.export}
        axioms = f"--axioms={','.join(self._axioms)}"
        evidence = {"program": program(), "export": task.export}
        if self._accepted is None:
            return Command((*argv, *bounds, axioms), inputs, evidence)
        digests = {ACCEPTED: self._accepted.digests}
        return Command((*argv, *bounds, axioms, f"--accepted=/in/{ACCEPTED}"), inputs | digests, evidence | digests)

    def read(self, result: RunResult, task: Task, nonce: str) -> Opinion:
        """What the answer means. A crash, or no answer, decides nothing.

        Raises InfrastructureError when the answer is about something else than what was sent.
        """
        answer = _answer(result)
        if answer is None:
            return Opinion(Outcome.INCONCLUSIVE, "kernel-crashed", "the kernel gate crashed, so it decided nothing")
        _require_complete(answer, task)
        data: GateKernelData = {
            "axioms": list(self._axioms),
            "declarations": answer.declarations,
            "constants": answer.constants,
            "steps": answer.steps,
            "rule": answer.rule,
            "declaration": visible(answer.declaration),
            "line": answer.line,
            "message": visible(answer.message),
        }
        where = data["declaration"] or f"line {answer.line}"
        if self._accepted is not None:
            data["reused"] = answer.reused
        if answer.result == "accepted":
            if self._accepted is not None:
                self._accepted.add(task.closure, answer.new)
            reason = f"the gate's own kernel accepted all {answer.declarations} declarations, from nothing"
            if answer.reused:
                reason += f", {answer.reused} of them in an earlier run"
            return Opinion(Outcome.PASS, "", reason, {**data})
        if answer.result == "rejected":
            reason = f"the gate's own kernel rejects {where}: {answer.rule}: {data['message']}"
            return Opinion(Outcome.FAIL, "kernel-rejected", reason, {**data})
        reason = f"the gate's own kernel gave up on {where}: {data['message']}"
        return Opinion(Outcome.INCONCLUSIVE, "kernel-limit", reason, {**data})


class Answer(Contract):
    """What ``python -m gate.kernel --json`` prints (`gate.kernel.report`)."""

    format: Literal["gate-kernel-1"]
    kernel: dict[str, str]
    result: Literal["accepted", "rejected", "inconclusive"]
    sha256: str
    bytes: int = Field(ge=0)
    rule: str = Field(max_length=64)
    message: str
    declaration: str
    line: int = Field(ge=0)
    declarations: int = Field(ge=0)
    constants: int = Field(ge=0)
    steps: int = Field(ge=0)
    reused: int = Field(default=0, ge=0)
    new: tuple[tuple[int, Annotated[str, Field(pattern="^[0-9a-f]{64}$")]], ...] = ()


_STATUS = {0: "accepted", 1: "rejected", 4: "inconclusive"}


def _answer(result: RunResult) -> Answer | None:
    """The answer of a run; None when there is none that fits its exit status."""
    if result.exit_reason is not ExitReason.EXITED:
        return None
    try:
        value = parse_json(result.stdout.kept, where="the kernel's answer", code="kernel")
        answer = validate(Answer, value, where="the kernel's answer", code="kernel")
    except InputError:
        return None
    return answer if _STATUS.get(result.exit_code or 0) == answer.result else None


def _require_complete(answer: Answer, task: Task) -> None:
    """An export has no mark at its end: what was accepted must be all of it, and exactly what was sent."""
    sent = task.export
    if answer.result != "accepted":
        return
    if (answer.sha256, answer.bytes) != (Digest.of(sent).hex, len(sent)):
        raise _unusable("kernel.input", "the kernel gate read another export than the one that was sent")
    expected = len(task.closure.declarations())
    if answer.declarations != expected or not all(0 <= number < expected for number, _ in answer.new):
        raise _unusable("kernel.units", f"the kernel gate accepted {answer.declarations} of {expected} declarations")


def _unusable(code: str, message: str) -> InfrastructureError:
    return InfrastructureError(code, message, hint="rebuild the image: gate sandbox build base")


@cache
def program() -> bytes:
    """The kernel's sources as an archive that Python runs; the same sources give the same bytes."""
    archive = io.BytesIO()
    with zipfile.ZipFile(archive, "w") as made:
        for path, content in [("__main__.py", _START), ("gate/__init__.py", b""), *sorted(_sources())]:
            made.writestr(zipfile.ZipInfo(path), content)
    return archive.getvalue()


def _sources() -> list[tuple[str, bytes]]:
    found: list[tuple[str, bytes]] = []
    folders: list[tuple[str, Traversable]] = [(PACKAGE.replace(".", "/"), files(PACKAGE))]
    for path, folder in folders:  # grows
        for entry in folder.iterdir():
            if entry.is_dir():
                folders.append((f"{path}/{entry.name}", entry))
            elif entry.name.endswith(".py"):
                found.append((f"{path}/{entry.name}", entry.read_bytes()))
    return found
