"""The rules by which the database itself keeps history as it was: triggers that say no, made by the first migration.

Whoever owns the database can drop them; the audit compares them, so that it shows.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from sqlalchemy import Connection, text

from gate.log.damage import Damage, Finding


class Rule(NamedTuple):
    """``operation`` on a row of ``table`` is refused with ``answer``, where ``condition`` holds (None: always)."""

    table: str
    operation: str
    condition: str | None
    answer: str

    @property
    def name(self) -> str:
        """The trigger's name."""
        return f"{self.table}_{self.operation.lower()}"

    def to_sqlite(self) -> str:
        """The statement that makes the trigger; SQLite keeps it as it is."""
        when = f"WHEN {self.condition} " if self.condition else ""
        return (
            f"CREATE TRIGGER {self.name} BEFORE {self.operation} ON {self.table} "
            f"{when}BEGIN SELECT RAISE(ABORT, '{self.answer}'); END"
        )

    def postgres_body(self) -> str:
        """The body of the trigger's function in PL/pgSQL."""
        return f"BEGIN IF {self.condition or 'true'} THEN RAISE EXCEPTION '{self.answer}'; END IF; RETURN NEW; END"


RULES = (
    Rule("entries", "UPDATE", None, "entries are append-only"),
    Rule("entries", "DELETE", None, "entries are append-only"),
    Rule(
        "entries",
        "INSERT",
        "NEW.position <> (SELECT coalesce(max(position), -1) + 1 FROM entries)",
        "entries have no gaps",
    ),
    Rule("nodes", "UPDATE", None, "tree nodes are append-only"),
    Rule("nodes", "DELETE", None, "tree nodes are append-only"),
    Rule("checkpoints", "DELETE", None, "checkpoints are kept"),
    Rule("attempts", "UPDATE", "OLD.closed_at IS NOT NULL", "a closed attempt does not change"),
    Rule("attempts", "DELETE", None, "attempts are kept"),
)
"""Those of migration 0001. Its stores have exactly these, so they never change; a later migration adds a tuple."""

KEEP_ALL = "BEGIN RAISE EXCEPTION 'history is kept'; END"
"""The function body that refuses to empty a table (PostgreSQL)."""


def ruled_tables() -> tuple[str, ...]:
    """The tables that have rules, sorted."""
    return tuple(sorted({rule.table for rule in RULES}))


def compare_rules(connection: Connection) -> Finding | None:
    """Look whether every rule is in force as it was made, and no other; the first that is not so is the finding."""
    postgres = connection.dialect.name == "postgresql"
    expected = dict(_postgres_rules()) if postgres else {rule.name: rule.to_sqlite() for rule in RULES}
    stored = _stored_in_postgres(connection) if postgres else _stored_in_sqlite(connection)
    for name, words in expected.items():
        if _plain(stored.get(name, "")) != _plain(words):
            missing = name not in stored
            reason = f"the database's rule {name} {'was dropped' if missing else 'is not the one that was made'}"
            return Finding(Damage.EDIT, reason)
    for name in sorted(stored.keys() - expected.keys()):
        return Finding(Damage.EDIT, f"the database has a rule {name!r} that gate did not make")
    return None


def _postgres_rules() -> Iterator[tuple[str, str]]:
    yield from ((rule.name, rule.postgres_body()) for rule in RULES)
    yield from ((f"{table}_truncate", KEEP_ALL) for table in ruled_tables())


def _stored_in_sqlite(connection: Connection) -> dict[str, str]:
    query = text("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'")
    return {str(name): str(words) for name, words in connection.execute(query)}


def _stored_in_postgres(connection: Connection) -> dict[str, str]:
    query = text(
        "SELECT t.tgname, p.prosrc FROM pg_trigger t JOIN pg_proc p ON p.oid = t.tgfoid "
        "JOIN pg_class c ON c.oid = t.tgrelid JOIN pg_namespace n ON n.oid = c.relnamespace "
        "WHERE NOT t.tgisinternal AND t.tgenabled IN ('O', 'A') AND n.nspname = current_schema()"
    )
    return {str(name): str(words) for name, words in connection.execute(query)}


def _plain(words: str) -> str:
    return " ".join(words.split())
