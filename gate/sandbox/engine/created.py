"""A container whose name is chosen before it is made, so that an interrupt at any moment leaves nothing behind."""

from __future__ import annotations

import time
from collections.abc import Mapping

import docker
import docker.errors

from gate.model.digest import Json
from gate.sandbox.engine.connection import docker_errors

REMOVE_S = 2.0
"""Seconds for which a container that is on its way into or out of existence is waited for."""


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
        """Remove the container whatever its state; being gone already is success. Raises InfrastructureError."""
        patience = time.monotonic() + REMOVE_S
        while True:
            with docker_errors("remove a container"):
                try:
                    self._client.remove_container(self._name, force=True, v=True)
                except docker.errors.NotFound:
                    # An interrupted *create* may still be under way inside the engine.
                    if not self._pending or time.monotonic() > patience:
                        return
                except docker.errors.APIError as error:
                    if error.status_code != 409 or time.monotonic() > patience:
                        raise  # else somebody else is removing it: wait until it is gone
                else:
                    return
            time.sleep(0.1)
