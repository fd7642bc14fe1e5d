"""Asking a witness over HTTP: the sizes that it names, forks, and answers that nobody should believe."""

from __future__ import annotations

import http.server
import socket
import struct
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager

import pytest

from gate.log.keys import Signer
from gate.log.merkle import consistency_proof
from gate.log.note import NoteSignature
from gate.log.witness.client import request_cosignatures
from gate.log.witness.cosigner import Cosigner
from gate.log.witness.request import MAX_ANSWER_BYTES, MAX_REQUEST_BYTES, SIZE_TYPE
from gate.log.witness.server import WitnessServer
from gate.log.witness.service import Witness
from gate.model.errors import GateError
from tests.log.trees import SIGNER, Tree, log, tree_of

TREE = tree_of(log(40))
FORK = Tree([bytes([n]) * 32 for n in range(40)])
STRANGER = Cosigner(Signer("witness.example/w", b"s" * 32)).verifier


def ask(url: str, witness: Witness, size: int, tree: Tree = TREE, old: int = 0) -> tuple[NoteSignature, ...]:
    keys = (witness.cosigner.verifier,)
    proof = lambda smaller: consistency_proof(smaller, size, tree.node)  # noqa: E731
    return request_cosignatures(url, tree.checkpoint(size=size), proof, keys, old=old)


def error_of(*arguments: object, **more: object) -> tuple[str, int]:
    with pytest.raises(GateError) as caught:
        ask(*arguments, **more)  # type: ignore[arg-type]
    assert caught.value.where
    return caught.value.code, caught.value.exit_code


def test_a_witness_is_asked_again_and_again(server: WitnessServer, witness: Witness) -> None:
    for size, old in ((7, 0), (7, 0), (9, 7), (20, 3), (20, 20), (40, 0)):
        (line,) = ask(server.url, witness, size, old=old)
        assert line.verifies(witness.cosigner.verifier, TREE.checkpoint(size=size).decode().partition("\n\n")[0] + "\n")


def test_a_log_that_was_set_back_or_forked_is_an_integrity_failure(server: WitnessServer, witness: Witness) -> None:
    ask(server.url, witness, 20)
    assert error_of(server.url, witness, 19) == ("witness.ahead", 5)
    assert error_of(server.url, witness, 20, FORK) == ("witness.fork", 5)
    assert error_of(server.url, witness, 30, FORK) == ("witness.fork", 5)
    ask(server.url, witness, 21)


def test_a_witness_that_does_not_know_the_log(server: WitnessServer, witness: Witness) -> None:
    other = Signer("other.example/log", b"o" * 32)
    with pytest.raises(GateError, match=r"witness\.refused.*status 404"):
        request_cosignatures(server.url, TREE.checkpoint(other), lambda _: (), (STRANGER,))
    impostor = Signer(SIGNER.name, b"i" * 32)
    with pytest.raises(GateError, match=r"witness\.refused.*status 403"):
        request_cosignatures(server.url, TREE.checkpoint(impostor), lambda _: (), (STRANGER,))


def test_a_cosignature_by_an_unknown_key_does_not_count(server: WitnessServer) -> None:
    with pytest.raises(GateError, match=r"witness\.refused"):
        request_cosignatures(server.url, TREE.checkpoint(size=3), lambda _: (), (STRANGER,))


def test_nobody_there(witness: Witness) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        url = f"http://127.0.0.1:{taken.getsockname()[1]}"
    assert error_of(url, witness, 3) == ("witness.unreachable", 4)


@contextmanager
def answering(status: int, media_type: str, data: bytes) -> Iterator[str]:
    """A server that always says the same."""

    class Same(http.server.BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            self.rfile.read(int(self.headers["Content-Length"]))
            self.send_response(status)
            self.send_header("Content-Type", media_type)
            self.end_headers()
            self.wfile.write(data)

        def log_message(self, *_: object) -> None:
            pass

    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), Same) as server:
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
        thread.start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()
        thread.join()


