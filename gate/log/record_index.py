"""The record index: a Merkle tree that says of every record how many entries of the log are about it.

Every entry carries the index's root as it is after this entry, so the newest entry of a verified checkpoint proves
which entries a record has: none can be left out, and a record without entries can be shown to have none.

The tree has 2^16 buckets; a record belongs to the one that the first two bytes of SHA-256(record id) name. A bucket is
the sorted list of its records, one line each: the id, the number of its entries, and the position of the newest, parted
by single spaces. Bucket hash = SHA-256(0x02 ‖ lines), inner node = SHA-256(0x03 ‖ left ‖ right). The log's own tree
(RFC 6962) uses the prefixes 0x00 and 0x01.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple

from gate.log.merkle import HASH_BYTES
from gate.model.errors import IntegrityError

DEPTH = 16


class RecordHead(NamedTuple):
    """What the index says of a record: the number of its entries, at least 1, and the position of the newest."""

    record: str
    entries: int
    newest: int


@lru_cache(1 << 12)
def bucket_of(record: str) -> int:
    """The number of the bucket that a record belongs to, below 2^16."""
    return int.from_bytes(hashlib.sha256(record.encode()).digest()[:2], "big")


def bucket_hash(heads: Iterable[RecordHead]) -> bytes:
    """The hash of a bucket with these records, in any order."""
    lines = (f"{head.record} {head.entries} {head.newest}\n" for head in sorted(heads))
    return hashlib.sha256(b"\x02" + "".join(lines).encode()).digest()


def _branch_hash(left: bytes, right: bytes) -> bytes:
    return hashlib.sha256(b"\x03" + left + right).digest()


def _empty_nodes() -> tuple[bytes, ...]:
    nodes = [bucket_hash(())]
    for _ in range(DEPTH):
        nodes.append(_branch_hash(nodes[-1], nodes[-1]))
    return tuple(nodes)


EMPTY_NODES = _empty_nodes()
"""The node of each level, 0 to 16, under which there is no record; the last is the root of an index without records."""


@dataclass(frozen=True, slots=True)
class IndexProof:
    """A bucket with the siblings on its way to the root, the bucket's own sibling first."""

    heads: tuple[RecordHead, ...]
    siblings: tuple[bytes, ...]

    def root(self, bucket: int) -> bytes:
        """The root of the index that has these records in this bucket. Raises IntegrityError (``index.proof``)."""
        if len(self.siblings) != DEPTH or any(len(part) != HASH_BYTES for part in self.siblings):
            raise IntegrityError("index.proof", f"a way through the record index has {DEPTH} hashes of 32 bytes")
        if len({head.record for head in self.heads}) != len(self.heads):
            raise IntegrityError("index.proof", "a bucket of the record index names a record twice")
        node = bucket_hash(self.heads)
        for sibling in self.siblings:
            node = _branch_hash(sibling, node) if bucket & 1 else _branch_hash(node, sibling)
            bucket >>= 1
        return node

    def head(self, record: str, root: bytes) -> RecordHead | None:
        """What the index with this root says of a record; None when the log has no entry about it.

        Raises IntegrityError (``index.proof``) when this is no part of that index.
        """
        if self.root(bucket_of(record)) != root:
            raise IntegrityError(
                "index.proof",
                "the proof leads to another root of the record index",
                where=record,
                hint="`gate log verify` says whether the log is intact; `gate recover` then writes the index anew",
            )
        return next((head for head in self.heads if head.record == record), None)


class RecordIndex:
    """An index that grows with the log. What a subclass keeps elsewhere it gives back in `_load`."""

    def __init__(self) -> None:
        self._buckets: dict[int, dict[str, RecordHead]] = {}
        self._levels: list[dict[int, bytes]] = [{} for _ in range(DEPTH + 1)]
        self._changed: set[int] = set()
        """Buckets whose nodes are not computed yet."""

    @classmethod
    def of(cls, heads: Iterable[RecordHead]) -> RecordIndex:
        """The index that says this of these records, and has no others."""
        index = RecordIndex()
        for head in heads:
            index._heads(bucket_of(head.record))[head.record] = head
        index._changed.update(index._buckets)
        return index

    def add(self, record: str, position: int) -> RecordHead | None:
        """Count one more entry about a record; ``position`` is the entry's own.

        Returns what the index said before; None when it is the first.
        """
        bucket = bucket_of(record)
        heads = self._heads(bucket)
        before = heads.get(record)
        heads[record] = RecordHead(record, before.entries + 1 if before else 1, position)
        self._changed.add(bucket)
        return before

    def head(self, record: str) -> RecordHead | None:
        """What the index says of a record; None when there is no entry about it."""
        return self._heads(bucket_of(record)).get(record)

    def heads(self) -> Iterator[RecordHead]:
        """Every record that was added or loaded."""
        return (head for heads in self._buckets.values() for head in heads.values())

    def root(self) -> bytes:
        """The 32-byte root over all records so far."""
        for bucket in self._changed:
            number, node = bucket, bucket_hash(self._buckets[bucket].values())
            # What is above another changed bucket is computed once more when its turn comes.
            for nodes, empty in zip(self._levels[:DEPTH], EMPTY_NODES, strict=False):
                nodes[number] = node
                sibling = nodes.get(number ^ 1, empty)
                node = _branch_hash(sibling, node) if number & 1 else _branch_hash(node, sibling)
                number >>= 1
            self._levels[DEPTH][0] = node
        self._changed.clear()
        return self._levels[DEPTH].get(0, EMPTY_NODES[DEPTH])

    def nodes(self) -> Iterator[tuple[int, int, bytes]]:
        """(level, number, hash) of every node that was computed or loaded; all others are `EMPTY_NODES`."""
        self.root()
        return ((level, number, value) for level, nodes in enumerate(self._levels) for number, value in nodes.items())

    def prove(self, record: str) -> IndexProof:
        """The proof of what the index says of a record, there or not."""
        self.root()
        bucket = bucket_of(record)
        heads = tuple(sorted(self._heads(bucket).values()))
        return IndexProof(
            heads,
            tuple(self._levels[level].get((bucket >> level) ^ 1, EMPTY_NODES[level]) for level in range(DEPTH)),
        )

    def _heads(self, bucket: int) -> dict[str, RecordHead]:
        if bucket not in self._buckets:
            self._buckets[bucket] = {head.record: head for head in self._load(bucket)}
        return self._buckets[bucket]

    def _load(self, bucket: int) -> Sequence[RecordHead]:
        """The records of a bucket that nobody has added to yet."""
        return ()
