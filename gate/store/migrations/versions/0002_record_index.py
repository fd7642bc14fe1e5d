"""The record index: which entries are about a record, and the tree that every entry commits to."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None

_POSITION = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    """Create both tables, empty: the ledger fills them before it writes on. Keys and policies are found by kind."""
    op.create_table(
        "record_heads",
        sa.Column("record", sa.Text, primary_key=True),
        sa.Column("bucket", sa.Integer, nullable=False),
        sa.Column("entries", _POSITION, nullable=False),
        sa.Column("newest", _POSITION, nullable=False),
        sqlite_with_rowid=False,
    )
    op.create_index("record_heads_of_bucket", "record_heads", ["bucket"])
    op.create_index("entries_of_kind", "entries", ["kind"])
    op.create_table(
        "index_nodes",
        sa.Column("level", sa.Integer, primary_key=True, autoincrement=False),
        sa.Column("number", sa.Integer, primary_key=True, autoincrement=False),
        sa.Column("hash", sa.LargeBinary, nullable=False),
        sqlite_with_rowid=False,
    )
