"""The tables of the ledger, as queries see them; ``migrations/`` creates them.

What is true lives in ``entries`` (canonical bytes), ``nodes`` (their Merkle tree) and ``checkpoints`` (its signed
heads). ``record_heads`` and ``index_nodes`` cache the record index, whose root is in every entry. ``attempts`` says
what is going on, ``statuses`` is a cache, ``log`` holds what belongs to the log as a whole.
Triggers make entries, nodes and closed attempts unchangeable, and the entries' positions gapless.
"""

from __future__ import annotations

from sqlalchemy import (
    BigInteger,
    CheckConstraint,
    Column,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    Table,
    Text,
    UniqueConstraint,
)

REVISION = "0002"
"""The newest migration: what a ledger writes to."""

OLDER_REVISIONS = frozenset({"0001"})
"""Migrations that can be read; the first write brings the tables to the newest."""

metadata = MetaData()

# Only INTEGER makes SQLite use the number as the row's own address.
_Position = BigInteger().with_variant(Integer(), "sqlite")

log = Table(
    "log",
    metadata,
    Column("id", Integer, primary_key=True, autoincrement=False),
    Column("origin", Text, nullable=False),
    Column("vkey", Text, nullable=False),
    CheckConstraint("id = 1", name="log_is_one_row"),
)
"""One row. On PostgreSQL a writer locks it, so that writers take turns. ``vkey``: the key that signs now."""

entries = Table(
    "entries",
    metadata,
    Column("position", _Position, primary_key=True, autoincrement=False),
    Column("kind", Text, nullable=False),
    Column("attempt", Text),
    Column("record", Text),
    Column("claim", Text),
    Column("body", LargeBinary, nullable=False),
    Index("entries_of_attempt", "attempt"),
    Index("entries_of_claim", "record", "claim"),
    Index("entries_of_kind", "kind"),
)
"""``body``: the canonical bytes, the Merkle leaf. The other columns repeat parts of it, for look-ups."""

nodes = Table(
    "nodes",
    metadata,
    Column("level", Integer, primary_key=True, autoincrement=False),
    Column("number", _Position, primary_key=True, autoincrement=False),
    Column("hash", LargeBinary, nullable=False),
    sqlite_with_rowid=False,
)
"""The complete subtrees: node (level, number) covers the entries ``number·2^level … (number+1)·2^level - 1``."""

checkpoints = Table(
    "checkpoints",
    metadata,
    Column("size", _Position, primary_key=True, autoincrement=False),
    Column("note", Text, nullable=False),
)

record_heads = Table(
    "record_heads",
    metadata,
    Column("record", Text, primary_key=True),
    Column("bucket", Integer, nullable=False),
    Column("entries", _Position, nullable=False),
    Column("newest", _Position, nullable=False),
    Index("record_heads_of_bucket", "bucket"),
    sqlite_with_rowid=False,
)
"""For each record its bucket of the record index, the number of its entries and the position of the newest."""

index_nodes = Table(
    "index_nodes",
    metadata,
    Column("level", Integer, primary_key=True, autoincrement=False),
    Column("number", Integer, primary_key=True, autoincrement=False),
    Column("hash", LargeBinary, nullable=False),
    sqlite_with_rowid=False,
)
"""The nodes of the record index as it is now, level 0 the buckets; those over no record at all may be missing."""

attempts = Table(
    "attempts",
    metadata,
    Column("id", Text, primary_key=True),
    Column("record_id", Text, nullable=False),
    Column("claim_id", Text, nullable=False),
    Column("record_digest", Text, nullable=False),
    Column("claim_digest", Text, nullable=False),
    Column("artifact_digest", Text, nullable=False),
    Column("policy_digest", Text, nullable=False),
    Column("number", Integer, nullable=False),
    Column("opened_at", Text, nullable=False),
    Column("closed_at", Text),
    Column("verdict", Text),
    Column("reason", Text, nullable=False),
    Column("verdict_index", _Position, ForeignKey("entries.position")),
    Column("host", Text, nullable=False),
    Column("boot", Text, nullable=False),
    Column("namespace", BigInteger, nullable=False),
    Column("pid", Integer, nullable=False),
    Column("started", BigInteger, nullable=False),
    UniqueConstraint("record_id", "claim_id", "number", name="attempts_are_counted"),
    CheckConstraint("number >= 1", name="attempts_count_from_one"),
    CheckConstraint(
        "(closed_at IS NULL) = (verdict IS NULL) AND (closed_at IS NULL) = (verdict_index IS NULL)",
        name="attempts_close_with_a_verdict",
    ),
    CheckConstraint("verdict IN ('VERIFIED', 'REJECTED', 'INCONCLUSIVE')", name="attempts_know_three_verdicts"),
    Index("attempts_closed_at", "closed_at"),
)

statuses = Table(
    "statuses",
    metadata,
    Column("record_id", Text, primary_key=True),
    Column("claim_id", Text, primary_key=True),
    Column("status", Text, nullable=False),
    Column("reason", Text, nullable=False),
    Column("evaluated", Text),
    Column("verdict_index", _Position, ForeignKey("entries.position")),
)
