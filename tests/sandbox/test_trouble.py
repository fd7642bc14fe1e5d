"""The machine's faults: each an InfrastructureError with code and hint, never a result; nothing is left behind."""

import gc
import threading
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import docker
import pytest

from gate.model.errors import InfrastructureError, InterruptedRun
from gate.model.policy import RunLimits
from gate.sandbox.docker_sandbox import DockerSandbox
from gate.sandbox.engine.connection import connect
from gate.sandbox.interface import RunSpec
from gate.sandbox.seal import container as seal
from tests.sandbox.conformance import python
from tests.sandbox.containers import own_containers
from tests.sandbox.proxy import Proxy

pytestmark = pytest.mark.docker


def eventually(condition: Callable[[], object], patience_s: float = 120) -> None:
    deadline = time.monotonic() + patience_s
    while not condition():
        assert time.monotonic() < deadline, "did not happen"
        time.sleep(0.05)


def test_no_daemon(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("DOCKER_HOST", f"unix://{tmp_path}/nothing.sock")
    with pytest.raises(InfrastructureError) as caught:
        DockerSandbox()
    assert caught.value.code == "docker.unreachable"
    assert caught.value.hint


def test_a_runtime_that_is_not_there(monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(InfrastructureError) as caught:
        DockerSandbox(runtime="kata-of-another-machine")
    assert caught.value.code == "docker.runtime"
    monkeypatch.setenv("GATE_RUNTIME", "another")
    with pytest.raises(InfrastructureError, match="another"):
        DockerSandbox()


# The client library leaks the socket of a refused connection; it is collected inside this test.
@pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")
def test_the_daemon_dies_in_the_middle_of_a_run(monkeypatch: pytest.MonkeyPatch, tmp_path: Path, image: str) -> None:
    proxy = Proxy(tmp_path / "docker.sock")
    monkeypatch.setenv("DOCKER_HOST", proxy.url)
    errors: list[InfrastructureError] = []

    def run(sandbox: DockerSandbox) -> None:
        with pytest.raises(InfrastructureError) as caught:
            sandbox.run(python(image, "import time; time.sleep(100)", purpose="cut", limits=RunLimits(wall_s=100)))
        errors.append(caught.value)

    try:
        with DockerSandbox() as sandbox:
            thread = threading.Thread(target=run, args=(sandbox,))
            thread.start()
            monkeypatch.delenv("DOCKER_HOST")

            def running() -> bool:
                return any(
                    c["State"] == "running" and c["Labels"].get("gate.purpose") == "cut" for c in own_containers()
                )

            eventually(running)
            time.sleep(0.3)
            proxy.cut()
            thread.join(timeout=60)
            assert not thread.is_alive()
    finally:
        proxy.cut()
    assert [error.code for error in errors] == ["docker.died"]
    # It could not be removed without a daemon; it ends by itself, and is swept when its owner is gone.
    left = [c for c in own_containers() if c["Labels"].get("gate.purpose") == "cut"]
    client = connect()
    for container in left:
        eventually(lambda c=container: client.inspect_container(c["Id"])["State"]["Status"] == "exited")
        client.remove_container(container["Id"], force=True)
    client.close()
    errors.clear()
    gc.collect()


def test_an_engine_that_drops_a_part_of_the_seal(
    monkeypatch: pytest.MonkeyPatch, sandbox: DockerSandbox, image: str
) -> None:
    honest = docker.APIClient.inspect_container

    def forgetful(client: docker.APIClient, container: str) -> dict[str, Any]:
        found: dict[str, Any] = honest(client, container)
        found["HostConfig"]["PidsLimit"] = None
        return found

    monkeypatch.setattr(docker.APIClient, "inspect_container", forgetful)
    with pytest.raises(InfrastructureError) as caught:
        sandbox.run(python(image, "print('never runs')"))
    assert (caught.value.code, caught.value.where) == ("seal.mismatch", "HostConfig.PidsLimit")
    assert own_containers() == []


@pytest.mark.parametrize(
    ("program", "code"),
    [
        ("print('not a frame')", "sandbox.protocol"),
        ("import sys; sys.stdout.buffer.write(b'S\\0\\0\\0\\0Z\\0\\0\\0\\0')", "sandbox.protocol"),
        ("import sys; sys.stdout.buffer.write(b'S\\0\\0\\0\\0')", "sandbox.lost"),
        ("import sys; sys.exit('out of order')", "sandbox.start"),
    ],
)
def test_an_image_whose_supervisor_is_broken(
    monkeypatch: pytest.MonkeyPatch, sandbox: DockerSandbox, image: str, program: str, code: str
) -> None:
    monkeypatch.setattr(seal, "SUPERVISOR", ("/usr/bin/python3", "-c", program))
    with pytest.raises(InfrastructureError) as caught:
        sandbox.run(python(image, "pass"))
    assert caught.value.code == code
    assert caught.value.hint
    assert own_containers() == []


def test_an_image_without_a_supervisor(monkeypatch: pytest.MonkeyPatch, sandbox: DockerSandbox, image: str) -> None:
    monkeypatch.setattr(seal, "SUPERVISOR", ("/no/such/program",))
    with pytest.raises(InfrastructureError) as caught:
        sandbox.run(python(image, "pass"))
    assert caught.value.code == "docker.refused"
    assert own_containers() == []


def test_closing_ends_what_runs_in_other_threads(image: str) -> None:
    ends: list[str] = []

    def run(sandbox: DockerSandbox) -> None:
        try:
            sandbox.run(python(image, "import time; time.sleep(100)", limits=RunLimits(wall_s=100)))
        except InterruptedRun as error:
            ends.append(error.code)

    with DockerSandbox(slots=2) as sandbox:
        threads = [threading.Thread(target=run, args=(sandbox,)) for _ in range(3)]
        for thread in threads:
            thread.start()
        eventually(lambda: sum(c["State"] == "running" for c in own_containers()) == 2)
    for thread in threads:
        thread.join(timeout=60)
    assert ends == ["sandbox.closed"] * 3
    assert own_containers() == []


def test_a_closed_sandbox_starts_nothing(image: str) -> None:
    with DockerSandbox() as sandbox:
        pass
    with pytest.raises(InterruptedRun):
        sandbox.run(RunSpec(image=image, argv=("true",)))
