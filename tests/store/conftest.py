"""Ledgers to test on, in SQLite and in a real PostgreSQL server."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from gate.store.connect import DATABASE_URL
from gate.store.ledger import Ledger
from tests.postgres import PostgresServer

ORIGIN = "gate.example/log"


class TickingClock:
    """A clock that goes on by one second whenever it is asked."""

    def __init__(self) -> None:
        self.now = datetime(2026, 6, 10, tzinfo=UTC)

    def __call__(self) -> datetime:
        self.now += timedelta(seconds=1)
        return self.now


@pytest.fixture
def clock() -> TickingClock:
    return TickingClock()


@pytest.fixture(params=["sqlite", "postgresql"])
def choose_database(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> Callable[[], None]:
    """Each call makes the next `Ledger.create` start in an empty database of this kind."""
    if request.param == "sqlite":
        monkeypatch.delenv(DATABASE_URL, raising=False)
        return lambda: None
    server: PostgresServer = request.getfixturevalue("postgres_server")
    return lambda: monkeypatch.setenv(DATABASE_URL, server.new_database())


@pytest.fixture
def sqlite_only(monkeypatch: pytest.MonkeyPatch) -> None:
    """For what concerns the file ``gate.db``."""
    monkeypatch.delenv(DATABASE_URL, raising=False)


@pytest.fixture
def home(tmp_path: Path) -> Path:
    return tmp_path / "home"


@pytest.fixture
def ledger(choose_database: Callable[[], None], home: Path, clock: TickingClock) -> Iterator[Ledger]:
    """A new ledger in each kind of database."""
    choose_database()
    ledger = Ledger.create(home, origin=ORIGIN, clock=clock)
    yield ledger
    ledger.close()


@pytest.fixture
def sqlite_ledger(sqlite_only: None, home: Path, clock: TickingClock) -> Iterator[Ledger]:
    """A new ledger in the file ``gate.db``."""
    ledger = Ledger.create(home, origin=ORIGIN, clock=clock)
    yield ledger
    ledger.close()
