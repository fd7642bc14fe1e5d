"""What every reader of the ledger shares: a connection, the log's size, one value, rows by pages."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Iterator
from contextlib import AbstractContextManager
from typing import Any

from sqlalchemy import ColumnElement, Connection, Select, func, select

from gate.model.errors import IntegrityError
from gate.store import schema

_PAGE = 1000
"""Rows read at a time."""


class Reader(ABC):
    """Base of the readers.

    Every reading method raises InfrastructureError when the database fails and IntegrityError when what it holds is
    damaged.
    """

    @abstractmethod
    def _reading(self) -> AbstractContextManager[Connection]:
        """A connection to read from."""

    def size(self) -> int:
        """The number of entries."""
        return int(self._one(select(func.coalesce(func.max(schema.checkpoints.c.size), 0))))

    def entry_count(self) -> int:
        """One more than the position of the last entry that is there, whatever the checkpoints count."""
        return int(self._one(select(func.coalesce(func.max(schema.entries.c.position) + 1, 0))))

    def _one(self, query: Select[Any]) -> Any:
        with self._reading() as connection:
            return connection.execute(query).scalar()

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


def raw_bytes(value: object) -> bytes:
    """The bytes of a column, even where somebody has put something else into it: SQLite keeps whatever it is given."""
    return value if isinstance(value, bytes) else str(value).encode("utf-8", errors="replace")


def stored_text(value: object, where: str) -> str:
    """The text of a column. Raises IntegrityError ``store.malformed-row`` where somebody has put something else."""
    if isinstance(value, str):
        return value
    raise IntegrityError(
        "store.malformed-row",
        f"{type(value).__name__} is stored where text belongs",
        where=where,
        hint="`gate log verify` compares the tables with the log",
    )
