"""Many runs of all kinds from many threads: every result is its own, and nothing is left over."""

import gc
import os
import threading
from concurrent.futures import ThreadPoolExecutor

import pytest

from gate.model.policy import RunLimits
from gate.sandbox.docker_sandbox import DockerSandbox
from gate.sandbox.interface import ExitReason, Output, RunSpec
from tests.sandbox.containers import own_containers

RUNS = 30


def spec(image: str, number: int) -> tuple[RunSpec, ExitReason]:
    program, ending, limits = [
        ("import sys; open('/out/r', 'wb').write(open('/in/f', 'rb').read())", ExitReason.EXITED, {}),
        ("print('x' * 10**6)", ExitReason.EXITED, {}),
        ("import os; os.kill(os.getpid(), 9)", ExitReason.SIGNALED, {}),
        ("import time; time.sleep(99)", ExitReason.WALL_LIMIT, {"wall_s": 0.4}),
        ("b = bytes([1]) * (1 << 30)", ExitReason.OUT_OF_MEMORY, {"memory_bytes": 64 << 20}),
        ("while True: print('x' * 4096)", ExitReason.FLOOD, {"stream_bytes": 4096}),
    ][number % 6]
    made = RunSpec(
        image=image,
        argv=("python3", "-I", "-S", "-c", program),
        inputs={"f": str(number).encode() * 1000},
        outputs=(Output("r", 10_000),),
        limits=RunLimits(**{"wall_s": 60.0, **limits}),
    )
    return made, ending


@pytest.mark.docker
@pytest.mark.slow
def test_many_runs_at_once(image: str) -> None:
    with DockerSandbox(slots=4) as sandbox:

        def one(number: int) -> None:
            asked, ending = spec(image, number)
            result = sandbox.run(asked)
            assert result.exit_reason is ending, result
            if number % 6 == 0:
                assert dict(result.outputs) == {"r": asked.inputs["f"]}

        def held() -> tuple[int, int]:
            with ThreadPoolExecutor(8) as pool:
                list(pool.map(one, range(RUNS)))
            gc.collect()
            return len(os.listdir("/proc/self/fd")), threading.active_count()

        descriptors, threads = held()
        again, threads_again = held()
        # The client library keeps a bounded number of connections; those of runs would add one for each.
        assert again < descriptors + RUNS // 2
        assert threads_again == threads
    assert own_containers() == []
