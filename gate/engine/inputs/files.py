"""Reading folders and files that somebody else wrote, without following them anywhere."""

from __future__ import annotations

import os
from collections.abc import Iterator
from fnmatch import fnmatchcase
from pathlib import Path

from gate.model.errors import Fault, InputError
from gate.model.paths import is_safe_path
from gate.system.files import TooLargeError, read_regular

MAX_FILES = 1000
"""Files in an artifact folder."""
MAX_ARTIFACT_BYTES = 64 << 20
"""All files of an artifact together (bytes)."""
MAX_CLAIM_FILE_BYTES = 256 << 20
"""One data file or challenge file of a claim (bytes)."""

LEFT_OUT = (
    *("__pycache__", ".mypy_cache", ".pytest_cache", ".ruff_cache", ".ipynb_checkpoints", ".lake"),
    *(".git", ".gitignore", ".gitattributes", ".hg", ".svn", ".idea", ".vscode"),
    *(".DS_Store", "._*", ".directory", "Thumbs.db", "desktop.ini"),
    *("*~", ".*.sw?", ".#*", "#*#"),
)
"""Names (shell patterns) of files and folders that are no part of an artifact: what interpreters, version control,
desktops and editors leave behind. They are never opened, hashed or judged. docs/architecture.md lists them too."""


def read_file(path: Path, *, code: str, fault: Fault, max_bytes: int) -> bytes:
    """The bytes of a regular file. Symlinks, devices, FIFOs and files over ``max_bytes`` are refused (InputError)."""
    try:
        return read_regular(path, max_bytes)
    except FileNotFoundError:
        raise InputError(f"{code}.missing-file", "there is no such file", where=str(path), fault=fault) from None
    except TooLargeError as error:
        raise InputError(f"{code}.too-large", str(error.strerror), where=str(path), fault=fault) from None
    except OSError as error:
        raise InputError(
            f"{code}.not-a-file",
            f"cannot be read: {error.strerror}",
            where=str(path),
            fault=fault,
            hint="only regular files are read, never links or devices",
        ) from None


def read_folder(root: Path) -> dict[str, bytes]:
    """All files of an artifact folder by relative name, without those in `LEFT_OUT`.

    Raises InputError (fault: artifact).
    """
    if os.path.islink(root) or not os.path.isdir(root):
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
        for entry in _entries(root / folder):
            name = f"{folder}{entry.name}"
            if entry.is_dir(follow_symlinks=False):
                if not is_safe_path(name):
                    yield root / name, name  # refused by name before anything inside is looked at
                pending.append(f"{name}/")
            else:
                yield root / name, name


def _entries(folder: Path) -> list[os.DirEntry[str]]:
    try:
        with os.scandir(folder) as found:
            kept = (entry for entry in found if not any(fnmatchcase(entry.name, pattern) for pattern in LEFT_OUT))
            return sorted(kept, key=lambda entry: entry.name)
    except OSError as error:
        raise InputError(
            "artifact.not-a-folder", f"cannot be read: {error.strerror}", where=str(folder), fault=Fault.ARTIFACT
        ) from None
