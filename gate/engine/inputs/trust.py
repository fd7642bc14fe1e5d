"""Whom a reader of the log believes: the store's public keys, or the keys and checkpoints that the caller names."""

from __future__ import annotations

import os
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

from gate.log.checkpoint import Trust
from gate.log.keys import ED25519, VerifierKey
from gate.model.errors import InfrastructureError, IntegrityError, UsageError
from gate.system.files import open_regular, read_regular

if TYPE_CHECKING:
    from gate.engine.workspace import Workspace

MAX_NAMED_BYTES = 64 << 20
"""A bundle, checkpoint or key (bytes)."""


def read_named(path: Path) -> bytes:
    """A file of gate's own making that the caller named (bundle, checkpoint, key). Raises UsageError."""
    try:
        return read_regular(path, MAX_NAMED_BYTES, follow=True)
    except OSError as error:
        raise UsageError("verify.unreadable", f"cannot be read: {error.strerror}", where=str(path)) from None


def read_key(key: str, *, algorithm: int = ED25519) -> VerifierKey:
    """A public key (C2SP verifier key): its text, or the name of a file that holds it.

    It must be one of a log, or with the algorithm `gate.log.keys.COSIGNATURE` one of a witness.

    Raises UsageError ``verify.unreadable``, ``verify.key``.
    """
    is_file = os.path.exists(key)
    text = read_named(Path(key)).decode("utf-8", "replace").strip() if is_file else key
    try:
        found = VerifierKey.parse(text)
    except IntegrityError as error:
        raise _no_key(f"{'this file holds' if is_file else 'this is'} no public key: {error.message}", key) from None
    if found.algorithm != algorithm:
        whose = ("a witness's", "a log's") if algorithm == ED25519 else ("a log's", "a witness's")
        raise _no_key("this is {} key, not {}".format(*whose), key)
    return found


def _no_key(message: str, key: str) -> UsageError:
    hint = "its owner publishes it, as name+hash+base64; give it, or a file that holds it"
    return UsageError("verify.key", message, where=key, hint=hint)


def named_export(path: Path) -> Path:
    """An export of the log that the caller named: a folder, or a regular file. Raises UsageError."""
    if not os.path.isdir(path):
        try:
            with open_regular(path, follow=True):
                pass
        except OSError as error:
            raise UsageError("verify.unreadable", f"cannot be read: {error.strerror}", where=str(path)) from None
    return path


def read_checkpoints(paths: Iterable[Path]) -> list[bytes]:
    """Checkpoints that were seen earlier or elsewhere. Raises UsageError ``verify.unreadable``."""
    return [read_named(path) for path in paths]


def trust_of(workspace: Workspace, key: VerifierKey | None = None) -> Trust:
    """Whom to believe about the store's log: the key that the caller gives; without one, the key of the last head that
    was seen of it; else the public keys beside the store. With them the witnesses that the policy requires.

    The key that the database names is not asked: whoever can rewrite the database could name his own. Raises
    InfrastructureError ``keys.missing``; IntegrityError for a key file that is none.
    """
    from gate.store.keys import public_keys  # here, so that a bundle is verified without the database's library
    from gate.store.seen import SeenHead

    settings = workspace.policy.log
    witnesses = tuple(map(VerifierKey.parse, settings.witnesses))
    head = None if key else SeenHead(workspace.ledger.place).load()
    known = key or (head and head.key)
    keys = (known,) if known else public_keys(workspace.home)
    if not keys:
        raise InfrastructureError(
            "keys.missing", "no public key is here", where=str(workspace.home / "keys"), hint="restore the keys folder"
        )
    return Trust(workspace.ledger.origin, keys, witnesses, settings.required_witnesses)
