"""One transaction of the ledger: the only place from which entries are written."""

from __future__ import annotations

import secrets
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import replace
from datetime import datetime
from typing import Any, NamedTuple

from msgspec.structs import replace as replace_fields
from sqlalchemy import Connection, insert, update

from gate.log.checkpoint import Checkpoint, sign_checkpoint
from gate.log.entry import Entry, Previous, check_entry
from gate.log.fields import timestamp
from gate.log.keys import NoteSigner
from gate.log.kind import Body
from gate.log.kinds import IntakeBody, VerdictBody
from gate.log.merkle import CompactRange, leaf_hash, verify_inclusion
from gate.log.record_index import RecordIndex
from gate.log.rotation import rotation_body
from gate.model.digest import Digest
from gate.model.errors import IntegrityError, UsageError
from gate.model.verdict import Status
from gate.store import schema
from gate.store.attempts import Attempt, owner_columns
from gate.store.reading import LedgerReader
from gate.store.record_index import StoredIndex, holds_index, index_of_entries, replace_index, stored_heads
from gate.system.owner import Owner

Clock = Callable[[], datetime]
"""Gives the time, with its zone."""

_FLUSH_ROWS = 2000
"""Rows that are held back at most, so that a large batch does not fill the memory."""


class SignedHead(NamedTuple):
    """The newest checkpoint (its note), with the tree's right edge and the root of the record index under it."""

    note: bytes
    edge: tuple[bytes, ...]
    index_root: bytes | None
    """None when the newest entry is from before there was an index."""


