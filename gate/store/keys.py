"""The private keys of a home folder: ``keys/NAME.key`` for this user only, ``keys/NAME.pub`` for everybody.

A key file is gate's one line, or OpenSSH's with a passphrase. Instead of it ``keys/NAME.toml`` may name a command that
signs with a key that is kept elsewhere (`gate.store.key_command`).

Old keys stay beside the one in charge, so that nothing that they signed becomes a riddle. Which one signs now is not
said here but in the ledger (`gate.log.rotation`).
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from pathlib import Path

from cryptography.exceptions import UnsupportedAlgorithm
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.serialization import BestAvailableEncryption, Encoding, PrivateFormat

from gate.log.keys import NoteSigner, Signer, VerifierKey
from gate.model.errors import InfrastructureError, IntegrityError, UsageError
from gate.store.key_command import CommandSigner, read_command, to_toml
from gate.store.passphrase import read_passphrase
from gate.store.trouble import UNREADABLE, disk_trouble
from gate.system.files import (
    TooLargeError,
    UnfitFileError,
    flush_folder,
    make_folder,
    open_regular,
    read_bounded,
    write_whole,
)

KEYS = "keys"
KEY_FILE, COMMAND_FILE, PUBLIC_FILE = ".key", ".toml", ".pub"
FIRST_KEY = "log"
"""The name of the key that `gate init` makes."""

_NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{0,63}", re.ASCII)
_OPENSSH = "-----BEGIN OPENSSH PRIVATE KEY-----"
_OTHERS = 0o077
_MAX_KEY_BYTES = 4096


def create_key(home: Path, name: str, origin: str) -> Signer:
    """Make and keep a new Ed25519 key that signs for the log ``origin``; ``name`` is that of its files.

    Raises UsageError ``keys.name``, ``keys.exists``; IntegrityError ``note.key-name`` for an origin that cannot name a
    key; InfrastructureError when the disk fails.
    """
    signer = Signer.generate(origin)
    _keep(home, name, KEY_FILE, signer.to_secret_text().encode(), signer.verifier)
    return signer


def create_protected_key(home: Path, name: str, origin: str, passphrase: bytes) -> Signer:
    """A new key as `create_key` makes it, but in OpenSSH's form, encrypted with a passphrase."""
    signer = Signer.generate(origin)
    private = Ed25519PrivateKey.from_private_bytes(signer.seed)
    text = private.private_bytes(Encoding.PEM, PrivateFormat.OpenSSH, BestAvailableEncryption(passphrase))
    _keep(home, name, KEY_FILE, text, signer.verifier)
    return signer


def register_command(home: Path, name: str, public: VerifierKey, argv: tuple[str, ...]) -> CommandSigner:
    """Keep under ``name`` that a command signs with a key that is elsewhere.

    Raises UsageError ``keys.name``, ``keys.exists``; InfrastructureError ``keys.command`` when it does not sign.
    """
    signer = CommandSigner(public, argv)
    signer.sign(b"gate asks whether this command signs\n")
    _keep(home, name, COMMAND_FILE, to_toml(argv).encode(), public)
    return signer


def _keep(home: Path, name: str, suffix: str, private: bytes, public: VerifierKey) -> None:
    """Write both halves of a key under a name that is still free."""
    if not _NAME.fullmatch(name):
        raise UsageError(
            "keys.name", f"{name[:80]!r} cannot name a key file", hint="use letters, digits, '.', '_', '-'"
        )
    folder = home / KEYS
    path = folder / f"{name}{suffix}"
    with disk_trouble(str(path)):
        make_folder(folder, mode=0o700)
        if any((folder / f"{name}{other}").exists() for other in (KEY_FILE, COMMAND_FILE)):
            raise UsageError("keys.exists", f"there is a key {name!r} already", where=str(path), hint="choose another")
        write_whole(path, private, mode=0o600)
        write_whole(folder / f"{name}{PUBLIC_FILE}", f"{public}\n".encode(), mode=0o644)
        flush_folder(home)


def load_signer(home: Path, vkey: str | None = None) -> NoteSigner:
    """The key whose public half is ``vkey``; without it, the only key that there is.

    Raises InfrastructureError ``keys.missing``, ``keys.permissions``; UsageError ``keys.ambiguous``,
    ``keys.passphrase``; IntegrityError ``keys.malformed``.
    """
    folder = home / KEYS
    places = [path for suffix in (KEY_FILE, COMMAND_FILE) for path in sorted(folder.glob(f"*{suffix}"))]
    if vkey is None and len(places) > 1:
        raise UsageError(
            "keys.ambiguous", f"there are {len(places)} keys", where=str(folder), hint="say which public key"
        )
    for place in places:
        public = folder / f"{place.name.removesuffix(place.suffix)}{PUBLIC_FILE}"
        verifier = VerifierKey.parse(read_key_text(public).removesuffix("\n")) if public.exists() else None
        if vkey is not None and verifier is not None and str(verifier) != vkey:
            continue
        signer = _signer_at(place, verifier)
        if vkey is None or str(signer.verifier) == vkey:
            return signer
    raise InfrastructureError(
        "keys.missing",
        f"the private key of {vkey or 'the log'} is not here",
        where=str(folder),
        hint="copy the keys folder from the machine on which `gate init` or the last key change was run",
    )


