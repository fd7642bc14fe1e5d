"""Troubles of the client library as InfrastructureErrors: a code for machines, a hint for people."""

import socket
from contextlib import closing
from pathlib import Path

import docker.errors
import pytest
import requests
import urllib3

from gate.model.errors import InfrastructureError, InputError
from gate.sandbox.engine import connection
from gate.sandbox.engine.connection import connect, daemon_identity, docker_errors
from gate.system.owner import Owner


def api_error(status: int, explanation: str) -> docker.errors.APIError:
    response = requests.Response()
    response.status_code = status
    return docker.errors.APIError("failed", response=response, explanation=explanation)


TROUBLES: dict[str, tuple[Exception, str]] = {
    "no such image": (api_error(404, "No such image: sha256:00"), "image.missing"),
    "no such image, by type": (docker.errors.ImageNotFound("x", explanation="No such image"), "image.missing"),
    "disk full": (api_error(500, "mkdir /var/lib/docker/x: no space left on device"), "disk.full"),
    "unknown runtime, old": (api_error(400, "Unknown runtime specified runsc"), "docker.runtime"),
    "unknown runtime, new": (api_error(400, "unknown or invalid runtime name: runsc"), "docker.runtime"),
    "a runtime that failed": (api_error(500, "OCI runtime create failed: exec: not found: unknown"), "docker.refused"),
    "anything else": (api_error(409, "conflict"), "docker.refused"),
    "refused connection": (requests.ConnectionError("refused"), "docker.died"),
    "no answer": (requests.ReadTimeout("60 s"), "docker.died"),
    "cut connection": (urllib3.exceptions.ProtocolError("cut"), "docker.died"),
    "broken pipe": (BrokenPipeError(32, "Broken pipe"), "docker.died"),
    "the library's own": (docker.errors.DockerException("x"), "docker.died"),
}


@pytest.mark.parametrize(("trouble", "code"), TROUBLES.values(), ids=TROUBLES)
def test_each_trouble_has_a_code_and_a_hint(trouble: Exception, code: str) -> None:
    with pytest.raises(InfrastructureError) as caught, docker_errors("do it"):
        raise trouble
    assert caught.value.code == code
    assert caught.value.hint
    assert "do it" in caught.value.message


@pytest.mark.parametrize("own", [InputError("a", "b"), ValueError("a bug"), KeyboardInterrupt()])
def test_nothing_else_is_touched(own: BaseException) -> None:
    with pytest.raises(type(own)) as caught, docker_errors("do it"):
        raise own
    assert caught.value is own


def test_a_daemon_that_cannot_be_seen_has_no_identity(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Nobody listens; a stranger listens, this process; or it is on another machine."""
    monkeypatch.setenv("DOCKER_HOST", f"unix://{tmp_path}/socket")
    assert daemon_identity({}) is None
    with socket.socket(socket.AF_UNIX) as stranger:
        stranger.bind(f"{tmp_path}/socket")
        stranger.listen()
        assert daemon_identity({}) is None
    monkeypatch.setenv("DOCKER_HOST", "tcp://192.0.2.1:2376")
    assert daemon_identity({}) is None


@pytest.mark.docker
def test_the_identity_of_this_machines_daemon() -> None:
    with closing(connect()) as client:
        identity = daemon_identity(client.info())
        assert identity == daemon_identity(client.info())
    assert identity is not None
    assert identity["process"]["boot"] == Owner.current().boot
    assert identity["ServerVersion"]


@pytest.mark.docker
def test_where_systemd_listens_the_pid_file_names_the_daemon(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("DOCKER_HOST", raising=False)
    with closing(connect()) as client:
        identity = daemon_identity(client.info())
    assert identity is not None
    monkeypatch.setattr(connection, "DEFAULT_URL", f"unix://{tmp_path}/socket")
    monkeypatch.setattr(connection, "_PID_FILE", tmp_path / "docker.pid")
    with socket.socket(socket.AF_UNIX) as systemd:
        systemd.bind(f"{tmp_path}/socket")
        systemd.listen()
        assert daemon_identity({}) is None
        (tmp_path / "docker.pid").write_text(f"{identity['process']['pid']}\n")
        found = daemon_identity({})
    assert found is not None
    assert found["process"] == identity["process"]