@pytest.mark.parametrize(
    ("status", "media_type", "data", "code"),
    [
        (200, "text/plain", b"", "witness.refused"),
        (200, "text/plain", b"\xff\xfe", "witness.refused"),
        (200, "text/plain", b"x" * (MAX_ANSWER_BYTES + 1), "witness.unreachable"),
        (409, SIZE_TYPE, b"minus one\n", "witness.refused"),
        (409, SIZE_TYPE, b"99999999999999999999\n", "witness.refused"),
        (409, SIZE_TYPE, b"0\n", "witness.fork"),
        (409, SIZE_TYPE, b"41\n", "witness.ahead"),
        (409, "text/plain", b"0\n", "witness.refused"),
        (422, "text/plain", b"no", "witness.fork"),
        (500, "text/html", b"<h1>\x1b[31m</h1>", "witness.refused"),
        (302, "text/plain", b"", "witness.refused"),
    ],
)
def test_answers_that_nobody_should_believe(
    witness: Witness, status: int, media_type: str, data: bytes, code: str
) -> None:
    with answering(status, media_type, data) as url:
        assert error_of(url, witness, 40)[0] == code


def test_a_witness_that_always_names_another_size_is_given_up(witness: Witness) -> None:
    sizes = iter(range(1, 40))

    class Moving(http.server.BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            self.rfile.read(int(self.headers["Content-Length"]))
            self.send_response(409)
            self.send_header("Content-Type", SIZE_TYPE)
            self.end_headers()
            self.wfile.write(f"{next(sizes)}\n".encode())

        def log_message(self, *_: object) -> None:
            pass

    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), Moving) as server:
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
        thread.start()
        assert error_of(f"http://127.0.0.1:{server.server_port}", witness, 40) == ("witness.unreachable", 4)
        server.shutdown()
        thread.join()


@pytest.mark.parametrize(
    ("head", "status"),
    [
        (b"POST /add-checkpoint HTTP/1.1\r\nContent-Length: %d\r\n\r\n" % (MAX_REQUEST_BYTES + 1), b"400"),
        (b"POST /add-checkpoint HTTP/1.1\r\n\r\n", b"400"),
        (b"POST /add-checkpoint HTTP/1.1\r\nContent-Length: -1\r\n\r\n", b"400"),
        (b"POST /add-checkpoint HTTP/1.1\r\nContent-Length: %b\r\n\r\n" % (b"9" * 5000), b"400"),
        (b"POST /other HTTP/1.1\r\nContent-Length: 0\r\n\r\n", b"404"),
        (b"GET /add-checkpoint HTTP/1.1\r\n\r\n", b"501"),
    ],
)
def test_the_server_bounds_what_it_reads(server: WitnessServer, head: bytes, status: bytes) -> None:
    with socket.create_connection(server.server_address[:2], timeout=10) as connection:
        connection.sendall(head)
        assert status in connection.recv(4096).split(b"\n")[0]


def test_a_client_that_goes_away_costs_nobody_a_traceback(
    server: WitnessServer, witness: Witness, capsys: pytest.CaptureFixture[str], caplog: pytest.LogCaptureFixture
) -> None:
    with socket.create_connection(server.server_address[:2], timeout=10) as connection:
        connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))  # it ends with a reset
        connection.sendall(b"POST /add-checkpoint HTTP/1.1\r\nContent-Length: 9\r\n\r\n1")
    assert ask(server.url, witness, 3)
    for _ in range(200):
        if "failed" in caplog.text:
            break
        time.sleep(0.01)
    assert "a request from" in caplog.text
    assert capsys.readouterr().err == ""


def test_a_damaged_folder_is_the_witnesss_trouble(server: WitnessServer, witness: Witness) -> None:
    ask(server.url, witness, 3)
    (kept,) = witness.folder.glob("*.checkpoint")
    kept.write_bytes(b"damaged")
    with pytest.raises(GateError, match=r"witness\.refused.*status 500"):
        ask(server.url, witness, 4, old=3)
