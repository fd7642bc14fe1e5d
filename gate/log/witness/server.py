"""A witness on a socket: HTTP/1.1 with bounded requests, for tests and for teams. TLS is a reverse proxy's."""

from __future__ import annotations

import http.server
import logging
import re
import sys
from typing import Any, ClassVar

from gate.log.witness.request import MAX_REQUEST_BYTES
from gate.log.witness.service import TEXT, Witness
from gate.model.errors import IntegrityError
from gate.model.text import one_line
from gate.system.http import Answer

PATH = "/add-checkpoint"
_LENGTH = re.compile(r"[0-9]{1,9}", re.ASCII)
_logger = logging.getLogger(__name__)


class WitnessServer(http.server.ThreadingHTTPServer):
    """Serves one witness at ``/add-checkpoint`` until `shutdown`; one thread for each connection."""

    daemon_threads = True

    def __init__(self, address: tuple[str, int], witness: Witness) -> None:
        """Listen at once. Raises OSError when the address cannot be used."""
        self.witness = witness
        super().__init__(address, _Handler)

    def handle_error(self, request: Any, client_address: Any) -> None:
        """A client that went away, or a fault, costs its own connection; the library would print a traceback."""
        _logger.warning("a request from %s failed: %r", client_address, sys.exc_info()[1])

    @property
    def url(self) -> str:
        """The submission prefix."""
        host, port = self.server_address[:2]
        return f"http://{host!s}:{port}"


class _Handler(http.server.BaseHTTPRequestHandler):
    server: WitnessServer
    protocol_version = "HTTP/1.1"
    server_version = "gate-witness"
    sys_version = ""
    timeout: ClassVar[float] = 15.0
    """Seconds that a client may be silent."""

    def do_POST(self) -> None:
        """Answer a request; what is not understood closes the connection."""
        length = self.headers.get("Content-Length", "")
        if self.path != PATH:
            self._answer(Answer(404, TEXT, b"there is only add-checkpoint here\n"), close=True)
        elif not _LENGTH.fullmatch(length) or int(length) > MAX_REQUEST_BYTES:
            self._answer(Answer(400, TEXT, b"a Content-Length within the limit is needed\n"), close=True)
        else:
            self._answer(self._witnessed(self.rfile.read(int(length))))

    def log_message(self, format: str, *arguments: Any) -> None:
        """What the library would write on stderr."""
        _logger.info("%s", one_line(format % arguments))

    def _witnessed(self, body: bytes) -> Answer:
        try:
            return self.server.witness.add_checkpoint(body)
        except (OSError, IntegrityError) as error:  # the folder is full, or what is kept there was damaged
            _logger.error("the witness's folder cannot be used: %s", error)
            return Answer(500, TEXT, b"the witness's state cannot be used\n")

    def _answer(self, answer: Answer, *, close: bool = False) -> None:
        self.send_response(answer.status)
        self.send_header("Content-Type", answer.media_type)
        self.send_header("Content-Length", str(len(answer.data)))
        if close:
            self.close_connection = True
            self.send_header("Connection", "close")
        self.end_headers()
        self.wfile.write(answer.data)
