"""Check everything that a ledger stores against its own log, and the log against the keys of this home."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta

from sqlalchemy import Connection, and_, select, text

from gate.log.checkpoint import Trust, read_checkpoint
from gate.log.damage import Damage, Finding
from gate.log.entry import Entry
from gate.log.export import Row
from gate.log.kind import Body
from gate.log.kinds import IntakeBody, KeyBody, StoreBody, VerdictBody
from gate.log.merkle import HASH_BYTES, MAX_SIZE, Node
from gate.log.record_index import RecordIndex
from gate.log.verify import LogReport, Observer, verify_log
from gate.model.errors import IntegrityError
from gate.model.verdict import Verdict
from gate.store import schema
from gate.store.attempts import Attempt
from gate.store.ledger import Snapshot
from gate.store.reading.reader import raw_bytes
from gate.store.record_index import holds_index
from gate.store.rules import compare_rules

_ROWS_AT_A_TIME = 1000
_LEVELS = 64
_OLDER_OPENING = timedelta(minutes=1)
_NO_HASH = bytes(HASH_BYTES)
_REPEATED = ("kind", "attempt", "record", "claim")


def verify_storage(
    snapshot: Snapshot, trust: Trust, *, known: Sequence[bytes] = (), observe: Observer | None = None
) -> LogReport:
    """Recompute every leaf, node, root and signature, and compare what the other tables say with the entries.

    ``known`` are checkpoints kept elsewhere, which this log must contain; ``observe`` sees every entry
    (`gate.log.verify.verify_log`). The finding is the first damage, None when there is none. Raises InfrastructureError
    and IntegrityError (``store.corrupt``) when the database cannot be read.
    """
    connection, tables = snapshot.connection, _Tables(observe)
    vkey = str(connection.execute(select(schema.log.c.vkey)).scalar_one())
    heads = [(row.size, row.note) for row in connection.execute(select(schema.checkpoints))]
    notes = [raw_bytes(note) for _, note in heads]
    report = verify_log(
        tables.rows(connection),
        [*notes, *known],
        trust,
        nodes=tables.stored_nodes(connection),
        observe=tables.see,
    )
    if report.finding is not None:
        return report
    finding = (
        tables.difference
        or tables.count_nodes(report.entries)
        or _checkpoint_sizes(heads, report.signed)
        or tables.compare_index(connection)
        or tables.compare_attempts(snapshot)
        or tables.compare_key(vkey)
        or tables.compare_revision(connection)
        or compare_rules(connection)
    )
    return replace(report, finding=finding)


@dataclass(slots=True)
class _Tables:
    """What the tables beside the log must say, gathered while the entries go by."""

    observe: Observer | None
    difference: Finding | None = None
    """The first row beside the log that differs from it."""
    columns: tuple[object, ...] = ()
    """What the columns beside the entry under way repeat of it."""
    opened: dict[str, tuple[int, Entry[IntakeBody]]] = field(default_factory=dict)
    closed: dict[str, tuple[int, Entry[VerdictBody]]] = field(default_factory=dict)
    vkey: str | None = None
    nodes: int = 0
    index: RecordIndex = field(default_factory=RecordIndex)
    indexed: bool = False

    def rows(self, connection: Connection) -> Iterator[Row]:
        """Every entry as stored, with the leaf hash that the tree's nodes hold for it."""
        entries, nodes = schema.entries, schema.nodes
        beside = and_(nodes.c.level == 0, nodes.c.number == entries.c.position)
        repeated = (entries.c[name] for name in _REPEATED)
        query = select(entries.c.position, entries.c.body, nodes.c.hash, *repeated).outerjoin(nodes, beside)
        stream = connection.execution_options(yield_per=_ROWS_AT_A_TIME)
        for position, body, value, *columns in stream.execute(query.order_by(entries.c.position)):
            self.columns = tuple(columns)
            leaf = raw_bytes(value)
            yield position, raw_bytes(body), leaf if len(leaf) == HASH_BYTES else _NO_HASH

    def see(self, position: int, entry: Entry[Body]) -> None:
        """Compare the columns beside an entry with it, and keep what it says about attempts and keys."""
        if self.columns != (entry.kind, entry.attempt, entry.record, entry.claim):
            self._differs("the columns beside the entry say something else than the entry", position)
        self.indexed = entry.record_index is not None
        if entry.record is not None:
            self.index.add(entry.record, position)
        if intake := entry.of_kind(IntakeBody):
            self.opened[str(entry.attempt)] = (position, intake)
        elif verdict := entry.of_kind(VerdictBody):
            self.closed[str(entry.attempt)] = (position, verdict)
        elif isinstance(entry.body, StoreBody | KeyBody):
            self.vkey = entry.body.vkey
        if self.observe:
            self.observe(position, entry)

    def stored_nodes(self, connection: Connection) -> Iterator[Node]:
        """Every node of the tree as stored."""
        columns = schema.nodes.c
        query = select(schema.nodes).order_by(columns.level, columns.number)
        for level, number, value in connection.execution_options(yield_per=_ROWS_AT_A_TIME).execute(query):
            self.nodes += 1
            if type(level) is type(number) is int and 0 <= level < _LEVELS and 0 <= number < MAX_SIZE:
                yield Node(level, number, raw_bytes(value))
            else:
                self._differs("a node is stored that no tree has")

    def count_nodes(self, entries: int) -> Finding | None:
        """All stored nodes were right; are they all? A tree of n leaves has 2n - popcount(n) perfect subtrees."""
        expected = 2 * entries - entries.bit_count()
        if self.nodes == expected:
            return None
        return Finding(Damage.GAP, f"{self.nodes} nodes of the Merkle tree are stored; there should be {expected}")

    def compare_index(self, connection: Connection) -> Finding | None:
        """Compare the tables of the record index with the entries; a log of an older version has none."""
        if not self.indexed or holds_index(connection, self.index):
            return None
        reason = "the stored record index is not that of the entries; `gate recover` writes it anew"
        return Finding(Damage.EDIT, reason)

    def compare_key(self, vkey: str) -> Finding | None:
        """Compare the key that the table puts in charge with the last one that an entry did."""
        if vkey == self.vkey:
            return None
        return Finding(Damage.EDIT, "the table says that another key is in charge than the entries do")

    def compare_revision(self, connection: Connection) -> Finding | None:
        """Compare the version that the tables are said to be of with the entries, of which ours have an index."""
        stored = connection.execute(text("SELECT version_num FROM alembic_version")).scalars().all()
        expected = {schema.REVISION} if self.indexed else schema.OLDER_REVISIONS
        if len(stored) == 1 and stored[0] in expected:
            return None
        said = ", ".join(map(str, stored)) or "none"
        return Finding(Damage.EDIT, f"the tables are said to be of version {said}, but the entries are not")

    def compare_attempts(self, snapshot: Snapshot) -> Finding | None:
        """Compare the table of attempts with the entries that opened and closed them."""
        try:
            attempts = snapshot.attempts()
        except IntegrityError as error:
            return Finding(Damage.EDIT, str(error))
        for attempt in attempts:
            opened, closed = self.opened.pop(attempt.id, None), self.closed.pop(attempt.id, None)
            if opened is None:
                return Finding(Damage.EDIT, f"the table has an attempt {attempt.id} that no entry opened")
            position, intake = opened
            if not _opened_by(attempt, intake):
                return Finding(Damage.EDIT, f"the table says something else about attempt {attempt.id}", position)
            expected = _closing(*closed) if closed else (None, None, None, "")
            if (attempt.verdict_index, attempt.verdict, attempt.closed_at, attempt.reason) != expected:
                verdict = expected[1]
                reason = f"the table says that attempt {attempt.id} came to {attempt.verdict}, the entries {verdict}"
                return Finding(Damage.EDIT, reason, closed[0] if closed else position)
        missing = {name: position for name, (position, _) in {**self.closed, **self.opened}.items()}
        for attempt_id, position in sorted(missing.items(), key=lambda item: item[1]):
            return Finding(Damage.EDIT, f"attempt {attempt_id} is missing from the table", position)
        return None

    def _differs(self, reason: str, position: int | None = None) -> None:
        self.difference = self.difference or Finding(Damage.EDIT, reason, position)