class Transaction(LedgerReader):
    """What `Ledger.transaction` gives. It reads what it has written itself.

    Changes and the entries that record them become visible together, under one newly signed checkpoint, or not at all.
    """

    def __init__(
        self, connection: Connection, tree: CompactRange, index: StoredIndex, signer: NoteSigner, clock: Clock
    ) -> None:
        """Use `Ledger.transaction`. ``tree`` and ``index`` are what is stored, ``signer`` is the key in charge."""
        self._connection = connection
        self._tree = tree
        self._index = index
        self._before = tree.size
        self._root = tree.root()
        self.signer = signer
        self._clock = clock
        self._entries: list[dict[str, Any]] = []
        self._nodes: list[dict[str, Any]] = []
        self._closings: dict[tuple[str, int], tuple[str, VerdictBody]] = {}
        self._intakes: set[str] = set()
        self._opened: dict[str, Attempt] = {}
        """Attempts that this transaction opened."""
        self._newest: dict[str, bytes] = {}
        """Leaf hashes of the newest entries about records, for those that this transaction added."""

    def append(
        self,
        body: Body,
        *,
        attempt: str | None = None,
        record: str | None = None,
        claim: str | None = None,
    ) -> int:
        """Add an entry; returns its position. Raises IntegrityError (``entry.…``) when it does not fit its kind."""
        opened = self._opened.get(attempt or "") if isinstance(body, IntakeBody) else None
        time = opened.opened_at if opened else timestamp(self._clock())
        plain = Entry(time, body, attempt, record, claim)
        check_entry(plain.to_json())
        position = self._tree.size
        entry = self._placed(plain, position)
        data = entry.to_bytes()
        self._entries.append(
            {
                "position": position,
                "kind": entry.kind,
                "attempt": attempt,
                "record": record,
                "claim": claim,
                "body": data,
            }
        )
        leaf = leaf_hash(data)
        if record is not None:
            self._newest[record] = leaf
        for level, number, value in self._tree.append(leaf):
            self._nodes.append({"level": level, "number": number, "hash": value})
        if attempt is not None and isinstance(body, VerdictBody):
            self._closings[attempt, position] = entry.time, body
        if attempt is not None and isinstance(body, IntakeBody):
            self._intakes.add(attempt)
        if len(self._entries) >= _FLUSH_ROWS:
            self._flush()
        return position

    def open_attempt(
        self,
        *,
        record_id: str,
        claim_id: str,
        record_digest: Digest,
        claim_digest: Digest,
        artifact_digest: Digest,
        policy_digest: Digest,
    ) -> Attempt:
        """Open an attempt that this process works on. The same transaction must log its ``intake``.

        Raises IntegrityError ``store.refused`` when the table has an attempt of that number which nobody logged.
        """
        now = self._clock()
        unlogged = sum(
            (other.record_id, other.claim_id) == (record_id, claim_id) and other.id not in self._intakes
            for other in self._opened.values()
        )
        attempt = Attempt(
            id=f"{now:%Y%m%d}-{secrets.token_hex(8)}",
            record_id=record_id,
            claim_id=claim_id,
            record_digest=record_digest,
            claim_digest=claim_digest,
            artifact_digest=artifact_digest,
            policy_digest=policy_digest,
            number=self.next_number(record_id, claim_id) + unlogged,
            opened_at=timestamp(now),
            owner=Owner.current(),
        )
        self._connection.execute(insert(schema.attempts), attempt.to_columns())
        self._opened[attempt.id] = attempt
        return attempt

    def adopt_attempt(self, attempt_id: str) -> Attempt:
        """Make this process the owner of an open attempt, so that of two that recover one only one goes on.

        Raises UsageError ``attempt.unknown``, ``attempt.closed``.
        """
        attempt = self._open(attempt_id)
        owner = Owner.current()
        self._change(attempt_id, owner_columns(owner))
        return replace(attempt, owner=owner)

    def close_attempt(self, attempt_id: str, *, index: int) -> Attempt:
        """Close an attempt as the verdict entry ``index``, of this very transaction, says.

        Raises IntegrityError ``store.unlogged-verdict`` when there is no such entry, UsageError ``attempt.closed``.
        """
        attempt = self._open(attempt_id)
        closing = self._closings.get((attempt_id, index))
        if closing is None:
            raise IntegrityError(
                "store.unlogged-verdict",
                f"attempt {attempt_id} cannot be closed: entry {index} is no verdict on it from this transaction",
                hint="append the verdict entry in the transaction that closes the attempt",
            )
        self._flush()
        time, body = closing
        closed = replace(attempt, closed_at=time, verdict=body.verdict, reason=body.reason, verdict_index=index)
        self._change(attempt_id, closed.to_columns())
        return closed

    def cache_status(
        self,
        record_id: str,
        claim_id: str,
        status: Status | str,
        reason: str,
        evaluated: str | None,
        verdict_index: int | None = None,
    ) -> None:
        """Remember what the fold gave for a claim. Raises IntegrityError ``store.refused`` for an unknown entry."""
        self._flush()
        values = {
            "status": Status(status).value,
            "reason": reason,
            "evaluated": evaluated,
            "verdict_index": verdict_index,
        }
        columns = schema.statuses.c
        here = (columns.record_id == record_id, columns.claim_id == claim_id)
        if self._connection.execute(update(schema.statuses).where(*here).values(values)).rowcount == 0:
            place = {"record_id": record_id, "claim_id": claim_id}
            self._connection.execute(insert(schema.statuses), {**place, **values})

    def rotate_key(self, new: NoteSigner) -> int:
        """Put another key in charge: the old one signs the entry, the new one every checkpoint from this one on.

        Returns the entry's position.
        """
        position = self.append(rotation_body(self.signer.name, self.signer, new.verifier))
        self._connection.execute(update(schema.log).values(vkey=str(new.verifier)))
        self.signer = new
        return position

    def mend_index(self) -> bool:
        """Replace the tables of the record index when they do not lead to the root that the log commits to.

        Returns whether they did not. Raises as `rebuild_index` does.
        """
        stored = RecordIndex.of(head for head, _ in stored_heads(self._connection))
        if stored.root() == self._index.root() and holds_index(self._connection, stored):
            return False
        self.rebuild_index()
        return True

    def rebuild_index(self) -> None:
        """Replace the tables of the record index by what the entries give; the first thing to do in a transaction.

        Raises IntegrityError ``index.entries`` when the entries are not those that were signed, ``index.root`` when
        the newest of them commits to another index.
        """
        index = index_of_entries(self._connection, self._before, self._root)
        if index.root() != self._index.root():
            raise IntegrityError(
                "index.root",
                "the newest entry commits to another record index than that of the entries",
                hint="`gate log verify` names the entry",
            )
        replace_index(self._connection, index)

    def size(self) -> int:
        """The number of entries, those of this transaction included."""
        return self._tree.size

    def finish(self) -> SignedHead | None:
        """Write what is still held back, and the signed checkpoint over it; the ledger calls it before it commits.

        Returns what was signed; None when there was no new entry. Raises IntegrityError
        ``store.unlogged-attempt`` when an attempt was opened without its ``intake`` entry.
        """
        for attempt_id in self._opened.keys() - self._intakes:
            raise IntegrityError(
                "store.unlogged-attempt",
                f"attempt {attempt_id} was opened without an intake entry",
                hint="append the intake entry in the transaction that opens the attempt",
            )
        self._flush()
        if self._tree.size == self._before:
            return None
        self._index.write()
        note = sign_checkpoint(Checkpoint(self.signer.name, self._tree.size, self._tree.root()), self.signer)
        row = {"size": self._tree.size, "note": note.decode("utf-8")}
        self._connection.execute(insert(schema.checkpoints), row)
        return SignedHead(note, self._tree.hashes, self._index.root())

    @contextmanager
    def _reading(self) -> Iterator[Connection]:
        self._flush()
        yield self._connection

    def _flush(self) -> None:
        for table, rows in ((schema.entries, self._entries), (schema.nodes, self._nodes)):
            if rows:
                self._connection.execute(insert(table), rows)
                rows.clear()

    def _placed(self, entry: Entry[Body], position: int) -> Entry[Body]:
        """The entry with what it says of those before it: the last one about its record, and the record index."""
        previous = None
        if entry.record is not None:
            before = self._index.head(entry.record)
            if before is not None:
                leaf = self._newest.get(entry.record) or self._stored_leaf(before.newest)
                previous = Previous(before.newest, Digest(leaf.hex()))
            self._index.add(entry.record, position)
        # Entry 0 has no checkpoint before it.
        signed = position if position == self._before > 0 else None
        root = Digest(self._index.root().hex())
        return replace_fields(entry, previous=previous, record_index=root, checkpoint=signed)

    def _stored_leaf(self, position: int) -> bytes:
        """The leaf hash of an entry, once its bytes are known to be in the tree that was signed last."""
        leaf = leaf_hash(self.raw_entry(position))
        path = self.inclusion(position, self._before)
        verify_inclusion(leaf, position, self._before, path, self._root)
        return leaf

    def _open(self, attempt_id: str) -> Attempt:
        attempt = self.attempt(attempt_id)
        if not attempt.is_open:
            raise UsageError(
                "attempt.closed",
                f"attempt {attempt_id} is closed already: {attempt.verdict}",
                hint="submit the artifact again; that opens a new attempt",
            )
        return attempt

    def _change(self, attempt_id: str, values: Mapping[str, str | int | None]) -> None:
        self._connection.execute(update(schema.attempts).where(schema.attempts.c.id == attempt_id).values(values))
