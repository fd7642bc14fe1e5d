"""``lean.kernel``: the closure of the targets through the official kernel, from an empty environment.

The kernel runs in a fresh sealed container in which no submitted code ever ran; it is given our re-encoding of what was
decoded and nothing else. Everything that the theorem rests on is checked again, the library's own constants included.
"""

from __future__ import annotations

import secrets
from typing import Literal

from pydantic import Field

from gate.lean.compile.run_limits import LIMIT_WORDS
from gate.lean.compile.toolchain import Toolchain
from gate.lean.core.declaration import is_unsafe
from gate.lean.core.names import Name, visible
from gate.lean.kernel.closure import Closure
from gate.lean.kernel.replay_format import encode
from gate.model.base import Contract, parse_json, validate
from gate.model.check import Check, failed, inconclusive, passed
from gate.model.errors import InfrastructureError, InputError
from gate.model.judging import Journal
from gate.model.policy import LeanPolicy
from gate.sandbox.interface import Ending, RunResult, RunSpec, Sandbox

CHECK = "lean.kernel"
DECLARATIONS = "declarations.jsonl"
CHECKER = ("python3", "-I", "-B", "/gate/checker/main.py", f"/in/{DECLARATIONS}")
MAX_INPUT_BYTES = 256 << 20
"""An encoding larger than this is not sent to a container."""


def replay(sandbox: Sandbox, toolchain: Toolchain, closure: Closure, policy: LeanPolicy, journal: Journal) -> Check:
    """Replay a closure; the check ``lean.kernel``.

    Fails when a target is missing, when the kernel refuses a declaration, when it generates something else than the
    file claimed, or when an unsafe or partial constant is reached. Inconclusive when a limit was met or the kernel
    crashed. Raises InfrastructureError when the container or the checker could not do its work.
    """
    for target in closure.targets:
        if target in closure.missing:
            return failed(CHECK, "missing-target", f"nothing declares {target}, so there is nothing to replay")
    for constant in closure.constants():
        if is_unsafe(constant):
            reason = f"{constant.name} is unsafe or partial: it has no meaning as mathematics and is not replayed"
            return failed(CHECK, "unsafe", reason)
    nonce = secrets.token_hex(16)
    header, *units = encode(
        closure, nonce=nonce, heartbeats=policy.kernel_heartbeats, recursion=policy.kernel_recursion
    )
    body = b"".join(units)
    if len(body) > MAX_INPUT_BYTES:
        return inconclusive(CHECK, "too-large", f"the declarations take {len(body)} bytes; {MAX_INPUT_BYTES} are sent")
    run = RunSpec(
        toolchain.image, CHECKER, inputs={DECLARATIONS: header + body}, limits=policy.kernel, purpose="kernel"
    )
    result = sandbox.run(run)
    evidence = {"declarations": journal.keep(body), "answer": journal.keep(result.stdout.kept)}
    if result.ending in LIMIT_WORDS:
        code, words = LIMIT_WORDS[result.ending]
        return inconclusive(CHECK, code, f"the kernel did not finish: {words}", evidence=evidence)
    if result.ending is not Ending.EXITED or result.exit_code not in STATUSES:
        return inconclusive(CHECK, "kernel-crashed", "the kernel crashed, so nothing was decided", evidence=evidence)
    answer = read_answer(result, nonce)
    _same_toolchain(answer, toolchain)
    if answer.result == "accepted" and answer.units != len(closure.units):
        raise InfrastructureError("kernel.units", f"the checker accepted {answer.units} of {len(closure.units)} units")
    data = {
        "toolchain": toolchain.identity,
        "units": answer.units,
        "constants": sum(1 for _ in closure.constants()),
        "declaration": answer.subject,
        "tag": answer.tag,
        "detail": answer.detail,
        "start_ms": answer.start_ms,
        "replay_ms": answer.replay_ms,
        "kernel_ms": answer.kernel_ms,
    }
    return _check(answer, data=data, evidence=evidence)


def _check(answer: Answer, **more: object) -> Check:
    if answer.result == "accepted":
        reason = f"the official kernel of Lean {answer.lean} accepted all {answer.units} declarations, from nothing"
        return passed(CHECK, reason, **more)
    if answer.result == "undecided":
        reason = f"the kernel gave up on {answer.subject}: {answer.tag}"
        return inconclusive(CHECK, "kernel-limit", reason, **more)
    if answer.tag == "forged":
        reason = f"{answer.subject} is not what the kernel generates: it differs in {answer.detail}"
        return failed(CHECK, "forged", reason, **more)
    about = f" ({answer.detail})" if answer.detail else ""
    return failed(CHECK, "kernel-rejected", f"the kernel rejects {answer.subject}: {answer.tag}{about}", **more)


def _same_toolchain(answer: Answer, toolchain: Toolchain) -> None:
    expected = toolchain.description
    if answer.lean != expected.lean or (expected.githash and answer.githash != expected.githash):
        raise InfrastructureError(
            "kernel.toolchain",
            f"the image {toolchain.name} says Lean {expected.lean}, its library is Lean {answer.lean}",
            hint=f"rebuild it: gate sandbox build {toolchain.name}",
        )


STATUS_MALFORMED, STATUS_TOOLCHAIN = 10, 11
"""Exit statuses of the checker: our own input was not understood; the library failed the self-test or is unknown."""
STATUSES = (0, STATUS_MALFORMED, STATUS_TOOLCHAIN)
"""With every other status the kernel crashed."""


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
