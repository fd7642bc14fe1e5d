"""The ledger commits to the record index with every entry, and believes its tables only where they lead to it."""

from __future__ import annotations

from pathlib import Path

import pytest

from gate.log.entry import read_entry
from gate.log.kinds import ApprovalBody, RecordIndexBody
from gate.log.record_index import EMPTY_NODES, RecordIndex
from gate.log.record_proof import verify_record_entries
from gate.model.digest import Digest
from gate.model.errors import IntegrityError
from gate.store.ledger import Ledger, Transaction
from tests.store.helpers import D, note, signed, tamper, verified


def about(tx: Transaction, record: str) -> int:
    return tx.append(ApprovalBody(subject=D, what="challenge", approver="ann"), record=record, claim="c1")


def fill(ledger: Ledger) -> None:
    for records in (["a", "b", "a"], ["c"], ["b", "b", "d"], ["a"]):
        with ledger.transaction() as tx:
            note(tx)
            for record in records:
                about(tx, record)


def recomputed(ledger: Ledger) -> list[Digest]:
    """The index after every entry, from the entries alone."""
    index, roots = RecordIndex(), []
    for position, data in ledger.raw_entries():
        if record := read_entry(data).record:
            index.add(record, position)
        roots.append(Digest(index.root().hex()))
    return roots


def test_every_entry_carries_the_index_after_it(ledger: Ledger) -> None:
    assert read_entry(ledger.raw_entry(0)).record_index == Digest(EMPTY_NODES[-1].hex())
    fill(ledger)
    assert [entry.record_index for _, entry in ledger.entries()] == recomputed(ledger)
    assert verified(ledger).finding is None


def test_another_process_goes_on_with_the_same_index(ledger: Ledger, home: Path) -> None:
    fill(ledger)
    other = Ledger.open(home, clock=ledger._clock)
    fill(other)
    fill(ledger)
    other.close()
    assert [entry.record_index for _, entry in ledger.entries()] == recomputed(ledger)
    assert verified(ledger).finding is None


def test_an_entry_that_is_refused_leaves_the_index_as_it_was(ledger: Ledger) -> None:
    with ledger.transaction() as tx:
        about(tx, "a")
        with pytest.raises(IntegrityError):
            tx.append(ApprovalBody(subject=D, what="NO WORD", approver="ann"), record="a", claim="c1")
        about(tx, "a")
    assert verified(ledger).finding is None


@pytest.mark.parametrize("record", ["a", "b", "c", "d", "unknown"])
def test_a_records_entries_are_proven_from_the_tables(ledger: Ledger, record: str) -> None:
    fill(ledger)
    found = verify_record_entries(ledger.record_proof(record), signed(ledger))
    assert found == tuple(ledger.entries(record=record))
    assert [entry.record for _, entry in found] == [record] * len(found)


TAMPERED = {
    "the newest row is filed elsewhere": "UPDATE entries SET record = 'zzz' WHERE position = (SELECT max(position) "
    "FROM entries WHERE record = 'a')",
    "a row is filed elsewhere": "UPDATE entries SET record = 'zzz' WHERE position = (SELECT min(position) "
    "FROM entries WHERE record = 'a')",
    "a row is deleted": "DELETE FROM entries WHERE position = (SELECT min(position) FROM entries WHERE record = 'a')",
    "a row is moved in": "UPDATE entries SET record = 'a' WHERE record = 'c'",
    "a body is changed": "UPDATE entries SET body = CAST(replace(CAST(body AS TEXT), 'ann', 'eve') AS BLOB) "
    "WHERE position = (SELECT min(position) FROM entries WHERE record = 'a')",
    "the head is changed": "UPDATE record_heads SET entries = entries - 1 WHERE record = 'a'",
    "the head is no number": "UPDATE record_heads SET entries = 'x' WHERE record = 'a'",
    "the head is no text": "UPDATE record_heads SET record = x'00ff' WHERE record = 'a'",
    "the head is deleted": "DELETE FROM record_heads WHERE record = 'a'",
    "the nodes are deleted": "DELETE FROM index_nodes",
    "a hash of the log is changed": "UPDATE nodes SET hash = zeroblob(32) WHERE level > 0",
}


@pytest.mark.parametrize("name", TAMPERED)
def test_what_was_tampered_with_is_not_a_records_entries(sqlite_ledger: Ledger, home: Path, name: str) -> None:
    fill(sqlite_ledger)
    tamper(home, TAMPERED[name])
    with pytest.raises(IntegrityError):
        verify_record_entries(sqlite_ledger.record_proof("a"), signed(sqlite_ledger))
    assert verified(sqlite_ledger).finding is not None


@pytest.mark.parametrize("name", [name for name in TAMPERED if "the head" in name or "the nodes" in name])
def test_tables_that_were_damaged_are_not_written_on_and_can_be_made_anew(
    sqlite_ledger: Ledger, home: Path, name: str
) -> None:
    fill(sqlite_ledger)
    tamper(home, TAMPERED[name])
    with pytest.raises(IntegrityError) as caught, sqlite_ledger.transaction() as tx:
        about(tx, "a")
    assert caught.value.code == "index.cache"
    assert sqlite_ledger.mend_index()
    assert not sqlite_ledger.mend_index()
    with sqlite_ledger.transaction() as tx:
        about(tx, "a")
    assert verified(sqlite_ledger).finding is None


def test_an_index_that_is_sound_is_left_as_it_is(ledger: Ledger) -> None:
    fill(ledger)
    assert not ledger.mend_index()
    assert verified(ledger).finding is None


def test_no_index_is_made_of_entries_that_were_changed(sqlite_ledger: Ledger, home: Path) -> None:
    fill(sqlite_ledger)
    tamper(home, TAMPERED["a body is changed"])
    with pytest.raises(IntegrityError) as caught:
        sqlite_ledger.rebuild_index()
    assert caught.value.code == "index.entries"


def test_nothing_is_added_to_a_record_whose_newest_entry_was_changed(sqlite_ledger: Ledger, home: Path) -> None:
    fill(sqlite_ledger)
    where = "WHERE position = (SELECT max(position) FROM entries WHERE record = 'b')"
    tamper(home, f"UPDATE entries SET body = CAST(replace(CAST(body AS TEXT), 'ann', 'eve') AS BLOB) {where}")
    with pytest.raises(IntegrityError), sqlite_ledger.transaction() as tx:
        about(tx, "b")
    with sqlite_ledger.transaction() as tx:
        about(tx, "a")


def test_a_new_log_needs_no_entry_about_its_index(ledger: Ledger) -> None:
    fill(ledger)
    assert list(ledger.entries(kind=RecordIndexBody)) == []
