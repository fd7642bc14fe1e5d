"""An attempt as the ledger keeps it, and the process that owns it; both as rows of the table ``attempts``."""

from __future__ import annotations

import os
import socket
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from sqlalchemy import Row

from gate.model.digest import Digest
from gate.model.errors import InputError, IntegrityError
from gate.model.verdict import Status, Verdict


@dataclass(frozen=True, slots=True)
class Owner:
    """The process that works on an attempt, so that a restart can tell a dead owner from a living one.

    ``boot`` is the kernel's boot id and ``started`` the process's start time in clock ticks since boot, because process
    ids are used again; ``namespace`` is the inode of the process-id namespace in which ``pid`` counts (proc(5)).
    """

    host: str
    boot: str
    namespace: int
    pid: int
    started: int

    @classmethod
    def current(cls) -> Owner:
        """This process."""
        pid = os.getpid()
        started = _start_time(pid)
        assert started is not None, "a running process has a start time"
        return cls(
            host=socket.gethostname(),
            boot=Path("/proc/sys/kernel/random/boot_id").read_text(encoding="ascii").strip(),
            namespace=os.stat("/proc/self/ns/pid").st_ino,
            pid=pid,
            started=started,
        )

    def to_columns(self) -> dict[str, str | int]:
        """The owner's columns."""
        return asdict(self)

    def is_dead(self, *, seen_by: Owner) -> bool:
        """True when the process is known to have ended; False when it lives or cannot be seen from ``seen_by``."""
        if self.host != seen_by.host:
            return False
        if self.boot != seen_by.boot:
            return True
        if self.namespace != seen_by.namespace:
            return False
        return _start_time(self.pid) != self.started


def _start_time(pid: int) -> int | None:
    """Field 22 of /proc/PID/stat (proc(5)); None when there is no such process, or only its zombie."""
    try:
        stat = Path(f"/proc/{pid}/stat").read_bytes()
    except (FileNotFoundError, ProcessLookupError):
        return None
    # The second field is the command's name in parentheses and may contain anything.
    fields = stat.rpartition(b")")[2].split()
    return None if fields[0] in (b"Z", b"X") else int(fields[19])


@dataclass(frozen=True, slots=True)
class Attempt:
    """One pass of one artifact through the gate.

    ``number`` counts the attempts on this claim from 1. Times are RFC 3339 in UTC. ``verdict_index`` is that of the
    verdict's entry in the log. An open attempt has no ``closed_at``, no ``verdict`` and no ``verdict_index``.
    """

    id: str
    record_id: str
    claim_id: str
    record_digest: Digest
    claim_digest: Digest
    artifact_digest: Digest
    policy_digest: Digest
    number: int
    opened_at: str
    owner: Owner
    closed_at: str | None = None
    verdict: Verdict | None = None
    reason: str = ""
    verdict_index: int | None = None

    @property
    def is_open(self) -> bool:
        return self.verdict is None

    def to_columns(self) -> dict[str, str | int | None]:
        """The whole row."""
        return {
            "id": self.id,
            "record_id": self.record_id,
            "claim_id": self.claim_id,
            "record_digest": self.record_digest.hex,
            "claim_digest": self.claim_digest.hex,
            "artifact_digest": self.artifact_digest.hex,
            "policy_digest": self.policy_digest.hex,
            "number": self.number,
            "opened_at": self.opened_at,
            "closed_at": self.closed_at,
            "verdict": self.verdict.value if self.verdict else None,
            "reason": self.reason,
            "verdict_index": self.verdict_index,
            **self.owner.to_columns(),
        }

    @classmethod
    def from_row(cls, row: Row[Any]) -> Attempt:
        """The inverse of `to_columns`. Raises IntegrityError ``store.malformed-row``."""
        with _row_trouble("attempts", row.id):
            return cls(
                id=_text(row.id),
                record_id=_text(row.record_id),
                claim_id=_text(row.claim_id),
                record_digest=Digest(row.record_digest),
                claim_digest=Digest(row.claim_digest),
                artifact_digest=Digest(row.artifact_digest),
                policy_digest=Digest(row.policy_digest),
                number=int(row.number),
                opened_at=_text(row.opened_at),
                closed_at=row.closed_at if row.closed_at is None else _text(row.closed_at),
                verdict=row.verdict if row.verdict is None else Verdict(row.verdict),
                reason=_text(row.reason),
                verdict_index=row.verdict_index,
                owner=Owner(row.host, row.boot, row.namespace, int(row.pid), row.started),
            )


@dataclass(frozen=True, slots=True)
class CachedStatus:
    """A claim's status as last derived from the log. The fold decides; this only saves looking."""

    record_id: str
    claim_id: str
    status: Status
    reason: str
    evaluated: str | None
    verdict_index: int | None

    @classmethod
    def from_row(cls, row: Row[Any]) -> CachedStatus:
        """A row of the table ``statuses``. Raises IntegrityError ``store.malformed-row``."""
        with _row_trouble("statuses", row.record_id):
            status = Status(row.status)
        return cls(row.record_id, row.claim_id, status, row.reason, row.evaluated, row.verdict_index)


@contextmanager
def _row_trouble(table: str, name: object) -> Iterator[None]:
    """Somebody else than the ledger may have written the row, with any values: SQLite does not ask for types."""
    try:
        yield
    except (TypeError, ValueError, OverflowError, InputError) as error:
        raise IntegrityError(
            "store.malformed-row",
            f"a row holds what gate never writes: {error}",
            where=f"{table} {str(name)[:80]}",
            hint="`gate log verify` compares the tables with the log",
        ) from None


def _text(value: object) -> str:
    if not isinstance(value, str):
        raise TypeError(f"{type(value).__name__} where text belongs")
    return value
