"""One sealed container from *create* to *remove*."""

from __future__ import annotations

import logging
import time
from contextlib import suppress
from types import TracebackType
from typing import Self

import docker
import docker.errors

from gate.model.digest import Digest, Json
from gate.model.errors import InfrastructureError
from gate.model.text import printable
from gate.sandbox.engine.connection import docker_errors
from gate.sandbox.engine.created import CreatedContainer
from gate.sandbox.engine.orphans import PURPOSE_LABEL, RUN_LABEL, owner_labels
from gate.sandbox.engine.slots import create_in_slot
from gate.sandbox.interface import ExitReason, RunResult, RunSpec, Usage
from gate.sandbox.run.attach import Attachment
from gate.sandbox.run.exit_reason import Observation, exit_reason, read_statistics
from gate.sandbox.run.progress import Progress
from gate.sandbox.run.protocol import request
from gate.sandbox.seal.configuration import check_configuration
from gate.sandbox.seal.container import Machine, Seal
from gate.system.owner import Owner

_logger = logging.getLogger(__name__)

START_S = 60.0
"""Seconds that the machine may take until the submission starts; its slowness is not the submission's."""
STOP_S = 1.0
"""Seconds that the supervisor has to end a run and to count, before the container is killed from outside."""
TRANSFER_S = 120.0
"""Seconds for the outputs after the end."""


class Execution:
    """A container that exists inside its ``with`` block and never after it."""

    def __init__(self, client: docker.APIClient, spec: RunSpec, machine: Machine) -> None:
        self._client = client
        self._spec = spec
        self._machine = machine
        self._container = CreatedContainer(client)
        self._progress = Progress(spec)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        try:
            self.remove()
        except InfrastructureError:
            if error is None:
                raise  # else the first error is the one to tell; the next start sweeps the container

    def run(self) -> RunResult:
        """Create, check, start, wait, collect. Raises InfrastructureError."""
        container, body = create_in_slot(self._container, self._body, "create a sealed container")
        name = container[:12]
        _logger.debug("run %s (%s): %s of %s", name, self._spec.purpose, self._spec.argv[0], self._spec.image)
        with docker_errors("inspect a sealed container"):
            seal = check_configuration(body, self._client.inspect_container(container))
        with docker_errors("attach to a sealed container"):
            attachment = Attachment(self._client, container, self._progress.on_data, self._progress.on_close)
        try:
            with docker_errors("start a sealed container"):
                self._client.start(container)
            self._talk(attachment)
            self._kill(container)
            result = self._result(container, attachment, seal)
        finally:
            with suppress(InfrastructureError):  # removing it comes next, and says so if that fails, too
                self._kill(container)
            attachment.close()
        reason, usage = result.exit_reason.value, result.usage
        _logger.info("run %s (%s): %s after %.2f s", name, self._spec.purpose, reason, usage.wall_s)
        return result

    def remove(self) -> None:
        """Remove the container whatever its state. Raises InfrastructureError."""
        self._container.remove()

    def _body(self, slot: int) -> dict[str, Json]:
        labels = {RUN_LABEL: "sealed", PURPOSE_LABEL: self._spec.purpose, **owner_labels(Owner.current())}
        return Seal.of(self._spec, slot, self._machine).container(labels)

    def _talk(self, attachment: Attachment) -> None:
        """Send the inputs, then wait until the run is over or has to be ended, and for its outputs."""
        progress = self._progress
        deadline = time.monotonic() + START_S
        for piece in request(self._spec):
            if not attachment.send(piece, deadline):
                break
        progress.wait(lambda seen: seen.started_at is not None or seen.ended, deadline)
        if progress.started_at is None:
            return
        progress.wait(lambda seen: seen.ended or seen.flooded, progress.started_at + self._spec.limits.wall_s)
        if not progress.ended:
            # The supervisor kills everything and counts; if it cannot, the caller kills the container.
            patience = time.monotonic() + STOP_S
            attachment.send(b".", patience)
            progress.wait(lambda seen: seen.ended, patience)
        if progress.report is not None:
            progress.wait(lambda seen: seen.finished, time.monotonic() + TRANSFER_S)

    def _kill(self, container: str) -> None:
        """SIGKILL from outside, while the connection is still drained; a container that is not running is fine."""
        if self._progress.complete or self._progress.closed:
            return
        with docker_errors("kill a sealed container"):
            try:
                self._client.kill(container)
            except docker.errors.APIError as error:
                if error.status_code not in (404, 409):
                    raise

    def _result(self, container: str, attachment: Attachment, seal: Digest) -> RunResult:
        progress = self._progress
        if progress.failure is not None:
            raise progress.failure.as_infrastructure()
        if progress.started_at is None:
            raise self._did_not_start(container, attachment)
        report = progress.report
        wall = (progress.ended_at or time.monotonic()) - progress.started_at
        group = read_statistics(report.statistics if report else {})
        oom = bool(group.oom_kills)
        if report is None and not oom:
            oom = bool(self._state(container).get("OOMKilled"))
        over_time = wall > self._spec.limits.wall_s
        reason = exit_reason(Observation(report, oom, progress.flooded, over_time))
        by_itself = reason in (ExitReason.EXITED, ExitReason.SIGNALED)
        if reason is None or (by_itself and not progress.complete):
            raise self._lost(container, attachment)
        return RunResult(
            exit_reason=reason,
            exit_code=report.code if report and by_itself else None,
            signal=report.signal if report and by_itself else None,
            stdout=progress.streams[0].stream(),
            stderr=progress.streams[1].stream(),
            outputs=progress.outputs if by_itself else {},
            refused=progress.refused if by_itself else {},
            usage=Usage(
                wall_s=wall,
                cpu_s=group.cpu_s,
                peak_memory_bytes=group.peak_memory_bytes,
                peak_pids=group.peak_pids,
            ),
            seal=seal,
        )

    def _state(self, container: str) -> dict[str, Json]:
        """Its last state, read once it stopped: the engine notes an out-of-memory kill only then."""
        with docker_errors("look at a sealed container"):
            self._client.wait(container, timeout=STOP_S * 10)
            state: dict[str, Json] = self._client.inspect_container(container)["State"]
        return state

    def _did_not_start(self, container: str, attachment: Attachment) -> InfrastructureError:
        state = self._state(container)
        return InfrastructureError(
            "sandbox.start",
            f"the supervisor did not start the run within {START_S:.0f} s (container {state.get('Status')}, exit code "
            f"{state.get('ExitCode')}): {_text(attachment.stderr) or state.get('Error') or 'it said nothing'}",
            hint="rebuild the image with `gate sandbox build`; `gate sandbox test` shows where it stops",
        )

    def _lost(self, container: str, attachment: Attachment) -> InfrastructureError:
        state = self._state(container)
        return InfrastructureError(
            "sandbox.lost",
            f"the container ended without its supervisor's report (exit code {state.get('ExitCode')}): "
            f"{_text(attachment.stderr) or state.get('Error') or 'it said nothing'}",
            hint="look at the daemon's log; repeat the attempt",
        )


def _text(data: bytearray) -> str:
    return printable(bytes(data[-500:])).strip()
