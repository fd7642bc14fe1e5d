"""Everything that can be read from a ledger, the same for a `Ledger`, a snapshot and a running transaction."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from typing import Any, TypeVar, overload

from sqlalchemy import ColumnElement, Connection, Select, and_, false, func, or_, select

from gate.log.entry import Entry, read_entry
from gate.log.kinds import B, Body, kind_of
from gate.log.merkle import HASH_BYTES, Nodes, consistency_proof, inclusion_proof, tree_root
from gate.model.errors import IntegrityError, UsageError
from gate.store import schema
from gate.store.attempts import Attempt, CachedStatus
from gate.system.owner import Owner

_PAGE = 1000
"""Rows read at a time."""

T = TypeVar("T")


class Reads(ABC):
    """Reading methods. Positions and sizes count entries from 0.

    All raise InfrastructureError when the database fails and IntegrityError when what it holds is damaged.
    """

    @abstractmethod
    def _reading(self) -> AbstractContextManager[Connection]:
        """A connection to read from."""

    # Entries

    def size(self) -> int:
        """The number of entries."""
        return int(self._one(select(func.coalesce(func.max(schema.checkpoints.c.size), 0))))

    def entry(self, position: int) -> Entry[Body]:
        """One entry. Raises UsageError ``log.no-entry``."""
        return _parsed(position, self.raw_entry(position))

    def raw_entry(self, position: int) -> bytes:
        """The canonical bytes of one entry. Raises UsageError ``log.no-entry``."""
        body = self._one(select(schema.entries.c.body).where(schema.entries.c.position == position))
        if body is None:
            raise UsageError("log.no-entry", f"the log has no entry {position}", hint=f"it has {self.size()} entries")
        return raw_bytes(body)

    @overload
    def entries(
        self,
        start: int = 0,
        stop: int | None = None,
        *,
        kind: type[B],
        record: str | None = None,
        claim: str | None = None,
        attempt: str | None = None,
    ) -> Iterator[tuple[int, Entry[B]]]: ...

    @overload
    def entries(
        self,
        start: int = 0,
        stop: int | None = None,
        *,
        kind: type[Body] | None = None,
        record: str | None = None,
        claim: str | None = None,
        attempt: str | None = None,
    ) -> Iterator[tuple[int, Entry[Body]]]: ...

    def entries(
        self,
        start: int = 0,
        stop: int | None = None,
        *,
        kind: type[Body] | None = None,
        record: str | None = None,
        claim: str | None = None,
        attempt: str | None = None,
    ) -> Iterator[tuple[int, Entry[Body]]]:
        """Position and entry, in order, of ``start <= position < stop``; only those that name what is given.

        ``kind`` is the type of body. Entries that are added meanwhile do not come.
        """
        named = {"record": record, "claim": claim, "attempt": attempt, "kind": kind and kind_of(kind).name}
        conditions = [schema.entries.c[name] == value for name, value in named.items() if value is not None]
        for position, data in self._bodies(start, stop, conditions):
            entry = _parsed(position, data)
            if kind and not isinstance(entry.body, kind):
                raise IntegrityError(
                    "store.malformed-row",
                    f"the column beside the entry says {kind_of(kind).name}, the entry {entry.kind}",
                    where=f"entry {position}",
                    hint="`gate log verify` compares the tables with the log",
                )
            yield position, entry

    def raw_entries(self, start: int = 0, stop: int | None = None) -> Iterator[tuple[int, bytes]]:
        """Position and bytes as they are stored, unchecked: the raw material of a verification."""
        return self._bodies(start, stop, [])

    def last_of_kind(self, kind: type[B]) -> Entry[B] | None:
        """The newest entry with this type of body."""
        columns = schema.entries.c
        query = select(columns.position).where(columns.kind == kind_of(kind).name)
        with self._reading() as connection:
            position = connection.execute(query.order_by(columns.position.desc()).limit(1)).scalar()
        if position is None:
            return None
        return next((entry for _, entry in self.entries(position, position + 1, kind=kind)), None)

    # The Merkle tree

    def root(self, size: int | None = None) -> bytes:
        """The Merkle root (32 bytes) over the first ``size`` entries; over all of them by default."""
        size = self._known_size(size)
        return self._from_nodes(lambda nodes: tree_root(size, nodes))

    def inclusion(self, position: int, size: int | None = None) -> tuple[bytes, ...]:
        """Proof that an entry is in the tree of ``size`` entries, from stored nodes. Raises UsageError."""
        size = self._known_size(size)
        if not 0 <= position < size:
            raise UsageError("log.no-entry", f"a tree of {size} entries has no entry {position}")
        return self._from_nodes(lambda nodes: inclusion_proof(position, size, nodes))

    def consistency(self, old: int, new: int | None = None) -> tuple[bytes, ...]:
        """Proof that the tree of ``old`` entries is a prefix of that of ``new`` entries. Raises UsageError."""
        new = self._known_size(new)
        if not 0 < old <= new:
            raise UsageError("log.no-size", f"there is no proof from size {old} to size {new}")
        return self._from_nodes(lambda nodes: consistency_proof(old, new, nodes))

    def leaves(self, start: int = 0, stop: int | None = None) -> Iterator[tuple[int, bytes]]:
        """Position and stored leaf hash, unchecked."""
        columns = schema.nodes.c
        query = select(columns.number, columns.hash).where(columns.level == 0)
        return self._pages(query, columns.number, start, self.size() if stop is None else stop)

    def checkpoint(self, size: int | None = None) -> str:
        """The signed note over the newest size, or over an earlier one. Raises UsageError ``log.no-checkpoint``."""
        columns = schema.checkpoints.c
        query = select(columns.note).order_by(columns.size.desc()).limit(1)
        note = self._one(query if size is None else query.where(columns.size == size))
        if note is None:
            raise UsageError(
                "log.no-checkpoint", f"no checkpoint was signed over size {size}", hint="use an earlier or later size"
            )
        return str(note)

    def checkpoints(self) -> Iterator[tuple[int, str]]:
        """Size and signed note of every checkpoint, in order."""
        columns = schema.checkpoints.c
        return self._pages(select(columns.size, columns.note), columns.size, 0, self.size() + 1)

    # Attempts and statuses

    def attempts(self, record: str | None = None, claim: str | None = None) -> list[Attempt]:
        """The attempts on a record or claim, in the order in which they were opened."""
        columns = schema.attempts.c
        query = select(schema.attempts).order_by(columns.opened_at, columns.record_id, columns.claim_id, columns.number)
        if record is not None:
            query = query.where(columns.record_id == record)
        if claim is not None:
            query = query.where(columns.claim_id == claim)
        return self._attempts(query)

    def attempt(self, attempt_id: str) -> Attempt:
        """One attempt. Raises UsageError ``attempt.unknown``."""
        found = self._attempts(select(schema.attempts).where(schema.attempts.c.id == attempt_id))
        if not found:
            raise UsageError(
                "attempt.unknown", f"there is no attempt {attempt_id[:80]!r}", hint="`gate history` lists them"
            )
        return found[0]

    def next_number(self, record: str, claim: str) -> int:
        """The number that the next attempt on this claim will have: 1 for the first."""
        columns = schema.attempts.c
        query = select(func.coalesce(func.max(columns.number), 0) + 1)
        return int(self._one(query.where(columns.record_id == record, columns.claim_id == claim)))

    def open_attempts(self) -> list[Attempt]:
        """The attempts without a verdict, oldest first."""
        columns = schema.attempts.c
        return self._attempts(
            select(schema.attempts).where(columns.closed_at.is_(None)).order_by(columns.opened_at, columns.id)
        )

    def abandoned_attempts(self) -> list[Attempt]:
        """The open attempts whose process is known to have ended.

        A process on another machine, or in another container, cannot be seen; its attempts are not counted.
        """
        here = Owner.current()
        return [attempt for attempt in self.open_attempts() if attempt.owner.is_dead(seen_by=here)]

    def cached_statuses(self) -> list[CachedStatus]:
        """The cache, by record and claim; `gate log verify` compares it with the fold."""
        columns = schema.statuses.c
        with self._reading() as connection:
            query = select(schema.statuses).order_by(columns.record_id, columns.claim_id)
            return [CachedStatus.from_row(row) for row in connection.execute(query)]

    # How it is done

    def _one(self, query: Select[Any]) -> Any:
        with self._reading() as connection:
            return connection.execute(query).scalar()

    def _attempts(self, query: Select[Any]) -> list[Attempt]:
        with self._reading() as connection:
            return [Attempt.from_row(row) for row in connection.execute(query)]

    def _bodies(
        self, start: int, stop: int | None, conditions: list[ColumnElement[bool]]
    ) -> Iterator[tuple[int, bytes]]:
        columns = schema.entries.c
        query = select(columns.position, columns.body).where(*conditions)
        return self._pages(query, columns.position, start, self.size() if stop is None else stop)

    def _pages(self, query: Select[Any], key: ColumnElement[int], start: int, stop: int) -> Iterator[tuple[int, Any]]:
        """Rows (key, value) of an append-only table by pages, so that no transaction stays open between them."""
        while True:
            page = query.where(key >= start, key < stop).order_by(key).limit(_PAGE)
            with self._reading() as connection:
                rows = connection.execute(page).all()
            for row in rows:
                yield row[0], row[1]
            if len(rows) < _PAGE:
                return
            start = rows[-1][0] + 1

    def _known_size(self, size: int | None) -> int:
        known = self.size()
        if size is None:
            return known
        if not 0 <= size <= known:
            raise UsageError("log.no-size", f"the log has {known} entries, so there is no tree of size {size}")
        return size

    def _from_nodes(self, build: Callable[[Nodes], T]) -> T:
        """``build`` is run twice: first to see which nodes it needs, then with all of them from one query."""
        needed: list[tuple[int, int]] = []

        def note(level: int, number: int) -> bytes:
            needed.append((level, number))
            return bytes(HASH_BYTES)

        build(note)
        with self._reading() as connection:
            found = stored_nodes(connection, needed)

        def node(level: int, number: int) -> bytes:
            if (level, number) not in found:
                raise IntegrityError(
                    "store.node-missing",
                    "the stored Merkle tree has a hole",
                    where=f"node {level}/{number}",
                    hint="`gate log verify` says what else is wrong",
                )
            return found[level, number]

        return build(node)


def stored_nodes(connection: Connection, needed: list[tuple[int, int]]) -> dict[tuple[int, int], bytes]:
    """Those of the (level, number) that are stored, with their hashes."""
    columns = schema.nodes.c
    # Not `(level, number) IN (…)`: SQLite answers that with a scan of the whole table.
    places = (and_(columns.level == level, columns.number == number) for level, number in needed)
    query = select(columns.level, columns.number, columns.hash).where(or_(false(), *places))
    return {(row.level, row.number): raw_bytes(row.hash) for row in connection.execute(query)}


def _parsed(position: int, body: bytes) -> Entry[Body]:
    try:
        return read_entry(raw_bytes(body))
    except IntegrityError as error:
        raise IntegrityError(error.code, error.message, where=f"entry {position}", hint=error.hint) from None


def raw_bytes(value: object) -> bytes:
    """The bytes of a column, even where somebody has put something else into it: SQLite keeps whatever it is given."""
    return value if isinstance(value, bytes) else str(value).encode("utf-8", errors="replace")
