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

from gate.log.kinds import CheckBody
from gate.model.check import Outcome
from gate.model.digest import Digest
from gate.store.connect import DATABASE_URL
from gate.store.ledger import Ledger, Transaction
from gate.store.verify import verify_storage

ROUNDS = 5
PROOFS = 100
BODY = CheckBody(id="lean.axioms", outcome=Outcome.PASS, digest=Digest.of(b"evidence"))


def per_second(count: int, work: Callable[[], None]) -> float:
    start = time.perf_counter()
    work()
    return count / (time.perf_counter() - start)


class Yardstick:
    """The smallest durable transactions, in turn with what is measured: other work on this machine slows both."""

    def __init__(self, folder: Path) -> None:
        self._file = sqlite3.connect(folder / "bare.db", isolation_level=None)
        self._file.execute("PRAGMA journal_mode = WAL")
        self._file.execute("PRAGMA synchronous = FULL")
        self._file.execute("CREATE TABLE rows (id INTEGER PRIMARY KEY, body BLOB)")

    def commits(self, count: int) -> float:
        """Commits per second."""

        def work() -> None:
            for _ in range(count):
                self._file.execute("BEGIN IMMEDIATE")
                self._file.execute("INSERT INTO rows (body) VALUES (?)", (bytes(300),))
                self._file.execute("COMMIT")

        return per_second(count, work)


def append(tx: Transaction) -> None:
    tx.append(BODY, attempt="benchmark", record="record", claim="claim")


def measure(home: Path, yardstick: Yardstick, single: int, batched: int) -> dict[str, float]:
    """Rates (entries per second, best of five rounds) and milliseconds on a new ledger."""
    ledger = Ledger.create(home, origin="gate.example/benchmark", clock=lambda: datetime.now(UTC))

    def one_by_one() -> None:
        for _ in range(single // ROUNDS):
            with ledger.transaction() as tx:
                append(tx)

    def all_at_once() -> None:
        with ledger.transaction() as tx:
            for _ in range(batched // ROUNDS):
                append(tx)

    def prove() -> None:
        for position in range(PROOFS):
            ledger.inclusion(position)

    best = {"bare": 0.0, "single": 0.0, "batched": 0.0, "proofs": 0.0}
    for _ in range(ROUNDS):
        rates = {
            "bare": yardstick.commits(single // ROUNDS),
            "single": per_second(single // ROUNDS, one_by_one),
            "batched": per_second(batched // ROUNDS, all_at_once),
            "proofs": per_second(PROOFS, prove),
        }
        best = {name: max(best[name], rate) for name, rate in rates.items()}
    best["verify"] = per_second(ledger.size(), lambda: _intact(ledger))
    ledger.close()
    return best


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
        sizes = (Yardstick(folder), options.single, options.batched)
        results = {"sqlite": measure(folder / "sqlite", *sizes)}
        if options.postgres:
            os.environ[DATABASE_URL] = options.postgres
            results["postgresql"] = measure(folder / "postgresql", *sizes)
    sqlite = results["sqlite"]
    ratios = {
        "single append / bare commit (time)": sqlite["bare"] / sqlite["single"],
        "batched / single (rate)": sqlite["batched"] / sqlite["single"],
    }
    if options.postgres:
        for kind in ("single", "batched"):
            ratios[f"sqlite / postgresql, {kind} (rate)"] = sqlite[kind] / results["postgresql"][kind]
    print(json.dumps({"per second": results, "ratios": ratios}, indent=2))


if __name__ == "__main__":
    main()
