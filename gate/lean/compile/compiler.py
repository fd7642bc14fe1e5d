"""Compile Lean modules, each in a sealed container of its own that holds nothing but sources and compiled imports.

What counts is the compiled file and what our decoder finds in it. The exit code and the messages are kept to explain.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from gate.lean.compile.messages import Message, first_error, read_messages
from gate.lean.compile.run_limits import limit_met
from gate.lean.compile.sources import Source
from gate.lean.compile.toolchain import Toolchain
from gate.lean.core.limits import DEFAULT_LIMITS
from gate.lean.olean.module import LATER_PARTS, OLEAN, CompiledModule, module_path
from gate.model.policy import RunLimits
from gate.model.text import one_line
from gate.sandbox.interface import ExitReason, Output, RunResult, RunSpec, Sandbox

_STEM = "module"
"""The compiled file's name in a container, without its ending."""
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

    compiled: tuple[CompiledModule, ...]
    messages: tuple[Message, ...]
    failure: Failure | None


def compile_modules(
    sandbox: Sandbox,
    toolchain: Toolchain,
    sources: Sequence[Source],
    limits: RunLimits,
    *,
    imports: Sequence[CompiledModule] = (),
    purpose: str = "compile",
) -> Compilation:
    """Compile ``sources`` in order, up to the first failure; each sees the toolchain, ``imports`` and those before it.

    Raises InfrastructureError when a container could not be run.
    """
    compiled: list[CompiledModule] = []
    messages: list[Message] = []
    for source in sources:
        spec = _spec(toolchain, source, (*imports, *compiled), limits, purpose)
        result = sandbox.run(spec)
        own = read_messages(result.stdout.kept, source.path)
        messages += own
        failure = _failure(result, own, source, limits)
        if failure is not None:
            return Compilation(tuple(compiled), tuple(messages), failure)
        compiled.append(CompiledModule.from_files(source.module, source.compiled_label, result.outputs, _STEM))
    return Compilation(tuple(compiled), tuple(messages), None)


def _spec(
    toolchain: Toolchain, source: Source, imports: Sequence[CompiledModule], limits: RunLimits, purpose: str
) -> RunSpec:
    path = f"src/{module_path(source.module, '.lean')}"
    library = {f"lib/{name}": content for name, content in oleans(imports).items()}
    options = ("--json", "-j1", "-R", "/in/src", "-o", f"/out/{_STEM}{OLEAN}")
    return RunSpec(
        image=toolchain.image,
        argv=(*toolchain.description.launcher, *options, f"/in/{path}"),
        inputs={path: source.text, **library},
        outputs=tuple(Output(_STEM + suffix, MAX_OLEAN_BYTES) for suffix in (OLEAN, *LATER_PARTS)),
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
    if _STEM + OLEAN in result.outputs:
        return None
    error = first_error(messages)
    if error is not None:
        return Failure("compile-error", str(error), undecided=False)
    if result.exit_reason is ExitReason.SIGNALED:
        return Failure("crashed", f"the compiler died of signal {result.signal} in {source.path}", undecided=False)
    tail = one_line(result.stderr.kept[-300:])
    words = f"the compiler left no compiled file for {source.path}" + (f": {tail}" if tail else "")
    return Failure("no-output", words, undecided=False)


def oleans(compiled: Sequence[CompiledModule]) -> dict[str, bytes]:
    """Compiled modules as files, by the path below a search path."""
    return {path: content for module in compiled for path, content in module.files().items()}
