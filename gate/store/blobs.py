"""Content-addressed blobs on disk: ``blobs/sha256/ab/cdef…``, written once, verified on every read."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from pathlib import Path

from gate.model.digest import Digest
from gate.model.errors import IntegrityError
from gate.store.trouble import disk_trouble
from gate.system.files import (
    UnfitFileError,
    flush_folder,
    make_folder,
    read_regular,
    sweep_partials,
    write_many,
    write_whole,
)

_READ_ONLY = 0o444
_MAX_BYTES = 1 << 30
"""No blob is larger: that is the most that one run may be given, or leave."""
_AT_ONCE = 400
"""Files that are open at once while many are written."""


class BlobStore:
    """Bytes by their sha256.

    A blob appears under its name complete or not at all: it is written beside, flushed, renamed, and the folder is
    flushed too, so a digest that `put` returned outlives a crash. All methods raise InfrastructureError
    (``store.disk-full``, ``store.read-only``, ``store.io``) when the disk fails.
    """

    def __init__(self, root: Path, *, read_only: bool = False) -> None:
        """Unless it is ``read_only``, what killed writers left is removed."""
        self._root = root
        self._blobs = root / "sha256"
        self._partial = root / "partial"
        with disk_trouble(str(root)):
            if not read_only and os.access(self._partial, os.W_OK | os.X_OK):
                sweep_partials(self._partial)

    def put(self, data: bytes) -> Digest:
        """Keep ``data``; returns its digest. Putting the same bytes again changes nothing."""
        digest = Digest.of(data)
        path = self._path(digest)
        with disk_trouble(str(path)):
            if not path.exists():
                make_folder(path.parent)
                make_folder(self._partial)
                write_whole(path, data, mode=_READ_ONLY, partials=self._partial)
            else:
                flush_folder(path.parent)  # its writer may have died between rename and flush
        return digest

    def put_all(self, blobs: Iterable[bytes]) -> list[Digest]:
        """Keep many; returns their digests. As durable as `put`, and faster: the disk is flushed for many at once."""
        digests: list[Digest] = []
        waiting: dict[Path, bytes] = {}
        with disk_trouble(str(self._root)):
            for data in blobs:
                digests.append(Digest.of(data))
                path = self._path(digests[-1])
                if not path.exists():
                    make_folder(path.parent)
                    waiting[path] = data
                if len(waiting) >= _AT_ONCE:
                    self._write(waiting)
            self._write(waiting)
            for folder in {self._path(digest).parent for digest in digests}:
                flush_folder(folder)  # the writer of one that was there may have died between rename and flush
        return digests

    def _write(self, waiting: dict[Path, bytes]) -> None:
        make_folder(self._partial)
        write_many(waiting, mode=_READ_ONLY, partials=self._partial)
        waiting.clear()

    def get(self, digest: Digest) -> bytes:
        """The bytes of ``digest``. Raises IntegrityError: ``blob.missing``, or ``blob.corrupt`` when they differ."""
        path = self._path(digest)
        with disk_trouble(str(path)):
            try:
                data = read_regular(path, _MAX_BYTES, follow=True)
            except UnfitFileError as error:
                raise _corrupt(digest, path, str(error.strerror)) from None
            except FileNotFoundError:
                raise IntegrityError(
                    "blob.missing",
                    f"blob {digest.short} is not in the store",
                    where=str(path),
                    hint="restore the file from a backup; its name is its sha256",
                ) from None
        if Digest.of(data) != digest:
            raise _corrupt(digest, path, "it does not have the sha256 that its name says")
        return data

    def has(self, digest: Digest) -> bool:
        """Whether a file of that name is there; only `get` looks inside."""
        return self._path(digest).is_file()

    def size(self, digest: Digest) -> int:
        """Bytes of one blob. Raises IntegrityError ``blob.missing``."""
        path = self._path(digest)
        try:
            return path.stat().st_size
        except FileNotFoundError:
            raise IntegrityError("blob.missing", f"blob {digest.short} is not in the store", where=str(path)) from None

    def __iter__(self) -> Iterator[Digest]:
        """All digests, in ascending order."""
        for folder in sorted(self._blobs.glob("[0-9a-f][0-9a-f]")):
            for path in sorted(folder.iterdir()):
                yield Digest(folder.name + path.name)

    def _path(self, digest: Digest) -> Path:
        return self._blobs / digest.hex[:2] / digest.hex[2:]


def _corrupt(digest: Digest, path: Path, why: str) -> IntegrityError:
    return IntegrityError(
        "blob.corrupt",
        f"blob {digest.short} is damaged: {why}",
        where=str(path),
        hint="keep the file for inquiry and restore it from a backup",
    )
