"""Naming damage from two lists of hashes, compared with damage done on purpose."""

from __future__ import annotations

import random

import pytest

from gate.log.damage import Damage, Finding, altered, misplaced
from gate.log.merkle import leaf_hash

HASHES = [leaf_hash(bytes([i])) for i in range(30)]


def first_difference(actual: list[bytes]) -> int:
    return next(i for i, value in enumerate(actual) if value != HASHES[i])


@pytest.mark.parametrize("seed", range(200))
def test_one_change_is_always_named_rightly(seed: int) -> None:
    source = random.Random(seed)
    actual = list(HASHES)
    place, other = source.sample(range(30), 2)
    kind = source.choice([Damage.EDIT, Damage.GAP, Damage.DUPLICATE, Damage.REORDER])
    if kind is Damage.EDIT:
        actual[place] = leaf_hash(b"else")
    elif kind is Damage.GAP:
        place = min(place, 28)  # the loss of the last one is a truncation
        del actual[place]
    elif kind is Damage.DUPLICATE:
        actual[place] = actual[other]
    else:
        actual[place], actual[other] = actual[other], actual[place]
    index = first_difference(actual)
    finding = altered(index, b"".join(actual), b"".join(HASHES))
    assert (finding.damage, finding.index) == (kind, index)


@pytest.mark.parametrize("missing", [1, 2, 5, 20])
def test_a_gap_of_several_entries_is_a_gap(missing: int) -> None:
    actual = HASHES[:7] + HASHES[7 + missing :]
    finding = altered(7, b"".join(actual), b"".join(HASHES))
    assert (finding.damage, finding.index, finding.last) == (Damage.GAP, 7, 6 + missing)


def test_a_hash_that_only_seems_to_be_there_across_two_others_is_not_found() -> None:
    across = HASHES[0][16:] + HASHES[1][:16]
    assert altered(2, b"".join([*HASHES[:2], across]), b"".join(HASHES[:3])).damage is Damage.EDIT


def test_order() -> None:
    assert misplaced(3, 2, []).damage is Damage.DUPLICATE
    assert misplaced(3, 4, [5, 6]) == Finding(Damage.GAP, "the entry is missing", 3, 3)
    assert misplaced(3, 4, [5, 3]).damage is Damage.REORDER
    assert misplaced(3, 7, [8, 9]) == Finding(Damage.GAP, "entries 3 to 6 are missing", 3, 6)


def test_a_finding_reads_well() -> None:
    assert str(Finding(Damage.EDIT, "why", 3)) == "entry 3: edit: why"
    assert str(Finding(Damage.GAP, "why", 3, 5)) == "entries 3 to 5: gap: why"
    assert str(Finding(Damage.WRONG_SIGNATURE, "why")) == "wrong-signature: why"
