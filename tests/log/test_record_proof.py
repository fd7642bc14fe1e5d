"""A record's entries are proven to be all there are: what is missing, added, changed or copied is refused."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gate.log.checkpoint import Checkpoint
from gate.log.entry import Entry, Previous, read_entry
from gate.log.kinds import CheckBody
from gate.log.merkle import inclusion_proof, leaf_hash
from gate.log.record_index import RecordIndex
from gate.log.record_proof import RecordProof, needs_path, verify_record_entries
from gate.log.verify import verify_log
from gate.model.check import Outcome
from gate.model.digest import Digest
from gate.model.errors import IntegrityError
from tests.log.test_verify import TRUST, rows_of
from tests.log.trees import ORIGIN, entry, tree_of

ZERO = Digest("00" * 32)


def leaf_digest(data: bytes) -> Digest:
    return Digest(leaf_hash(data).hex())


class Log:
    """A log of entries about the given records (None: about none), the first ``old`` of them without the index."""

    def __init__(self, *records: str | None, old: int = 0) -> None:
        self.index = RecordIndex()
        self.entries: list[bytes] = []
        for position, record in enumerate((None, *records)):
            previous = None
            if record is not None:
                before = self.index.head(record)
                previous = before and Previous(before.newest, leaf_digest(self.entries[before.newest]))
                self.index.add(record, position)
            body = CheckBody(id="lean.axioms", outcome=Outcome.PASS, digest=Digest.of(str(position).encode()))
            plain = Entry(entry(position).time, body, attempt="a-1", record=record) if position else entry(0)
            placed = Entry(
                plain.time, plain.body, plain.attempt, record, None, previous, Digest(self.index.root().hex())
            )
            self.entries.append((plain if position < old else placed).to_bytes())

    def head(self) -> Checkpoint:
        tree = tree_of(self.entries)
        return Checkpoint(ORIGIN, tree.size, tree.roots[-1])

    def proof(self, record: str) -> RecordProof:
        tree = tree_of(self.entries)
        own = [(at, data) for at, data in enumerate(self.entries) if read_entry(data).record == record]
        paths: dict[int, tuple[bytes, ...]] = {}
        following = None
        for at, data in reversed(own):
            if needs_path(following):
                paths[at] = inclusion_proof(at, tree.size, tree.node)
            following = read_entry(data)
        last_path = inclusion_proof(tree.size - 1, tree.size, tree.node)
        return RecordProof(record, self.entries[-1], last_path, self.index.prove(record), tuple(own), paths)


@given(st.lists(st.sampled_from(["a", "b", None]), max_size=12), st.integers(0, 13))
def test_all_entries_of_every_record_are_proven(records: list[str | None], old: int) -> None:
    log = Log(*records, old=min(old, len(records)))
    for record in ("a", "b", "c"):
        found = verify_record_entries(log.proof(record), log.head())
        assert [at for at, _ in found] == [at for at, name in enumerate(records, 1) if name == record]
        assert all(entry == read_entry(log.entries[at]) for at, entry in found)
    assert verify_log(rows_of(log.entries), [tree_of(log.entries).checkpoint()], TRUST).finding is None


LOG = Log("a", "b", "a", None, "b", "a", "b")
OLD = Log("a", "b", "a", "a", None, "a", old=5)


def edited(proof: RecordProof, number: int, old: bytes, new: bytes) -> RecordProof:
    entries = list(proof.entries)
    at, data = entries[number]
    assert old in data
    entries[number] = at, data.replace(old, new)
    return replace(proof, entries=tuple(entries))


def without(proof: RecordProof, number: int) -> RecordProof:
    return replace(proof, entries=proof.entries[:number] + proof.entries[number + 1 :])


TAMPERING: dict[str, Callable[[RecordProof], RecordProof]] = {
    "the newest entry is missing": lambda proof: without(proof, -1),
    "one in the middle is missing": lambda proof: without(proof, 1),
    "the first is missing": lambda proof: without(proof, 0),
    "all are missing": lambda proof: replace(proof, entries=()),
    "one comes twice": lambda proof: replace(proof, entries=(proof.entries[0], *proof.entries)),
    "one stands for another": lambda proof: replace(proof, entries=(proof.entries[1], *proof.entries[1:])),
    "the order is another": lambda proof: replace(proof, entries=proof.entries[::-1]),
    "the newest was changed": lambda proof: edited(proof, -1, b"pass", b"fail"),
    "the first was changed": lambda proof: edited(proof, 0, b"pass", b"fail"),
    "the first is about another record": lambda proof: edited(proof, 0, b'"record":"a"', b'"record":"b"'),
    "the positions are others": lambda proof: replace(
        proof, entries=((proof.entries[0][0] + 1, proof.entries[0][1]), *proof.entries[1:])
    ),
    "the index is another's": lambda proof: replace(proof, index=LOG.index.prove("b")),
    "the last entry is another": lambda proof: replace(proof, last=LOG.entries[2]),
    "the way to the last entry is cut": lambda proof: replace(proof, last_path=proof.last_path[1:]),
    "no way to the newest": lambda proof: replace(proof, paths={}),
}


@pytest.mark.parametrize("log", [LOG, OLD], ids=["all indexed", "older entries before"])
@pytest.mark.parametrize("name", TAMPERING)
def test_what_was_tampered_with_is_refused(log: Log, name: str) -> None:
    with pytest.raises(IntegrityError):
        verify_record_entries(TAMPERING[name](log.proof("a")), log.head())


def test_an_older_checkpoint_of_the_log_does_not_fit() -> None:
    with pytest.raises(IntegrityError):
        verify_record_entries(LOG.proof("a"), Log("a", "b", "a").head())


def test_a_log_that_has_no_index_yet_says_so() -> None:
    old = Log("a", old=2)
    with pytest.raises(IntegrityError) as caught:
        verify_record_entries(old.proof("a"), old.head())
    assert caught.value.code == "index.missing"


def changed(position: int, **fields: object) -> list[bytes]:
    """The log with another entry at a place, honestly hashed and signed."""
    from msgspec.structs import replace as replace_fields

    entries = list(LOG.entries)
    entries[position] = replace_fields(read_entry(entries[position]), **fields).to_bytes()
    return entries


WRONG_PLACES = {
    "no index after one": (changed(4, record_index=None), 4, "index.missing"),
    "another index": (changed(4, record_index=ZERO), 4, "index.root"),
    "another record": (changed(3, record="b"), 3, "index.root"),
    "no entry before": (changed(3, previous=None), 3, "index.previous"),
    "an entry before that is not": (changed(1, previous=Previous(0, ZERO)), 1, "index.previous"),
    "another entry before": (changed(6, previous=Previous(1, leaf_digest(LOG.entries[1]))), 6, "index.previous"),
    "another hash": (changed(3, previous=Previous(1, ZERO)), 3, "index.previous"),
}


@pytest.mark.parametrize("name", WRONG_PLACES)
def test_an_audit_finds_an_entry_that_commits_to_something_else(name: str) -> None:
    entries, index, code = WRONG_PLACES[name]
    finding = verify_log(rows_of(entries), [tree_of(entries).checkpoint()], TRUST).finding
    assert finding is not None
    assert finding.index == index
    assert code in finding.reason
