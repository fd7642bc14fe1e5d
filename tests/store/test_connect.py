from __future__ import annotations

import builtins
import shutil
import sqlite3
import sys
import threading
from collections.abc import Callable
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import text

from gate.documents.error import ErrorReport
from gate.log.kinds import PolicyBody
from gate.model.digest import Digest
from gate.model.errors import GateError, IntegrityError, UsageError
from gate.store import schema
from gate.store.connect import DATABASE_URL
from gate.store.ledger import Ledger
from tests.store.helpers import verified


def test_the_migrations_make_exactly_the_tables_that_queries_see(ledger: Ledger) -> None:
    with ledger._db.read() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True})
        assert compare_metadata(context, schema.metadata) == []
        assert context.get_current_revision() == schema.REVISION


def test_this_version_uses_the_newest_migration() -> None:
    folder = Path(schema.__file__).parent / "migrations"
    assert ScriptDirectory(str(folder)).get_current_head() == schema.REVISION


def test_a_store_is_made_once(ledger: Ledger, home: Path, clock: Callable) -> None:
    before = ledger.checkpoint()
    with pytest.raises(UsageError, match=r"store\.already-initialised"):
        Ledger.create(home, origin="gate.example/other", clock=clock)
    assert ledger.checkpoint() == before


def test_of_several_that_make_a_store_one_succeeds(
    choose_database: Callable[[], None], home: Path, clock: Callable
) -> None:
    choose_database()
    start, codes = threading.Barrier(4), []

    def make() -> None:
        start.wait()
        try:
            Ledger.create(home, origin="gate.example/log", clock=clock).close()
            codes.append("made")
        except GateError as error:
            codes.append(error.code)

    makers = [threading.Thread(target=make) for _ in range(4)]
    for maker in makers:
        maker.start()
    for maker in makers:
        maker.join()
    assert sorted(codes) == ["made", *["store.already-initialised"] * 3]
    ledger = Ledger.open(home, clock=clock)
    assert verified(ledger).finding is None
    ledger.close()


@pytest.mark.parametrize("origin", ["", "two words", "a+b", "x" * 200, "line\nbreak"])
def test_an_origin_that_cannot_name_a_log_makes_nothing(home: Path, clock: Callable, origin: str) -> None:
    with pytest.raises(UsageError, match=r"store\.origin"):
        Ledger.create(home, origin=origin, clock=clock)
    assert not home.exists()


def test_a_store_that_was_never_made(choose_database: Callable[[], None], home: Path, clock: Callable) -> None:
    choose_database()
    with pytest.raises(UsageError, match=r"store\.not-initialised") as caught:
        Ledger.open(home, clock=clock)
    assert caught.value.hint == "run `gate init`"
    assert not home.exists()


@pytest.mark.usefixtures("sqlite_only")
def test_an_empty_database_is_not_a_store_but_can_become_one(home: Path, clock: Callable) -> None:
    home.mkdir()
    (home / "gate.db").touch()
    with pytest.raises(UsageError, match=r"store\.not-initialised"):
        Ledger.open(home, clock=clock)
    assert Ledger.create(home, origin="gate.example/log", clock=clock).size() == 1


def test_a_store_of_another_version_is_left_alone(ledger: Ledger, home: Path, clock: Callable) -> None:
    with ledger._db.write() as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = '9999'"))
    with pytest.raises(UsageError, match=r"store\.version"):
        Ledger.open(home, clock=clock)


@pytest.mark.usefixtures("sqlite_only")
def test_settings_of_every_sqlite_connection(home: Path, clock: Callable) -> None:
    ledger = Ledger.create(home, origin="gate.example/log", clock=clock)
    with ledger._db.read() as connection:
        found = {
            name: connection.exec_driver_sql(f"PRAGMA {name}").scalar()
            for name in ("journal_mode", "synchronous", "foreign_keys", "busy_timeout")
        }
    assert found == {"journal_mode": "wal", "synchronous": 2, "foreign_keys": 1, "busy_timeout": 30_000}
    ledger.close()


