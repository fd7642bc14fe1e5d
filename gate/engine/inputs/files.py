"""Reading folders and files that somebody else wrote, without following them anywhere."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterator
from pathlib import Path

from gate.model.errors import Fault, InputError, UsageError
from gate.model.paths import is_safe_path

MAX_FILES = 1000
"""Files in an artifact folder."""
MAX_ARTIFACT_BYTES = 64 << 20
"""All files of an artifact together (bytes)."""
MAX_CLAIM_FILE_BYTES = 256 << 20
"""One data file or challenge file of a claim (bytes)."""


def read_file(path: Path, *, code: str, fault: Fault, max_bytes: int) -> bytes:
    """The bytes of a regular file. Symlinks, devices, FIFOs and files over ``max_bytes`` are refused (InputError)."""
    try:
        # O_NONBLOCK: opening a FIFO must not wait for a writer.
        descriptor = os.open(path, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK | os.O_CLOEXEC)
    except FileNotFoundError:
        raise InputError(f"{code}.missing-file", "there is no such file", where=str(path), fault=fault) from None
    except OSError as error:
        kind = "is a symbolic link" if path.is_symlink() else str(error.strerror)
        raise InputError(
            f"{code}.not-a-file",
            f"cannot be read: {kind}",
            where=str(path),
            fault=fault,
            hint="only regular files are read, never links or devices",
        ) from None
    with os.fdopen(descriptor, "rb") as stream:
        status = os.fstat(descriptor)
        if not stat.S_ISREG(status.st_mode):
            raise InputError(f"{code}.not-a-file", "is not a regular file", where=str(path), fault=fault)
        if status.st_size > max_bytes:
            message = f"{status.st_size} bytes; at most {max_bytes} are read"
            raise InputError(f"{code}.too-large", message, where=str(path), fault=fault)
        data = stream.read(max_bytes + 1)
    if len(data) > max_bytes:
        raise InputError(f"{code}.too-large", f"more than {max_bytes} bytes", where=str(path), fault=fault)
    return data


def read_folder(root: Path) -> dict[str, bytes]:
    """All files of an artifact folder by relative name. Raises InputError (fault: artifact)."""
    if root.is_symlink() or not root.is_dir():
        raise InputError(
            "artifact.not-a-folder",
            "an artifact is a folder with artifact.toml",
            where=str(root),
            fault=Fault.ARTIFACT,
        )
    files: dict[str, bytes] = {}
    total = 0
    for path, name in _walk(root):
        if not is_safe_path(name):
            raise InputError(
                "artifact.bad-name",
                f"the file name {name!a} is not allowed",
                where=str(root),
                fault=Fault.ARTIFACT,
                hint="plain ASCII names: letters, digits, '.', '_', '-'; no leading dot; at most 8 folders deep",
            )
        files[name] = read_file(path, code="artifact", fault=Fault.ARTIFACT, max_bytes=MAX_ARTIFACT_BYTES - total)
        total += len(files[name])
        if len(files) > MAX_FILES:
            raise InputError(
                "artifact.too-many-files", f"more than {MAX_FILES} files", where=str(root), fault=Fault.ARTIFACT
            )
    return files


def _walk(root: Path) -> Iterator[tuple[Path, str]]:
    pending = [""]
    while pending:
        folder = pending.pop()
        with os.scandir(root / folder) as entries:
            for entry in sorted(entries, key=lambda item: item.name):
                name = f"{folder}{entry.name}"
                if entry.is_dir(follow_symlinks=False):
                    if not is_safe_path(name):
                        yield root / name, name  # refused by name before anything inside is looked at
                    pending.append(f"{name}/")
                else:
                    yield root / name, name


def read_named(path: Path) -> bytes:
    """A file of gate's own making that the caller named (bundle, checkpoint, key). Raises UsageError."""
    try:
        return path.read_bytes()
    except OSError as error:
        raise UsageError("verify.unreadable", f"cannot be read: {error.strerror}", where=str(path)) from None
