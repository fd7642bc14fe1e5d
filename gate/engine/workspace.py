"""The operator's store in one folder (``.gate/`` or ``GATE_HOME``), opened: ledger, blobs, policy and judges."""

from __future__ import annotations

import logging
import os
import re
import secrets
import socket
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from gate.engine.inputs.policy import load_policy
from gate.engine.judges import JUDGES, Judges
from gate.log.fields import timestamp
from gate.log.keys import NoteSigner, VerifierKey
from gate.model.digest import canonical_json
from gate.model.policy import Policy, default_policy
from gate.store.blobs import BlobStore
from gate.store.connect import place_of
from gate.store.ledger import Ledger
from gate.store.seen import Head, SeenHead, require_continues
from gate.store.trouble import disk_trouble
from gate.system.files import write_whole

POLICY_FILE = "policy.json"

Clock = Callable[[], datetime]
_logger = logging.getLogger(__name__)


def utc_now() -> datetime:
    """The default clock."""
    return datetime.now(UTC)


STORE_FOLDER = ".gate"


def default_home() -> Path:
    """Where a new store is made: ``GATE_HOME``, else ``.gate`` in the working directory."""
    return Path(os.environ.get("GATE_HOME") or STORE_FOLDER)


def found_home() -> Path:
    """The store that is meant when none is named: ``GATE_HOME``, else ``.gate`` here or in the nearest folder above.

    As with git, a store above that belongs to another user is passed over: whoever may write there is not this one.
    """
    here = default_home()
    if os.environ.get("GATE_HOME") or os.path.lexists(here):
        return here
    for folder in Path.cwd().parents:
        above = folder / STORE_FOLDER
        with suppress(OSError):
            if above.is_dir() and above.stat().st_uid == os.getuid():
                return above
    return here


def unique_origin() -> str:
    """A log's name that no other log has: a schema-less URL (C2SP tlog-checkpoint) of this host and 64 random bits.

    Two logs of one name and their witnesses could not be told apart.
    """
    host = re.sub(r"[^a-z0-9.-]+", "-", socket.gethostname().lower()).strip("-.")[:64]
    return f"{host or 'localhost'}/gate-{secrets.token_hex(8)}"


@dataclass(frozen=True, slots=True)
class Workspace:
    """An opened store, with what is judged under and by. ``home`` is absolute: the working directory may change."""

    home: Path
    ledger: Ledger
    blobs: BlobStore
    policy: Policy
    judges: Judges = JUDGES
    read_only: bool = False
    """Opened for a command that only reads. Who writes goes on from what witnesses have not signed yet."""

    @classmethod
    def create(
        cls, home: Path, *, origin: str, clock: Clock = utc_now, judges: Judges = JUDGES, remember: bool = True
    ) -> Workspace:
        """Make the store: ledger with its first entry, signing key, default policy.

        ``remember``: keep the last head that was seen of it outside the store.

        Raises UsageError ``store.already-initialised``, ``store.not-empty``, ``store.origin``; IntegrityError
        ``store.database-missing``; InfrastructureError when the disk fails.
        """
        home = home.absolute()
        seen = SeenHead(place_of(home))
        head = seen.load()
        ledger = Ledger.create(home, origin=origin, clock=clock, used=head.key if head else None)
        if remember:
            if head is not None:
                _logger.warning(
                    "another log was seen here, %s with %d entries: what was seen of it is forgotten",
                    head.checkpoint.origin,
                    head.checkpoint.size,
                )
            _keep_heads(ledger, seen, (ledger.signer.verifier,), replace=True)
        path = home / POLICY_FILE
        with disk_trouble(str(path)):
            if not path.exists():
                write_whole(path, canonical_json(default_policy().model_dump(mode="json")) + b"\n")
        return cls(home, ledger, BlobStore(home / "blobs"), load_policy(path), judges)

    @classmethod
    def open(
        cls,
        home: Path,
        *,
        clock: Clock = utc_now,
        policy: Path | None = None,
        judges: Judges = JUDGES,
        read_only: bool = False,
        set_back: bool = False,
    ) -> Workspace:
        """Open the store; ``policy`` is a file to judge under instead of the store's own.

        ``read_only`` opens it for a command that only reads: nothing is written, no private key is needed, and a
        read-only mount, a full disk or another user's store that may be read will do.

        It must continue the last head that was seen of it (`gate.store.seen`), unless it is opened because it was
        ``set_back``.

        Raises UsageError when the store was never initialised, InputError for a wrong policy, IntegrityError when the
        store is damaged or is not what was seen last (``head.…``).
        """
        home = home.absolute()
        ledger = Ledger.open(home, clock=clock, read_only=read_only)
        seen = SeenHead(ledger.place)
        if not set_back:
            head = seen.load()
            keys = require_continues(ledger, head) if head else None
            if not read_only:
                _keep_heads(ledger, seen, keys or ledger.key_chain().keys)
        blobs = BlobStore(home / "blobs", read_only=read_only)
        return cls(home, ledger, blobs, load_policy(policy or home / POLICY_FILE), judges, read_only)


def last_head(ledger: Ledger, keys: tuple[VerifierKey, ...]) -> Head:
    """The store's newest checkpoint, as seen now; ``keys`` are the log's."""
    return Head(ledger.checkpoint().encode("utf-8"), keys, timestamp(utc_now()))


def _keep_heads(ledger: Ledger, seen: SeenHead, keys: tuple[VerifierKey, ...], *, replace: bool = False) -> None:
    """Keep the store's head, and each one to come, as the last that this user saw."""
    known = list(keys)

    def keep(note: bytes, signer: NoteSigner) -> None:
        if signer.verifier not in known:
            known.append(signer.verifier)
        seen.save(Head(note, tuple(known), timestamp(utc_now())))

    seen.save(last_head(ledger, keys), back=replace)
    ledger.on_commit = keep
