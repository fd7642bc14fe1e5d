"""Reading the attempts and the cached statuses."""

from __future__ import annotations

from typing import Any

from sqlalchemy import Select, func, select

from gate.log.kinds import IntakeBody, kind_of
from gate.model.errors import UsageError
from gate.store import schema
from gate.store.attempts import Attempt, CachedStatus
from gate.store.reading.reader import Reader
from gate.system.owner import Owner


class AttemptReader(Reader):
    """Attempts by what they are about and by their state."""

    def attempts(self, record: str | None = None, claim: str | None = None) -> list[Attempt]:
        """The attempts on a record or claim, in the order in which they were opened."""
        columns = schema.attempts.c
        query = select(schema.attempts).order_by(columns.opened_at, columns.record_id, columns.claim_id, columns.number)
        if record is not None:
            query = query.where(columns.record_id == record)
        if claim is not None:
            query = query.where(columns.claim_id == claim)
        return self._attempts(query)

    def attempt(self, attempt_id: str) -> Attempt:
        """One attempt. Raises UsageError ``attempt.unknown``."""
        found = self._attempts(select(schema.attempts).where(schema.attempts.c.id == attempt_id))
        if not found:
            raise UsageError(
                "attempt.unknown", f"there is no attempt {attempt_id[:80]!r}", hint="`gate history` lists them"
            )
        return found[0]

    def record_of_attempt(self, attempt_id: str) -> str | None:
        """The record that any row says an attempt is about; None when no row names the attempt."""
        for table, name, record in (
            (schema.entries, schema.entries.c.attempt, schema.entries.c.record),
            (schema.attempts, schema.attempts.c.id, schema.attempts.c.record_id),
        ):
            found = self._one(select(record).select_from(table).where(name == attempt_id, record.is_not(None)).limit(1))
            if found is not None:
                return str(found)
        return None

    def next_number(self, record: str, claim: str) -> int:
        """The number that the next attempt on this claim will have: 1 for the first.

        The entries count, not the rows of the table: a row that nobody logged must not disturb the log.
        """
        columns = schema.entries.c
        named = (columns.record == record, columns.claim == claim, columns.kind == kind_of(IntakeBody).name)
        return int(self._one(select(func.count() + 1).where(*named)))

    def open_attempts(self) -> list[Attempt]:
        """The attempts without a verdict, oldest first."""
        columns = schema.attempts.c
        return self._attempts(
            select(schema.attempts).where(columns.closed_at.is_(None)).order_by(columns.opened_at, columns.id)
        )

    def abandoned_attempts(self) -> list[Attempt]:
        """The open attempts whose process is known to have ended.

        A process on another machine, or in another container, cannot be seen; its attempts are not counted.
        """
        here = Owner.current()
        return [attempt for attempt in self.open_attempts() if attempt.owner.is_dead(seen_by=here)]

    def cached_statuses(self) -> list[CachedStatus]:
        """The cache, by record and claim; `gate log verify` compares it with the fold."""
        columns = schema.statuses.c
        with self._reading() as connection:
            query = select(schema.statuses).order_by(columns.record_id, columns.claim_id)
            return [CachedStatus.from_row(row) for row in connection.execute(query)]

    def _attempts(self, query: Select[Any]) -> list[Attempt]:
        with self._reading() as connection:
            return [Attempt.from_row(row) for row in connection.execute(query)]
