"""One sealed container from *create* to *remove*."""

from __future__ import annotations

import threading
import time
import uuid
from contextlib import suppress
from dataclasses import dataclass
from types import TracebackType
from typing import Self

import docker
import docker.errors

from gate.model.digest import Digest, Json
from gate.model.errors import InfrastructureError
from gate.sandbox.attach import Attachment
from gate.sandbox.connection import docker_errors
from gate.sandbox.interface import Ending, RunResult, RunSpec, Usage
from gate.sandbox.outcome import Seen, ending
from gate.sandbox.owner import PURPOSE_LABEL, RUN_LABEL, this_process
from gate.sandbox.readback import check_readback
from gate.sandbox.seal import Machine, Seal
from gate.sandbox.streams import StreamKeeper
from gate.sandbox.transfer import Conversation, ProtocolError, request
from gate.sandbox.usage import read_statistics

START_S = 60.0
"""Seconds that the machine may take until the submission starts; its slowness is not the submission's."""
STOP_S = 1.0
"""Seconds that the supervisor has to end a run and to count, before the container is killed from outside."""
TRANSFER_S = 120.0
"""Seconds for the outputs after the end."""
REMOVE_S = 2.0
"""Seconds for which a container that is on its way into or out of existence is waited for."""
FLOOD_FACTOR = 16
"""A run that prints more than this many times `RunLimits.stream_bytes` on one stream is ended as a flood."""


@dataclass(slots=True)
class _Clock:
    """Times on the host's monotonic clock."""

    started: float | None = None
    ended: float | None = None


