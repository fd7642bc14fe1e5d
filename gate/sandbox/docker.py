"""`DockerSandbox`: sealed runs in Docker containers."""

from __future__ import annotations

import queue
from collections.abc import Mapping
from types import TracebackType
from typing import Self

from gate.model.errors import InfrastructureError
from gate.sandbox.connection import connect, docker_errors
from gate.sandbox.execution import Execution
from gate.sandbox.files import read_files
from gate.sandbox.images import find_image
from gate.sandbox.interface import RunResult, RunSpec
from gate.sandbox.seal import Machine
from gate.sandbox.validate import check_spec


class DockerSandbox:
    """A `gate.sandbox.interface.Sandbox` on a Docker daemon. Any number of threads may use it at once; at most
    ``slots`` containers run at a time, each under a uid of its own, and none is used twice."""

    def __init__(self, *, slots: int = 1, runtime: str | None = None) -> None:
        """Raises InfrastructureError ``docker.unreachable`` or ``docker.runtime``."""
        self._client = connect()
        with docker_errors("ask the Docker daemon about itself"):
            info = self._client.info()
        known = info.get("Runtimes") or {}
        chosen = runtime or info.get("DefaultRuntime") or "runc"
        if chosen not in known:
            raise InfrastructureError(
                "docker.runtime",
                f"the daemon has no runtime {chosen!r}",
                hint=f"it knows: {', '.join(sorted(known))}",
            )
        options = info.get("SecurityOptions") or []
        self._machine = Machine(
            runtime=chosen,
            apparmor=any(option.startswith("name=apparmor") for option in options),
            cpus=max(1, int(info.get("NCPU") or 1)),
        )
        self._slots: queue.SimpleQueue[int] = queue.SimpleQueue()
        for slot in range(slots):
            self._slots.put(slot)

    def run(self, spec: RunSpec) -> RunResult:
        check_spec(spec)
        slot = self._slots.get()
        try:
            with Execution(self._client, spec, slot, self._machine) as execution:
                return execution.run()
        finally:
            self._slots.put(slot)

    def image_id(self, name: str) -> str:
        return find_image(self._client, name)

    def image_files(self, image: str, folder: str) -> Mapping[str, bytes]:
        return read_files(self._client, image, folder)

    def close(self) -> None:
        """Close the connection to the daemon."""
        self._client.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()
