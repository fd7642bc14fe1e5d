"""Containers that a killed gate process left behind: found by label, removed only if their owner is certainly dead."""

from __future__ import annotations

from contextlib import suppress

import docker
import docker.errors

from gate.model.owner import Owner
from gate.sandbox.connection import docker_errors
from gate.sandbox.owner import RUN_LABEL, owner_of


def sweep(client: docker.APIClient) -> list[str]:
    """Remove the orphans of this machine's dead gate processes; returns their container ids.

    Containers without our labels, of another machine, or of a living process are never touched.
    """
    here = Owner.current()
    removed: list[str] = []
    with docker_errors("look for orphaned containers"):
        found = client.containers(all=True, filters={"label": RUN_LABEL})
    for container in found:
        owner = owner_of(container.get("Labels") or {})
        if owner is None or not owner.is_dead(seen_by=here):
            continue
        with docker_errors("remove an orphaned container"):
            with suppress(docker.errors.NotFound):  # another sweep was faster
                client.remove_container(container["Id"], force=True, v=True)
            removed.append(container["Id"])
    return removed
