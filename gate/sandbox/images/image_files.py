"""Regular files out of a trusted image: a container of it is created, never started, read and removed."""

from __future__ import annotations

import io
import tarfile
from collections.abc import Iterator
from contextlib import contextmanager

import docker
import docker.errors

from gate.model.errors import InfrastructureError
from gate.sandbox.engine.connection import docker_errors
from gate.sandbox.engine.created import CreatedContainer
from gate.sandbox.engine.orphans import RUN_LABEL, owner_labels
from gate.system.owner import Owner

MAX_ARCHIVE_BYTES = 4 << 30


def read_files(client: docker.APIClient, image: str, folder: str) -> dict[str, bytes]:
    """Relative name → content of all regular files under the absolute ``folder``; links are left out.

    Raises InfrastructureError (``image.missing``, ``image.no-folder``, ``image.archive``).
    """
    with _unstarted(client, image) as container, docker_errors(f"read {folder} of an image"):
        try:
            chunks, _ = client.get_archive(container, folder)
        except docker.errors.NotFound:
            raise InfrastructureError(
                "image.no-folder",
                f"the image has no folder {folder}",
                where=image,
                hint="rebuild it with `gate sandbox build`",
            ) from None
        archive = bytearray()
        for chunk in chunks:
            archive += chunk
            if len(archive) > MAX_ARCHIVE_BYTES:
                raise InfrastructureError("image.archive", f"{folder} holds more than {MAX_ARCHIVE_BYTES} bytes")
    return regular_files(bytes(archive), folder)


def regular_files(archive: bytes, folder: str) -> dict[str, bytes]:
    """The regular files of an uncompressed tar whose members begin with the last part of ``folder``.

    Raises InfrastructureError ``image.archive``.
    """
    root = folder.rstrip("/").rpartition("/")[2] + "/"
    files: dict[str, bytes] = {}
    try:
        with tarfile.open(fileobj=io.BytesIO(archive), mode="r:") as tar:
            for member in tar:
                if not member.isreg():
                    continue
                content = tar.extractfile(member)
                name = member.name.removeprefix(root)
                if content is None or name in files or ".." in name.split("/"):
                    raise InfrastructureError("image.archive", f"unexpected member {member.name[:80]!r}", where=folder)
                files[name] = content.read()
    except tarfile.TarError as error:
        raise InfrastructureError("image.archive", f"the engine sent a broken archive: {error}", where=folder) from None
    return files


@contextmanager
def _unstarted(client: docker.APIClient, image: str) -> Iterator[str]:
    body = {
        "Image": image,
        "Cmd": ["/nothing"],
        "NetworkDisabled": True,
        "HostConfig": {"NetworkMode": "none"},
        "Labels": {RUN_LABEL: "files", **owner_labels(Owner.current())},
    }
    container = CreatedContainer(client)
    try:
        yield container.create(body, "create a container to read an image")
    finally:
        container.remove()
