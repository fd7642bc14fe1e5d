"""Ctrl-C, SIGTERM and SIGHUP in the middle of a run: exit in order, no container left."""

import signal
import subprocess
import sys
import time

import pytest

from gate.cli.interrupts import interruptible
from gate.model.errors import InterruptedRun
from gate.sandbox.engine.connection import connect
from gate.sandbox.engine.orphans import RUN_LABEL
from tests.sandbox.containers import own_containers

PROGRAM = """
import sys
from gate.model.errors import InterruptedRun
from gate.model.policy import RunLimits
from gate.sandbox.docker_sandbox import DockerSandbox
from gate.sandbox.interface import RunSpec
from gate.cli.interrupts import interruptible

try:
    with interruptible(), DockerSandbox() as sandbox:
        spec = RunSpec(image=sys.argv[1], argv=("sleep", "100"), limits=RunLimits(wall_s=100))
        sandbox.run(spec)
except InterruptedRun as error:
    print(error.message)
    sys.exit(error.exit_code)
"""


def test_the_second_signal_does_not_cut_the_tidying_short() -> None:
    before = signal.getsignal(signal.SIGTERM)
    tidied = []

    def work() -> None:
        try:
            signal.raise_signal(signal.SIGTERM)
        finally:
            signal.raise_signal(signal.SIGTERM)
            signal.raise_signal(signal.SIGINT)
            tidied.append(True)

    with pytest.raises(InterruptedRun) as caught, interruptible():
        work()
    assert tidied
    assert caught.value.exit_code == 130
    assert signal.getsignal(signal.SIGTERM) == before


@pytest.mark.docker
@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM, signal.SIGHUP])
def test_nothing_is_left_behind(image: str, number: signal.Signals) -> None:
    process = subprocess.Popen([sys.executable, "-c", PROGRAM, image], stdout=subprocess.PIPE, text=True)
    client = connect()
    mine = {"label": [RUN_LABEL, f"gate.owner.pid={process.pid}"]}
    try:
        deadline = time.monotonic() + 120
        while not client.containers(filters=mine):
            assert time.monotonic() < deadline
            assert process.poll() is None
            time.sleep(0.05)
        process.send_signal(number)
        said, _ = process.communicate(timeout=60)
        assert (process.returncode, said) == (130, f"stopped by {number.name}\n")
        assert own_containers(process.pid) == []
    finally:
        process.kill()
        process.communicate()
        client.close()
