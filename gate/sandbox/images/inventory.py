"""Built images: found by their lock digest, named by their id."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

import docker
import docker.errors

from gate.model.digest import Digest
from gate.model.errors import InfrastructureError
from gate.sandbox.engine.connection import docker_errors
from gate.sandbox.images.definition import catalogue, lock

_HEX64 = re.compile(r"[0-9a-f]{64}", re.ASCII)

LABEL_NAME = "gate.name"
LABEL_LOCK = "gate.lock"
LABEL_BASE = "gate.base"


@dataclass(frozen=True, slots=True)
class BuiltImage:
    """An image that the engine holds.

    ``base`` says what it stands on (``debian:bookworm`` or a registry reference); ``current`` whether its lock digest
    is that of the definition as it is now.
    """

    name: str
    id: str
    lock: Digest
    base: str
    size_bytes: int
    current: bool


def tag(name: str, locked: Digest) -> str:
    """The tag that keeps the image with this lock digest from being pruned, and finds it."""
    return f"gate/{name}:{locked.short}"


def find_image(client: docker.APIClient, name: str) -> str:
    """The id of the image ``name`` as it is defined now.

    Raises UsageError for an unknown name; InfrastructureError ``image.missing`` when it was never built and
    ``image.stale`` when only images with another lock digest are there.
    """
    if found := lookup(client, name, lock(name)):
        return found.id
    hint = f"gate sandbox build {name}"
    with docker_errors(f"look for the image {name}"):
        others = client.images(filters={"label": f"{LABEL_NAME}={name}"})
    if others:
        raise InfrastructureError("image.stale", f"the image {name!r} was built from another definition", hint=hint)
    raise InfrastructureError("image.missing", f"the image {name!r} has not been built", hint=hint)


def lookup(client: docker.APIClient, name: str, locked: Digest) -> BuiltImage | None:
    """The image ``name`` with the lock digest ``locked``, or None."""
    with docker_errors(f"look for the image {name}"):
        try:
            found = client.inspect_image(tag(name, locked))
        except docker.errors.ImageNotFound:
            return None
    labels = found["Config"]["Labels"] or {}
    if (labels.get(LABEL_NAME), labels.get(LABEL_LOCK)) != (name, locked.hex):
        return None
    return _built(found["Id"], labels, found["Size"], current=True)


def list_images(client: docker.APIClient) -> list[BuiltImage]:
    """All images that gate built and the engine still holds, by name, current ones first."""
    locks = {name: lock(name).hex for name in catalogue()}
    with docker_errors("list the images"):
        found = client.images(filters={"label": LABEL_LOCK})
    images = [
        _built(image["Id"], labels, image["Size"], current=locks.get(labels[LABEL_NAME]) == labels[LABEL_LOCK])
        for image in found
        if _is_ours(labels := image["Labels"])
    ]
    return sorted(images, key=lambda image: (image.name, not image.current, image.id))


def _is_ours(labels: Mapping[str, str]) -> bool:
    """Whether the labels are complete; somebody else's image may carry one of them."""
    return LABEL_NAME in labels and bool(_HEX64.fullmatch(labels[LABEL_LOCK]))


def _built(image_id: str, labels: Mapping[str, str], size: int, *, current: bool) -> BuiltImage:
    base = labels.get(LABEL_BASE, "")
    return BuiltImage(labels[LABEL_NAME], image_id, Digest(labels[LABEL_LOCK]), base, size, current)
