"""What the disk and the database say went wrong, in the words of the error tree.

The machine's troubles become InfrastructureError, so an attempt that meets one ends INCONCLUSIVE; damage to what is
stored becomes IntegrityError.
"""

from __future__ import annotations

import errno
import os
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sqlalchemy.exc import DBAPIError, NoResultFound, OperationalError

from gate.model.errors import GateError, InfrastructureError, IntegrityError

_FULL = {errno.ENOSPC, errno.EDQUOT, errno.EFBIG}
_READ_ONLY = {errno.EROFS, errno.EACCES, errno.EPERM}


def _disk_full(where: str) -> InfrastructureError:
    return InfrastructureError(
        "store.disk-full",
        "no space is left for the store; nothing was recorded",
        where=where,
        hint="free space on this disk (`df -h` shows it), then repeat the command; what was recorded before is intact",
    )


def _read_only(where: str) -> InfrastructureError:
    return InfrastructureError(
        "store.read-only",
        "the store cannot be written; nothing was recorded",
        where=where,
        hint="mount the disk read-write and make the folder writable for this user, or set GATE_HOME to another folder",
    )


def _broken(where: str, detail: str) -> InfrastructureError:
    return InfrastructureError(
        "store.io", f"the disk failed: {detail}", where=where, hint="the kernel's log (`dmesg`) says more"
    )


def _corrupt(where: str, detail: str) -> IntegrityError:
    return IntegrityError(
        "store.corrupt",
        f"the database is damaged: {detail}",
        where=where,
        hint="keep the file for inquiry, restore the newest backup and compare it with `gate log verify`",
    )


@contextmanager
def disk_trouble(where: str) -> Iterator[None]:
    """Raise InfrastructureError (``store.disk-full``, ``.read-only``, ``.io``) for an OSError inside the block."""
    try:
        yield
    except OSError as error:
        if error.errno in _FULL:
            raise _disk_full(where) from error
        if error.errno in _READ_ONLY:
            raise _read_only(where) from error
        raise _broken(where, error.strerror or str(error)) from error


@contextmanager
def database_trouble(where: str) -> Iterator[None]:
    """Raise the error tree's errors for a database error inside the block.

    InfrastructureError: ``store.disk-full``, ``.read-only``, ``.busy``, ``.unreachable``, ``.database``.
    IntegrityError: ``store.corrupt``; ``store.refused`` when a constraint or an append-only trigger said no.
    """
    try:
        yield
    except DBAPIError as error:
        if isinstance(error.orig, sqlite3.Error):
            raise _sqlite_error(error.orig, where) from error
        raise _postgres_error(error, where) from error
    except NoResultFound as error:
        raise _corrupt(where, "a row is missing that is always there") from error


def _sqlite_error(error: sqlite3.Error, where: str) -> GateError:
    name = getattr(error, "sqlite_errorname", "")
    known = {
        "SQLITE_FULL": _disk_full(where),
        "SQLITE_IOERR_WRITE": _disk_full(where),  # also beyond a file size limit
        "SQLITE_CANTOPEN": _read_only(where),
        "SQLITE_CORRUPT": _corrupt(where, str(error)),
        "SQLITE_NOTADB": _corrupt(where, str(error)),
    }
    if name in known:
        return known[name]
    if name.startswith("SQLITE_IOERR"):
        # SQLite does not say why; on a full disk it cannot even make the file that its readers share.
        free = os.statvfs(Path(where).parent).f_bavail
        return _broken(where, f"{error} ({name})") if free else _disk_full(where)
    if name.startswith("SQLITE_READONLY"):
        return _read_only(where)
    if name.startswith("SQLITE_CONSTRAINT"):
        return _refused(where, str(error))
    if name.startswith("SQLITE_BUSY"):
        return _busy(where)
    return _failed(where, str(error))


def _failed(where: str, detail: str) -> InfrastructureError:
    return InfrastructureError(
        "store.database",
        f"the database failed: {detail}",
        where=where,
        hint="repeat the command; `gate log verify` says whether the store is intact",
    )


def _refused(where: str, detail: str) -> IntegrityError:
    return IntegrityError(
        "store.refused",
        f"the database refused a change: {detail}",
        where=where,
        hint="history is never changed; add to it instead",
    )


def _busy(where: str) -> InfrastructureError:
    return InfrastructureError(
        "store.busy",
        "another process has been writing for too long",
        where=where,
        hint="wait for it to end (`gate history` shows open attempts), then repeat the command",
    )


def _postgres_error(error: DBAPIError, where: str) -> GateError:
    state: str = getattr(error.orig, "sqlstate", None) or ""
    detail = str(error.orig).strip().splitlines()[0] if error.orig and str(error.orig).strip() else "no detail"
    if state == "53100":
        return _disk_full(where)
    if state in {"25006", "42501"}:
        return _read_only(where)
    if state in {"55P03", "40001", "40P01"}:
        return _busy(where)
    if state.startswith("XX"):
        return _corrupt(where, detail)
    if state.startswith("23") or state == "P0001":
        return _refused(where, detail)
    if isinstance(error, OperationalError) or error.connection_invalidated:
        return InfrastructureError(
            "store.unreachable",
            f"PostgreSQL does not answer: {detail}",
            where=where,
            hint="check that the server of GATE_DATABASE_URL runs and admits this user",
        )
    return _failed(where, detail)
