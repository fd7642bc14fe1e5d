"""The record index: one root for the same records however it came about, and a proof for each record, there or not."""

from __future__ import annotations

import hashlib
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gate.log.record_index import (
    DEPTH,
    EMPTY_NODES,
    IndexProof,
    RecordHead,
    RecordIndex,
    bucket_hash,
    bucket_of,
)
from gate.model.errors import IntegrityError

NAMES = st.lists(st.sampled_from([f"r-{number}" for number in range(30)]), max_size=60)


def index_of(names: list[str]) -> RecordIndex:
    index = RecordIndex()
    for position, name in enumerate(names):
        index.add(name, position)
    return index


def same_bucket() -> tuple[str, str]:
    """Two records that share a bucket."""
    seen: dict[int, str] = {}
    for number in range(100_000):
        name = f"r-{number}"
        if (other := seen.setdefault(bucket_of(name), name)) != name:
            return other, name
    raise AssertionError


def test_the_form_never_changes() -> None:
    """Logs are kept for years: these are the hashes of the format's first version, by the words of its description."""
    node = hashlib.sha256(b"\x02").digest()
    for _ in range(DEPTH):
        node = hashlib.sha256(b"\x03" + node + node).digest()
    assert EMPTY_NODES[DEPTH] == node == RecordIndex().root()
    assert bucket_of("r-1") == int(hashlib.sha256(b"r-1").hexdigest()[:4], 16)
    heads = [RecordHead("r-2", 7, 31), RecordHead("r-1", 1, 4)]
    assert bucket_hash(heads) == hashlib.sha256(b"\x02r-1 1 4\nr-2 7 31\n").digest()


@given(NAMES)
def test_every_record_is_proven_with_its_count_and_newest_entry(names: list[str]) -> None:
    index = index_of(names)
    for name in {*names, "r-0", "unknown"}:
        places = [position for position, other in enumerate(names) if other == name]
        expected = RecordHead(name, len(places), places[-1]) if places else None
        assert index.prove(name).head(name, index.root()) == expected == index.head(name)


@given(NAMES, st.data())
def test_the_root_does_not_depend_on_when_it_was_asked_for(names: list[str], data: st.DataObject) -> None:
    index = RecordIndex()
    for position, name in enumerate(names):
        index.add(name, position)
        if data.draw(st.booleans()):
            index.root()
    assert index.root() == index_of(names).root()


def test_every_entry_changes_the_root() -> None:
    names = ["a", "b", "a", "a", *same_bucket()]
    roots = [index_of(names[:count]).root() for count in range(len(names) + 1)]
    assert len(set(roots)) == len(roots)


def test_records_that_share_a_bucket_are_told_apart() -> None:
    one, two = same_bucket()
    index = index_of([one, two, two])
    proof = index.prove(one)
    assert len(proof.heads) == 2
    assert proof.head(one, index.root()) == RecordHead(one, 1, 0)
    assert proof.head(two, index.root()) == RecordHead(two, 2, 2)


INDEX = index_of(["a", "b", "c", "a"])
PROOF = INDEX.prove("a")


@pytest.mark.parametrize(
    "changed",
    [
        replace(PROOF, heads=()),
        replace(PROOF, heads=(RecordHead("a", 1, 3),)),
        replace(PROOF, heads=(RecordHead("a", 2, 0),)),
        replace(PROOF, heads=(*PROOF.heads, RecordHead("z", 1, 1))),
        replace(PROOF, heads=(*PROOF.heads, *PROOF.heads)),
        replace(PROOF, siblings=PROOF.siblings[:-1]),
        replace(PROOF, siblings=(*PROOF.siblings, bytes(32))),
        replace(PROOF, siblings=(*PROOF.siblings[:-1], bytes(31))),
        replace(PROOF, siblings=(bytes(32), *PROOF.siblings[1:])),
        INDEX.prove("b"),
    ],
)
def test_a_proof_that_was_changed_is_refused(changed: IndexProof) -> None:
    with pytest.raises(IntegrityError) as caught:
        changed.head("a", INDEX.root())
    assert caught.value.code == "index.proof"
