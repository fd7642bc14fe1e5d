"""What the judge asks of a kernel, whoever wrote it.

A kernel is a type checker for Lean's type theory. It works in a sealed container of its own in which no submitted code
ever ran, and is given our re-encoding of decoded declarations. An implementation of `Kernel` says what the kernel is,
what goes into its container and what its answer means; `gate.lean.kernel.run` does the rest in one way for all of them
and lists the kernels that there are.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Protocol

from gate.lean.check_data import KernelIdentityData
from gate.lean.compile.toolchain import Toolchain
from gate.lean.kernel.closure import Closure
from gate.lean.kernel.ndjson import export
from gate.model.check import Outcome
from gate.model.digest import Digest, Json
from gate.model.policy import RunLimits
from gate.sandbox.interface import RunResult


@dataclass(frozen=True, slots=True)
class KernelIdentity:
    """Which program judged, and under which limits; in the data and the evidence of its check.

    ``version`` is empty where nobody states one; ``image`` is an image id (``sha256:…``), which covers the program.
    ``settings`` are bounds that the kernel keeps itself. ``program`` is the digest of a program that is given to the
    container instead of being part of the image.
    """

    name: str
    version: str
    image: str
    limits: RunLimits
    settings: Mapping[str, int] = field(default_factory=dict)
    program: Digest | None = None

    def to_json(self) -> KernelIdentityData:
        """The identity as data and evidence hold it."""
        data: KernelIdentityData = {
            "name": self.name,
            "version": self.version,
            "image": self.image,
            "limits": {**self.limits.model_dump(mode="json"), **self.settings},
        }
        if self.program is not None:
            data["program"] = str(self.program)
        return data


@dataclass(frozen=True)
class Task:
    """What every kernel is asked: are these declarations right, from an empty environment?"""

    closure: Closure
    toolchain: Toolchain

    @cached_property
    def export(self) -> bytes:
        """The declarations as lean4export's NDJSON, made once for all kernels that read it."""
        description = self.toolchain.description
        return b"".join(export(self.closure, lean=description.lean, githash=description.githash))


@dataclass(frozen=True, slots=True)
class Command:
    """What a container is started with. ``inputs`` are found below ``/in``; ``evidence`` is kept of them."""

    argv: tuple[str, ...]
    inputs: Mapping[str, bytes]
    evidence: Mapping[str, bytes]


@dataclass(frozen=True, slots=True)
class Opinion:
    """What a kernel says of a task, in the terms of a check; ``code`` is empty when it accepts."""

    outcome: Outcome
    code: str
    reason: str
    data: Mapping[str, Json] = field(default_factory=dict)


class Kernel(Protocol):
    """One kernel, ready to be asked."""

    @property
    def identity(self) -> KernelIdentity:
        """Which program judges, and under which limits."""

    @property
    def check_id(self) -> str:
        """The permanent id of its check."""

    @property
    def answer_name(self) -> str:
        """The name under which what it printed is kept as evidence."""

    def command(self, task: Task, nonce: str) -> Command:
        """What to run. ``nonce`` is 32 hex digits, new for each run, for a kernel that repeats it in its answer."""

    def read(self, result: RunResult, task: Task, nonce: str) -> Opinion:
        """What a run means that no limit ended.

        Raises InfrastructureError when the kernel did not do its work and the declarations have no part in that.
        """
