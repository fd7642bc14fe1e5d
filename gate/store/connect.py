"""Connections to the database of a home folder: its own SQLite file, or PostgreSQL when GATE_DATABASE_URL names it."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Literal

from sqlalchemy import Connection, Engine, create_engine, inspect, text
from sqlalchemy.engine import make_url
from sqlalchemy.exc import ArgumentError

from gate.model.errors import IntegrityError, UsageError
from gate.store.schema import REVISION
from gate.store.sqlite import (
    WRITE,
    close_writer,
    reading_engine,
    require_regular,
    require_unchanged,
    writing_engine,
)
from gate.store.trouble import UNREADABLE, database_trouble

DATABASE_URL = "GATE_DATABASE_URL"
SQLITE_FILE = "gate.db"
BUSY_MS = 30_000
"""How long a writer waits for its turn (milliseconds)."""

Mode = Literal["read", "write", "create"]
"""What a database is opened for. Who reads writes nothing: neither rows nor files."""

_CREATE_LOCK = 0x67617465
"""The advisory lock under which the tables are made on PostgreSQL; any fixed number serves."""


class Database:
    """One database. ``place`` names it in messages, without a password."""

    def __init__(
        self,
        engine: Engine,
        place: str,
        *,
        after_read: Callable[[Connection], None] = lambda _: None,
        close: Callable[[], None] | None = None,
    ) -> None:
        """``after_read`` raises when what was read does not count; ``close`` gives the connections back."""
        self.engine = engine
        self.place = place
        self._after_read = after_read
        self._close = close or engine.dispose

    @property
    def is_postgres(self) -> bool:
        return self.engine.dialect.name == "postgresql"

    @contextmanager
    def read(self) -> Iterator[Connection]:
        """A transaction that sees the database as it is now, however long it takes, and disturbs nobody."""
        options: dict[str, Any] = {}
        if self.is_postgres:
            options = {"isolation_level": "REPEATABLE READ", "postgresql_readonly": True}
        with database_trouble(self.place), self.engine.connect() as connection:
            try:
                yield connection.execution_options(**options)
            finally:  # a reader that a writer disturbed may have met damage that is not there
                self._after_read(connection)

    @contextmanager
    def write(self) -> Iterator[Connection]:
        """A transaction that commits when the block ends and leaves nothing when it raises.

        On SQLite it is the only writer from its first moment; on PostgreSQL the caller locks the ``log`` row.
        """
        with (
            database_trouble(self.place),
            self.engine.connect() as connection,
            connection.execution_options(**{WRITE: True}).begin(),
        ):
            yield connection

    def wait_to_create(self, connection: Connection) -> None:
        """Let only one process at a time look whether there are tables and make them."""
        if self.is_postgres:
            connection.execute(text("SELECT pg_advisory_xact_lock(:key)"), {"key": _CREATE_LOCK})

    def migrate(self, connection: Connection) -> None:
        """Bring the tables to this version, inside the caller's write transaction."""
        # Imported here because it costs every command a tenth of a second and only `gate init` needs it.
        from alembic import command
        from alembic.config import Config

        config = Config()
        config.set_main_option("script_location", "gate.store:migrations")
        config.attributes["connection"] = connection
        command.upgrade(config, REVISION)

    def revision(self, connection: Connection) -> str | None:
        """The migration that the tables are at; None when there are no tables."""
        if not inspect(connection).has_table("alembic_version"):
            return None
        return connection.execute(text("SELECT version_num FROM alembic_version")).scalar()

    def close(self) -> None:
        """Give all connections back. It can be used again; it connects anew."""
        self._close()


def database(home: Path, *, mode: Mode) -> Database:
    """The database of ``home``; nothing is connected yet.

    Raises UsageError: ``store.not-initialised`` when there is no file to open, ``store.url`` or ``store.driver`` for
    a GATE_DATABASE_URL that cannot be used; InfrastructureError ``store.unreadable``; IntegrityError
    ``store.database-missing``.
    """
    configured = os.environ.get(DATABASE_URL)
    if configured:
        return _postgres(configured)
    path = home / SQLITE_FILE
    try:
        there = path.is_file()
    except PermissionError:
        raise UNREADABLE.at(str(path)) from None
    except OSError:  # a name that no file can have
        there = False
    if mode != "create" and not there:
        raise no_tables(home, str(home))
    require_regular(path)
    if mode == "read":
        reading = reading_engine(path, wait_s=BUSY_MS / 1000)
        return Database(reading, str(path), after_read=lambda connection: require_unchanged(connection, path))
    engine = writing_engine(path, create=mode == "create", wait_s=BUSY_MS / 1000)
    return Database(engine, str(path), close=lambda: close_writer(engine, path))


def is_elsewhere() -> bool:
    """Whether the database is not a file in the store's folder."""
    return bool(os.environ.get(DATABASE_URL))


def place_of(home: Path) -> str:
    """What names the store of ``home`` on this machine: the folder, and the database when that is elsewhere.

    Raises UsageError ``store.url``, ``store.driver``.
    """
    configured = os.environ.get(DATABASE_URL)
    folder = str(home.resolve())
    return f"{folder} {_postgres(configured).place}" if configured else folder


def no_tables(home: Path, where: str) -> UsageError | IntegrityError:
    """The error for a database that is not there, or empty: there was no store, or only the rest of one is left."""
    if not remains(home):
        return UsageError("store.not-initialised", "there is no store here yet", where=where, hint="run `gate init`")
    return IntegrityError(
        "store.database-missing",
        "the store's keys or blobs are here, but its database is not: the log is lost or elsewhere",
        where=where,
        hint=f"restore {SQLITE_FILE} from the newest backup, or set {DATABASE_URL} again if the log is in PostgreSQL",
    )


def remains(home: Path) -> list[str]:
    """What of a store is in a folder besides its database."""
    return [name for name in ("keys", "blobs") if os.path.exists(home / name)]


def _postgres(configured: str) -> Database:
    try:
        url = make_url(configured)
    except ArgumentError:
        raise _bad_url("it is not a URL") from None
    if url.drivername not in {"postgres", "postgresql", "postgresql+psycopg"}:
        raise _bad_url(f"databases of kind {url.drivername!r} are not supported")
    url = url.set(drivername="postgresql+psycopg")
    arguments: dict[str, object] = {"connect_timeout": 10}
    if "options" not in url.query:
        arguments["options"] = f"-c lock_timeout={BUSY_MS}"
    try:
        engine = create_engine(url, connect_args=arguments, pool_pre_ping=True)
    except ModuleNotFoundError:
        raise UsageError(
            "store.driver",
            "the PostgreSQL driver is not installed",
            where=DATABASE_URL,
            hint="install it with `pip install 'verification-gate[postgres]'`",
        ) from None
    return Database(engine, url.render_as_string(hide_password=True))


def _bad_url(what: str) -> UsageError:
    return UsageError(
        "store.url",
        f"the database URL cannot be used: {what}",
        where=DATABASE_URL,
        hint="write postgresql://user@host/database, or unset it to use the file in GATE_HOME",
    )
