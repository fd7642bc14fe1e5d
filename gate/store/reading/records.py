"""Reading what proves which entries are about a record."""

from __future__ import annotations

from sqlalchemy import Connection, and_, bindparam, false, or_, select

from gate.log.entry import Entry
from gate.log.kind import Body
from gate.log.record_index import DEPTH, EMPTY_NODES, IndexProof, RecordHead, bucket_of
from gate.log.record_proof import RecordProof, committed_index, needs_path
from gate.store import schema
from gate.store.reading.entries import EntryReader, parsed
from gate.store.reading.reader import raw_bytes
from gate.store.reading.tree import TreeReader


class RecordReader(EntryReader, TreeReader):
    """Entries about a record, with what shows that they are all there."""

    def record_proof(self, record: str) -> RecordProof:
        """What `gate.log.record_proof.verify_record_entries` needs for the newest checkpoint.

        Raises IntegrityError (``entry.…``, ``store.…``), and ``index.missing`` when the newest entry is from before
        the log had an index.
        """
        size = self.size()
        last = self.raw_entry(size - 1)
        committed_index(last, size - 1)
        with self._reading() as connection:
            index = stored_proof(connection, bucket_of(record))
        rows = tuple(self._bodies(0, size, [schema.entries.c.record == record]))
        paths: dict[int, tuple[bytes, ...]] = {}
        following: Entry[Body] | None = None
        for position, data in reversed(rows):
            if needs_path(following):
                paths[position] = self.inclusion(position, size)
            following = parsed(position, data)
        return RecordProof(record, last, self.inclusion(size - 1, size), index, rows, paths)


_NODE = schema.index_nodes.c
_SIBLINGS = select(_NODE.level, _NODE.number, _NODE.hash).where(
    or_(false(), *(and_(_NODE.level == level, _NODE.number == bindparam(f"at_{level}")) for level in range(DEPTH)))
)
"""One node of each level, made once: it is asked for every record."""


def stored_proof(connection: Connection, bucket: int) -> IndexProof:
    """What the tables have of a bucket and of the way from it to the root; nobody has checked it."""
    columns = schema.record_heads.c
    found = select(columns.record, columns.entries, columns.newest).where(columns.bucket == bucket)
    heads = tuple(stored_head(*row) for row in connection.execute(found.order_by(columns.record)))
    ways = [(level, (bucket >> level) ^ 1) for level in range(DEPTH)]
    numbers = {f"at_{level}": number for level, number in ways}
    stored = {(row.level, row.number): raw_bytes(row.hash) for row in connection.execute(_SIBLINGS, numbers)}
    return IndexProof(heads, tuple(stored.get(way, EMPTY_NODES[way[0]]) for way in ways))


def stored_head(record: object, entries: object, newest: object) -> RecordHead:
    """A row of the heads, even where somebody has put something else into it: that leads to no root."""
    numbers = (value if type(value) is int else -1 for value in (entries, newest))
    return RecordHead(str(record), *numbers)
