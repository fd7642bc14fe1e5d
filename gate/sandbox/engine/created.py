"""A container whose name is chosen before it is made, so that an interrupt at any moment leaves nothing behind."""

from __future__ import annotations

import logging
import time
from collections.abc import Mapping

import docker
import docker.errors

from gate.model.digest import Json
from gate.sandbox.engine.connection import docker_errors

CREATE_S = 2.0
"""Seconds for which a container that may still be on its way into existence is waited for."""
REMOVE_S = 30.0
"""Seconds for which a container that is on its way out of existence is waited for."""

_logger = logging.getLogger(__name__)


class CreatedContainer:
    """A container by name. `remove` belongs into a ``finally`` that begins before `create`."""

    def __init__(self, client: docker.APIClient, name: str) -> None:
        self._client = client
        self._name = name
        self._pending = False

    def create(self, body: Mapping[str, Json], doing: str) -> str:
        """The container's id; ``doing`` says in errors what was tried. Raises InfrastructureError."""
        self._pending = True
        with docker_errors(doing):
            try:
                container: str = self._client.create_container_from_config(body, self._name)["Id"]
            except docker.errors.APIError:
                self._pending = False
                raise
        self._pending = False
        return container

    def remove(self) -> None:
        """Remove the container whatever its state; being gone already is success.

        One that does not run any more and that the engine does not get rid of in `REMOVE_S` is left to the engine, with
        a warning: its run is complete, and the next start sweeps what is left. Raises InfrastructureError.
        """
        begun = time.monotonic()
        with docker_errors("remove a container"):
            while True:
                try:
                    self._client.remove_container(self._name, force=True, v=True)
                except docker.errors.NotFound:
                    # An interrupted *create* may still be under way inside the engine.
                    if not self._pending or time.monotonic() - begun > CREATE_S:
                        return
                except docker.errors.APIError as error:
                    # 409: a removal is under way already; 500: the engine could not finish one, and may be able later.
                    if error.status_code not in (409, 500):
                        raise
                    if time.monotonic() - begun > REMOVE_S:
                        if self._runs():
                            raise
                        _logger.warning("the engine does not get rid of container %s: %s", self._name, error)
                        return
                else:
                    return
                time.sleep(0.1)

    def _runs(self) -> bool:
        try:
            return bool(self._client.inspect_container(self._name)["State"]["Running"])
        except docker.errors.NotFound:
            return False
