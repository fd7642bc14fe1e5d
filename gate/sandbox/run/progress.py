"""What the draining thread saw of a run so far, and how another thread waits for more of it."""

from __future__ import annotations

import hashlib
import threading
import time
from collections.abc import Callable

from gate.model.digest import Digest
from gate.model.text import printable
from gate.sandbox.interface import RunSpec, Stream
from gate.sandbox.run.protocol import Conversation, Ended, ProtocolError

FLOOD_FACTOR = 16
"""A run that prints more than this many times `RunLimits.stream_bytes` on one stream is ended as a flood."""


class Progress:
    """`on_data` and `on_close` are called by the draining thread; everything else by the thread that waits.

    ``started_at`` and ``ended_at`` (of the submission, or else of the connection) are times on the host's monotonic
    clock. ``failure`` is the first breach of the protocol: what comes after it is drained and not believed.
    """

    def __init__(self, spec: RunSpec) -> None:
        self.streams = (StreamKeeper(spec.limits.stream_bytes), StreamKeeper(spec.limits.stream_bytes))
        self.started_at: float | None = None
        self.ended_at: float | None = None
        self.flooded = False
        self.closed = False
        self.failure: ProtocolError | None = None
        self._flood_bytes = FLOOD_FACTOR * spec.limits.stream_bytes
        self._news = threading.Condition()
        self._conversation = Conversation(spec.outputs, self._on_start, self._on_stream, self._on_end)

    @property
    def report(self) -> Ended | None:
        """The supervisor's report; nothing of the submission lives once it is there."""
        return self._conversation.ended

    @property
    def complete(self) -> bool:
        """Whether all declared outputs have come."""
        return self._conversation.complete

    @property
    def outputs(self) -> dict[str, bytes]:
        return dict(self._conversation.taken)

    @property
    def refused(self) -> dict[str, str]:
        return dict(self._conversation.refused)

    @property
    def finished(self) -> bool:
        """Nothing more comes, for good or ill."""
        return self.complete or self.closed or self.failure is not None

    @property
    def ended(self) -> bool:
        """The submission lives no more, as far as can be known."""
        return self.report is not None or self.finished

    def wait(self, condition: Callable[[Progress], bool], deadline: float) -> bool:
        """Wait until ``condition`` holds or the deadline (monotonic clock) has passed; returns whether it holds."""
        with self._news:
            return self._news.wait_for(lambda: condition(self), max(0.0, deadline - time.monotonic()))

    def on_data(self, data: bytes) -> None:
        """Bytes from the supervisor."""
        with self._news:
            if self.failure is not None:
                return
            try:
                self._conversation.feed(data)
            except ProtocolError as error:
                self.failure = error
            if self.finished:
                self._news.notify_all()

    def on_close(self) -> None:
        """The connection ended."""
        with self._news:
            self.closed = True
            if self.ended_at is None:
                self.ended_at = time.monotonic()
            self._news.notify_all()

    def _on_start(self) -> None:
        self.started_at = time.monotonic()
        self._news.notify_all()

    def _on_stream(self, number: int, data: bytes) -> None:
        keeper = self.streams[number - 1]
        keeper.add(data)
        if keeper.total_bytes > self._flood_bytes and not self.flooded:
            self.flooded = True
            self._news.notify_all()

    def _on_end(self) -> None:
        self.ended_at = time.monotonic()
        self._news.notify_all()


class StreamKeeper:
    """Collects one stream in bounded memory: the first and the last ``cap_bytes / 2`` bytes."""

    def __init__(self, cap_bytes: int) -> None:
        self._head_cap = cap_bytes - cap_bytes // 2
        self._tail_cap = cap_bytes // 2
        self._head = bytearray()
        self._tail = bytearray()
        self._hash = hashlib.sha256()
        self.total_bytes = 0

    def add(self, data: bytes) -> None:
        """The next bytes of the stream."""
        self._hash.update(data)
        self.total_bytes += len(data)
        room = self._head_cap - len(self._head)
        if room > 0:
            self._head += data[:room]
            data = data[room:]
        self._tail += data
        if len(self._tail) > 2 * self._tail_cap:
            del self._tail[: len(self._tail) - self._tail_cap]

    def stream(self) -> Stream:
        """What was kept so far."""
        return Stream(
            head=bytes(self._head),
            tail=bytes(self._tail[max(0, len(self._tail) - self._tail_cap) :]),
            total_bytes=self.total_bytes,
            sha256=Digest(self._hash.hexdigest()),
        )


def shown(stream: Stream) -> str:
    """The kept bytes for a terminal or a page: no control character, escape sequence or bidirectional mark survives."""
    text = printable(stream.head)
    if stream.truncated:
        missing = stream.total_bytes - len(stream.head) - len(stream.tail)
        text += f"\n… {missing} bytes left out …\n"
    return text + printable(stream.tail)