class Execution:
    """A container that exists inside its ``with`` block and never after it."""

    def __init__(self, client: docker.APIClient, spec: RunSpec, slot: int, machine: Machine) -> None:
        self._client = client
        self._spec = spec
        self._name = f"gate-{uuid.uuid4().hex}"
        self._body = Seal.of(spec, slot, machine).container(
            {RUN_LABEL: self._name, PURPOSE_LABEL: spec.purpose, **this_process().labels()}
        )
        self._created: bool | None = None  # None: never asked for; False: asked for, no answer yet
        self._clock = _Clock()
        self._news = threading.Condition()
        self._streams = (StreamKeeper(spec.limits.stream_bytes), StreamKeeper(spec.limits.stream_bytes))
        self._flooded = False
        self._over = False
        self._failure: ProtocolError | None = None
        self._conversation = Conversation(spec.outputs, self._on_start, self._on_stream, self._on_end)

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
        self._created = False
        with docker_errors("create a sealed container"):
            container: str = self._client.create_container_from_config(self._body, self._name)["Id"]
        self._created = True
        with docker_errors("read a sealed container back"):
            seal = check_readback(self._body, self._client.inspect_container(container))
        with docker_errors("attach to a sealed container"):
            attachment = Attachment(self._client, container, self._on_data, self._on_close)
        try:
            with docker_errors("start a sealed container"):
                self._client.start(container)
            self._talk(attachment)
            self._kill()
            return self._result(attachment, seal)
        finally:
            with suppress(InfrastructureError):  # removing it comes next, and says so if that fails, too
                self._kill()
            attachment.close()

    def remove(self) -> None:
        """Remove the container whatever its state; being gone already is success."""
        patience = time.monotonic() + REMOVE_S
        while True:
            with docker_errors("remove a sealed container"):
                try:
                    self._client.remove_container(self._name, force=True, v=True)
                except docker.errors.NotFound:
                    # An interrupted *create* may still be under way inside the engine.
                    if self._created is not False or time.monotonic() > patience:
                        return
                except docker.errors.APIError as error:
                    if error.status_code != 409 or time.monotonic() > patience:
                        raise  # else somebody else is removing it: wait until it is gone
                else:
                    return
            time.sleep(0.1)

    # -- called in the draining thread

    def _on_data(self, data: bytes) -> None:
        with self._news:
            if self._failure is not None:
                return  # drained, and no longer believed
            try:
                self._conversation.feed(data)
            except ProtocolError as error:
                self._failure = error
            if self._failure is not None or self._conversation.complete:
                self._news.notify_all()

    def _on_close(self) -> None:
        with self._news:
            self._over = True
            self._news.notify_all()

    def _on_start(self) -> None:
        self._clock.started = time.monotonic()
        self._news.notify_all()

    def _on_stream(self, number: int, data: bytes) -> None:
        keeper = self._streams[number - 1]
        keeper.add(data)
        if keeper.total_bytes > FLOOD_FACTOR * self._spec.limits.stream_bytes and not self._flooded:
            self._flooded = True
            self._news.notify_all()

    def _on_end(self) -> None:
        self._clock.ended = time.monotonic()
        self._news.notify_all()

    # -- called in the waiting thread

    def _talk(self, attachment: Attachment) -> None:
        """Send the inputs, then wait until the run is over or has to be ended."""
        deadline = time.monotonic() + START_S
        for piece in request(self._spec):
            if not attachment.send(piece, deadline):
                break
        with self._news:
            self._news.wait_for(lambda: self._clock.started is not None or self._ended, deadline - time.monotonic())
            if self._clock.started is None:
                return
            left = self._clock.started + self._spec.limits.wall_s - time.monotonic()
            self._news.wait_for(lambda: self._ended or self._flooded, left)
        if not self._ended:
            # The supervisor kills everything and counts; if it cannot, the caller kills the container.
            attachment.send(b".", time.monotonic() + STOP_S)
            with self._news:
                self._news.wait_for(lambda: self._ended, STOP_S)
        if self._conversation.ended is not None:
            with self._news:
                self._news.wait_for(
                    lambda: self._conversation.complete or self._over or self._failure is not None, TRANSFER_S
                )

    @property
    def _ended(self) -> bool:
        return self._conversation.ended is not None or self._over or self._failure is not None

    def _kill(self) -> None:
        """SIGKILL from outside, while the connection is still drained; a container that is not running is fine."""
        if self._conversation.complete or self._over:
            return
        with docker_errors("kill a sealed container"):
            try:
                self._client.kill(self._name)
            except docker.errors.APIError as error:
                if error.status_code not in (404, 409):
                    raise

    def _result(self, attachment: Attachment, seal: Digest) -> RunResult:
        if self._failure is not None:
            raise self._failure.as_infrastructure()
        if self._clock.started is None:
            raise self._did_not_start(attachment)
        ended = self._conversation.ended
        wall = (self._clock.ended or time.monotonic()) - self._clock.started
        group = read_statistics(ended.statistics if ended else {})
        oom = bool(group.oom_kills)
        if ended is None and not oom:
            oom = bool(self._state().get("OOMKilled"))
        how = ending(Seen(ended, oom, self._flooded, over_time=wall > self._spec.limits.wall_s))
        finished = how in (Ending.EXITED, Ending.SIGNALED)
        if how is None or (finished and not self._conversation.complete):
            raise self._lost(attachment)
        return RunResult(
            ending=how,
            exit_code=ended.code if ended and finished else None,
            signal=ended.signal if ended and finished else None,
            stdout=self._streams[0].stream(),
            stderr=self._streams[1].stream(),
            outputs=dict(self._conversation.taken) if finished else {},
            refused=dict(self._conversation.refused) if finished else {},
            usage=Usage(
                wall_s=wall,
                cpu_s=group.cpu_s,
                peak_memory_bytes=group.peak_memory_bytes,
                peak_pids=group.peak_pids,
            ),
            seal=seal,
        )

    def _state(self) -> dict[str, Json]:
        """Its last state, read once it stopped: the engine notes an out-of-memory kill only then."""
        with docker_errors("look at a sealed container"):
            self._client.wait(self._name, timeout=STOP_S * 10)
            state: dict[str, Json] = self._client.inspect_container(self._name)["State"]
        return state

    def _did_not_start(self, attachment: Attachment) -> InfrastructureError:
        state = self._state()
        return InfrastructureError(
            "sandbox.start",
            f"the supervisor did not start the run within {START_S:.0f} s (container {state.get('Status')}, exit code "
            f"{state.get('ExitCode')}): {_text(attachment.stderr) or state.get('Error') or 'it said nothing'}",
            hint="rebuild the image with `gate sandbox build`; `gate sandbox test` shows where it stops",
        )

    def _lost(self, attachment: Attachment) -> InfrastructureError:
        state = self._state()
        return InfrastructureError(
            "sandbox.lost",
            f"the container ended without its supervisor's report (exit code {state.get('ExitCode')}): "
            f"{_text(attachment.stderr) or state.get('Error') or 'it said nothing'}",
            hint="look at the daemon's log; repeat the attempt",
        )


def _text(data: bytearray) -> str:
    return bytes(data[-500:]).decode("utf-8", "replace").strip()
