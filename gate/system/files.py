"""Files that appear whole or not at all and outlive a crash, and reading files that somebody else wrote.

A whole file is written beside its place, flushed, and renamed; then its folder is flushed too, because a rename is only
durable with its folder. What a killed writer left beside it is recognised by its lock, which died with the writer.
"""

from __future__ import annotations

import errno
import os
import stat
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import ExitStack, contextmanager, suppress
from pathlib import Path
from typing import BinaryIO

from gate.system.locks import lock, try_lock


def write_whole(path: Path, data: bytes, *, mode: int | None = None, partials: Path | None = None) -> None:
    """Write ``path`` whole, in place of what is there; arguments as for `whole_file`. Raises OSError."""
    with _whole(path, mode, partials) as descriptor:
        _write_all(descriptor, data)


def write_many(files: Mapping[Path, bytes], *, mode: int, partials: Path) -> None:
    """Write files whole as `write_whole` does, flushing the disks once for all of them. Raises OSError."""
    partial_of: dict[Path, Path] = {}
    with ExitStack() as descriptors:
        try:
            for path, data in sorted(files.items()):  # in one order, so that two writers cannot wait for each other
                partial = partials / f".{path.name}.partial"
                descriptor = _create(partial, mode)
                descriptors.callback(os.close, descriptor)
                partial_of[path] = partial
                _write_all(descriptor, data)
                os.fchmod(descriptor, mode)
            os.sync()
            for path, partial in partial_of.items():
                os.replace(partial, path)
        except BaseException:
            for partial in partial_of.values():
                with suppress(FileNotFoundError):
                    os.unlink(partial)
            raise
    for folder in {path.parent for path in files}:
        flush_folder(folder)


@contextmanager
def whole_file(path: Path, *, mode: int | None = None, partials: Path | None = None) -> Iterator[BinaryIO]:
    """A file to write that is ``path`` once the block has ended; when the block raises, nothing has changed.

    ``mode`` are its permission bits whatever the umask; by default the umask decides. ``partials`` is the folder for
    the unfinished file, on the same file system; without one it lies beside ``path``, hidden. Raises OSError.
    """
    with _whole(path, mode, partials) as descriptor, open(descriptor, "wb", closefd=False) as file:
        yield file


