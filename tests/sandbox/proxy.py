"""A socket between the gate and the Docker daemon that can be cut, to see a daemon die without killing one."""

import contextlib
import selectors
import socket
import threading
from pathlib import Path


class Proxy:
    """Forwards every connection on ``path`` to the daemon until `cut`."""

    def __init__(self, path: Path, daemon: str = "/var/run/docker.sock") -> None:
        self.url = f"unix://{path}"
        self._daemon = daemon
        self._listener = socket.socket(socket.AF_UNIX)
        self._listener.bind(str(path))
        self._listener.listen()
        self._wake, self._bell = socket.socketpair()
        self._pairs: dict[socket.socket, socket.socket] = {}
        self._thread = threading.Thread(target=self._serve)
        self._thread.start()

    def cut(self) -> None:
        """From now on there is no daemon."""
        if self._thread.is_alive():
            self._bell.send(b".")
            self._thread.join()

    def _serve(self) -> None:
        with selectors.DefaultSelector() as selector:
            selector.register(self._listener, selectors.EVENT_READ)
            selector.register(self._wake, selectors.EVENT_READ)
            while True:
                for key, _ in selector.select():
                    source = key.fileobj
                    assert isinstance(source, socket.socket)
                    if source is self._wake:
                        self._close()
                        return
                    if source is self._listener:
                        client, _ = source.accept()
                        daemon = socket.socket(socket.AF_UNIX)
                        daemon.connect(self._daemon)
                        self._pairs.update({client: daemon, daemon: client})
                        selector.register(client, selectors.EVENT_READ)
                        selector.register(daemon, selectors.EVENT_READ)
                    elif source in self._pairs:
                        self._forward(source, selector)

    def _forward(self, source: socket.socket, selector: selectors.DefaultSelector) -> None:
        target = self._pairs[source]
        with contextlib.suppress(OSError):
            if data := source.recv(65536):
                target.sendall(data)
                return
        for end in (source, target):
            selector.unregister(end)
            self._pairs.pop(end).close() if end is source else self._pairs.pop(end, None)
        source.close()

    def _close(self) -> None:
        for end in [self._listener, self._wake, self._bell, *self._pairs]:
            end.close()
