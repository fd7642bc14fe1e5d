"""Appends to the ledger, as ratios measured in one run.

    python benchmarks/ledger.py [--postgres URL] [--single N] [--batched N]

The yardstick is what the disk itself allows: one small row and one commit in a bare SQLite file with the same
settings (WAL, synchronous=FULL). URL names an empty PostgreSQL database; without it only SQLite is measured.
"""

from __future__ import annotations

import argparse
import json
import os
import sqlite3
import tempfile
import time
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

from gate.model.digest import Digest
from gate.store.connect import DATABASE_URL
from gate.store.ledger import Ledger, Transaction
from gate.store.verify import verify_storage

BODY = {"id": "lean.axioms", "outcome": "pass", "digest": Digest.of(b"evidence")}


def per_second(count: int, work: Callable[[], None]) -> float:
    start = time.perf_counter()
    work()
    return count / (time.perf_counter() - start)


def bare_commits(folder: Path, count: int) -> float:
    """Commits per second of the smallest durable transaction."""
    file = sqlite3.connect(folder / "bare.db", isolation_level=None)
    file.execute("PRAGMA journal_mode = WAL")
    file.execute("PRAGMA synchronous = FULL")
    file.execute("CREATE TABLE rows (id INTEGER PRIMARY KEY, body BLOB)")

    def work() -> None:
        for number in range(count):
            file.execute("BEGIN IMMEDIATE")
            file.execute("INSERT INTO rows VALUES (?, ?)", (number, bytes(300)))
            file.execute("COMMIT")

    rate = per_second(count, work)
    file.close()
    return rate


def append(tx: Transaction) -> None:
    tx.append("check", attempt="benchmark", record="record", claim="claim", body=BODY)


def measure(home: Path, single: int, batched: int) -> dict[str, float]:
    """Rates (entries per second) and milliseconds on a new ledger."""
    ledger = Ledger.create(home, origin="gate.example/benchmark", clock=lambda: datetime.now(UTC))

    def one_by_one() -> None:
        for _ in range(single):
            with ledger.transaction() as tx:
                append(tx)

    def all_at_once() -> None:
        with ledger.transaction() as tx:
            for _ in range(batched):
                append(tx)

    found = {"single": per_second(single, one_by_one), "batched": per_second(batched, all_at_once)}
    proofs = 200
    found["proof_ms"] = 1000 / per_second(proofs, lambda: [ledger.inclusion(index) for index in range(proofs)] and None)
    found["verify"] = per_second(ledger.size(), lambda: _intact(ledger))
    ledger.close()
    return found


def _intact(ledger: Ledger) -> None:
    finding = verify_storage(ledger).finding
    assert finding is None, finding


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--postgres", help="URL of an empty PostgreSQL database")
    parser.add_argument("--single", type=int, default=500)
    parser.add_argument("--batched", type=int, default=50_000)
    options = parser.parse_args()
    os.environ.pop(DATABASE_URL, None)
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        bare = bare_commits(folder, options.single)
        results: dict[str, dict[str, float]] = {"sqlite": measure(folder / "sqlite", options.single, options.batched)}
        if options.postgres:
            os.environ[DATABASE_URL] = options.postgres
            results["postgresql"] = measure(folder / "postgresql", options.single, options.batched)
    ratios = {
        "single append / bare commit (time)": bare / results["sqlite"]["single"],
        "batched / single (rate)": results["sqlite"]["batched"] / results["sqlite"]["single"],
    }
    if options.postgres:
        for kind in ("single", "batched"):
            ratios[f"sqlite / postgresql, {kind} (rate)"] = results["sqlite"][kind] / results["postgresql"][kind]
    print(json.dumps({"bare commits/s": bare, **results, "ratios": ratios}, indent=2))


if __name__ == "__main__":
    main()