def _checkpoint_sizes(heads: Sequence[tuple[int, object]], signed: Sequence[int]) -> Finding | None:
    """Whether each checkpoint is text under its size, and every one that the entries speak of is there."""
    for size, note in heads:
        if not isinstance(note, str):
            return Finding(Damage.EDIT, f"the checkpoint that is filed under size {size} is no text")
        found = read_checkpoint(raw_bytes(note))[0].size
        if found != size:
            return Finding(Damage.EDIT, f"the checkpoint of size {found} is filed under size {size}")
    missing = set(signed) - {size for size, _ in heads}
    if missing:
        return Finding(Damage.GAP, f"the checkpoint of size {min(missing)}, which the log signed, is missing")
    return None


def _opened_by(attempt: Attempt, intake: Entry[IntakeBody]) -> bool:
    """Whether a row says of an attempt what the entry that opened it says."""
    body = intake.body
    stated = (attempt.record_id, attempt.claim_id, attempt.number)
    if not _at_the_same_time(attempt.opened_at, intake):
        return False
    digests = (attempt.record_digest, attempt.claim_digest, attempt.artifact_digest, attempt.policy_digest)
    return stated == (intake.record, intake.claim, body.number) and digests == (
        body.record_digest,
        body.claim_digest,
        body.artifact_digest,
        body.policy_digest,
    )


def _at_the_same_time(opened_at: str, intake: Entry[IntakeBody]) -> bool:
    """Gate 0.1 looked at the clock twice, for the row and a moment later for its entry."""
    if intake.record_index is not None:
        return opened_at == intake.time
    try:
        between = datetime.fromisoformat(intake.time) - datetime.fromisoformat(opened_at)
    except (ValueError, TypeError):
        return False
    return abs(between) <= _OLDER_OPENING


def _closing(position: int, entry: Entry[VerdictBody]) -> tuple[int, Verdict, str, str]:
    """What the row of an attempt says once this entry has closed it."""
    return position, entry.body.verdict, entry.time, entry.body.reason
