"""Entries are found by position and by what they name, however many there are."""

from __future__ import annotations

import pytest

from gate.log.kinds import ApprovalBody, StoreBody
from gate.model.errors import UsageError
from gate.store.ledger import Ledger
from tests.store.helpers import D, note, tree_of, verified


def test_entries_are_found_by_what_they_name(ledger: Ledger) -> None:
    with ledger.transaction() as tx:
        for record, claim in (("a", "1"), ("b", "1"), ("a", "2")):
            body = ApprovalBody(subject=D, what="challenge", approver="someone")
            tx.append(body, record=record, claim=claim)
    assert [position for position, _ in ledger.entries(record="a")] == [1, 3]
    assert [position for position, _ in ledger.entries(record="a", claim="2")] == [3]
    assert [position for position, _ in ledger.entries(kind=StoreBody)] == [0]
    assert [position for position, _ in ledger.entries(1, 3)] == [1, 2]


def test_more_entries_than_one_page(ledger: Ledger) -> None:
    with ledger.transaction() as tx:
        for number in range(4321):
            note(tx, str(number))
    assert [position for position, _ in ledger.raw_entries()] == list(range(4322))
    assert verified(ledger).finding is None  # every stored leaf and node is that of its entries
    assert ledger.root() == tree_of(ledger, 4322).root()


def test_an_entry_that_is_not_there(ledger: Ledger) -> None:
    with pytest.raises(UsageError, match=r"log\.no-entry"):
        ledger.entry(1)
