"""Compile Lean modules, each in a sealed container of its own that holds nothing but sources and compiled imports.

What counts is the compiled file and what our decoder finds in it. The exit code and the messages are kept to explain.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from gate.lean.compile.run_limits import limit_met
from gate.lean.compile.sources import Source, module_path
from gate.lean.compile.toolchain import Toolchain
from gate.lean.core.limits import DEFAULT_LIMITS
from gate.lean.olean.module import Compiled
from gate.model.digest import Json
from gate.model.policy import RunLimits
from gate.sandbox.interface import Ending, Output, RunResult, RunSpec, Sandbox

_OLEAN = "module.olean"
_PARTS = (".server", ".private")
MAX_OLEAN_BYTES = DEFAULT_LIMITS.file_bytes


@dataclass(frozen=True, slots=True)
class Failure:
    """Why there is no compiled module. ``undecided``: a limit was met, which says nothing about the proof."""

    code: str
    reason: str
    undecided: bool


@dataclass(frozen=True, slots=True)
class Compilation:
    """What compiling some modules in order gave: ``failure`` is None exactly if all of them have a compiled file."""

    compiled: tuple[Compiled, ...]
    messages: tuple[Message, ...]
    failure: Failure | None
    wall_s: float


def compile_modules(
    sandbox: Sandbox,
    toolchain: Toolchain,
    sources: Sequence[Source],
    limits: RunLimits,
    *,
    imports: Sequence[Compiled] = (),
    purpose: str = "compile",
) -> Compilation:
    """Compile ``sources`` in order, up to the first failure; each sees the toolchain, ``imports`` and those before it.

    Raises InfrastructureError when a container could not be run.
    """
    done: list[Compiled] = []
    messages: list[Message] = []
    wall_s = 0.0
    for source in sources:
        spec = _spec(toolchain, source, (*imports, *done), limits, purpose)
        result = sandbox.run(spec)
        wall_s += result.usage.wall_s
        own = read_messages(result.stdout.kept, source.path)
        messages += own
        failure = _failure(result, own, source, limits)
        if failure is not None:
            return Compilation(tuple(done), tuple(messages), failure, wall_s)
        later = tuple(result.outputs[_OLEAN + part] for part in _PARTS if _OLEAN + part in result.outputs)
        done.append(Compiled(source.module, f"{source.path} (compiled)", result.outputs[_OLEAN], later))
    return Compilation(tuple(done), tuple(messages), None, wall_s)


def _spec(
    toolchain: Toolchain, source: Source, imports: Sequence[Compiled], limits: RunLimits, purpose: str
) -> RunSpec:
    path = f"src/{module_path(source.module, '.lean')}"
    inputs: dict[str, bytes] = {path: source.text}
    for item in imports:
        name = f"lib/{module_path(item.module, '.olean')}"
        inputs[name] = item.olean
        inputs.update(zip((name + part for part in _PARTS), item.later, strict=False))
    return RunSpec(
        image=toolchain.image,
        argv=(*toolchain.description.launcher, "--json", "-j1", "-R", "/in/src", "-o", f"/out/{_OLEAN}", f"/in/{path}"),
        inputs=inputs,
        outputs=tuple(Output(_OLEAN + part, MAX_OLEAN_BYTES) for part in ("", *_PARTS)),
        limits=limits,
        env={"LEAN_PATH": ":".join((*toolchain.description.lean_path, "/in/lib"))},
        purpose=purpose,
    )


def _failure(result: RunResult, messages: tuple[Message, ...], source: Source, limits: RunLimits) -> Failure | None:
    limit = limit_met(result, limits)
    if limit is not None:
        return Failure(limit.code, f"compiling {source.path} met {limit.words}", undecided=True)
    for name, why in result.refused.items():
        return Failure(
            "output-refused", f"compiling {source.path} left {name} as something else ({why})", undecided=False
        )
    if _OLEAN in result.outputs:
        return None
    error = first_error(messages)
    if error is not None:
        return Failure("compile-error", str(error), undecided=False)
    if result.ending is Ending.SIGNALED:
        return Failure("crashed", f"the compiler died of signal {result.signal} in {source.path}", undecided=False)
    tail = result.stderr.kept[-300:].decode("utf-8", "replace").strip()
    words = f"the compiler left no compiled file for {source.path}" + (f": {tail}" if tail else "")
    return Failure("no-output", words, undecided=False)


def oleans(compiled: Sequence[Compiled]) -> Mapping[str, bytes]:
    """Compiled modules as files, by the path below a search path."""
    files: dict[str, bytes] = {}
    for item in compiled:
        name = module_path(item.module, ".olean")
        files[name] = item.olean
        files.update(zip((name + part for part in _PARTS), item.later, strict=False))
    return files


MAX_MESSAGES = 50
MAX_TEXT = 600
"""Characters of one message."""


@dataclass(frozen=True, slots=True)
class Message:
    """One message. ``line`` counts from 1, ``column`` from 0, as Lean does."""

    severity: str
    path: str
    line: int
    column: int
    text: str

    def __str__(self) -> str:
        return f"{self.path}:{self.line}:{self.column}: {self.text}"

    def to_json(self) -> Json:
        return {
            "severity": self.severity,
            "path": self.path,
            "line": self.line,
            "column": self.column,
            "text": self.text,
        }


def read_messages(stdout: bytes, path: str) -> tuple[Message, ...]:
    """The messages in the output of ``lean --json``. ``path`` names the file to people; other lines are skipped."""
    found: list[Message] = []
    for line in stdout.split(b"\n"):
        if len(found) >= MAX_MESSAGES:
            break
        message = _message(line, path)
        if message is not None:
            found.append(message)
    return tuple(found)


def _message(line: bytes, path: str) -> Message | None:
    try:
        value = json.loads(line)
    except (ValueError, RecursionError):
        return None
    if not isinstance(value, dict):
        return None
    position = value.get("pos")
    severity, text = value.get("severity"), value.get("data")
    if severity not in ("error", "warning", "information") or not isinstance(text, str):
        return None
    at = [position.get(part) if isinstance(position, dict) else None for part in ("line", "column")]
    row, column = (number if isinstance(number, int) and 0 <= number < 1 << 31 else 0 for number in at)
    return Message(severity, path, row, column, printable(text))


def printable(text: str) -> str:
    """Text that a terminal cannot be tricked with, bounded; line breaks become spaces."""
    line = " ".join("".join(char if char.isprintable() or char.isspace() else "\ufffd" for char in text).split())
    return line if len(line) <= MAX_TEXT else line[: MAX_TEXT - 1] + "…"


def first_error(messages: tuple[Message, ...]) -> Message | None:
    """The first message that is an error."""
    return next((message for message in messages if message.severity == "error"), None)
