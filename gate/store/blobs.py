"""Content-addressed blobs on disk: ``blobs/sha256/ab/cdef…``, written once, verified on every read."""

from __future__ import annotations

import fcntl
import os
import secrets
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from gate.model.digest import Digest
from gate.model.errors import IntegrityError
from gate.store.disk import flush_folder, write_all
from gate.store.trouble import disk_trouble

_READ_ONLY = 0o444


class BlobStore:
    """Bytes by their sha256.

    A blob appears under its name complete or not at all: it is written beside, flushed, renamed, and the folder is
    flushed too, so a digest that `put` returned outlives a crash. All methods raise InfrastructureError
    (``store.disk-full``, ``store.read-only``, ``store.io``) when the disk fails.
    """

    def __init__(self, root: Path) -> None:
        self._root = root
        self._blobs = root / "sha256"
        self._partial = root / "partial"
        with disk_trouble(str(root)):
            self._sweep()

    def put(self, data: bytes) -> Digest:
        """Keep ``data``; returns its digest. Putting the same bytes again changes nothing."""
        digest = Digest.of(data)
        path = self._path(digest)
        with disk_trouble(str(path)):
            if not path.exists():
                self._ensure(path.parent)
                self._ensure(self._partial)
                with self._temporary() as (descriptor, name):
                    write_all(descriptor, data)
                    os.fchmod(descriptor, _READ_ONLY)
                    os.fsync(descriptor)
                    os.replace(name, path)
            # Also for a blob that was there: its writer may have died between rename and flush.
            flush_folder(path.parent)
        return digest

    def get(self, digest: Digest) -> bytes:
        """The bytes of ``digest``. Raises IntegrityError: ``blob.missing``, or ``blob.corrupt`` when they differ."""
        path = self._path(digest)
        with disk_trouble(str(path)):
            try:
                data = path.read_bytes()
            except FileNotFoundError:
                raise IntegrityError(
                    "blob.missing",
                    f"blob {digest.short} is not in the store",
                    where=str(path),
                    hint="restore the file from a backup; its name is its sha256",
                ) from None
        if Digest.of(data) != digest:
            raise IntegrityError(
                "blob.corrupt",
                f"blob {digest.short} does not have the sha256 that its name says",
                where=str(path),
                hint="keep the file for inquiry and restore it from a backup",
            )
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

    def _ensure(self, folder: Path) -> None:
        """Make a folder and its parents so that they outlive a crash."""
        if folder.is_dir():
            return
        self._ensure(folder.parent)
        folder.mkdir(exist_ok=True)
        flush_folder(folder.parent)

    @contextmanager
    def _temporary(self) -> Iterator[tuple[int, Path]]:
        """A new file, locked while its writer lives: the lock is what `_sweep` respects."""
        while True:
            name = self._partial / secrets.token_hex(16)
            descriptor = os.open(name, os.O_CREAT | os.O_EXCL | os.O_WRONLY | os.O_CLOEXEC, 0o600)
            fcntl.flock(descriptor, fcntl.LOCK_EX)
            if os.fstat(descriptor).st_nlink:
                break
            os.close(descriptor)  # swept between the two calls above
        try:
            yield descriptor, name
        except BaseException:
            with suppress(FileNotFoundError):
                os.unlink(name)
            raise
        finally:
            os.close(descriptor)

    def _sweep(self) -> None:
        """Remove what writers left that died before their rename."""
        if not os.access(self._partial, os.W_OK | os.X_OK):
            return  # none was ever written, or this store is only read
        for path in self._partial.iterdir():
            try:
                descriptor = os.open(path, os.O_RDONLY | os.O_CLOEXEC)
            except (FileNotFoundError, PermissionError):
                continue  # gone meanwhile, or another user's
            try:
                fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
                path.unlink(missing_ok=True)
            except BlockingIOError:
                continue  # its writer lives
            finally:
                os.close(descriptor)
