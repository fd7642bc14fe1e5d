"""Container labels: what a container is for, and which process started it (`gate.model.owner`)."""

from __future__ import annotations

from collections.abc import Mapping

from gate.model.owner import Owner

RUN_LABEL = "gate.run"
PURPOSE_LABEL = "gate.purpose"
_OWNER = "gate.owner."


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
