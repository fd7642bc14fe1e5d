"""The one connection to a container's supervisor: bytes in, frames out, always drained."""

from __future__ import annotations

import select
import socket
import struct
import threading
import time
from collections.abc import Callable
from contextlib import suppress

import docker

_HEAD = struct.Struct(">BxxxI")
_RECEIVE = 1 << 18
_STDERR = 2
MAX_STDERR = 64 * 1024
"""Bytes of the supervisor's own stderr that are kept; a healthy one writes nothing."""


class Attachment:
    """Attached before the container starts. A thread reads from the first to the last byte whatever else happens:
    a client that stops reading makes the engine's *kill* hang (moby issue 41827).

    ``on_data`` is called in that thread for what the supervisor wrote, ``on_close`` at the end.
    """

    def __init__(
        self,
        client: docker.APIClient,
        container: str,
        on_data: Callable[[bytes], None],
        on_close: Callable[[], None],
    ) -> None:
        self._stream = client.attach_socket(container, params={"stdin": 1, "stdout": 1, "stderr": 1, "stream": 1})
        self._socket: socket.socket = getattr(self._stream, "_sock", self._stream)
        self._socket.settimeout(None)
        self._on_data = on_data
        self._on_close = on_close
        self.stderr = bytearray()
        self.closed = threading.Event()
        self._thread = threading.Thread(target=self._drain, name=f"drain-{container[:12]}", daemon=True)
        self._thread.start()

    def send(self, data: bytes, deadline: float) -> bool:
        """Send all of it before ``deadline`` (monotonic clock); False if the other side is gone or too slow."""
        view = memoryview(data)
        writable = select.poll()
        writable.register(self._socket, select.POLLOUT)
        while view:
            left = deadline - time.monotonic()
            if left <= 0 or self.closed.is_set():
                return False
            if not writable.poll(min(left, 0.5) * 1000):
                continue
            try:
                view = view[self._socket.send(view, socket.MSG_DONTWAIT) :]
            except BlockingIOError:
                continue
            except OSError:
                return False
        return True

    def close(self) -> None:
        """End the connection and the thread."""
        with suppress(OSError):  # the other side may be faster
            self._socket.shutdown(socket.SHUT_RDWR)
        self._thread.join()
        self._stream._response.close()

    def _drain(self) -> None:
        buffer = bytearray()
        try:
            while data := self._socket.recv(_RECEIVE):
                buffer += data
                self._split(buffer)
        except OSError:
            pass  # a broken connection ends the stream; who waits finds out why
        finally:
            self.closed.set()
            self._on_close()

    def _split(self, buffer: bytearray) -> None:
        """Take all complete messages of Docker's multiplexed stream (API, "attach") out of ``buffer``."""
        start = 0
        while len(buffer) - start >= _HEAD.size:
            channel, size = _HEAD.unpack_from(buffer, start)
            stop = start + _HEAD.size + size
            if len(buffer) < stop:
                break
            self._take(channel, bytes(buffer[start + _HEAD.size : stop]))
            start = stop
        del buffer[:start]

    def _take(self, channel: int, data: bytes) -> None:
        if channel == _STDERR:
            self.stderr += data[: MAX_STDERR - len(self.stderr)]
        else:
            self._on_data(data)
