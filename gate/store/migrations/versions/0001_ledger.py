"""The ledger's first tables, and the triggers that keep history as it was."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from gate.store.rules import KEEP_ALL, RULES, ruled_tables

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None

_POSITION = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    """Create everything."""
    _create_tables()
    rules = _postgres_rules if op.get_bind().dialect.name == "postgresql" else _sqlite_rules
    rules()


def _create_tables() -> None:
    op.create_table(
        "log",
        sa.Column("id", sa.Integer, primary_key=True, autoincrement=False),
        sa.Column("origin", sa.Text, nullable=False),
        sa.Column("vkey", sa.Text, nullable=False),
        sa.CheckConstraint("id = 1", name="log_is_one_row"),
    )
    op.create_table(
        "entries",
        sa.Column("position", _POSITION, primary_key=True, autoincrement=False),
        sa.Column("kind", sa.Text, nullable=False),
        sa.Column("attempt", sa.Text),
        sa.Column("record", sa.Text),
        sa.Column("claim", sa.Text),
        sa.Column("body", sa.LargeBinary, nullable=False),
    )
    op.create_index("entries_of_attempt", "entries", ["attempt"])
    op.create_index("entries_of_claim", "entries", ["record", "claim"])
    op.create_table(
        "nodes",
        sa.Column("level", sa.Integer, primary_key=True, autoincrement=False),
        sa.Column("number", _POSITION, primary_key=True, autoincrement=False),
        sa.Column("hash", sa.LargeBinary, nullable=False),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "checkpoints",
        sa.Column("size", _POSITION, primary_key=True, autoincrement=False),
        sa.Column("note", sa.Text, nullable=False),
    )
    op.create_table(
        "attempts",
        sa.Column("id", sa.Text, primary_key=True),
        sa.Column("record_id", sa.Text, nullable=False),
        sa.Column("claim_id", sa.Text, nullable=False),
        sa.Column("record_digest", sa.Text, nullable=False),
        sa.Column("claim_digest", sa.Text, nullable=False),
        sa.Column("artifact_digest", sa.Text, nullable=False),
        sa.Column("policy_digest", sa.Text, nullable=False),
        sa.Column("number", sa.Integer, nullable=False),
        sa.Column("opened_at", sa.Text, nullable=False),
        sa.Column("closed_at", sa.Text),
        sa.Column("verdict", sa.Text),
        sa.Column("reason", sa.Text, nullable=False),
        sa.Column("verdict_index", _POSITION, sa.ForeignKey("entries.position")),
        sa.Column("host", sa.Text, nullable=False),
        sa.Column("boot", sa.Text, nullable=False),
        sa.Column("namespace", sa.BigInteger, nullable=False),
        sa.Column("pid", sa.Integer, nullable=False),
        sa.Column("started", sa.BigInteger, nullable=False),
        sa.UniqueConstraint("record_id", "claim_id", "number", name="attempts_are_counted"),
        sa.CheckConstraint("number >= 1", name="attempts_count_from_one"),
        sa.CheckConstraint(
            "(closed_at IS NULL) = (verdict IS NULL) AND (closed_at IS NULL) = (verdict_index IS NULL)",
            name="attempts_close_with_a_verdict",
        ),
        sa.CheckConstraint("verdict IN ('VERIFIED', 'REJECTED', 'INCONCLUSIVE')", name="attempts_know_three_verdicts"),
    )
    op.create_index("attempts_closed_at", "attempts", ["closed_at"])
    op.create_table(
        "statuses",
        sa.Column("record_id", sa.Text, primary_key=True),
        sa.Column("claim_id", sa.Text, primary_key=True),
        sa.Column("status", sa.Text, nullable=False),
        sa.Column("reason", sa.Text, nullable=False),
        sa.Column("evaluated", sa.Text),
        sa.Column("verdict_index", _POSITION, sa.ForeignKey("entries.position")),
    )


def _sqlite_rules() -> None:
    for rule in RULES:
        op.execute(rule.to_sqlite())


def _postgres_rules() -> None:
    for rule in RULES:
        name = rule.name
        op.execute(f"CREATE FUNCTION gate_{name}() RETURNS trigger LANGUAGE plpgsql AS $$ {rule.postgres_body()} $$")
        op.execute(
            f"CREATE TRIGGER {name} BEFORE {rule.operation} ON {rule.table} FOR EACH ROW EXECUTE FUNCTION gate_{name}()"
        )
    op.execute(f"CREATE FUNCTION gate_no_truncate() RETURNS trigger LANGUAGE plpgsql AS $$ {KEEP_ALL} $$")
    for table in ruled_tables():
        op.execute(
            f"CREATE TRIGGER {table}_truncate BEFORE TRUNCATE ON {table} "
            "FOR EACH STATEMENT EXECUTE FUNCTION gate_no_truncate()"
        )
