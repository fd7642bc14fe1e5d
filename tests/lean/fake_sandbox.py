"""A sandbox whose runs are answered by a function: no daemon is needed."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from gate.model.digest import Digest
from gate.sandbox.interface import ExitReason, RunResult, RunSpec, Stream, Usage


def stream(data: bytes) -> Stream:
    return Stream(data, b"", len(data), Digest.of(data))


def result(
    stdout: bytes = b"", *, exit_code: int | None = 0, ending: ExitReason = ExitReason.EXITED, stderr: bytes = b""
) -> RunResult:
    """What a run did."""
    signal = 11 if ending is ExitReason.SIGNALED else None
    nothing: dict[str, bytes] = {}
    return RunResult(
        ending, exit_code, signal, stream(stdout), stream(stderr), nothing, {}, Usage(0.1), Digest.of(b"seal")
    )


@dataclass
class FakeSandbox:
    answer: Callable[[RunSpec], RunResult]
    specs: list[RunSpec] = field(default_factory=list)

    def run(self, spec: RunSpec) -> RunResult:
        self.specs.append(spec)
        return self.answer(spec)

    def image_id(self, name: str) -> str:
        return f"sha256:{Digest.of(name.encode()).hex}"

    def image_files(self, image: str, folder: str) -> Mapping[str, bytes]:
        raise NotImplementedError

    def self_test(self, image: str) -> Digest:
        raise NotImplementedError
