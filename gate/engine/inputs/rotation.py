"""The next key of the log, as the operator asked for it."""

from __future__ import annotations

import shlex
from pathlib import Path

from gate.engine.inputs.trust import read_named
from gate.log.keys import NoteSigner
from gate.model.errors import IntegrityError, UsageError
from gate.store.key_command import read_public
from gate.store.keys import create_key, create_protected_key, register_command
from gate.store.passphrase import read_passphrase


def next_key(
    home: Path,
    origin: str,
    name: str,
    *,
    protect: bool,
    passphrase_file: Path | None,
    command: str | None,
    public_key: Path | None,
) -> NoteSigner:
    """Make a key with files of this name: a key file, one with a passphrase, or a command that signs, which is tried.

    Raises UsageError ``keys.…``; InfrastructureError ``keys.command``.
    """
    protected = protect or passphrase_file is not None
    if (command is None) != (public_key is None) or (protected and command is not None):
        raise UsageError(
            "keys.which",
            "a key that is kept elsewhere needs a command and its public key, and has no passphrase here",
            hint="--command WORDS --public-key FILE; or --protect; or neither",
        )
    if protected:
        phrase = read_passphrase(f"the new key {name}", passphrase_file, new=True)
        return create_protected_key(home, name, origin, phrase)
    if command is None or public_key is None:
        return create_key(home, name, origin)
    try:
        words = tuple(shlex.split(command))
        public = read_public(read_named(public_key).decode("utf-8", "replace"), origin)
    except ValueError as error:
        raise UsageError("keys.which", f"the command cannot be split into words: {error}") from None
    except IntegrityError as error:
        raise UsageError("keys.which", f"no public key: {error.message}", where=str(public_key)) from None
    if not words:
        raise UsageError("keys.which", "the command is empty")
    return register_command(home, name, public, words)
