"""Verify a whole log, from a store or from an export alone, and name the first bad entry."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from pathlib import Path

from gate.log.checkpoint import Checkpoint, Trust, open_checkpoint, read_checkpoint
from gate.log.damage import Damage, Finding, altered, misplaced
from gate.log.entry import Entry, Previous, read_entry
from gate.log.export import Export, Row
from gate.log.kind import Body
from gate.log.kinds import KeyBody, StoreBody
from gate.log.merkle import HASH_BYTES, Node, leaf_hash, tree_root
from gate.log.record_index import RecordIndex
from gate.log.rotation import KeyChain
from gate.model.digest import Digest
from gate.model.errors import IntegrityError

Observer = Callable[[int, Entry[Body]], None]
"""Sees each entry, with its index, once its bytes are known to be those that were recorded."""

_PAIR = 2 * HASH_BYTES


@dataclass(frozen=True, slots=True)
class LogReport:
    """What was verified. ``finding`` is the first damage; None means that all of the following holds.

    ``entries`` were read; the newest checkpoint, ``head``, covers the first ``head.size`` of them; ``checkpoints``
    heads agree with the entries and are signed by the log; ``keys`` are the ids of the log's keys, oldest first.
    """

    entries: int
    head: Checkpoint | None = None
    checkpoints: int = 0
    keys: tuple[str, ...] = ()
    finding: Finding | None = None
    signed: tuple[int, ...] = ()
    """Sizes at which the log was signed by its own word; logs of gate 0.1 do not say."""

    @property
    def unsigned(self) -> int:
        """Entries after the newest checkpoint: present, but nobody has signed for them yet."""
        return max(0, self.entries - (self.head.size if self.head else 0))


def verify_log(
    rows: Iterable[Row],
    checkpoints: Sequence[bytes],
    trust: Trust,
    *,
    nodes: Iterable[Node] | None = None,
    observe: Observer | None = None,
) -> LogReport:
    """Check entries, order, hashes, key changes, roots and signatures.

    ``rows`` come from index 0 up, each with the leaf hash that was recorded beside it (best from where the tree's
    nodes are kept). ``checkpoints`` are notes in any order, old ones from elsewhere among them: each must be a head of
    this log. ``nodes`` are stored tree nodes to compare. ``observe`` sees the entries as they go by, up to the first
    damage; what it learns holds only when the report has no finding.

    Damage is a finding, never an error. Raises InfrastructureError when the rows cannot be read.
    """
    scan = _Scan(observe)
    scan.read(rows)
    return _conclude(scan, checkpoints, trust, nodes)


def verify_export(
    path: Path, trust: Trust, *, known: Sequence[bytes] = (), observe: Observer | None = None
) -> LogReport:
    """Check an export alone: a tlog-tiles folder or a JSON Lines file. ``known`` are checkpoints seen before.

    ``observe`` as for `verify_log`. Damage is a finding, never an error. Raises InfrastructureError when the files
    cannot be read.
    """
    scan = _Scan(observe)
    try:
        export = Export(path)
    except IntegrityError as error:
        return LogReport(0, finding=Finding(_damage(error), str(error)))
    scan.read(export.rows())
    if scan.finding is None and not export.checkpoints:
        scan.finding = Finding(Damage.TRUNCATION, "the export ends without its checkpoint", scan.count)
    try:
        report = _conclude(scan, [*export.checkpoints, *known], trust, export.nodes())
    except IntegrityError as error:
        return LogReport(scan.count, finding=Finding(_damage(error), str(error)))
    if report.finding is None and export.header is not None:
        missing = set(report.signed) - {read_checkpoint(note)[0].size for note in export.checkpoints}
        if missing:
            reason = f"the checkpoint of size {min(missing)}, which the log signed, is missing"
            return replace(report, checkpoints=0, finding=Finding(Damage.GAP, reason))
    header = (trust.origin, scan.count)
    if report.finding is None and export.header not in (None, header):
        reason = f"the first line says {export.header}, the export has {header} (origin and size)"
        return replace(report, checkpoints=0, finding=Finding(Damage.EDIT, reason))
    return report


class _Scan:
    """One pass over the rows: order, form, hashes and key changes."""

    def __init__(self, observe: Observer | None) -> None:
        self._observe = observe
        self.count = 0
        self.leaves = bytearray()
        self.chain: KeyChain | None = None
        self.time: str | None = None
        """When the newest entry that was read was written."""
        self._index = RecordIndex()
        self._indexed = False
        self.signed: list[int] = []
        """Sizes at which the log was signed, by the entries that were written next."""
        self.finding: Finding | None = None

    def read(self, rows: Iterable[Row]) -> None:
        """Read until the end or the first damage."""
        rest = iter(rows)
        try:
            for index, data, recorded in rest:
                leaf = leaf_hash(data)
                if index != self.count:
                    self.finding = misplaced(self.count, index, (later for later, _, _ in rest))
                    return
                if leaf != recorded:
                    self.finding = self._altered(leaf, recorded, rest)
                    return
                self._see(read_entry(data))
                self.leaves += leaf
                self.count += 1
        except IntegrityError as error:
            self.finding = Finding(_damage(error), str(error), self.count)

    def _altered(self, leaf: bytes, recorded: bytes, rest: Iterable[Row]) -> Finding:
        actual, known = bytearray(self.leaves + leaf), bytearray(self.leaves + recorded)
        with suppress(IntegrityError):  # the first damage is named; what comes later only helps to name it
            for _, data, other in rest:
                actual += leaf_hash(data)
                known += other
        return altered(self.count, bytes(actual), bytes(known))

    def _see(self, entry: Entry[Body]) -> None:
        body = entry.body
        if isinstance(body, KeyBody) and self.chain:
            self.chain = self.chain.rotate(body, self.count)
        elif isinstance(body, StoreBody) and self.count == 0:
            self.chain = KeyChain.start(body)
        elif isinstance(body, KeyBody | StoreBody):
            raise IntegrityError("key.wrong-place", f"a {entry.kind} entry cannot stand here")
        self._follow(entry)
        self.time = entry.time
        if self._observe:
            self._observe(self.count, entry)

    def _follow(self, entry: Entry[Body]) -> None:
        """Compare the record index and the preceding entry that an entry names with those of the entries before it."""
        record = entry.record
        before = None if record is None else self._index.add(record, self.count)
        if entry.record_index is None:
            if self._indexed:
                raise IntegrityError("index.missing", "it lacks the record index, which earlier entries have")
            return
        self._indexed = True
        if entry.checkpoint is not None:
            if entry.checkpoint != self.count:
                raise IntegrityError("entry.checkpoint", f"it says that the log was signed at size {entry.checkpoint}")
            self.signed.append(self.count)
        if entry.record_index.raw != self._index.root():
            raise IntegrityError("index.root", "its record index is not that of the entries up to it")
        previous = before and Previous(before.newest, Digest(self._leaf(before.newest).hex()))
        if entry.previous != previous:
            raise IntegrityError("index.previous", "it does not name the entry before it about the same record")

    def _leaf(self, position: int) -> bytes:
        return bytes(self.leaves[position * HASH_BYTES : (position + 1) * HASH_BYTES])


def _damage(error: IntegrityError) -> Damage:
    """What it means that a part of the log cannot be read."""
    match error.code.split("."):
        case ["tile", "missing"] | ["export", "cut"]:
            return Damage.TRUNCATION
        case ["tile", "gap"]:
            return Damage.GAP
        case ["key" | "note" | "checkpoint", _]:
            return Damage.WRONG_SIGNATURE
        case _:
            return Damage.EDIT


def _conclude(scan: _Scan, checkpoints: Sequence[bytes], trust: Trust, nodes: Iterable[Node] | None) -> LogReport:
    chain = scan.chain or KeyChain(trust.origin, trust.keys[:1], (0,))
    keys = tuple(key.id for key in chain.keys)
    report = LogReport(scan.count, keys=keys, finding=scan.finding, signed=tuple(scan.signed))
    if report.finding:
        return report
    try:
        heads = sorted((read_checkpoint(data)[0] for data in checkpoints), key=lambda head: head.size)
    except IntegrityError as error:
        return replace(report, finding=Finding(Damage.WRONG_SIGNATURE, str(error)))
    if not heads:
        return replace(report, finding=Finding(Damage.WRONG_SIGNATURE, "there is no checkpoint", 0))
    levels = _levels(bytes(scan.leaves))
    newest = heads[-1]
    finding = (
        _check_roots(heads, scan.count, levels)
        or _check_signatures(checkpoints, chain, trust, newest.size, scan.time)
        or _check_nodes(nodes or (), levels)
    )
    if finding is None and scan.count > newest.size:
        reason = "not covered by the newest checkpoint"
        finding = Finding(Damage.WRONG_SIGNATURE, reason, newest.size, scan.count - 1)
    return replace(report, head=newest, checkpoints=0 if finding else len(heads), finding=finding)


def _check_roots(heads: Sequence[Checkpoint], count: int, levels: Sequence[bytes]) -> Finding | None:
    """Compare each head, smallest first, with the tree over the entries."""

    def node(level: int, position: int) -> bytes:
        return levels[level][position * HASH_BYTES : (position + 1) * HASH_BYTES]

    sound = 0
    for head in heads:
        if head.size > count:
            reason = f"the checkpoint of size {head.size} counts entries that are not there"
            return Finding(Damage.TRUNCATION, reason, count, head.size - 1)
        if tree_root(head.size, node) != head.root:
            reason = f"the entries do not lead to the root that was signed for size {head.size}"
            return Finding(Damage.EDIT, reason, sound, max(sound, head.size - 1))
        sound = head.size
    return None


def _check_signatures(
    data: Sequence[bytes], chain: KeyChain, trust: Trust, newest: int, newest_time: str | None
) -> Finding | None:
    """Each checkpoint by the key in charge at its size; one of the newest also by the required witnesses."""
    if chain.origin != trust.origin or not set(trust.keys) & set(chain.keys):
        known = ", ".join(key.id for key in trust.keys)
        return Finding(Damage.WRONG_SIGNATURE, f"none of the log's keys is the trusted key {known}", 0)
    cosigned = trust.required == 0
    try:
        for note in data:
            size = read_checkpoint(note)[0].size
            keys = (chain.in_charge(size),)
            signed = open_checkpoint(note, replace(trust, keys=keys, required=0), newest=newest_time)
            cosigned = cosigned or (size == newest and len(signed.witnesses) >= trust.required)
    except IntegrityError as error:
        return Finding(Damage.WRONG_SIGNATURE, str(error))
    reason = f"the newest checkpoint lacks {trust.required} required witnesses"
    return None if cosigned else Finding(Damage.WRONG_SIGNATURE, reason)


def _check_nodes(nodes: Iterable[Node], levels: Sequence[bytes]) -> Finding | None:
    """Compare stored tree nodes with the tree over the entries; the leftmost difference is reported."""
    bad = [
        (node.position << node.level, node.level)
        for node in nodes
        if node.level >= len(levels)
        or node.hash != levels[node.level][node.position * HASH_BYTES : (node.position + 1) * HASH_BYTES]
    ]
    if not bad:
        return None
    first, level = min(bad)
    return Finding(Damage.EDIT, "a stored tree node does not belong to the entries", first, first + (1 << level) - 1)


def _levels(leaves: bytes) -> list[bytes]:
    """All perfect subtree roots of a tree, level by level, as joined hashes."""
    sha256 = hashlib.sha256
    levels = [leaves]
    while len(below := levels[-1]) >= _PAIR:
        pairs = range(0, len(below) - _PAIR + 1, _PAIR)
        levels.append(b"".join([sha256(b"\x01" + below[at : at + _PAIR]).digest() for at in pairs]))
    return levels
