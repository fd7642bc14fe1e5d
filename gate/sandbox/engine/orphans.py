"""Orphan containers, which a killed gate process left behind: found by label, removed only if their owner is dead."""

from __future__ import annotations

import logging
from collections.abc import Mapping

import docker
import docker.errors

from gate.sandbox.engine.connection import docker_errors
from gate.system.owner import Owner

RUN_LABEL = "gate.run"
"""On every container of gate, sealed or not; its value says which one it is."""
PURPOSE_LABEL = "gate.purpose"
_OWNER = "gate.owner."
_logger = logging.getLogger(__name__)


def sweep(client: docker.APIClient) -> list[str]:
    """Remove the orphans of this machine's dead gate processes; returns their container ids.

    Containers without our labels, of another machine, or of a living process are never touched. Raises
    InfrastructureError when the daemon fails.
    """
    here = Owner.current()
    removed: list[str] = []
    with docker_errors("look for orphan containers"):
        containers = client.containers(all=True, filters={"label": RUN_LABEL})
    for container in containers:
        owner = owner_of(container.get("Labels") or {})
        if owner is None or not owner.is_dead(seen_by=here):
            continue
        with docker_errors("remove an orphan container"):
            try:
                client.remove_container(container["Id"], force=True, v=True)
            except docker.errors.APIError as error:
                if error.status_code == 500:  # one that the engine cannot get rid of now must not stop a start
                    _logger.warning("an orphan container stays: %s", error)
                    continue
                if error.status_code not in (404, 409):  # else another sweep was faster, or is at it
                    raise
        removed.append(container["Id"])
        _logger.info("removed the orphan container %s of process %d", container["Id"][:12], owner.pid)
    return removed


def owner_labels(owner: Owner) -> dict[str, str]:
    """The owner as container labels."""
    return {
        _OWNER + "host": owner.host,
        _OWNER + "boot": owner.boot,
        _OWNER + "pid-namespace": str(owner.namespace),
        _OWNER + "pid": str(owner.pid),
        _OWNER + "started": str(owner.started),
    }


def owner_of(labels: Mapping[str, str]) -> Owner | None:
    """The inverse of `owner_labels`; None when they are not complete."""
    try:
        return Owner(
            host=labels[_OWNER + "host"],
            boot=labels[_OWNER + "boot"],
            namespace=int(labels[_OWNER + "pid-namespace"]),
            pid=int(labels[_OWNER + "pid"]),
            started=int(labels[_OWNER + "started"]),
        )
    except (KeyError, ValueError):
        return None
