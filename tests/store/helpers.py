"""A ledger as tests write, recompute and verify it."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Sequence
from pathlib import Path

import psycopg

from gate.log.checkpoint import Checkpoint, Trust, open_checkpoint
from gate.log.keys import VerifierKey
from gate.log.kinds import PolicyBody
from gate.log.merkle import CompactRange, leaf_hash
from gate.log.verify import LogReport
from gate.model.digest import Digest
from gate.store.connect import DATABASE_URL
from gate.store.keys import public_keys
from gate.store.ledger import Ledger, Transaction
from gate.store.verify import verify_storage

D = Digest.of(b"anything")


def note(tx: Transaction, version: str = "1") -> int:
    """Append some entry."""
    return tx.append(PolicyBody(digest=D, version=version))


def tree_of(ledger: Ledger, size: int) -> CompactRange:
    """The tree over the entries' bytes, computed from scratch."""
    tree = CompactRange()
    for _, data in ledger.raw_entries(0, size):
        tree.append(leaf_hash(data))
    return tree


def signed(ledger: Ledger, size: int | None = None) -> Checkpoint:
    return open_checkpoint(ledger.checkpoint(size).encode(), Trust.of(VerifierKey.parse(ledger.vkey))).checkpoint


def verified(ledger: Ledger, trust: Trust | None = None, *, known: Sequence[bytes] = ()) -> LogReport:
    """Verify against ``trust``, by default the public keys beside the store."""
    with ledger.snapshot() as snapshot:
        return verify_storage(snapshot, trust or Trust(ledger.origin, public_keys(ledger.home)), known=known)


def tamper(home: Path, *statements: str) -> None:
    """What somebody with the database's password, but without the signing key, can do."""
    url = os.environ.get(DATABASE_URL)
    if url:
        with psycopg.connect(url) as connection:
            connection.execute("SET session_replication_role = replica")
            for statement in statements:
                connection.execute(statement)
        return
    file = sqlite3.connect(home / "gate.db")
    with file:
        triggers = file.execute("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'").fetchall()
        for name, _ in triggers:
            file.execute(f"DROP TRIGGER {name}")
        for statement in statements:
            file.execute(statement)
        for _, made in triggers:
            file.execute(made)
    file.close()
