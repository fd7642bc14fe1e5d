"""The record index in the ledger's tables: a cache, believed only where it leads to a root that the log commits to."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from sqlalchemy import Connection, and_, bindparam, delete, insert, select

from gate.log.entry import read_entry
from gate.log.merkle import CompactRange, leaf_hash
from gate.log.record_index import DEPTH, EMPTY_NODES, IndexProof, RecordHead, RecordIndex, bucket_of
from gate.model.errors import IntegrityError
from gate.store import schema
from gate.store.reading.reader import raw_bytes
from gate.store.reading.records import stored_head, stored_proof

_ROWS_AT_A_TIME = 1000
_NO_RECORDS = {(DEPTH, 0, EMPTY_NODES[DEPTH])}
"""The root of an index without records, which is stored only once there was an entry."""


class StoredIndex(RecordIndex):
    """The index with a known root; what is needed of it is read from the tables when it is needed.

    Its methods raise IntegrityError ``index.cache`` when the tables do not lead to that root.
    """

    def __init__(self, connection: Connection, root: bytes) -> None:
        super().__init__()
        self._connection = connection
        self._levels[DEPTH][0] = root
        self._touched: set[str] = set()

    def add(self, record: str, position: int) -> RecordHead | None:
        self._touched.add(record)
        return super().add(record, position)

    def write(self) -> None:
        """Bring the tables up to date with what was added."""
        root = self.root()
        heads = [head for head in map(self.head, self._touched) if head]
        places = {(level, bucket_of(head.record) >> level) for head in heads for level in range(DEPTH)}
        nodes = [(level, number, self._levels[level][number]) for level, number in places]
        _write(self._connection, heads, [*nodes, (DEPTH, 0, root)])
        self._touched.clear()

    def _load(self, bucket: int) -> Sequence[RecordHead]:
        root = self.root()
        proof = stored_proof(self._connection, bucket)
        ways = [(level, (bucket >> level) ^ 1) for level in range(DEPTH)]
        siblings = tuple(
            self._levels[level].get(number, stored)
            for (level, number), stored in zip(ways, proof.siblings, strict=True)
        )
        if IndexProof(proof.heads, siblings).root(bucket) != root:
            raise IntegrityError(
                "index.cache",
                "the stored record index is not the one that the log commits to",
                where=f"bucket {bucket}",
                hint="`gate log verify` says whether the log is intact; `gate recover` then writes the index anew",
            )
        for (level, number), sibling in zip(ways, siblings, strict=True):
            self._levels[level][number] = sibling
        return proof.heads


def stored_heads(connection: Connection) -> set[tuple[RecordHead, int]]:
    """All that the tables say of records, with the bucket that each is filed under."""
    columns = schema.record_heads.c
    query = select(columns.record, columns.entries, columns.newest, columns.bucket)
    return {(stored_head(*row[:3]), row.bucket) for row in connection.execute(query)}


def holds_index(connection: Connection, index: RecordIndex) -> bool:
    """Whether the tables hold this index and nothing else."""
    columns = schema.index_nodes.c
    nodes = {
        (level, number, raw_bytes(value))
        for level, number, value in connection.execute(select(columns.level, columns.number, columns.hash))
    }
    heads = {(head, bucket_of(head.record)) for head in index.heads()}
    return stored_heads(connection) == heads and nodes - _NO_RECORDS == set(index.nodes()) - _NO_RECORDS


def index_of_entries(connection: Connection, size: int, root: bytes) -> RecordIndex:
    """The index of the first ``size`` entries, from their bytes, which must be those of the tree with this root.

    Raises IntegrityError (``entry.…``, ``index.entries``).
    """
    tree, index = CompactRange(), RecordIndex()
    columns = schema.entries.c
    query = select(columns.position, columns.body).where(columns.position < size).order_by(columns.position)
    for position, value in connection.execute(query.execution_options(yield_per=_ROWS_AT_A_TIME)):
        data = raw_bytes(value)
        tree.append(leaf_hash(data))
        record = read_entry(data).record
        if record is not None:
            index.add(record, position)
    if tree.size != size or tree.root() != root:
        raise IntegrityError(
            "index.entries",
            "the stored entries are not those that were signed, so no index is made of them",
            hint="`gate log verify` finds what was changed",
        )
    return index


def replace_index(connection: Connection, index: RecordIndex) -> None:
    """Make the tables hold this index and nothing else."""
    connection.execute(delete(schema.record_heads))
    connection.execute(delete(schema.index_nodes))
    _write(connection, index.heads(), index.nodes())


def _write(connection: Connection, heads: Iterable[RecordHead], nodes: Iterable[tuple[int, int, bytes]]) -> None:
    head_rows = [{**head._asdict(), "bucket": bucket_of(head.record)} for head in heads]
    node_rows = [{"level": level, "number": number, "hash": value} for level, number, value in nodes]
    for table, keys, rows in (
        (schema.record_heads, ("record",), head_rows),
        (schema.index_nodes, ("level", "number"), node_rows),
    ):
        if not rows:
            continue
        same = and_(*(table.c[key] == bindparam(f"old_{key}") for key in keys))
        connection.execute(delete(table).where(same), [{f"old_{key}": row[key] for key in keys} for row in rows])
        connection.execute(insert(table), rows)
