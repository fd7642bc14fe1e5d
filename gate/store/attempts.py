"""An attempt as the ledger keeps it: a row of the table ``attempts``."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from typing import Any

from sqlalchemy import Row

from gate.model.digest import Digest
from gate.model.errors import InputError, IntegrityError
from gate.model.verdict import Status, Verdict
from gate.system.owner import Owner


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
            **owner_columns(self.owner),
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


def owner_columns(owner: Owner) -> dict[str, str | int]:
    """The columns that name an attempt's owner."""
    return asdict(owner)


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
