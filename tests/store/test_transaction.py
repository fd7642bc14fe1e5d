from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from sqlalchemy import text

from gate.log.kinds import IntakeBody, PolicyBody, VerdictBody
from gate.model.digest import Digest
from gate.model.errors import GateError, IntegrityError, UsageError
from gate.model.verdict import Status, Verdict
from gate.store.ledger import Attempt, CachedStatus, Ledger, Transaction

DIGESTS = {
    "record_digest": Digest.of(b"record"),
    "claim_digest": Digest.of(b"claim"),
    "artifact_digest": Digest.of(b"artifact"),
    "policy_digest": Digest.of(b"policy"),
}


def begin(tx: Transaction, record: str = "r", claim: str = "c") -> Attempt:
    attempt = tx.open_attempt(record_id=record, claim_id=claim, **DIGESTS)
    tx.append(IntakeBody(**DIGESTS, number=attempt.number), attempt=attempt.id, record=record, claim=claim)
    return attempt


def end(tx: Transaction, attempt: Attempt, verdict: Verdict = Verdict.VERIFIED) -> Attempt:
    body = VerdictBody(verdict=verdict, reason="because", **DIGESTS, images=())
    index = tx.append(body, attempt=attempt.id, record=attempt.record_id, claim=attempt.claim_id)
    return tx.close_attempt(attempt.id, index=index)


def test_an_attempt_from_open_to_closed(ledger: Ledger) -> None:
    with ledger.transaction() as tx:
        opened = begin(tx)
    assert opened.is_open
    assert ledger.attempt(opened.id) == opened
    assert ledger.open_attempts() == [opened]
    with ledger.transaction() as tx:
        closed = end(tx, opened)
    assert (closed.verdict, closed.reason, closed.verdict_index) == (Verdict.VERIFIED, "because", 2)
    assert ledger.attempts() == [closed]
    assert ledger.open_attempts() == []


def test_attempts_are_counted_for_each_claim(ledger: Ledger) -> None:
    with ledger.transaction() as tx:
        numbers = [begin(tx, claim=claim).number for claim in ("a", "a", "b", "a")]
    assert numbers == [1, 2, 1, 3]
    assert [ledger.next_number("r", claim) for claim in ("a", "b", "c")] == [4, 2, 1]
    assert [attempt.number for attempt in ledger.attempts("r", "a")] == [1, 2, 3]
    assert ledger.attempts("other") == []


def test_an_attempt_is_opened_with_its_intake_or_not_at_all(ledger: Ledger) -> None:
    with pytest.raises(IntegrityError, match=r"store\.unlogged-attempt"), ledger.transaction() as tx:
        tx.open_attempt(record_id="r", claim_id="c", **DIGESTS)
    assert ledger.attempts() == []


def test_no_verdict_without_its_entry_in_the_same_transaction(ledger: Ledger) -> None:
    with ledger.transaction() as tx:
        attempt, other = begin(tx), begin(tx)
        body = VerdictBody(verdict=Verdict.REJECTED, reason="because", **DIGESTS, images=())
        index = tx.append(body, attempt=other.id, record="r", claim="c")
    wrong: dict[str, tuple[Attempt | None, int]] = {
        "an entry of an earlier transaction": (None, index),
        "an entry on another attempt": (other, index + 1),
        "another entry": (attempt, index),
        "none": (attempt, index + 2),
    }

    def close(reason: str) -> None:
        logged, position = wrong[reason]
        with ledger.transaction() as tx:
            if logged is not None:
                tx.append(body, attempt=logged.id, record="r", claim="c")
            tx.close_attempt(attempt.id, index=position)

    for reason in wrong:
        with pytest.raises(IntegrityError, match=r"store\.unlogged-verdict"):
            close(reason)
    assert ledger.open_attempts() == [attempt, other]
    assert ledger.size() == index + 1


def test_a_closed_attempt_stays_closed(ledger: Ledger) -> None:
    with ledger.transaction() as tx:
        attempt = begin(tx)
        end(tx, attempt, Verdict.REJECTED)
    with pytest.raises(UsageError, match=r"attempt\.closed"), ledger.transaction() as tx:
        end(tx, attempt)
    with pytest.raises(UsageError, match=r"attempt\.closed"), ledger.transaction() as tx:
        tx.adopt_attempt(attempt.id)
    assert ledger.attempt(attempt.id).verdict is Verdict.REJECTED


