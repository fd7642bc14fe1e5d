"""Reading the Merkle tree over the entries: roots, proofs and signed checkpoints."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import TypeVar

from sqlalchemy import Connection, and_, false, or_, select

from gate.log.merkle import HASH_BYTES, Nodes, consistency_proof, inclusion_proof, tree_root
from gate.model.errors import IntegrityError, UsageError
from gate.store import schema
from gate.store.reading.reader import Reader, raw_bytes, stored_text

T = TypeVar("T")


class TreeReader(Reader):
    """Trees over the first so many entries; sizes count entries."""

    def root(self, size: int | None = None) -> bytes:
        """The Merkle root (32 bytes) over the first ``size`` entries; over all of them by default.

        Raises UsageError ``log.no-size``.
        """
        size = self._known_size(size)
        return self._from_nodes(lambda nodes: tree_root(size, nodes))

    def inclusion(self, position: int, size: int | None = None) -> tuple[bytes, ...]:
        """Proof that an entry is in the tree of ``size`` entries, from stored nodes (leaf's sibling first).

        Raises UsageError ``log.no-entry``, ``log.no-size``.
        """
        size = self._known_size(size)
        if not 0 <= position < size:
            raise UsageError("log.no-entry", f"a tree of {size} entries has no entry {position}")
        return self._from_nodes(lambda nodes: inclusion_proof(position, size, nodes))

    def consistency(self, old: int, new: int | None = None) -> tuple[bytes, ...]:
        """Proof that the tree of ``old`` entries is a prefix of that of ``new`` entries.

        Raises UsageError ``log.no-size``.
        """
        new = self._known_size(new)
        if not 0 < old <= new:
            raise UsageError("log.no-size", f"there is no proof from size {old} to size {new}")
        return self._from_nodes(lambda nodes: consistency_proof(old, new, nodes))

    def checkpoint(self, size: int | None = None) -> str:
        """The signed note over the newest size, or over an earlier one. Raises UsageError ``log.no-checkpoint``."""
        columns = schema.checkpoints.c
        query = select(columns.note).order_by(columns.size.desc()).limit(1)
        note = self._one(query if size is None else query.where(columns.size == size))
        if note is None:
            raise UsageError(
                "log.no-checkpoint", f"no checkpoint was signed over size {size}", hint="use an earlier or later size"
            )
        return stored_text(note, "checkpoints")

    def checkpoints(self) -> Iterator[tuple[int, str]]:
        """Size and signed note of every checkpoint, in order."""
        columns = schema.checkpoints.c
        rows = self._pages(select(columns.size, columns.note), columns.size, 0, self.size() + 1)
        return ((size, stored_text(note, f"checkpoint {size}")) for size, note in rows)

    def checkpoint_sizes(self, count: int) -> list[int]:
        """The sizes of the newest ``count`` checkpoints, largest first."""
        columns = schema.checkpoints.c
        with self._reading() as connection:
            found = connection.execute(select(columns.size).order_by(columns.size.desc()).limit(count))
            return [int(size) for size in found.scalars()]

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
