"""Slots: how many containers run at once, and a number for each that no other run on this machine has.

The kernel counts processes, pending signals and message queues per user id, across containers. So each concurrent run
has a uid of its own, derived from its slot; a locked file keeps two gate processes from taking the same one.
"""

from __future__ import annotations

import os
import stat
import tempfile
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from gate.model.errors import InfrastructureError, InterruptedRun, UsageError
from gate.system.locks import try_lock

HIGHEST_SLOT = 4095


class Slots:
    """At most ``count`` holders at a time; the others wait."""

    def __init__(self, count: int, folder: Path | None = None) -> None:
        """``folder`` holds the lock files. Raises UsageError (no slot) and InfrastructureError ``sandbox.slots``."""
        if count < 1:
            raise UsageError("sandbox.no-slots", f"{count} slots", hint="give at least one")
        self._free = count
        self._closed = False
        self._change = threading.Condition()
        self._folder = folder or _default_folder()
        _make_private(self._folder)

    @contextmanager
    def hold(self) -> Iterator[int]:
        """Wait for a slot; yields its number. Raises InterruptedRun once `close` was called."""
        with self._change:
            self._change.wait_for(lambda: self._free > 0 or self._closed)
            if self._closed:
                raise InterruptedRun("sandbox.closed", "the sandbox is closing; no further run is started")
            self._free -= 1
        try:
            number, lock = self._lock_one()
            try:
                yield number
            finally:
                os.close(lock)
        finally:
            with self._change:
                self._free += 1
                self._change.notify()

    def close(self) -> None:
        """Let nobody in any more."""
        with self._change:
            self._closed = True
            self._change.notify_all()

    @property
    def closed(self) -> bool:
        return self._closed

    def _lock_one(self) -> tuple[int, int]:
        flags = os.O_RDWR | os.O_CREAT | os.O_NOFOLLOW | os.O_CLOEXEC
        for number in range(HIGHEST_SLOT + 1):
            try:
                descriptor = os.open(self._folder / f"slot-{number}", flags, 0o600)
            except OSError as error:
                raise _trouble(f"cannot open a lock file: {error}", self._folder) from None
            if try_lock(descriptor):
                return number, descriptor
            os.close(descriptor)
        raise _trouble("all slots of this machine are taken", self._folder)


def _default_folder() -> Path:
    base = os.environ.get("XDG_RUNTIME_DIR") or tempfile.gettempdir()
    return Path(base) / f"gate-slots-{os.getuid()}"


def _make_private(folder: Path) -> None:
    """The folder may lie in /tmp, so somebody else could have made it."""
    try:
        folder.mkdir(mode=0o700, exist_ok=True)
        found = folder.lstat()
    except OSError as error:
        raise _trouble(f"cannot make the folder of lock files: {error}", folder) from None
    if not stat.S_ISDIR(found.st_mode) or found.st_uid != os.getuid() or found.st_mode & 0o022:
        raise _trouble("the folder of lock files belongs to somebody else", folder)


def _trouble(message: str, folder: Path) -> InfrastructureError:
    return InfrastructureError(
        "sandbox.slots", message, where=str(folder), hint="set XDG_RUNTIME_DIR to a private folder, or free this one"
    )
