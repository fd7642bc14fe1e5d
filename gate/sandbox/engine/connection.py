"""The connection to the Docker daemon, and its troubles as InfrastructureErrors with a code and a hint."""

from __future__ import annotations

import socket
from collections.abc import Iterator
from contextlib import contextmanager

import docker
import docker.errors
import requests
import urllib3

from gate.model.errors import InfrastructureError

API_TIMEOUT_S = 60
"""Seconds that any single call may take."""

DEFAULT_URL = "unix:///var/run/docker.sock"

_START_HINT = "start Docker (`systemctl start docker`), or set DOCKER_HOST; `gate doctor` says more"


def connect() -> docker.APIClient:
    """A client for the daemon that the environment names. Raises InfrastructureError ``docker.unreachable``."""
    settings = docker.utils.kwargs_from_env()
    try:
        _knock(settings.get("base_url", DEFAULT_URL))
        return docker.APIClient(**settings, version="auto", timeout=API_TIMEOUT_S)
    except (docker.errors.DockerException, requests.RequestException, OSError) as error:
        raise InfrastructureError(
            "docker.unreachable", f"no Docker daemon answers: {_last_line(error)}", hint=_START_HINT
        ) from None


def _knock(url: str) -> None:
    """Raise OSError when nobody listens on the daemon's socket; the client library would leak one finding that out."""
    scheme, _, path = url.partition("://")
    if scheme in ("unix", "http+unix"):
        with socket.socket(socket.AF_UNIX) as door:
            door.settimeout(API_TIMEOUT_S)
            door.connect(f"/{path.lstrip('/')}")


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
