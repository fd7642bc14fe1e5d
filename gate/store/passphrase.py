"""Passphrases of private keys: from a file, or from the terminal; never arguments, which everybody can list."""

from __future__ import annotations

import os
import sys
from getpass import getpass
from pathlib import Path

from gate.model.errors import UsageError
from gate.system.files import read_regular

VARIABLE = "GATE_PASSPHRASE_FILE"
_MAX_BYTES = 1024


def read_passphrase(what: str, file: Path | None = None, *, new: bool = False) -> bytes:
    """The passphrase of ``what``: the first line of ``file``, of the file that GATE_PASSPHRASE_FILE names, or what is
    typed at the terminal, twice for a ``new`` one.

    Raises UsageError ``keys.passphrase`` when there is none to be had.
    """
    place = file or (Path(os.environ[VARIABLE]) if os.environ.get(VARIABLE) else None)
    if place is not None:
        try:
            phrase = read_regular(place, _MAX_BYTES, follow=True).split(b"\n")[0].removesuffix(b"\r")
        except OSError as error:
            raise _trouble(f"the passphrase file cannot be read: {error.strerror}", str(place)) from None
    elif sys.stdin is not None and sys.stdin.isatty():
        try:
            phrase = getpass(f"Passphrase of {what}: ").encode()
            again = getpass("The same again: ").encode() if new else phrase
        except (EOFError, UnicodeError):
            raise _trouble("nothing was typed, or no text", what) from None
        if again != phrase:
            raise _trouble("the two passphrases differ", what)
    else:
        raise _trouble("a passphrase is needed, and there is no terminal to ask at", what)
    if not phrase:
        raise _trouble("the passphrase is empty", what)
    return phrase


def _trouble(message: str, where: str) -> UsageError:
    return UsageError(
        "keys.passphrase", message, where=where, hint=f"name a file that holds it: --passphrase-file, or {VARIABLE}"
    )
