"""A Lean toolchain inside an image: how to start it, where its library is, and what it is identified by.

The image says it in ``/gate/toolchain.json``; nothing else differs between the embedded default (``lean-core``) and an
official toolchain (``lean-elan``).
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

from pydantic import ConfigDict, Field

from gate.lean.check_data import ToolchainData
from gate.lean.olean.cache import DamagedEntryError, OleanCache
from gate.lean.olean.library import Library
from gate.lean.olean.module import LATER_PARTS, OLEAN
from gate.model.base import Contract, parse_json, validate
from gate.model.digest import Digest
from gate.model.errors import Fault, InfrastructureError, InputError, UsageError
from gate.sandbox.interface import Sandbox

DESCRIPTION = "toolchain.json"
FOLDER = "/gate"


class Description(Contract):
    """The contract of ``/gate/toolchain.json``."""

    model_config = ConfigDict(extra="ignore")

    lean: str = Field(min_length=1, max_length=64)
    """The Lean version, such as ``4.35.0``."""
    githash: str = Field(default="", max_length=64)
    library_sha256: Digest
    """Digest of the shared library that holds elaborator and kernel."""
    launcher: tuple[str, ...] = Field(default=("/gate/lean",), min_length=1)
    lean_path: tuple[str, ...] = Field(default=("/gate/lean-lib",), min_length=1)


@dataclass(frozen=True, slots=True)
class Toolchain:
    """A toolchain that is ready for use. ``image`` is the image's id, ``name`` its catalogue name."""

    name: str
    image: str
    description: Description

    @property
    def identity(self) -> ToolchainData:
        """What a verdict says about the toolchain that made it."""
        return {
            "name": self.name,
            "image": self.image,
            "lean": self.description.lean,
            "githash": self.description.githash,
            "library_sha256": str(self.description.library_sha256),
        }


class Toolchains:
    """Toolchains by image, each read once. May be used from several threads at once."""

    def __init__(self, cache: OleanCache) -> None:
        """What an image holds is kept in ``cache`` under the image's id."""
        self._cache = cache
        self._loaded: dict[str, tuple[Toolchain, Library]] = {}
        self._loading = threading.Lock()

    def load(self, sandbox: Sandbox, name: str) -> tuple[Toolchain, Library]:
        """A toolchain by its catalogue name, and its compiled library.

        Raises InputError (fault: claim) when ``name`` is no image or no Lean toolchain, and InfrastructureError when
        the image is missing or describes itself wrongly.
        """
        image = image_of(sandbox, name)
        with self._loading:
            if image not in self._loaded:
                self._loaded[image] = self._load(sandbox, name, image)
            return self._loaded[image]

    def _load(self, sandbox: Sandbox, name: str, image: str) -> tuple[Toolchain, Library]:
        files = _ImageFiles(self._cache, image, lambda: _image_files(sandbox, image, name))
        toolchain = Toolchain(name, image, _describe(files[DESCRIPTION], name))
        listing = {path: digest for path, digest in files.digests.items() if path != DESCRIPTION}
        return toolchain, Library(files, listing=listing, cache=self._cache)


class _ImageFiles(Mapping[str, bytes]):
    """What a toolchain's image holds: description and library, read from the cache file by file as they are needed.

    What the cache lacks, or has damaged, is taken from the image again.
    """

    def __init__(self, cache: OleanCache, image: str, fetch: Callable[[], Mapping[str, bytes]]) -> None:
        self._cache = cache
        self._key = Digest.of_json({"what": "toolchain", "image": image})
        self._fetch = fetch
        self._read: Mapping[str, bytes] = {}
        self._entry = cache.open(self._key)
        if self._entry is None:
            self._fill()
            digests = {name: Digest.of(content) for name, content in self._read.items()}
        else:
            digests = dict(self._entry.digests)
        self.digests = {name: str(digest) for name, digest in digests.items()}
        """Name → ``sha256:…``."""

    def _fill(self) -> None:
        self._read = self._fetch()
        self._cache.put(self._key, self._read)

    def __getitem__(self, name: str) -> bytes:
        if name not in self._read and self._entry is not None:
            try:
                self._read = {**self._read, name: self._entry.read(name)}
            except DamagedEntryError:
                self._fill()
        return self._read[name]

    def __iter__(self) -> Iterator[str]:
        return iter(self.digests)

    def __len__(self) -> int:
        return len(self.digests)


def image_of(sandbox: Sandbox, name: str) -> str:
    """The id of a toolchain's image. Raises InputError (fault: claim) for an unknown name."""
    try:
        return sandbox.image_id(name)
    except UsageError as error:
        raise InputError(
            "claim.unknown-toolchain",
            f"the claim asks for the toolchain {name!r}, which this gate does not know",
            where="challenge.toolchain",
            hint=error.hint or "`gate sandbox list` shows the images; lean-core is the default",
            fault=Fault.CLAIM,
        ) from None


def _describe(data: bytes, name: str) -> Description:
    where = f"{name}:{FOLDER}/{DESCRIPTION}"
    try:
        return validate(Description, parse_json(data, where=where, code="toolchain"), where=where, code="toolchain")
    except InputError as error:
        raise InfrastructureError(
            error.code, error.message, where=error.where, hint=f"rebuild the image: gate sandbox build {name}"
        ) from None


def _image_files(sandbox: Sandbox, image: str, name: str) -> dict[str, bytes]:
    """The description and every compiled file below the toolchain's search path; earlier folders come first."""
    description = _read(sandbox, image, f"{FOLDER}/{DESCRIPTION}", name).get(DESCRIPTION, b"")
    files: dict[str, bytes] = {}
    for folder in reversed(_describe(description, name).lean_path):
        for path, content in _read(sandbox, image, folder, name).items():
            if path.endswith((OLEAN, *LATER_PARTS)):
                files[path] = content
    return {**files, DESCRIPTION: description}


def _read(sandbox: Sandbox, image: str, place: str, name: str) -> Mapping[str, bytes]:
    try:
        return sandbox.image_files(image, place)
    except InfrastructureError as error:
        if error.code != "image.no-folder":
            raise
        raise InputError(
            "claim.no-toolchain",
            f"the image {name!r} is no Lean toolchain: it has no {place}",
            where="challenge.toolchain",
            hint="lean-core is the default",
            fault=Fault.CLAIM,
        ) from None