@contextmanager
def whole_folder(path: Path, *, flush: bool = True) -> Iterator[Path]:
    """A folder to fill that is ``path``, which must not exist, once the block has ended. Raises OSError.

    Without ``flush`` its files may be damaged after a crash of the machine.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=path.parent, prefix=f".{path.name[:16]}.") as scratch:
        content = Path(scratch) / "content"
        content.mkdir()
        yield content
        for name in (*content.rglob("*"), content) if flush else ():
            _flush(name)
        content.rename(path)
    if flush:
        _flush(path.parent)


def make_folder(path: Path, *, mode: int = 0o777) -> None:
    """Make a folder and its parents so that they outlive a crash; ``mode`` is that of a new one. Raises OSError."""
    with suppress(FileNotFoundError):
        os.stat(path)  # a name that is too long, or a file on the way, before any part of it is made
    missing = []
    while not os.path.isdir(path):
        missing.append(path)
        path = path.parent
    for folder in reversed(missing):
        folder.mkdir(mode if folder == missing[0] else 0o777, exist_ok=True)
        flush_folder(folder.parent)


def flush_folder(path: Path) -> None:
    """Make the names in a folder (new files, renames) durable. Raises OSError."""
    _flush(path)


def remove_folder(path: Path) -> None:
    """Remove a folder such that nobody finds half of it under its name; being gone is success. Raises OSError."""
    with suppress(FileNotFoundError), tempfile.TemporaryDirectory(dir=path.parent, prefix=".removed.") as scratch:
        path.rename(Path(scratch) / "content")


def sweep_partials(folder: Path) -> None:
    """Remove all files of a folder of unfinished files whose writers are dead. Raises OSError."""
    for path in folder.iterdir():
        with suppress(PermissionError):  # another user's
            _remove_dead(path)


@contextmanager
def open_regular(path: Path | str, *, follow: bool = False) -> Iterator[BinaryIO]:
    """A regular file, open for reading; only with ``follow`` also through a symbolic link.

    Raises OSError: FileNotFoundError; `UnfitFileError` for a link, folder, device, pipe or socket, and for what is no
    name of a file (NUL, a lone surrogate, too long).
    """
    # O_NONBLOCK: opening a pipe must not wait for a writer.
    flags = os.O_RDONLY | os.O_NONBLOCK | os.O_CLOEXEC | (0 if follow else os.O_NOFOLLOW)
    try:
        descriptor = os.open(path, flags)
    except ValueError:
        raise UnfitFileError("no file can have this name") from None
    except OSError as error:
        if error.errno == errno.ENAMETOOLONG:
            raise UnfitFileError("the name is too long") from None
        if os.path.islink(path) and not follow:
            raise UnfitFileError("is a symbolic link") from None
        raise
    if not stat.S_ISREG(os.fstat(descriptor).st_mode):
        os.close(descriptor)
        raise UnfitFileError("is not a regular file")
    with open(descriptor, "rb") as file:
        yield file


def append_regular(path: Path) -> int:
    """A descriptor that appends to a regular file, which is made if missing. Raises OSError as `open_regular` does."""
    try:
        # O_NONBLOCK: opening a pipe must not wait for a reader.
        flags = os.O_WRONLY | os.O_APPEND | os.O_CREAT | os.O_NONBLOCK | os.O_CLOEXEC
        descriptor = os.open(path, flags, 0o666)
    except ValueError:
        raise UnfitFileError("no file can have this name") from None
    if not stat.S_ISREG(os.fstat(descriptor).st_mode):
        os.close(descriptor)
        raise UnfitFileError("is not a regular file")
    return descriptor


def read_regular(path: Path | str, max_bytes: int, *, follow: bool = False) -> bytes:
    """The bytes of a regular file. Raises OSError as `open_regular` does, and `TooLargeError` beyond ``max_bytes``."""
    with open_regular(path, follow=follow) as file:
        return read_bounded(file, max_bytes)


def read_bounded(file: BinaryIO, max_bytes: int) -> bytes:
    """The rest of an open file. Raises `TooLargeError` beyond ``max_bytes``, however fast the file grows."""
    size = os.fstat(file.fileno()).st_size
    if size > max_bytes:
        raise TooLargeError(f"{size} bytes; at most {max_bytes} are read")
    data = file.read(size + 1)  # not the bound at once: room for it would be made for every small file
    if len(data) > size:
        data += file.read(max_bytes + 1 - len(data))
    if len(data) > max_bytes:
        raise TooLargeError(f"more than {max_bytes} bytes")
    return data


class UnfitFileError(OSError):
    """What is there is not a file that is read; ``strerror`` says why."""

    def __init__(self, message: str) -> None:
        super().__init__(errno.EINVAL, message)


class TooLargeError(UnfitFileError):
    """It is larger than whoever reads it allows."""


@contextmanager
def _whole(path: Path, mode: int | None, partials: Path | None) -> Iterator[int]:
    partial = (partials or path.parent) / f".{path.name}.partial"
    descriptor = _create(partial, 0o666 if mode is None else mode)
    try:
        yield descriptor
        if mode is not None:
            os.fchmod(descriptor, mode)
        os.fsync(descriptor)
        os.replace(partial, path)
    except BaseException:
        with suppress(FileNotFoundError):
            os.unlink(partial)
        raise
    finally:
        os.close(descriptor)
    flush_folder(path.parent)


def _write_all(descriptor: int, data: bytes) -> None:
    rest = memoryview(data)
    while rest:  # one call of write(2) may stop short
        rest = rest[os.write(descriptor, rest) :]


def _create(partial: Path, mode: int) -> int:
    """A new file, locked while its writer lives; a living writer of the same file is waited for."""
    while True:
        try:
            descriptor = os.open(partial, os.O_CREAT | os.O_EXCL | os.O_WRONLY | os.O_CLOEXEC, mode)
        except FileExistsError:
            _remove_dead(partial, wait=True)
            continue
        lock(descriptor)
        if os.fstat(descriptor).st_nlink:
            return descriptor
        os.close(descriptor)  # swept between the two calls above


def _remove_dead(partial: Path, *, wait: bool = False) -> None:
    try:
        descriptor = os.open(partial, os.O_RDONLY | os.O_NOFOLLOW | os.O_CLOEXEC)
    except FileNotFoundError:
        return
    try:
        if wait:
            lock(descriptor)
        elif not try_lock(descriptor):
            return  # its writer lives
        # A writer that was waited for has renamed its file, and the name may be another writer's by now.
        with suppress(FileNotFoundError):
            if os.path.samestat(os.stat(partial, follow_symlinks=False), os.fstat(descriptor)):
                os.unlink(partial)
    finally:
        os.close(descriptor)


def _flush(path: Path) -> None:
    descriptor = os.open(path, os.O_RDONLY | os.O_CLOEXEC)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
