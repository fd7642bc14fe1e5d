"""Building images without a registry: a Debian root file system, a layer made in a container, a small one on top."""

from __future__ import annotations

import logging
import re
import secrets
from collections.abc import Callable, Iterable
from pathlib import Path

import docker

from gate.model.digest import Digest, canonical_json
from gate.model.errors import InfrastructureError, UsageError
from gate.sandbox.engine.connection import connect, docker_errors
from gate.sandbox.engine.orphans import sweep
from gate.sandbox.images.answers import check_without_answers, published_examples
from gate.sandbox.images.build_container import copy_root, make_layer, sweep_old
from gate.sandbox.images.debian import root_filesystem
from gate.sandbox.images.definition import (
    INSTALLER,
    Definition,
    build_inputs,
    layer_key,
    load,
    load_base,
    lock,
    machine,
    overlay,
    root_key,
    root_of,
    supervisor,
)
from gate.sandbox.images.inventory import LABEL_BASE, LABEL_LOCK, LABEL_NAME, BuiltImage, lookup, tag
from gate.sandbox.images.layer import Archive, Layer, normalise, pack
from gate.sandbox.images.wheels import wheels
from gate.system.cache import Cache, cache_folder
from gate.system.locks import exclusive
from gate.system.resources import resource

_logger = logging.getLogger(__name__)

Progress = Callable[[str, str], None]
"""Called with an image's name and a sentence about what is being done for it."""

_TIMEOUT_S = 900
"""The longest silence of the engine while it unpacks an image."""

_MAX_CACHE_BYTES = 2 << 30
"""Of all layers of one kind together; older ones make going back to an older definition fast."""

_LAYER = "layer.tar"
_PINNED = re.compile(r"(\S+@)?sha256:[0-9a-f]{64}", re.ASCII)
_DIST_INFO = re.compile(r"(?:.*/)?([^/]+)-([^/-]+)\.dist-info/METADATA")


def build(
    names: Iterable[str], *, base: str | None = None, progress: Progress = lambda name, step: None
) -> list[BuiltImage]:
    """Build the images ``names``, leaving alone those that are current, and return them in the same order.

    ``base`` names a registry image, pinned by digest (``NAME@sha256:…``), or a local one by its id (``sha256:…``), to
    stand on instead of a new Debian root file system; it must have CPython 3.11.
    Raises UsageError for an unknown name or an unpinned base; InfrastructureError when a tool, the network, the disk
    or the engine failed.
    """
    if base is not None and not _PINNED.fullmatch(base):
        raise UsageError(
            "image.unpinned",
            f"the base image {base!r} is not pinned",
            hint="name it by digest, NAME@sha256:…, or a local image by its id, sha256:…",
        )
    definitions = {name: load(name) for name in names}
    client = connect()
    client.timeout = _TIMEOUT_S
    try:
        folder = cache_folder()
        folder.mkdir(parents=True, exist_ok=True)
        with exclusive(folder / "lock", waiting=lambda: progress("cache", "waiting for another build to end")):
            sweep(client)
            sweep_old(client)
            builder = _Builder(client, base, progress)
            return [builder.image(name, definition) for name, definition in definitions.items()]
    except OSError as error:
        raise InfrastructureError(
            "image.disk", f"an image could not be written: {error}", hint=f"look at {cache_folder()} and its disk"
        ) from error
    finally:
        client.close()


