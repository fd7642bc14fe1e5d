"""What the checker in the kernel container answered: trusted code's data, parsed strictly all the same."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from gate.lean.names import Name, visible
from gate.model.base import Contract, parse_json, validate
from gate.model.errors import InfrastructureError, InputError
from gate.sandbox.interface import Ending, RunResult

STATUS_MALFORMED, STATUS_TOOLCHAIN = 10, 11
"""Exit statuses of the checker: our own input was not understood; the library failed the self-test or is unknown."""
STATUSES = (0, STATUS_MALFORMED, STATUS_TOOLCHAIN)
"""With every other status the kernel crashed."""

LIMIT_WORDS = {
    Ending.WALL_LIMIT: ("time-limit", "the time limit was reached"),
    Ending.CPU_LIMIT: ("cpu-limit", "the CPU time limit was reached"),
    Ending.OUT_OF_MEMORY: ("memory-limit", "the memory limit was reached"),
    Ending.FLOOD: ("output-limit", "the output limit was reached"),
}
"""Endings that decide nothing: the check's code, and the words for people."""


class Answer(Contract):
    """One answer of the checker (``sandboxes/lean-core/checker/main.py``)."""

    format: Literal["gate-replay-1"]
    nonce: str
    lean: str
    githash: str
    self_test: Literal["passed"]
    result: Literal["accepted", "rejected", "undecided"]
    units: int = Field(ge=0)
    """Units that were accepted."""
    declaration: tuple[str | int, ...] = ()
    """The declaration that stopped the replay: the components of its name."""
    tag: str = Field(default="", max_length=64)
    """The kernel's exception, or ``forged`` when the kernel generated something else than was claimed."""
    about: tuple[str | int, ...] = ()
    """The name that the exception is about, if it has one."""
    message: str = ""
    """The kernel's message, or the fields that were forged."""
    start_ms: int = Field(ge=0)
    replay_ms: int = Field(ge=0)
    kernel_ms: int = Field(ge=0)
    """The part of the replay that was spent inside the kernel."""

    @property
    def subject(self) -> str:
        """The declaration, for people; empty when nothing stopped the replay."""
        return str(Name.from_json(self.declaration)) if self.declaration else ""

    @property
    def detail(self) -> str:
        """What else the kernel said, for people, in one line."""
        return str(Name.from_json(self.about)) if self.about else visible(self.message)


def read_answer(result: RunResult, nonce: str) -> Answer:
    """The answer of a run that exited with status 0.

    Raises InfrastructureError when there is none, when it belongs to another run, or when the checker itself refused
    to judge: none of this is the artifact's doing, because nothing submitted ever runs in that container.
    """
    if result.exit_code == STATUS_TOOLCHAIN:
        raise _unusable(
            "kernel.toolchain",
            "the checker refused this Lean library: " + result.stderr.kept.decode("utf-8", "replace").strip()[:500],
            "rebuild the image: gate sandbox build",
        )
    if result.exit_code == STATUS_MALFORMED:
        raise _unusable("kernel.input", "the checker did not understand its input: the image is of another version")
    try:
        value = parse_json(result.stdout.kept, where="the checker's answer", code="kernel")
        answer = validate(Answer, value, where="the checker's answer", code="kernel")
    except InputError as error:
        raise _unusable("kernel.answer", f"no usable answer from the checker: {error.message}") from None
    if answer.nonce != nonce:
        raise _unusable("kernel.nonce", "the checker's answer belongs to another run")
    return answer


def _unusable(code: str, message: str, hint: str = "rebuild the image: gate sandbox build") -> InfrastructureError:
    return InfrastructureError(code, message, hint=hint)
