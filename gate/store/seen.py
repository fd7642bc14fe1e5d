"""The last head of a store that this user saw, kept outside the store, so that a store that was set back is noticed.

A store that was replaced by an older copy of itself, or by another history under the same name, is consistent in
itself. Only what somebody kept elsewhere tells: here one file for each store, with the newest signed checkpoint and the
key that signed it. Commands that write move it forward, and so does `gate log monitor`; reading only compares.
"""

from __future__ import annotations

import json
import logging
import os
from dataclasses import dataclass
from pathlib import Path

from gate.log.checkpoint import Checkpoint, Trust, open_checkpoint
from gate.log.keys import VerifierKey
from gate.log.kinds import KeyBody
from gate.log.rotation import follow
from gate.model.digest import Digest, canonical_json
from gate.model.errors import IntegrityError
from gate.store.ledger import Ledger, Snapshot
from gate.system.files import UnfitFileError, make_folder, read_regular, write_whole
from gate.system.locks import exclusive

VARIABLE = "GATE_STATE"
CONTRACT = "gate-seen-head-v1"
_MAX_BYTES = 4 << 20
_logger = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Head:
    """A signed head: the checkpoint's ``note``, the log's ``keys`` up to then, oldest first, and when it was seen
    (RFC 3339, UTC)."""

    note: bytes
    keys: tuple[VerifierKey, ...]
    time: str

    @property
    def key(self) -> VerifierKey:
        """The key that signed it."""
        return self.keys[-1]

    @property
    def checkpoint(self) -> Checkpoint:
        """What was signed. Raises IntegrityError (``note.…``, ``checkpoint.…``)."""
        return open_checkpoint(self.note, Trust.of(self.key)).checkpoint


class SeenHead:
    """Where the last head of one store is kept. Nothing is made before it is saved."""

    def __init__(self, place: str) -> None:
        """``place`` names the store: its folder, and its database when that is elsewhere."""
        folder = state_folder()
        self.place = place
        self.path = folder and folder / "heads" / f"{Digest.of(place.encode()).hex[:32]}.json"

    def load(self) -> Head | None:
        """The head; None when none was seen. Raises IntegrityError ``head.malformed``."""
        if self.path is None:
            return None
        try:
            data = read_regular(self.path, _MAX_BYTES)
        except FileNotFoundError:
            return None
        except UnfitFileError:
            raise self._malformed() from None
        except OSError as error:
            _logger.warning("the last head that was seen cannot be read: %s: %s", self.path, error.strerror)
            return None
        try:
            value = json.loads(data)
            if value["contract"] != CONTRACT:
                raise ValueError
            head = Head(
                value["checkpoint"].encode("utf-8"), tuple(map(VerifierKey.parse, value["keys"])), str(value["time"])
            )
            head.checkpoint  # noqa: B018 - read here, so that it can be read later
        except (ValueError, LookupError, TypeError, AttributeError, RecursionError, IntegrityError):
            raise self._malformed() from None
        return head

    def _malformed(self) -> IntegrityError:
        return IntegrityError(
            "head.malformed",
            "the file with the last head that was seen is not one that gate wrote",
            where=str(self.path),
            hint="compare the store with an anchor or a published log; then remove the file",
        )

    def save(self, head: Head, *, back: bool = False) -> None:
        """Keep a head if it is further on than the one that is kept; with ``back`` whatever is kept.

        What cannot be kept is logged, since what was recorded in the store stays recorded.
        """
        if self.path is None:
            _logger.warning("there is no folder to keep the last head in; set %s to one", VARIABLE)
            return
        value = {
            "contract": CONTRACT,
            "store": self.place,
            "checkpoint": head.note.decode("utf-8"),
            "keys": [str(key) for key in head.keys],
            "time": head.time,
        }
        try:
            size = head.checkpoint.size
        except IntegrityError:
            return  # another process changed the key meanwhile, and will keep its own
        try:
            make_folder(self.path.parent)
            with exclusive(self.path.parent):
                kept = None if back else self.load()
                if kept is None or kept.checkpoint.size < size:
                    write_whole(self.path, canonical_json(value) + b"\n")
        except OSError as error:
            _logger.warning("the last head could not be kept: %s: %s", self.path, error.strerror)


def state_folder() -> Path | None:
    """``GATE_STATE``, else ``gate`` in the user's state folder (XDG base directory specification); None without one."""
    if named := os.environ.get(VARIABLE):
        return Path(named).absolute()
    from platformdirs import user_state_path

    try:
        folder = user_state_path("gate", appauthor=False)
    except RuntimeError:  # no HOME, and no entry in passwd
        return None
    return folder if folder.is_absolute() else None  # a user without a home folder


def require_continues(ledger: Ledger, head: Head) -> tuple[VerifierKey, ...]:
    """The store must hold the head and be signed by its key, or by one that this key vouches for.

    Returns the log's keys, oldest first. Raises IntegrityError: ``head.other-log``, ``head.other-key``, and as
    `require_holds` does.
    """
    with ledger.snapshot() as snapshot:
        seen = head.checkpoint
        if seen.origin != ledger.origin:
            raise _wrong(ledger, "head.other-log", f"the log is {ledger.origin}; what was seen here is {seen.origin}")
        current = snapshot.key_in_charge()
        stranger = _wrong(
            ledger, "head.other-key", f"it is signed by {current.id}, for which {head.key.id} does not vouch"
        )
        if snapshot.size() < seen.size and current not in head.keys:
            raise stranger  # not even an older copy
        require_holds(snapshot, seen, f"seen at {head.time}", where=ledger.place)
        keys = head.keys
        if current != head.key:
            changes = [entry.body for _, entry in snapshot.entries(seen.size, kind=KeyBody)]
            keys += follow(head.key, ledger.origin, changes)[1:]
        if current != keys[-1]:
            raise stranger
        open_checkpoint(snapshot.checkpoint().encode("utf-8"), Trust(ledger.origin, (current,)))
        return keys


def require_holds(snapshot: Snapshot, head: Checkpoint, source: str, *, where: str) -> None:
    """The log must have the head that ``source`` (``seen at …``, ``anchored in …``) tells of.

    Raises IntegrityError: ``head.rolled-back``, ``head.truncated``, ``head.forked``.
    """
    size = snapshot.size()
    if size < head.size:
        raise IntegrityError(
            "head.rolled-back",
            f"the log has {size} entries, but {head.size} were {source}: the store was set back",
            where=where,
            hint="restore the newest copy; `gate recover --from-backup` goes on from this one, and logs it",
        )
    if snapshot.entry_count() < head.size:
        raise IntegrityError(
            "head.truncated",
            f"{head.size} entries were {source}, of which the last are no longer in the store",
            where=where,
            hint="keep the store for inquiry, and restore the newest backup",
        )
    if snapshot.root(head.size) != head.root:
        raise IntegrityError(
            "head.forked",
            f"the first {head.size} entries are not those that were {source}: there are two histories",
            where=where,
            hint="find out which is the true one: compare the store with an export, a backup or a published log",
        )


def _wrong(ledger: Ledger, code: str, message: str) -> IntegrityError:
    return IntegrityError(
        code,
        message,
        where=ledger.place,
        hint="if the store was replaced on purpose, remove its file of the last head: `gate explain head.other-log`",
    )
