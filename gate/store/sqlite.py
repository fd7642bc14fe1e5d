"""The file ``gate.db``: how writers leave it, and how readers read it without writing anything.

SQLite keeps what was written last in a write-ahead log (``gate.db-wal``) with an index that all connections share
(``gate.db-shm``). The last connection usually removes both files, and the next one makes them anew, even to read. Here
a writer leaves them, empty. A reader then opens the index for reading only (``readonly_shm``, sqlite.org/uri.html): it
sees one moment however long it takes, follows writers, disturbs none, and reads what a crash left in the log. So
reading needs no permission to write and no free space.
"""

from __future__ import annotations

import os
import sqlite3
import stat
from contextlib import closing, suppress
from pathlib import Path
from urllib.parse import quote

from sqlalchemy import Connection, Engine, create_engine, event
from sqlalchemy.engine import URL
from sqlalchemy.pool import NullPool

from gate.model.errors import InfrastructureError
from gate.store.trouble import CORRUPT, UNREADABLE

WRITE = "gate_write"
"""The execution option of a connection that is going to write."""

Stamp = tuple[int, int, int] | None
"""What changes with a file: inode, size, time of the last change (ns); None when it is not there."""


class Reader(sqlite3.Connection):
    """A connection that cannot write. ``alone``: it was opened where no writer was and follows none; these were then
    the stamps of the database and of its write-ahead log."""

    alone: tuple[Stamp, Stamp] | None = None


def writing_engine(path: Path, *, create: bool, wait_s: float) -> Engine:
    """Connections that may write; with ``create`` the file is made. They wait ``wait_s`` for their turn."""
    url = URL.create("sqlite", database=_uri(path), query={"uri": "true", "mode": "rwc" if create else "rw"})
    engine = create_engine(url, connect_args={"timeout": wait_s})

    @event.listens_for(engine, "connect")
    def prepare(connection: sqlite3.Connection, _record: object) -> None:
        # Transactions are begun by `_begin`, never by the driver.
        connection.isolation_level = None
        if create:
            # Kept in the file for ever after. Two processes must not do this at once: SQLite would not wait.
            connection.execute("PRAGMA journal_mode = WAL")
        connection.execute("PRAGMA synchronous = FULL")
        connection.execute("PRAGMA foreign_keys = ON")

    event.listen(engine, "begin", _begin)
    return engine


def reading_engine(path: Path, *, wait_s: float) -> Engine:
    """Connections that write nothing, not even beside the file. Each is given back at once: as long as one is open, no
    other connection of this process could write."""
    engine = create_engine("sqlite://", creator=lambda: _open_reader(path, wait_s), poolclass=NullPool)
    event.listen(engine, "begin", _begin)
    return engine


def require_regular(path: Path) -> None:
    """What SQLite opens must be files: it would wait for ever at a pipe, deaf even to signals.

    Raises IntegrityError ``store.corrupt``; InfrastructureError ``store.unreadable``.
    """
    for place in (path, *_beside(path), path.with_name(f"{path.name}-journal")):
        try:
            mode = place.stat().st_mode
        except FileNotFoundError:
            continue
        except PermissionError:
            raise UNREADABLE.at(str(place)) from None
        if not stat.S_ISREG(mode):
            raise CORRUPT.at(str(place), "this is no regular file")


def require_unchanged(connection: Connection, path: Path) -> None:
    """Raises InfrastructureError ``store.changed`` when a writer came in the way of a reader that was alone."""
    reader = connection.connection.dbapi_connection
    if isinstance(reader, Reader) and reader.alone not in (None, _stamps(path)):
        raise InfrastructureError(
            "store.changed",
            "the store was written while it was read, so what was read is of two moments",
            where=str(path),
            hint="repeat the command",
        )


def close_writer(engine: Engine, path: Path) -> None:
    """Give all connections back, fold the write-ahead log into the file, and leave the log and its index for readers.

    What fails here costs nothing: the next writer does it.
    """
    # The last connection to close removes both files, unless it may only read.
    with suppress(sqlite3.Error), closing(sqlite3.connect(f"{_uri(path)}?mode=ro", uri=True)) as keeper:
        keeper.execute("SELECT count(*) FROM sqlite_master").fetchone()
        with suppress(sqlite3.Error), closing(sqlite3.connect(f"{_uri(path)}?mode=rw", uri=True, timeout=0)) as last:
            last.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
        engine.dispose()
    engine.dispose()


def _open_reader(path: Path, wait_s: float) -> Reader:
    wal, shm = _beside(path)
    stamps = _stamps(path)
    query = "mode=ro&readonly_shm=1"
    if stamps[1] is None or not shm.exists():
        if stamps[1] is not None and stamps[1][1]:
            raise InfrastructureError(
                "store.needs-recovery",
                "the index of the write-ahead log is missing, and reading may not make it",
                where=str(wal),
                hint="run `gate recover` as the store's owner, where the store can be written",
            )
        query = "mode=ro&immutable=1"
    try:
        os.close(os.open(path, os.O_RDONLY | os.O_CLOEXEC))
    except PermissionError:
        raise UNREADABLE.at(str(path)) from None
    uri = f"{_uri(path)}?{query}"
    reader = sqlite3.connect(uri, uri=True, timeout=wait_s, isolation_level=None, factory=Reader)
    reader.alone = stamps if "immutable" in query else None
    return reader


def _begin(connection: Connection) -> None:
    # A deferred transaction that turns into a writer can fail half-way with SQLITE_BUSY; a writer says so first.
    writes = connection.get_execution_options().get(WRITE, False)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")


def _uri(path: Path) -> str:
    return f"file:{quote(str(path.resolve()))}"


def _beside(path: Path) -> tuple[Path, Path]:
    """The write-ahead log and its index."""
    return path.with_name(f"{path.name}-wal"), path.with_name(f"{path.name}-shm")


def _stamps(path: Path) -> tuple[Stamp, Stamp]:
    return _stamp(path), _stamp(_beside(path)[0])


def _stamp(path: Path) -> Stamp:
    try:
        found = path.stat()
    except FileNotFoundError:
        return None
    except PermissionError:
        raise UNREADABLE.at(str(path)) from None
    return found.st_ino, found.st_size, found.st_mtime_ns