def _signer_at(place: Path, verifier: VerifierKey | None) -> NoteSigner:
    """The private half in a file, or the command that a file names; ``verifier`` is the public half beside it."""
    if place.suffix == KEY_FILE:
        return load_key_file(place, name=verifier.name if verifier else None)
    if verifier is None:
        message = "there is no public key beside it"
        raise IntegrityError("keys.malformed", message, where=str(place), hint="restore the .pub file from a backup")
    return CommandSigner(verifier, read_command(read_key_text(place, private=True), place))


def public_keys(home: Path) -> tuple[VerifierKey, ...]:
    """The public halves that this home knows. They are what its own log is checked against.

    Raises IntegrityError ``keys.malformed``; InfrastructureError ``store.unreadable``, or when the disk fails.
    """
    keys = []
    folder = home / KEYS
    if folder.exists() and not os.access(folder, os.R_OK | os.X_OK):
        raise UNREADABLE.at(str(folder))
    for path in sorted(folder.glob("*.pub")):
        try:
            keys.append(VerifierKey.parse(read_key_text(path).removesuffix("\n")))
        except IntegrityError as error:
            raise _malformed(path, error) from None
    return tuple(keys)


def begun_origin(home: Path) -> str | None:
    """The log that a broken-off `gate init` began here, by the name of its key; None if there is no key.

    Raises as `load_signer` does.
    """
    return next((signer.name for signer in load_signers(home)), None)


def ensure_signer(home: Path, origin: str) -> Signer:
    """The key of a new store: the one that a broken-off `gate init` left for this origin, else a new one.

    Raises as `load_signer` and `create_key` do.
    """
    for path in _key_files(home):
        signer = load_key_file(path)
        if signer.name == origin:
            with disk_trouble(str(path)):
                # It may have broken off before this.
                write_whole(path.with_suffix(".pub"), f"{signer.verifier}\n".encode(), mode=0o644)
            return signer
    return create_key(home, FIRST_KEY, origin)


def load_signers(home: Path) -> Iterator[Signer]:
    """All private keys of a home, in the order of their names. Raises as `load_signer` does."""
    for path in _key_files(home):
        yield load_key_file(path)


def _key_files(home: Path) -> list[Path]:
    with disk_trouble(str(home / KEYS)):
        return sorted((home / KEYS).glob("*.key"))


def load_key_file(path: Path, *, name: str | None = None, passphrase_file: Path | None = None) -> Signer:
    """The private key in a file that is for this user only: gate's one line, or an OpenSSH private key (Ed25519).

    ``name`` is what a key without a name of its own, as OpenSSH's, is called.
    Raises UsageError ``keys.no-file``, ``keys.passphrase``; InfrastructureError ``keys.permissions``; IntegrityError
    ``keys.malformed``.
    """
    text = read_key_text(path, private=True)
    try:
        if name is not None and text.startswith(_OPENSSH):
            return Signer(name, _openssh_seed(text, path, passphrase_file))
        return Signer.parse(text)
    except IntegrityError as error:
        raise _malformed(path, error) from None


def _openssh_seed(text: str, path: Path, passphrase_file: Path | None) -> bytes:
    """The 32 bytes of an OpenSSH private key (PROTOCOL.key); asks for a passphrase where there is one."""
    from cryptography.hazmat.primitives.serialization import load_ssh_private_key

    def load(passphrase: bytes | None) -> object:
        return load_ssh_private_key(text.encode(), passphrase)

    try:
        try:
            key = load(None)
        except TypeError:  # the library's way to say that there is a passphrase
            key = load(read_passphrase(str(path), passphrase_file))
    except (ValueError, UnsupportedAlgorithm):
        raise IntegrityError("note.key", "not an OpenSSH private key, or a wrong passphrase") from None
    if not isinstance(key, Ed25519PrivateKey):
        raise IntegrityError("note.key", "an OpenSSH key of another type; only Ed25519 signs here")
    return key.private_bytes_raw()


def read_key_text(path: Path, *, private: bool = False) -> str:
    """The text of a key file; a ``private`` one must be for this user alone. Raises as `load_key_file` does."""
    with disk_trouble(str(path)):
        try:
            with open_regular(path, follow=True) as file:
                if private and os.fstat(file.fileno()).st_mode & _OTHERS:
                    message = "others than its owner may read or write the key file"
                    raise _permissions(path, message, f"chmod 600 {path}")
                return read_bounded(file, _MAX_KEY_BYTES).decode("utf-8", errors="replace")
        except FileNotFoundError:
            raise UsageError("keys.no-file", "there is no such key file", where=str(path)) from None
        except TooLargeError as error:
            raise IntegrityError("keys.malformed", str(error.strerror), where=str(path)) from None
        except UnfitFileError as error:
            raise UsageError("keys.no-file", f"this is no key file: {error.strerror}", where=str(path)) from None
        except PermissionError:
            if not private:
                raise
            raise _permissions(path, "this user may not read the key file", f"chown it to this user: {path}") from None


def _malformed(path: Path, error: IntegrityError) -> IntegrityError:
    return IntegrityError(
        "keys.malformed",
        f"the key file cannot be read: {error.message}",
        where=str(path),
        hint="restore the file from a backup",
    )


def _permissions(path: Path, message: str, hint: str) -> InfrastructureError:
    return InfrastructureError("keys.permissions", message, where=str(path), hint=hint)
