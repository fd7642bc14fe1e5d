"""Writing a file that the caller named: whole or not at all, and over another one only when that was asked for."""

from __future__ import annotations

import os
from pathlib import Path

from gate.model.errors import InfrastructureError, UsageError
from gate.system.files import write_whole


def refuse_existing(path: Path, *, what: str, force: bool) -> None:
    """Refuse a place that is taken, before any work is done: without ``force`` by anything, with it by all but a file.

    Raises UsageError ``<what>.exists``.
    """
    if not os.path.lexists(path):
        return
    if os.path.islink(path) or not os.path.isfile(path):
        raise UsageError(
            f"{what}.exists", "what is there is no regular file", where=str(path), hint="choose a new name"
        )
    if not force:
        hint = "choose a new name, or --force to write over it"
        raise UsageError(f"{what}.exists", "there is a file of this name", where=str(path), hint=hint)


def write_output(path: Path, data: bytes, *, what: str) -> None:
    """Write the file. Raises InfrastructureError ``<what>.write``."""
    try:
        write_whole(path, data)
    except OSError as problem:
        message = f"cannot be written: {problem.strerror}"
        raise InfrastructureError(f"{what}.write", message, where=str(path)) from None
