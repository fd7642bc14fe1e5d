"""What the disk and the database say went wrong, in the words of the error tree.

The machine's troubles become InfrastructureError, so an attempt that meets one ends INCONCLUSIVE; damage to what is
stored becomes IntegrityError.
"""

from __future__ import annotations

import errno
import os
import re
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy.exc import DBAPIError, NoResultFound, OperationalError

from gate.model.errors import GateError, InfrastructureError, IntegrityError


@dataclass(frozen=True, slots=True)
class Trouble:
    """One kind of trouble: the error that says so. ``{}`` in the message stands for the system's own words."""

    kind: type[InfrastructureError] | type[IntegrityError]
    code: str
    message: str
    hint: str

    def at(self, where: str, detail: str = "") -> GateError:
        """The error for a place."""
        return self.kind(self.code, self.message.format(detail), where=where, hint=self.hint)


FULL = Trouble(
    InfrastructureError,
    "store.disk-full",
    "no space is left for the store; nothing was recorded",
    "free space on this disk (`df -h` shows it), then repeat the command; what was recorded before is intact",
)
READ_ONLY = Trouble(
    InfrastructureError,
    "store.read-only",
    "the store cannot be written; nothing was recorded",
    "mount the disk read-write and make the folder writable for this user, or set GATE_HOME to another folder",
)
UNREADABLE = Trouble(
    InfrastructureError,
    "store.unreadable",
    "this user may not read the store",
    "ask its owner for permission to read the folder and the files in it",
)
BROKEN = Trouble(InfrastructureError, "store.io", "the disk failed: {}", "the kernel's log (`dmesg`) says more")
BUSY = Trouble(
    InfrastructureError,
    "store.busy",
    "another process has been writing for too long",
    "wait for it to end (`gate history` shows open attempts), then repeat the command",
)
UNREACHABLE = Trouble(
    InfrastructureError,
    "store.unreachable",
    "PostgreSQL does not answer: {}",
    "check that the server of GATE_DATABASE_URL runs and admits this user",
)
FAILED = Trouble(
    InfrastructureError,
    "store.database",
    "the database failed: {}",
    "repeat the command; `gate log verify` says whether the store is intact",
)
CORRUPT = Trouble(
    IntegrityError,
    "store.corrupt",
    "the database is damaged: {}",
    "keep the file for inquiry, restore the newest backup and compare it with `gate log verify`",
)
REFUSED = Trouble(
    IntegrityError,
    "store.refused",
    "the database refused a change: {}",
    "history is never changed; add to it instead",
)

_DISK = {
    errno.ENOSPC: FULL,
    errno.EDQUOT: FULL,
    errno.EFBIG: FULL,
    errno.EROFS: READ_ONLY,
    errno.EACCES: READ_ONLY,
    errno.EPERM: READ_ONLY,
}

_OTHER_TABLES = re.compile(r"no such (table|column)|has no column|already exists")
"""What SQLite says, without a code of its own, when the tables are not those that this version of gate made."""

# The first beginning that fits decides.
_SQLITE = (
    ("SQLITE_FULL", FULL),
    ("SQLITE_IOERR_WRITE", FULL),  # also beyond a file size limit
    ("SQLITE_IOERR", BROKEN),
    ("SQLITE_CANTOPEN", READ_ONLY),
    ("SQLITE_READONLY_CANTLOCK", BUSY),  # a reader's index is not set up yet by the writer
    ("SQLITE_READONLY", READ_ONLY),
    ("SQLITE_CORRUPT", CORRUPT),
    ("SQLITE_NOTADB", CORRUPT),
    ("SQLITE_CONSTRAINT", REFUSED),
    ("SQLITE_BUSY", BUSY),
)
_SQLSTATE = (
    ("53100", FULL),
    ("25006", READ_ONLY),
    ("42501", READ_ONLY),
    ("42P01", CORRUPT),  # no such table
    ("42703", CORRUPT),  # no such column
    ("42P07", CORRUPT),  # the table is there already
    ("55P03", BUSY),  # lock not available
    ("40001", BUSY),  # serialization failure
    ("40P01", BUSY),  # deadlock
    ("XX", CORRUPT),
    ("23", REFUSED),  # a constraint
    ("P0001", REFUSED),  # raised by a trigger
)


@contextmanager
def disk_trouble(where: str) -> Iterator[None]:
    """Raise InfrastructureError (``store.disk-full``, ``.read-only``, ``.io``) for an OSError inside the block."""
    try:
        yield
    except OSError as error:
        raise _DISK.get(error.errno or 0, BROKEN).at(where, error.strerror or str(error)) from error


@contextmanager
def database_trouble(where: str) -> Iterator[None]:
    """Raise the error tree's errors for a database error inside the block.

    InfrastructureError: ``store.disk-full``, ``.read-only``, ``.io``, ``.busy``, ``.unreachable``, ``.database``.
    IntegrityError: ``store.corrupt``; ``store.refused`` when a constraint or an append-only trigger said no.
    """
    try:
        yield
    except DBAPIError as error:
        if isinstance(error.orig, sqlite3.Error):
            raise _sqlite_error(error.orig, where) from error
        raise _postgres_error(error, where) from error
    except NoResultFound as error:
        raise CORRUPT.at(where, "a row is missing that is always there") from error


def _first(table: tuple[tuple[str, Trouble], ...], name: str) -> Trouble | None:
    return next((trouble for beginning, trouble in table if name.startswith(beginning)), None)


def _sqlite_error(error: sqlite3.Error, where: str) -> GateError:
    name = getattr(error, "sqlite_errorname", "")
    trouble = _first(_SQLITE, name) or (CORRUPT if _OTHER_TABLES.search(str(error)) else FAILED)
    # SQLite does not say why a file failed; on a full disk it cannot even make the file that its readers share.
    if trouble is BROKEN and not os.statvfs(Path(where).parent).f_bavail:
        trouble = FULL
    return trouble.at(where, f"{error} ({name})" if trouble is BROKEN else str(error))


def _postgres_error(error: DBAPIError, where: str) -> GateError:
    state: str = getattr(error.orig, "sqlstate", None) or ""
    lost = isinstance(error, OperationalError) or error.connection_invalidated
    detail = str(error.orig).strip().splitlines()[0] if error.orig and str(error.orig).strip() else "no detail"
    return (_first(_SQLSTATE, state) or (UNREACHABLE if lost else FAILED)).at(where, detail)
