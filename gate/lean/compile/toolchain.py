"""A Lean toolchain inside an image: how to start it, where its library is, and what it is identified by.

The image says it in ``/gate/toolchain.json``; nothing else differs between the embedded default (``lean-core``) and an
official toolchain (``lean-elan``).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from pydantic import ConfigDict, Field

from gate.lean.check_data import ToolchainData
from gate.lean.compile.cache import OleanCache
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


def load_toolchain(sandbox: Sandbox, name: str, cache: OleanCache) -> tuple[Toolchain, Mapping[str, bytes]]:
    """The toolchain of an image, and its compiled library: path below the search path → content of ``.olean`` files.

    What an image holds is kept in ``cache`` under the image's id. Raises InputError (fault: claim) when ``name`` is no
    image or no Lean toolchain, and InfrastructureError when the image is missing or describes itself wrongly.
    """
    image = image_of(sandbox, name)
    key = Digest.of_json({"what": "toolchain", "image": image})
    kept = cache.get(key)
    if kept is None:
        data = _read(sandbox, image, f"{FOLDER}/{DESCRIPTION}", name).get(DESCRIPTION, b"")
        files = _library(sandbox, image, _describe(data, name), name)
        cache.put(key, {**files, DESCRIPTION: data})
    else:
        data = kept.get(DESCRIPTION, b"")
        files = {path: content for path, content in kept.items() if path != DESCRIPTION}
    return Toolchain(name, image, _describe(data, name)), files


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


def _library(sandbox: Sandbox, image: str, description: Description, name: str) -> dict[str, bytes]:
    files: dict[str, bytes] = {}
    for folder in reversed(description.lean_path):
        for path, data in _read(sandbox, image, folder, name).items():
            if path.endswith((".olean", ".olean.server", ".olean.private")):
                files[path] = data
    return files


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
