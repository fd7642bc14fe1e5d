from __future__ import annotations

import threading
from collections.abc import Callable
from pathlib import Path

import pytest
from sqlalchemy import text

from gate.log.checkpoint import Checkpoint, Trust, open_checkpoint
from gate.log.kinds import PolicyBody
from gate.log.merkle import CompactRange, leaf_hash
from gate.log.rotation import KeyChain
from gate.model.errors import InfrastructureError, IntegrityError
from gate.store.ledger import Ledger, Transaction
from tests.store.helpers import note, signed, tree_of


def test_a_new_ledger_begins_with_its_name_and_key(ledger: Ledger) -> None:
    first = ledger.entry(0)
    assert (first.kind, first.body.origin, first.body.vkey) == ("store", "gate.example/log", ledger.vkey)
    assert ledger.size() == 1
    assert signed(ledger) == Checkpoint("gate.example/log", 1, ledger.root())


def test_one_transaction_one_checkpoint(ledger: Ledger) -> None:
    with ledger.transaction() as tx:
        assert [note(tx), note(tx), note(tx)] == [1, 2, 3]
    assert [size for size, _ in ledger.checkpoints()] == [1, 4]
    assert signed(ledger) == Checkpoint(ledger.origin, 4, tree_of(ledger, 4).root())


def test_a_transaction_that_raises_leaves_nothing(ledger: Ledger) -> None:
    def fail() -> None:
        with ledger.transaction() as tx:
            note(tx)
            tx.cache_status("r", "c", "VERIFIED", "not so", None, 1)
            raise RuntimeError

    before = ledger.checkpoint()
    with pytest.raises(RuntimeError):
        fail()
    assert ledger.checkpoint() == before
    assert ledger.cached_statuses() == []
    with ledger.transaction() as tx:
        assert note(tx) == 1


def test_a_transaction_without_entries_signs_nothing(ledger: Ledger) -> None:
    with ledger.transaction() as tx:
        tx.cache_status("r", "c", "Unverified", "nothing yet", None)
    assert [size for size, _ in ledger.checkpoints()] == [1]


def test_a_transaction_reads_what_it_wrote(ledger: Ledger) -> None:
    with ledger.transaction() as tx:
        note(tx, "7")
        assert tx.entry(1).body.version == "7"
        assert tx.last_of_kind(PolicyBody) == tx.entry(1)
        assert tx.root() == tree_of_transaction(tx)
        assert ledger.size() == 1


def tree_of_transaction(tx: Transaction) -> bytes:
    tree = CompactRange()
    for _, entry in tx.entries():
        tree.append(leaf_hash(entry.to_bytes()))
    return tree.root()


def test_a_snapshot_stays_as_it_was(ledger: Ledger) -> None:
    with ledger.snapshot() as snapshot:
        assert snapshot.size() == 1
        with ledger.transaction() as tx:
            note(tx)
        assert snapshot.size() == 1
        assert len(list(snapshot.entries())) == 1
    assert ledger.size() == 2


def test_the_key_in_charge_changes_for_every_process(ledger: Ledger, home: Path, clock: Callable) -> None:
    other = Ledger.open(home, clock=clock)
    old = ledger.vkey
    ledger.rotate_key("second")
    assert ledger.vkey != old
    with other.transaction() as tx:
        note(tx)
    assert other.vkey == ledger.vkey
    other.close()
    chain = KeyChain.start(ledger.entry(0).body).rotate(ledger.entry(1).body, 1)
    for size, data in ledger.checkpoints():
        open_checkpoint(data.encode(), Trust.of(chain.in_charge(size)))
    assert [str(key) for key in chain.keys] == [old, ledger.vkey]


def test_an_auditor_without_the_private_key_can_read_but_not_write(ledger: Ledger, home: Path, clock: Callable) -> None:
    (home / "keys" / "log.key").unlink()
    auditor = Ledger.open(home, clock=clock)
    assert signed(auditor) == Checkpoint("gate.example/log", 1, auditor.root())
    with pytest.raises(InfrastructureError, match=r"keys\.missing"), auditor.transaction() as tx:
        note(tx)
    auditor.close()
    assert auditor.size() == 1


def test_a_tree_that_was_not_signed_is_not_extended(ledger: Ledger, home: Path, clock: Callable) -> None:
    with ledger.transaction() as tx:
        note(tx)
        note(tx)
    disable = {
        "sqlite": ["DROP TRIGGER nodes_update"],
        "postgresql": ["ALTER TABLE nodes DISABLE TRIGGER USER"],
    }
    with ledger._db.write() as connection:
        for statement in disable[connection.dialect.name]:
            connection.execute(text(statement))
        connection.execute(text("UPDATE nodes SET hash = :hash WHERE level = 1"), {"hash": bytes(32)})
    fresh = Ledger.open(home, clock=clock)
    with pytest.raises(IntegrityError, match=r"store\.head"), fresh.transaction() as tx:
        note(tx)
    fresh.close()


def test_many_writers_make_one_gapless_log(ledger: Ledger, home: Path, clock: Callable) -> None:
    """Threads of one ledger and further ledgers, as processes have them."""
    rounds, problems = 12, []

    def write(own: Ledger) -> None:
        try:
            for _ in range(rounds):
                with own.transaction() as tx:
                    first = note(tx)
                    assert note(tx) == first + 1
        except BaseException as problem:
            problems.append(problem)
            raise

    others = [Ledger.open(home, clock=clock) for _ in range(2)]
    writers = [threading.Thread(target=write, args=(own,)) for own in (ledger, ledger, *others)]
    for writer in writers:
        writer.start()
    for writer in writers:
        writer.join()
    for other in others:
        other.close()
    assert not problems
    size = 1 + 2 * rounds * len(writers)
    assert [position for position, _ in ledger.entries()] == list(range(size))
    assert signed(ledger) == Checkpoint(ledger.origin, size, tree_of(ledger, size).root())
