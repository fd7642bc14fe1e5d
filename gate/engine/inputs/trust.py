"""What the caller trusts, read from files of its own: public keys and checkpoints that were seen earlier."""

from __future__ import annotations

import os
from collections.abc import Iterable
from pathlib import Path

from gate.log.keys import VerifierKey
from gate.model.errors import UsageError
from gate.system.files import read_bounded

MAX_NAMED_BYTES = 64 << 20
"""A bundle, checkpoint or key (bytes)."""


def read_named(path: Path) -> bytes:
    """A file of gate's own making that the caller named (bundle, checkpoint, key), or a pipe. Raises UsageError."""
    try:
        with path.open("rb") as file:
            return read_bounded(file, MAX_NAMED_BYTES)
    except OSError as error:
        raise UsageError("verify.unreadable", f"cannot be read: {error.strerror}", where=str(path)) from None


def read_key(key: str) -> VerifierKey:
    """A public key (C2SP verifier key): its text, or the name of a file that holds it.

    Raises UsageError ``verify.unreadable``, IntegrityError ``key.…``.
    """
    text = read_named(Path(key)).decode("utf-8", "replace").strip() if os.path.isfile(key) else key
    return VerifierKey.parse(text)


def read_checkpoints(paths: Iterable[Path]) -> list[bytes]:
    """Checkpoints that were seen earlier or elsewhere. Raises UsageError ``verify.unreadable``."""
    return [read_named(path) for path in paths]
