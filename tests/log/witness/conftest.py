"""A witness of the log of `tests.log.trees`, and a server for it."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from gate.log.keys import Signer
from gate.log.witness.cosigner import Cosigner
from gate.log.witness.server import WitnessServer
from gate.log.witness.service import Witness
from tests.log.trees import SIGNER

NOW = 1_790_000_000


@pytest.fixture
def witness(tmp_path: Path) -> Witness:
    cosigner = Cosigner(Signer("witness.example/w", b"w" * 32))
    return Witness(cosigner, (SIGNER.verifier,), tmp_path / "witness", clock=lambda: NOW)


@pytest.fixture
def server(witness: Witness) -> Iterator[WitnessServer]:
    with WitnessServer(("127.0.0.1", 0), witness) as listening:
        thread = threading.Thread(target=listening.serve_forever, kwargs={"poll_interval": 0.01})
        thread.start()
        yield listening
        listening.shutdown()
        thread.join()
