"""What an image is made of: ``sandboxes/<name>/image.toml`` and the files that it names."""

from __future__ import annotations

import platform
import tomllib
from collections.abc import Mapping
from pathlib import Path, PurePosixPath
from typing import TypeVar

from pydantic import BaseModel, ConfigDict

from gate.model.digest import Digest
from gate.model.errors import InfrastructureError, UsageError
from gate.sandbox.images.layer import EPOCH
from gate.system.resources import resource

BASE = "base"
"""The image that is nothing but the root file system."""

_FORMAT = 1
"""Counts changes of the builder itself that change what it builds."""

INSTALLER = "installer.txt"
"""The locked pip that build scripts install wheels with; relative to ``sandboxes/``."""

_SUPERVISOR = "supervisor/supervisor.py"
_JUNK = {"__pycache__", ".DS_Store"}


class _Section(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Base(_Section):
    """``sandboxes/base/image.toml``: Debian packages, extracted and trimmed."""

    description: str
    suite: str
    packages: tuple[str, ...]
    drop: tuple[str, ...]


class Definition(_Section):
    """``sandboxes/<name>/image.toml``: one layer on the base, made by a script in a container.

    ``packages`` are Debian packages that this image needs beyond the base's. ``sources`` are further files or
    folders, relative to the folder that holds ``sandboxes/``, that the script finds under ``/build``. With ``network``
    the script may fetch what it installs.
    """

    description: str
    build: str | None = None
    requirements: str | None = None
    packages: tuple[str, ...] = ()
    sources: tuple[str, ...] = ()
    network: bool = False
    env: Mapping[str, str] = {}


_Kind = TypeVar("_Kind", Base, Definition)


def machine() -> str:
    """The processor architecture that images are built for, as wheels name it."""
    return platform.machine()


def catalogue() -> tuple[str, ...]:
    """The names of all images that can be built."""
    return tuple(sorted(path.parent.name for path in resource("sandboxes").glob("*/image.toml")))


def load_base() -> Base:
    """The base's definition."""
    return _parsed(Base, BASE)


def load(name: str) -> Definition:
    """The definition of the image ``name``. Raises UsageError for a name that is not in the catalogue."""
    if name not in catalogue():
        raise UsageError("image.unknown", f"there is no image {name!r}", hint=f"known images: {', '.join(catalogue())}")
    return Definition(description=load_base().description) if name == BASE else _parsed(Definition, name)


def overlay() -> dict[str, bytes]:
    """The files that replace the base's own: users, host names, resolver."""
    return tree(resource("sandboxes") / BASE / "files")


def supervisor() -> bytes:
    """The program that every run starts under."""
    return (resource("sandboxes") / _SUPERVISOR).read_bytes()


def build_inputs(name: str) -> dict[str, bytes]:
    """What the build script of ``name`` finds in ``/build``, without the wheels: relative path to bytes.

    Raises InfrastructureError ``image.definition`` for a source that is not there.
    """
    definition = load(name)
    found = {} if name == BASE else tree(resource("sandboxes") / name)
    for source in definition.sources:
        top, *rest = PurePosixPath(source).parts
        path = resource(top).joinpath(*rest)
        if path.is_dir():
            found |= {f"{source}/{inner}": data for inner, data in tree(path).items()}
        elif path.is_file():
            found[source] = path.read_bytes()
        else:
            raise InfrastructureError(
                "image.definition", f"the image {name} is made from {source}, which is not there", hint="reinstall gate"
            )
    return found


def root_of(definition: Definition) -> Base:
    """The root file system that an image stands on."""
    base = load_base()
    return base.model_copy(update={"packages": tuple(sorted({*base.packages, *definition.packages}))})


def root_key(base: Base) -> Digest:
    """The digest of everything that a root file system is made of."""
    return Digest.of_json([_FORMAT, EPOCH, machine(), base.model_dump(mode="json"), _digests(overlay())])


def layer_key(name: str) -> Digest:
    """The digest of everything that the layer of ``name`` is made of, the base left out."""
    installer = (resource("sandboxes") / INSTALLER).read_bytes()
    return Digest.of_json([_FORMAT, Digest.of(installer).hex, _digests(build_inputs(name))])


def lock(name: str) -> Digest:
    """The lock digest of an image: everything that goes into it. An image with another lock is stale."""
    return Digest.of_json([root_key(root_of(load(name))).hex, layer_key(name).hex, Digest.of(supervisor()).hex])


def tree(folder: Path) -> dict[str, bytes]:
    """The regular files under ``folder``, by relative path; caches and editors' files are left out."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file() and not _JUNK.intersection(path.relative_to(folder).parts)
    }


def _digests(files: Mapping[str, bytes]) -> dict[str, str]:
    return {path: Digest.of(data).hex for path, data in files.items()}


def _parsed(kind: type[_Kind], name: str) -> _Kind:
    path = resource("sandboxes") / name / "image.toml"
    try:
        return kind.model_validate(tomllib.loads(path.read_text(encoding="utf-8")))
    except (OSError, ValueError) as error:
        raise InfrastructureError("image.definition", f"{error}", where=str(path), hint="reinstall gate") from None
