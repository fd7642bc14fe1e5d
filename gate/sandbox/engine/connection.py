"""The connection to the Docker daemon, and its troubles as InfrastructureErrors with a code and a hint."""

from __future__ import annotations

import logging
import os
import socket
import struct
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import asdict
from pathlib import Path

import docker
import docker.errors
import requests
import urllib3

from gate.model.digest import Json
from gate.model.errors import InfrastructureError
from gate.sandbox.interface import EngineJson
from gate.system.files import read_regular
from gate.system.owner import Owner

API_TIMEOUT_S = 60
"""Seconds that any single call may take."""

DEFAULT_URL = "unix:///var/run/docker.sock"
_PID_FILE = Path("/var/run/docker.pid")

_logger = logging.getLogger(__name__)

_START_HINT = "start Docker (`systemctl start docker`), or set DOCKER_HOST; `gate doctor` says more"


def connect() -> docker.APIClient:
    """A client for the daemon that the environment names. Raises InfrastructureError ``docker.unreachable``."""
    settings = docker.utils.kwargs_from_env()
    try:
        with _knock(settings.get("base_url", DEFAULT_URL)):
            pass
        client = docker.APIClient(**settings, version="auto", timeout=API_TIMEOUT_S)
    except (docker.errors.DockerException, requests.RequestException, OSError) as error:
        raise InfrastructureError(
            "docker.unreachable", f"no Docker daemon answers: {_last_line(error)}", hint=_START_HINT
        ) from None
    _logger.debug("connected to the Docker daemon at %s, API %s", client.base_url, client.api_version)
    return client


def daemon_identity(info: EngineJson) -> dict[str, Json] | None:
    """What tells the daemon that runs now from itself after a restart or an update: its process, versions and settings.

    ``info`` is Docker's own. None for a daemon whose process cannot be seen from here (on another machine, in another
    process namespace).
    """
    process = _daemon_process(os.environ.get("DOCKER_HOST") or DEFAULT_URL)
    if process is None:
        return None
    return {"process": asdict(process), **{name: info.get(name) for name in _IDENTIFYING}}


_IDENTIFYING = (
    *("ID", "ServerVersion", "KernelVersion", "OperatingSystem", "Architecture", "DockerRootDir", "Driver"),
    *("CgroupDriver", "CgroupVersion", "SecurityOptions", "Runtimes", "DefaultRuntime"),
    *("ContainerdCommit", "RuncCommit", "InitCommit"),
)


def _daemon_process(url: str) -> Owner | None:
    """The process that listens on the socket, or, where systemd does that for it, the one in the daemon's pid file."""
    candidates = []
    try:
        with _knock(url) as door:
            if door is not None:
                candidates.append(struct.unpack("3i", door.getsockopt(socket.SOL_SOCKET, socket.SO_PEERCRED, 12))[0])
        if url == DEFAULT_URL:
            candidates.append(int(read_regular(_PID_FILE, 64, follow=True)))
    except (OSError, ValueError):
        pass
    for pid in candidates:
        with suppress(OSError):
            if Path(f"/proc/{pid}/comm").read_bytes() == b"dockerd\n":
                return Owner.of(pid)
    return None


@contextmanager
def _knock(url: str) -> Iterator[socket.socket | None]:
    """A connection to the daemon's socket, None if it has another kind of address.

    Raises OSError when nobody listens; the client library would leak a socket finding that out.
    """
    scheme, _, path = url.partition("://")
    if scheme not in ("unix", "http+unix"):
        yield None
        return
    with socket.socket(socket.AF_UNIX) as door:
        door.settimeout(API_TIMEOUT_S)
        door.connect(f"/{path.lstrip('/')}")
        yield door


@contextmanager
def docker_errors(action: str) -> Iterator[None]:
    """Turn every trouble of the client library while doing ``action`` into one InfrastructureError."""
    try:
        yield
    except docker.errors.ImageNotFound as error:
        raise InfrastructureError(
            "image.missing", f"cannot {action}: {error.explanation}", hint="run `gate sandbox build`"
        ) from None
    except docker.errors.APIError as error:
        raise _from_api(action, error) from None
    except (requests.RequestException, urllib3.exceptions.HTTPError, docker.errors.DockerException, OSError) as error:
        raise InfrastructureError(
            "docker.died",
            f"the Docker daemon went away or does not answer; could not {action}: {_last_line(error)}",
            hint=_START_HINT,
        ) from None


def _from_api(action: str, error: docker.errors.APIError) -> InfrastructureError:
    text = str(error.explanation or error)
    message = f"cannot {action}: {text[:500]}"
    if error.status_code == 404 and "No such image" in text:
        return InfrastructureError("image.missing", message, hint="run `gate sandbox build`")
    if "no space left on device" in text:
        return InfrastructureError("disk.full", message, hint="free space on Docker's disk (`docker system df`)")
    if "unknown runtime" in text.lower() or "invalid runtime name" in text:
        return InfrastructureError("docker.runtime", message, hint="choose one of `docker info`'s runtimes")
    return InfrastructureError("docker.refused", message, hint="`gate doctor` looks at the daemon's settings")


def _last_line(error: BaseException) -> str:
    lines = str(error).strip().splitlines() or [type(error).__name__]
    return lines[-1][:300]
