"""Which entries of a log are about a record: proven to be in a checkpoint's tree, unchanged, and all that there are.

The checkpoint's last entry commits to the record index, the index to the number of the record's entries and to the
newest, and each of these by hash to the one before it. Entries from before the log had an index name none; each of them
brings an inclusion proof of its own.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import NoReturn

from gate.log.checkpoint import Checkpoint
from gate.log.entry import Entry, Previous, read_entry
from gate.log.kind import Body
from gate.log.merkle import leaf_hash, verify_inclusion
from gate.log.record_index import IndexProof
from gate.model.digest import Digest
from gate.model.errors import IntegrityError


@dataclass(frozen=True, slots=True)
class RecordProof:
    """All that shows which entries are about ``record``, to be held against a checkpoint that is believed.

    ``last`` is the checkpoint's last entry and ``last_path`` its inclusion proof (leaf's sibling first); ``index``
    proves what the index under that entry says. ``entries`` are position and bytes, oldest first. ``paths`` has the
    inclusion proof of the newest of them, and of each that no later one names by hash (`needs_path`).
    """

    record: str
    last: bytes
    last_path: tuple[bytes, ...]
    index: IndexProof
    entries: tuple[tuple[int, bytes], ...]
    paths: dict[int, tuple[bytes, ...]]


def needs_path(following: Entry[Body] | None) -> bool:
    """Whether an entry about a record must bring its inclusion proof: the next one about it does not name its hash."""
    return following is None or following.record_index is None


def committed_index(data: bytes, position: int) -> bytes:
    """The root of the record index that an entry commits to. Raises IntegrityError (``entry.…``, ``index.missing``)."""
    root = read_entry(data).record_index
    if root is None:
        raise IntegrityError(
            "index.missing",
            "the log does not commit to its record index yet",
            where=f"entry {position}",
            hint="the next writing command adds it; until then only the whole log shows what is in it",
        )
    return root.raw


def verify_record_entries(proof: RecordProof, head: Checkpoint) -> tuple[tuple[int, Entry[Body]], ...]:
    """Position and entry of everything that the log says about the record, oldest first.

    Raises IntegrityError: ``entry.…``, ``proof.…``, ``index.proof``; ``index.missing`` when the checkpoint's last
    entry is from before the log had an index, so that nothing but the whole log can show it; ``index.incomplete``
    when an entry is missing, too many, changed, or about another record.
    """
    verify_inclusion(leaf_hash(proof.last), head.size - 1, head.size, proof.last_path, head.root)
    counted = proof.index.head(proof.record, committed_index(proof.last, head.size - 1))
    expected = counted.entries if counted else 0
    if len(proof.entries) != expected:
        _incomplete(proof, f"the log has {expected} entries about it, here are {len(proof.entries)}")
    found: list[tuple[int, Entry[Body]]] = []
    following: Entry[Body] | None = None
    limit = head.size
    for position, data in reversed(proof.entries):
        entry, leaf = read_entry(data), leaf_hash(data)
        if entry.record != proof.record or position >= limit:
            _incomplete(proof, f"entry {position} is not the one before entry {limit}")
        if following is None and counted and position != counted.newest:
            _incomplete(proof, f"entry {counted.newest} is the newest, not entry {position}")
        if following is None or needs_path(following):
            verify_inclusion(leaf, position, head.size, proof.paths.get(position, ()), head.root)
        elif following.previous != Previous(position, Digest(leaf.hex())):
            _incomplete(proof, f"entry {position} is not the one that entry {limit} names")
        found.append((position, entry))
        following, limit = entry, position
    if following is not None and following.previous is not None:
        _incomplete(proof, f"entry {limit} names an earlier entry, which the index does not count")
    return tuple(reversed(found))


def _incomplete(proof: RecordProof, message: str) -> NoReturn:
    raise IntegrityError(
        "index.incomplete",
        message,
        where=proof.record,
        hint="rows were removed, added or changed; `gate log verify` finds the place",
    )
