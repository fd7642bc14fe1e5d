"""A container that is marked before it is made, so that an interrupt at any moment leaves nothing behind."""

from __future__ import annotations

import logging
import time
import uuid

import docker
import docker.errors

from gate.model.errors import InterruptedRun
from gate.sandbox.engine.connection import docker_errors
from gate.sandbox.interface import EngineJson

CREATE_S = 2.0
"""Seconds for which a container that may still be on its way into existence is waited for."""
REMOVE_S = 30.0
"""Seconds for which a container that is on its way out of existence is waited for."""

_MARK = "gate.container"

_logger = logging.getLogger(__name__)


class NameTakenError(Exception):
    """Another container has the name."""


class CreatedContainer:
    """At most one container, removed by its id: another one may get its name. `remove` belongs into a ``finally``
    that begins before `create`."""

    def __init__(self, client: docker.APIClient) -> None:
        self._client = client
        self._mark = uuid.uuid4().hex
        self._id: str | None = None
        self._pending = False
        self._over = False

    def create(self, body: EngineJson, doing: str, *, name: str | None = None) -> str:
        """The container's id; ``doing`` says in errors what was tried.

        Raises NameTakenError, InfrastructureError, and InterruptedRun once `remove` was called.
        """
        self._pending = True  # before the question whether it is over: `remove` asks the other way round
        if self._over:
            raise InterruptedRun("sandbox.closed", "the sandbox is closing; no further container is made")
        marked = {**body, "Labels": {**body["Labels"], _MARK: self._mark}}
        with docker_errors(doing):
            try:
                container: str = self._client.create_container_from_config(marked, name)["Id"]
            except docker.errors.APIError as error:
                self._pending = False
                if name is not None and error.status_code == 409:
                    raise NameTakenError from None
                raise
        self._id = container
        self._pending = False
        return container

    def remove(self) -> None:
        """Remove the container whatever its state; being gone already is success.

        One that does not run any more and that the engine does not get rid of in `REMOVE_S` is left to the engine, with
        a warning: its run is complete, and the next start sweeps what is left. Raises InfrastructureError.
        """
        self._over = True
        begun = time.monotonic()
        with docker_errors("remove a container"):
            while self._id is None:
                # An interrupted *create* may still be under way inside the engine.
                if not self._pending or time.monotonic() - begun > CREATE_S:
                    return
                found = self._client.containers(all=True, filters={"label": f"{_MARK}={self._mark}"})
                self._id = found[0]["Id"] if found else None
                time.sleep(0.1)
            self._remove(self._id, begun + REMOVE_S)

    def _remove(self, container: str, deadline: float) -> None:
        while True:
            try:
                self._client.remove_container(container, force=True, v=True)
                return
            except docker.errors.NotFound:
                return
            except docker.errors.APIError as error:
                # 409: a removal is under way already; 500: the engine could not finish one, and may be able later.
                if error.status_code not in (409, 500):
                    raise
                if time.monotonic() > deadline:
                    if self._runs(container):
                        raise
                    _logger.warning("the engine does not get rid of container %s: %s", container[:12], error)
                    return
            time.sleep(0.1)

    def _runs(self, container: str) -> bool:
        try:
            return bool(self._client.inspect_container(container)["State"]["Running"])
        except docker.errors.NotFound:
            return False
