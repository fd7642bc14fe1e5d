"""Roots and proofs from stored nodes are those of the tree over the entries."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from gate.log.checkpoint import Checkpoint
from gate.log.merkle import leaf_hash, verify_consistency, verify_inclusion
from gate.model.errors import UsageError
from gate.store.ledger import Ledger
from tests.store.helpers import note, signed, tree_of


def test_trees_and_checkpoints_that_are_not_there(ledger: Ledger) -> None:
    with pytest.raises(UsageError, match=r"log\.no-entry"):
        ledger.inclusion(1)
    with pytest.raises(UsageError, match=r"log\.no-size"):
        ledger.root(2)
    with pytest.raises(UsageError, match=r"log\.no-size"):
        ledger.consistency(0, 1)
    with pytest.raises(UsageError, match=r"log\.no-checkpoint"):
        ledger.checkpoint(2)


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(batches=st.lists(st.integers(1, 9), min_size=1, max_size=8), data=st.data())
def test_the_ledger_is_the_merkle_tree_of_its_entries(
    tmp_path_factory: pytest.TempPathFactory,
    choose_database: Callable[[], None],
    clock: Callable,
    batches: list[int],
    data: st.DataObject,
) -> None:
    choose_database()
    home = tmp_path_factory.mktemp("property") / "home"
    Ledger.create(home, origin="gate.example/log", clock=clock).close()
    for count in batches:
        ledger = Ledger.open(home, clock=clock)
        with ledger.transaction() as tx:
            for number in range(count):
                note(tx, str(number))
        ledger.close()
    size = ledger.size()
    assert size == 1 + sum(batches)
    assert ledger.root() == tree_of(ledger, size).root()
    old = data.draw(st.integers(1, size))
    position = data.draw(st.integers(0, old - 1))
    leaf = leaf_hash(ledger.raw_entry(position))
    verify_inclusion(leaf, position, old, ledger.inclusion(position, old), tree_of(ledger, old).root())
    verify_consistency(old, size, ledger.root(old), ledger.root(), ledger.consistency(old, size))
    for signed_size, _ in ledger.checkpoints():
        assert signed(ledger, signed_size) == Checkpoint(ledger.origin, signed_size, ledger.root(signed_size))
    ledger.close()
