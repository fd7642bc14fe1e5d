"""The seam between the judges and whatever runs a sealed container.

A `RunSpec` goes in, a `RunResult` comes out. Inside, a run sees its inputs read-only under ``/in``, writes declared
outputs under ``/out``, has scratch space in ``/tmp`` and no network.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any, Protocol

from gate.model.digest import Digest
from gate.model.policy import RunLimits

EngineJson = Mapping[str, Any]
"""What Docker's API takes and gives: JSON objects for which docker-py has no types."""


@dataclass(frozen=True, slots=True)
class Output:
    """A file that a run may leave at ``/out/<name>``; anything else that it writes is lost."""

    name: str
    max_bytes: int


@dataclass(frozen=True, slots=True)
class RunSpec:
    """One container execution, completely described.

    ``image`` is an image id (``sha256:…``), never a tag. ``inputs`` are relative names to bytes (found at
    ``/in/<name>``, mode 0444). ``stdin`` is given to the process. ``env`` adds to the seal's fixed environment.
    ``purpose`` is a word for logs and labels (``compile``, ``kernel``, ``base``, ``control``); it is invisible inside.
    """

    image: str
    argv: tuple[str, ...]
    inputs: Mapping[str, bytes] = field(default_factory=dict)
    outputs: tuple[Output, ...] = ()
    limits: RunLimits = field(default_factory=RunLimits)
    env: Mapping[str, str] = field(default_factory=dict)
    stdin: bytes = b""
    purpose: str = "run"


class ExitReason(StrEnum):
    """Why a run ended. Everything here is the artifact's doing; the machine's faults are InfrastructureError."""

    EXITED = "exited"
    SIGNALED = "signaled"
    WALL_LIMIT = "wall-limit"
    CPU_LIMIT = "cpu-limit"
    OUT_OF_MEMORY = "out-of-memory"
    FLOOD = "flood"


@dataclass(frozen=True, slots=True)
class Stream:
    """What came on stdout or stderr: head and tail are kept, all bytes are counted and hashed."""

    head: bytes
    tail: bytes
    total_bytes: int
    sha256: Digest

    @property
    def truncated(self) -> bool:
        return self.total_bytes > len(self.head) + len(self.tail)

    @property
    def kept(self) -> bytes:
        """The kept bytes, in order, with no marker in between."""
        return self.head + self.tail


@dataclass(frozen=True, slots=True)
class Usage:
    """Resources used, as read from the kernel outside the submission's reach; None where it could not be read."""

    wall_s: float
    cpu_s: float | None = None
    peak_memory_bytes: int | None = None
    peak_pids: int | None = None


@dataclass(frozen=True, slots=True)
class RunResult:
    """What a run did.

    ``exit_code``, ``signal``, ``outputs`` and ``refused`` are given only if the run ended by itself, not at a limit.
    ``outputs`` holds only declared names that were regular files within their cap; ``refused`` says for each declared
    name that was present but not acceptable why (``symlink``, ``too-large`` …). ``seal`` is the digest of the
    container's configuration as the engine reports it.
    """

    exit_reason: ExitReason
    exit_code: int | None
    signal: int | None
    stdout: Stream
    stderr: Stream
    outputs: Mapping[str, bytes]
    refused: Mapping[str, str]
    usage: Usage
    seal: Digest

    @property
    def clean(self) -> bool:
        """Exited by itself with status 0."""
        return self.exit_reason is ExitReason.EXITED and self.exit_code == 0


class Sandbox(Protocol):
    """Runs sealed containers.

    Raises InputError for a malformed specification before anything runs, and InfrastructureError when the machine,
    the engine or the seal failed. It never raises for what the submission did.
    """

    def run(self, spec: RunSpec) -> RunResult:
        """Run to the end; nothing of the container is left afterwards."""

    def image_id(self, name: str) -> str:
        """The id of a built image by its catalogue name (``python``, ``lean-core``). Raises InfrastructureError."""

    def image_files(self, image: str, folder: str) -> Mapping[str, bytes]:
        """Regular files of a trusted image under an absolute ``folder``, by relative name; no submitted code runs."""

    def self_test(self, image: str) -> Digest:
        """The digest of the seal's self-test on this worker. Raises InfrastructureError when a probe got through."""
