"""Image layers with one normal form: the same files always give the same bytes, whoever packed them and when."""

from __future__ import annotations

import hashlib
import tarfile
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from fnmatch import fnmatchcase
from io import BytesIO
from pathlib import Path
from typing import BinaryIO

from gate.model.digest import Digest, canonical_json

EPOCH = 1_767_225_600
"""The time that all files and images carry (2026-01-01T00:00:00Z)."""

_CHUNK = 1 << 20
_KEPT_MODES = 0o1777
_TYPES = (tarfile.REGTYPE, tarfile.DIRTYPE, tarfile.SYMTYPE, tarfile.LNKTYPE)


@dataclass(frozen=True, slots=True)
class Layer:
    """An uncompressed layer tar on disk and its digest (the ``diff_id`` of the OCI image specification)."""

    path: Path
    digest: Digest

    @classmethod
    def open(cls, path: Path) -> Layer:
        """The layer stored at ``path``."""
        with path.open("rb") as file:
            return cls(path, Digest(hashlib.file_digest(file, "sha256").hexdigest()))

    def read(self, name: str) -> bytes | None:
        """The bytes of the regular file ``name`` (no leading slash), or None."""
        with tarfile.open(self.path) as tar:
            try:
                found = tar.extractfile(name)
            except KeyError:
                return None
            return found.read() if found else None

    def files(self) -> Iterator[tuple[str, bytes]]:
        """Every regular file: its path without a leading slash, and its bytes."""
        with tarfile.open(self.path) as tar:
            for member in tar:
                if member.isreg() and (found := tar.extractfile(member)) is not None:
                    yield member.name, found.read()

    def names(self) -> list[str]:
        """All paths in the layer, without a leading slash."""
        with tarfile.open(self.path) as tar:
            return tar.getnames()


def normalise(
    source: Path,
    sink: BinaryIO,
    *,
    strip: int = 0,
    drop: tuple[str, ...] = (),
    files: Mapping[str, bytes] | None = None,
) -> None:
    """Rewrite the tar ``source`` into ``sink`` in normal form.

    Sorted, root-owned, one time stamp, no set-user-id bits, no devices, no extended headers. ``strip`` leading path
    components are removed; paths that match a ``drop`` pattern, or lie under one, are left out; ``files`` (path to
    bytes) replace what was there.
    """
    extra = dict(files or {})
    with tarfile.open(source) as tar, tarfile.open(fileobj=sink, mode="w", format=tarfile.GNU_FORMAT) as out:
        chosen = {path: member for member in tar if (path := _path(member.name, strip)) and member.type in _TYPES}
        kept = [path for path in chosen if path not in extra and not _dropped(path, drop)]
        # Hard links go last: their targets must be there before them.
        for path in sorted([*kept, *extra], key=lambda path: (path in kept and chosen[path].islnk(), path)):
            if path in extra:
                out.addfile(_regular(path, len(extra[path])), BytesIO(extra[path]))
                continue
            member = chosen[path]
            entry = _entry(path, member.type, member.mode)
            if member.isreg():
                entry.size = member.size
                out.addfile(entry, tar.extractfile(member))
                continue
            entry.linkname = _path(member.linkname, strip) if member.islnk() else member.linkname
            out.addfile(entry)


def pack(files: Mapping[str, bytes], sink: BinaryIO) -> None:
    """Write ``files`` (path without a leading slash to bytes) and their folders as a layer in normal form."""
    folders = {str(parent) for path in files for parent in Path(path).parents if str(parent) != "."}
    with tarfile.open(fileobj=sink, mode="w", format=tarfile.GNU_FORMAT) as out:
        for path in sorted({*folders, *files}):
            if path in files:
                out.addfile(_regular(path, len(files[path])), BytesIO(files[path]))
            else:
                out.addfile(_entry(path, tarfile.DIRTYPE, 0o755))


def stream(parts: Mapping[str, bytes | Path]) -> Iterator[bytes]:
    """A tar of ``parts`` (name to content, or to the file that holds it) in chunks, in the order given."""
    for name, content in parts.items():
        size = len(content) if isinstance(content, bytes) else content.stat().st_size
        yield _regular(name, size).tobuf(format=tarfile.GNU_FORMAT)
        if isinstance(content, bytes):
            yield content
        else:
            with content.open("rb") as file:
                while chunk := file.read(_CHUNK):
                    yield chunk
        yield bytes(-size % tarfile.BLOCKSIZE)
    yield bytes(2 * tarfile.BLOCKSIZE)


def _path(name: str, strip: int) -> str:
    return "/".join([part for part in name.split("/") if part not in ("", ".")][strip:])


def _dropped(path: str, patterns: tuple[str, ...]) -> bool:
    heads = [path, *(str(parent) for parent in Path(path).parents)]
    return any(fnmatchcase(head, pattern) for head in heads for pattern in patterns)


def _entry(path: str, kind: bytes, mode: int) -> tarfile.TarInfo:
    entry = tarfile.TarInfo(path)
    entry.type, entry.mode, entry.mtime = kind, mode & _KEPT_MODES, EPOCH
    return entry


def _regular(path: str, size: int) -> tarfile.TarInfo:
    entry = _entry(path, tarfile.REGTYPE, 0o644)
    entry.size = size
    return entry


USER = "20000:20000"
"""The unprivileged user ``gate`` of every image (``sandboxes/base/files/etc/passwd``)."""

_ARCHITECTURES = {"x86_64": "amd64", "aarch64": "arm64"}
_ENVIRONMENT = {"PATH": "/usr/local/bin:/usr/bin:/bin", "LANG": "C.UTF-8"}


@dataclass(frozen=True, slots=True)
class Archive:
    """An image: its layers from the bottom up, its tag, and what its configuration says. ``machine`` as in wheels."""

    layers: Sequence[Layer]
    tag: str
    machine: str
    labels: Mapping[str, str]
    env: Mapping[str, str] = field(default_factory=dict)

    def config(self) -> bytes:
        """The image's configuration; its digest is the id that Docker's own image store gives."""
        created = datetime.fromtimestamp(EPOCH, UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
        return canonical_json(
            {
                "architecture": _ARCHITECTURES.get(self.machine, self.machine),
                "os": "linux",
                "created": created,
                "config": {
                    "User": USER,
                    "Env": [f"{name}={value}" for name, value in sorted({**_ENVIRONMENT, **self.env}.items())],
                    "WorkingDir": "/",
                    "Labels": dict(self.labels),
                },
                "rootfs": {"type": "layers", "diff_ids": [str(layer.digest) for layer in self.layers]},
                "history": [{"created": created, "created_by": "gate sandbox build"} for _ in self.layers],
            }
        )

    def chunks(self) -> Iterator[bytes]:
        """The archive's bytes."""
        config = self.config()
        name = f"{Digest.of(config).hex}.json"
        files = [f"{layer.digest.hex}/layer.tar" for layer in self.layers]
        parts: dict[str, bytes | Path] = {name: config}
        parts |= {file: layer.path for file, layer in zip(files, self.layers, strict=True)}
        parts["manifest.json"] = canonical_json([{"Config": name, "RepoTags": [self.tag], "Layers": files}])
        return stream(parts)
