"""The containers that this process left on the daemon."""

import time
from contextlib import closing
from typing import Any

from gate.sandbox.engine.connection import connect
from gate.sandbox.engine.orphans import RUN_LABEL
from gate.system.owner import Owner

PATIENCE_S = 120.0


def own_containers(pid: int | None = None) -> list[dict[str, Any]]:
    """As the daemon lists them, of this process or of ``pid``; one on its way out is waited for, up to two minutes."""
    labels = [RUN_LABEL, f"gate.owner.pid={pid or Owner.current().pid}"]
    deadline = time.monotonic() + PATIENCE_S
    with closing(connect()) as client:
        while True:
            containers: list[dict[str, Any]] = client.containers(all=True, filters={"label": labels})
            leaving = any(container["State"] in ("removing", "dead") for container in containers)
            if not leaving or time.monotonic() > deadline:
                return containers
            time.sleep(0.1)
