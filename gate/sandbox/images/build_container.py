"""Build containers: run a build script and take out what it left; copy a registry image's files."""

from __future__ import annotations

import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

import docker
import docker.errors

from gate.model.errors import InfrastructureError
from gate.sandbox.engine.connection import docker_errors
from gate.sandbox.engine.created import CreatedContainer
from gate.sandbox.engine.orphans import RUN_LABEL, owner_labels
from gate.sandbox.images.layer import EPOCH, normalise, stream
from gate.system.owner import Owner
from gate.system.programs import tail

BUILD = "build"
"""The value of `RUN_LABEL` on a build container."""

_OLD_LABEL = "gate.workshop"
"""What gate 0.1 put on build containers, without an owner."""
_OLD_S = 24 * 3600
"""No build takes so long (seconds)."""

_NO_NETWORK = 75
"""The status (EX_TEMPFAIL) with which a build script says that it could not reach the network."""


def make_layer(
    client: docker.APIClient, image: str, script: str, parts: Mapping[str, bytes | Path], target: Path, *, network: bool
) -> None:
    """Run ``/build/<script>`` in a container of ``image`` and write the normal form of what it left in ``/layer``.

    ``parts`` (relative path to bytes, or to the file that holds them) are what the script finds in ``/build``; only
    with ``network`` can it reach anything else. Raises InfrastructureError.
    """
    with (
        docker_errors("build an image"),
        _container(client, image, ["/bin/sh", f"/build/{script}"], network=network) as box,
    ):
        client.put_archive(box, "/", stream({f"build/{path}": content for path, content in parts.items()}))
        client.start(box)
        status = client.wait(box)["StatusCode"]
        if status:
            raise _failure(status, tail(client.logs(box, tail=40)))
        chunks, _ = client.get_archive(box, "/layer")
        _store(chunks, target, strip=1)


def copy_root(
    client: docker.APIClient, reference: str, target: Path, *, drop: tuple[str, ...], files: Mapping[str, bytes]
) -> None:
    """Pull the image ``reference`` where it is not there and write the normal form of its whole file system.

    Raises InfrastructureError.
    """
    with docker_errors(f"fetch the base image {reference}"):
        try:
            client.inspect_image(reference)
        except docker.errors.ImageNotFound:
            client.pull(reference)
        with _container(client, reference, ["/bin/true"], network=False) as box:
            _store(client.export(box), target, drop=(*drop, ".dockerenv"), files=files)


def sweep_old(client: docker.APIClient) -> list[str]:
    """Remove build containers that gate 0.1 left behind more than a day ago; returns their ids.

    Raises InfrastructureError when the daemon fails.
    """
    removed: list[str] = []
    with docker_errors("look for old build containers"):
        for container in client.containers(all=True, filters={"label": _OLD_LABEL}):
            if time.time() - container["Created"] > _OLD_S:
                with suppress(docker.errors.NotFound):  # another sweep was faster
                    client.remove_container(container["Id"], force=True, v=True)
                removed.append(container["Id"])
    return removed


@contextmanager
def _container(client: docker.APIClient, image: str, argv: list[str], *, network: bool) -> Iterator[str]:
    settings: dict[str, Any] = {"cap_drop": ["ALL"], "security_opt": ["no-new-privileges:true"]}
    if not network:
        settings["network_mode"] = "none"
    body = client.create_container_config(
        image,
        argv,
        user="0:0",
        environment={"PYTHONHASHSEED": "0", "SOURCE_DATE_EPOCH": str(EPOCH), "LC_ALL": "C.UTF-8", "HOME": "/tmp"},
        labels={RUN_LABEL: BUILD, **owner_labels(Owner.current())},
        host_config=client.create_host_config(**settings),
        network_disabled=not network,
    )
    container = CreatedContainer(client)
    try:
        yield container.create(body, "create a build container")
    finally:
        container.remove()


def _store(chunks: Iterator[bytes], target: Path, **how: Any) -> None:
    raw = target.with_name(f"{target.name}.raw")
    try:
        with raw.open("wb") as file:
            file.writelines(chunks)
        with target.open("wb") as file:
            normalise(raw, file, **how)
    finally:
        raw.unlink(missing_ok=True)


def _failure(status: int, log: str) -> InfrastructureError:
    if status == _NO_NETWORK:
        return InfrastructureError(
            "image.network",
            f"the build downloads software, and a container on this machine cannot reach it:\n{log}",
            hint="build on a machine with network and carry the image over: docker save, docker load",
        )
    return InfrastructureError(
        "image.build-failed", f"the build script ended with status {status}:\n{log}", hint="see the lines above"
    )