def test_an_unknown_attempt(ledger: Ledger) -> None:
    with pytest.raises(UsageError, match=r"attempt\.unknown"):
        ledger.attempt("20260101-none")


def test_an_abandoned_attempt_is_found_and_adopted_once(ledger: Ledger) -> None:
    with ledger.transaction() as tx:
        mine, abandoned = begin(tx), begin(tx)
    with ledger._db.write() as connection:
        connection.execute(text("UPDATE attempts SET started = started - 1 WHERE id = :id"), {"id": abandoned.id})
    assert [attempt.id for attempt in ledger.abandoned_attempts()] == [abandoned.id]
    with ledger.transaction() as tx:
        assert tx.adopt_attempt(abandoned.id).owner == mine.owner
    assert ledger.abandoned_attempts() == []


def test_a_status_is_cached_once_for_each_claim(ledger: Ledger) -> None:
    with ledger.transaction() as tx:
        index = end(tx, begin(tx)).verdict_index
        tx.cache_status("r", "c", "Unverified", "first", None)
        tx.cache_status("r", "c", Status.VERIFIED, "second", "2026-06-11T00:00:00Z", index)
        tx.cache_status("r", "b", "Unverified", "nothing", None)
    assert ledger.cached_statuses() == [
        CachedStatus("r", "b", Status.UNVERIFIED, "nothing", None, None),
        CachedStatus("r", "c", Status.VERIFIED, "second", "2026-06-11T00:00:00Z", index),
    ]


def test_a_cached_status_rests_on_an_entry_that_exists(ledger: Ledger) -> None:
    with pytest.raises(IntegrityError, match=r"store\.refused"), ledger.transaction() as tx:
        tx.cache_status("r", "c", "VERIFIED", "because", None, 99)
    assert ledger.cached_statuses() == []


def test_an_entry_that_does_not_fit_stops_the_transaction(ledger: Ledger) -> None:
    def leak() -> None:
        with ledger.transaction() as tx:
            begin(tx)
            tx.append(PolicyBody(digest=DIGESTS["policy_digest"], version="a secret payload"))

    with pytest.raises(IntegrityError, match=r"entry\.wrong-type"):
        leak()
    assert (ledger.size(), ledger.attempts()) == (1, [])


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE entries SET kind = 'x' WHERE position = 0",
        "DELETE FROM entries WHERE position = 2",
        "UPDATE nodes SET hash = hash",
        "DELETE FROM nodes",
        "DELETE FROM checkpoints",
        "DELETE FROM attempts",
        "UPDATE attempts SET reason = 'changed'",
        "UPDATE attempts SET verdict = NULL, closed_at = NULL, verdict_index = NULL",
        "INSERT INTO entries SELECT position + 2, kind, attempt, record, claim, body FROM entries WHERE position = 2",
        "INSERT INTO entries SELECT position, kind, attempt, record, claim, body FROM entries WHERE position = 2",
    ],
)
def test_the_database_itself_refuses_to_change_history(ledger: Ledger, statement: str) -> None:
    with ledger.transaction() as tx:
        end(tx, begin(tx))
    before = list(ledger.raw_entries()), ledger.attempts(), list(ledger.checkpoints()), ledger.root()
    with pytest.raises(IntegrityError, match=r"store\.refused"), ledger._db.write() as connection:
        connection.execute(text(statement))
    assert (list(ledger.raw_entries()), ledger.attempts(), list(ledger.checkpoints()), ledger.root()) == before


def test_postgresql_refuses_to_empty_a_table(ledger: Ledger) -> None:
    statement = "TRUNCATE entries, statuses, attempts" if ledger._db.is_postgres else "DELETE FROM entries"
    with pytest.raises(IntegrityError, match=r"store\.refused"), ledger._db.write() as connection:
        connection.execute(text(statement))
    assert ledger.size() == 1


def test_two_processes_number_attempts_without_a_clash(ledger: Ledger, home: Path, clock: Callable) -> None:
    other = Ledger.open(home, clock=clock)
    found = []
    for _ in range(5):
        for each in (ledger, other):
            with each.transaction() as tx:
                found.append(begin(tx).number)
    other.close()
    assert found == list(range(1, 11))


def test_the_error_of_the_block_comes_through(ledger: Ledger) -> None:
    with pytest.raises(GateError, match=r"my\.own"), ledger.transaction():
        raise GateError("my.own", "not the store's")