class _Builder:
    """One call of `build`. Layers are cached, so a change of a small file does not make a large layer again."""

    def __init__(self, client: docker.APIClient, base: str | None, progress: Progress) -> None:
        self._client = client
        self._base = base
        self._report = progress
        self._answers = published_examples()

    def _progress(self, name: str, step: str) -> None:
        _logger.info("image %s: %s", name, step)
        self._report(name, step)

    def image(self, name: str, definition: Definition) -> BuiltImage:
        """The current image ``name``, built if it is not there."""
        locked = lock(name)
        found = lookup(self._client, name, locked)
        if found and self._base in (None, found.base):
            self._progress(name, "is current")
            return found
        root = self._root(name, definition)
        layers = [root]
        if definition.build:
            layers.append(self._layer(name, definition, definition.build, root))
        layers.append(self._top(name, layers))
        self._progress(name, "looking for answers")
        for layer in layers:
            check_without_answers(name, layer, self._answers)
        _unchanged(name, locked, lock(name))
        self._progress(name, "loading into Docker")
        labels = {LABEL_NAME: name, LABEL_LOCK: locked.hex, LABEL_BASE: self._base_name}
        self._load(Archive(layers, tag(name, locked), machine(), labels, definition.env))
        made = lookup(self._client, name, locked)
        if made is None:
            raise InfrastructureError("image.not-loaded", f"Docker took the image {name} but does not have it")
        return made

    @property
    def _base_name(self) -> str:
        return self._base or f"debian:{load_base().suite}"

    def _root(self, name: str, definition: Definition) -> Layer:
        """The layer with the root file system; images without packages of their own share one."""
        base = root_of(definition)

        def make(target: Path) -> None:
            if self._base:
                self._progress(name, f"copying {self._base}")
                copy_root(self._client, self._base, target, drop=base.drop, files=overlay())
                return
            self._progress(name, f"making a root file system from Debian {base.suite} packages")
            raw = target.with_name("raw.tar")
            root_filesystem(base, raw)
            with target.open("wb") as file:
                normalise(raw, file, drop=base.drop, files=overlay())
            raw.unlink()

        kind = "root-copied" if self._base else f"root-{name}" if definition.packages else "root"
        return _cached(kind, Digest.of_json([root_key(base).hex, self._base_name]), make)

    def _layer(self, name: str, definition: Definition, script: str, root: Layer) -> Layer:
        """The layer that the build script of ``name`` makes in a container of the root file system."""

        key = layer_key(name)

        def make(target: Path) -> None:
            parts: dict[str, bytes | Path] = {**build_inputs(name)}
            _unchanged(name, key, layer_key(name))
            if definition.requirements:
                self._progress(name, "downloading wheels")
                folder = resource("sandboxes")
                files = (folder / name / definition.requirements, folder / INSTALLER)
                parts |= {f"wheels/{wheel.name}": wheel for wheel in wheels(files, machine())}
            self._progress(name, "running the build script")
            # A tag of its own: a build with another cache folder may be at work on the same root file system.
            archive = Archive([root], f"gate/build:{secrets.token_hex(8)}", machine(), {})
            self._load(archive)
            try:
                make_layer(self._client, archive.tag, script, parts, target, network=definition.network)
            finally:
                with docker_errors("remove a build container's image"):
                    self._client.remove_image(archive.tag, force=True)

        return _cached(name, Digest.of_json([key.hex, root.digest.hex]), make)

    def _top(self, name: str, layers: list[Layer]) -> Layer:
        """The layer with what changes most often: the supervisor, and the list of all packages below."""
        files = {"gate/supervisor.py": supervisor(), "gate/packages.json": canonical_json(_packages(layers))}

        def make(target: Path) -> None:
            with target.open("wb") as file:
                pack(files, file)

        return _cached(f"top-{name}", Digest.of_json([Digest.of(data).hex for data in files.values()]), make)

    def _load(self, archive: Archive) -> None:
        with docker_errors(f"load the image {archive.tag}"):
            for message in self._client.load_image(archive.chunks(), quiet=True):
                if "errorDetail" in message:
                    raise InfrastructureError(
                        "image.not-loaded",
                        f"Docker refused the image: {message['errorDetail'].get('message', message)}",
                        hint="is Docker's disk full? try: docker system df",
                    )


def _unchanged(name: str, before: Digest, now: Digest) -> None:
    """Files may be edited while an image is built; then its label would not say what is in it."""
    if before != now:
        raise InfrastructureError(
            "image.changed", f"the definition of {name} changed while it was built", hint=f"gate sandbox build {name}"
        )


def _cached(kind: str, key: Digest, make: Callable[[Path], None]) -> Layer:
    """The layer ``kind`` with this key, made once. A build holds the cache alone, so none of them goes meanwhile."""
    cache = Cache(cache_folder() / "layers" / kind, _MAX_CACHE_BYTES)
    if cache.get(key) is None:
        with cache.fill(key) as content:
            make(content / _LAYER)
    return Layer.open(cache.folder / key.hex / _LAYER)


def _packages(layers: list[Layer]) -> dict[str, dict[str, str]]:
    """Names and versions of the Debian packages and Python distributions in ``layers``."""
    debian: dict[str, str] = {}
    python: dict[str, str] = {}
    for layer in layers:
        for paragraph in (layer.read("var/lib/dpkg/status") or b"").decode().split("\n\n"):
            fields = dict(line.split(": ", 1) for line in paragraph.splitlines() if ": " in line and line[0] != " ")
            if "Package" in fields:
                debian[fields["Package"]] = fields.get("Version", "")
        python |= {match[1]: match[2] for path in layer.names() if (match := _DIST_INFO.fullmatch(path))}
    return {"debian": debian, "python": python}