@pytest.mark.usefixtures("sqlite_only")
def test_a_file_that_is_no_database(home: Path, clock: Callable) -> None:
    home.mkdir()
    (home / "gate.db").write_bytes(b"not a database at all, but long enough to be looked at" * 40)
    with pytest.raises(IntegrityError, match=r"store\.corrupt"):
        Ledger.open(home, clock=clock)


@pytest.mark.usefixtures("sqlite_only")
def test_a_damaged_page_is_an_integrity_failure(home: Path, clock: Callable) -> None:
    ledger = Ledger.create(home, origin="gate.example/log", clock=clock)
    with ledger.transaction() as tx:
        for number in range(500):
            tx.append(PolicyBody(digest=Digest("0" * 64), version=str(number)))
    ledger.close()
    path = home / "gate.db"
    with sqlite3.connect(path) as connection:
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        root = connection.execute("SELECT rootpage FROM sqlite_master WHERE name = 'entries'").fetchone()[0]
        page = connection.execute("PRAGMA page_size").fetchone()[0]
    connection.close()
    data = bytearray(path.read_bytes())
    data[(root - 1) * page : root * page] = b"\xff" * page
    path.write_bytes(bytes(data))
    with pytest.raises(IntegrityError, match=r"store\.corrupt"):
        list(ledger.entries())


@pytest.mark.usefixtures("sqlite_only")
@pytest.mark.parametrize("name", ["with space", "per%cent?and#more&", "ünïcode"])
def test_a_home_may_have_any_name(tmp_path: Path, clock: Callable, name: str) -> None:
    home = tmp_path / name
    Ledger.create(home, origin="gate.example/log", clock=clock).close()
    assert (home / "gate.db").is_file()
    assert Ledger.open(home, clock=clock).size() == 1


@pytest.mark.parametrize(
    "url", ["mysql://user:secret@host/db", "sqlite:///file.db", "nonsense", "postgresql+psycopg2://host/db"]
)
def test_a_url_that_cannot_be_used_is_not_repeated(
    monkeypatch: pytest.MonkeyPatch, home: Path, clock: Callable, url: str
) -> None:
    monkeypatch.setenv(DATABASE_URL, url)
    with pytest.raises(UsageError, match=r"store\.url") as caught:
        Ledger.open(home, clock=clock)
    assert caught.value.where == DATABASE_URL
    assert "secret" not in ErrorReport.of(caught.value).to_text()


def test_without_the_driver_the_error_says_how_to_get_it(
    monkeypatch: pytest.MonkeyPatch, home: Path, clock: Callable
) -> None:
    really_import = builtins.__import__

    def no_psycopg(name: str, *args: object, **more: object) -> object:
        if name.partition(".")[0] == "psycopg":
            raise ModuleNotFoundError(f"No module named {name!r}", name=name)
        return really_import(name, *args, **more)  # type: ignore[arg-type]

    for name in [name for name in sys.modules if name.partition(".")[0] == "psycopg"]:
        monkeypatch.delitem(sys.modules, name)
    monkeypatch.setattr(builtins, "__import__", no_psycopg)
    monkeypatch.setenv(DATABASE_URL, "postgresql://host/db")
    with pytest.raises(UsageError, match=r"store\.driver") as caught:
        Ledger.open(home, clock=clock)
    assert "pip install" in (caught.value.hint or "")


def test_a_home_can_be_moved(ledger: Ledger, home: Path, clock: Callable) -> None:
    ledger.close()
    moved = home.with_name("moved")
    shutil.move(home, moved)
    again = Ledger.open(moved, clock=clock)
    with again.transaction() as tx:
        tx.append(PolicyBody(digest=Digest("0" * 64), version="1"))
    assert again.size() == 2
    again.close()
