"""Reading the log's entries."""

from __future__ import annotations

from collections.abc import Iterator
from typing import overload

from sqlalchemy import ColumnElement, func, select

from gate.log.entry import Entry, read_entry
from gate.log.kind import B, Body
from gate.log.kinds import KeyBody, StoreBody, kind_of
from gate.log.rotation import KeyChain
from gate.model.errors import IntegrityError, UsageError
from gate.store import schema
from gate.store.reading.reader import Reader, raw_bytes


class EntryReader(Reader):
    """Entries by position, counted from 0, or by what they name."""

    def entry(self, position: int) -> Entry[Body]:
        """One entry. Raises UsageError ``log.no-entry``, IntegrityError (``entry.…``)."""
        return parsed(position, self.raw_entry(position))

    def stored_entries(self) -> int:
        """How many entries are stored by the highest position, signed or not."""
        return int(self._one(select(func.coalesce(func.max(schema.entries.c.position), -1) + 1)))

    def records(self) -> list[str]:
        """The ids of all records that entries are about, sorted."""
        column = schema.entries.c.record
        with self._reading() as connection:
            query = select(column).where(column.is_not(None)).distinct().order_by(column)
            return list(connection.execute(query).scalars())

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
        """Position and entry, in order, of ``start <= position < stop``; only those that name what the call names.

        ``kind`` is the type of body. Entries that are added meanwhile do not come. Raises IntegrityError (``entry.…``)
        for bytes that are no entry, ``store.malformed-row`` for one of another kind than the column beside it says.
        """
        named = {"record": record, "claim": claim, "attempt": attempt, "kind": kind and kind_of(kind).name}
        conditions = [schema.entries.c[name] == value for name, value in named.items() if value is not None]
        for position, data in self._bodies(start, stop, conditions):
            entry = parsed(position, data)
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
        """The newest entry with this type of body; None when there is none."""
        columns = schema.entries.c
        query = select(columns.position).where(columns.kind == kind_of(kind).name)
        with self._reading() as connection:
            position = connection.execute(query.order_by(columns.position.desc()).limit(1)).scalar()
        if position is None:
            return None
        return next((entry for _, entry in self.entries(position, position + 1, kind=kind)), None)

    def key_chain(self) -> KeyChain:
        """All keys of the log, from its own entries. Raises IntegrityError (``key.…``)."""
        chain = None
        for _, first in self.entries(0, 1, kind=StoreBody):
            chain = KeyChain.start(first.body)
        if chain is None:
            raise IntegrityError("key.wrong-place", "the log does not begin with its name and key", where="entry 0")
        # No key comes back, so while the first one is in charge there was no change: large logs need not be searched.
        if str(chain.keys[0]) == self._one(select(schema.log.c.vkey)):
            return chain
        for index, entry in self.entries(kind=KeyBody):
            chain = chain.rotate(entry.body, index)
        return chain

    def _bodies(
        self, start: int, stop: int | None, conditions: list[ColumnElement[bool]]
    ) -> Iterator[tuple[int, bytes]]:
        columns = schema.entries.c
        query = select(columns.position, columns.body).where(*conditions)
        rows = self._pages(query, columns.position, start, self.size() if stop is None else stop)
        return ((position, raw_bytes(body)) for position, body in rows)


def parsed(position: int, data: bytes) -> Entry[Body]:
    """The entry of stored bytes. Raises IntegrityError (``entry.…``) with its position."""
    try:
        return read_entry(data)
    except IntegrityError as error:
        raise IntegrityError(error.code, error.message, where=f"entry {position}", hint=error.hint) from None
