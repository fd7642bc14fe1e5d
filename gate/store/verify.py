"""Check everything that a ledger stores against its own log, and the log against the keys of this home."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from sqlalchemy import Connection, and_, select

from gate.log.checkpoint import Trust, read_checkpoint
from gate.log.damage import Damage, Finding
from gate.log.export import Row
from gate.log.keys import VerifierKey
from gate.log.merkle import HASH_BYTES, MAX_SIZE, Node
from gate.log.verify import LogReport, verify_log
from gate.model.digest import Json
from gate.model.errors import IntegrityError
from gate.store import schema
from gate.store.attempts import Attempt
from gate.store.keys import public_keys
from gate.store.ledger import Ledger, Snapshot
from gate.store.reading import raw_bytes

_ROWS_AT_A_TIME = 1000
_LEVELS = 64
_NO_HASH = bytes(HASH_BYTES)
_REPEATED = ("kind", "attempt", "record", "claim")
_CLOSING = ("verdict", "time", "reason")
_DIGESTS = ("record_digest", "claim_digest", "artifact_digest", "policy_digest")


def verify_storage(ledger: Ledger, trust: Trust | None = None, *, known: Sequence[bytes] = ()) -> LogReport:
    """Recompute every leaf, node, root and signature, and compare what the other tables say with the entries.

    ``trust`` is by default any public key of the home's ``keys`` folder; ``known`` are checkpoints kept elsewhere,
    which this log must contain. The finding is the first damage, None when there is none. Other writers are not held
    up; what they add meanwhile is not looked at. Raises InfrastructureError and IntegrityError (``store.corrupt``)
    when the database cannot be read.
    """
    with ledger.snapshot() as then:
        connection, told = then.connection, _Told()
        vkey = str(connection.execute(select(schema.log.c.vkey)).scalar_one())
        trust = trust or Trust(ledger.origin, public_keys(ledger.home) or (VerifierKey.parse(vkey),))
        heads = [(row.size, raw_bytes(row.note)) for row in connection.execute(select(schema.checkpoints))]
        notes = [note for _, note in heads]
        report = verify_log(_rows(connection, told), [*notes, *known], trust, nodes=_nodes(connection, told))
        if report.finding is None:
            found = (
                told.first
                or _missing_nodes(told, report)
                or _checkpoint_sizes(heads)
                or _attempts(then, told)
                or _key_in_charge(vkey, told)
            )
            report = replace(report, finding=found)
    return report


@dataclass(slots=True)
class _Told:
    """What is noted down while the entries go by."""

    first: Finding | None = None
    """The first row beside the log that differs from it."""
    opened: dict[str, tuple[int, Mapping[str, Json]]] = field(default_factory=dict)
    closed: dict[str, tuple[int, Mapping[str, Json]]] = field(default_factory=dict)
    vkey: str | None = None
    nodes: int = 0

    def read(self, position: int, columns: tuple[Json, ...], data: bytes) -> None:
        """Look at one row. Bytes that are no entry are for `verify_log` to name."""
        try:
            entry = json.loads(data.decode("utf-8"))
            kind, attempt, record, claim = found = tuple(map(entry.get, _REPEATED))
            body = dict(entry["body"])
        except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
            return
        if found != columns:
            self.differs("the columns beside the entry say something else than the entry", position)
        if kind == "intake":
            self.opened[str(attempt)] = (position, {**body, "record": record, "claim": claim})
        elif kind == "verdict":
            self.closed[str(attempt)] = (position, {**body, "time": entry.get("time")})
        elif kind in ("store", "key"):
            self.vkey = body.get("vkey")

    def differs(self, reason: str, position: int | None = None) -> None:
        """Keep the first difference."""
        self.first = self.first or Finding(Damage.EDIT, reason, position)


def _rows(connection: Connection, told: _Told) -> Iterator[Row]:
    """Every entry as stored, with the leaf hash that the tree's nodes hold for it."""
    entries, nodes = schema.entries, schema.nodes
    beside = and_(nodes.c.level == 0, nodes.c.number == entries.c.position)
    repeated = (entries.c[name] for name in _REPEATED)
    query = select(entries.c.position, entries.c.body, nodes.c.hash, *repeated).outerjoin(nodes, beside)
    stream = connection.execution_options(yield_per=_ROWS_AT_A_TIME)
    for position, body, value, *columns in stream.execute(query.order_by(entries.c.position)):
        data, leaf = raw_bytes(body), raw_bytes(value)
        told.read(position, tuple(columns), data)
        yield position, data, leaf if len(leaf) == HASH_BYTES else _NO_HASH


def _nodes(connection: Connection, told: _Told) -> Iterator[Node]:
    columns = schema.nodes.c
    query = select(schema.nodes).order_by(columns.level, columns.number)
    for level, number, value in connection.execution_options(yield_per=_ROWS_AT_A_TIME).execute(query):
        told.nodes += 1
        if type(level) is type(number) is int and 0 <= level < _LEVELS and 0 <= number < MAX_SIZE:
            yield Node(level, number, raw_bytes(value))
        else:
            told.differs("a node is stored that no tree has")


def _missing_nodes(told: _Told, report: LogReport) -> Finding | None:
    """All stored nodes were right; here they are counted. A tree of n leaves has 2n - popcount(n) whole subtrees."""
    expected = 2 * report.entries - report.entries.bit_count()
    if told.nodes == expected:
        return None
    return Finding(Damage.GAP, f"{told.nodes} nodes of the Merkle tree are stored; there should be {expected}")


def _checkpoint_sizes(heads: Sequence[tuple[int, bytes]]) -> Finding | None:
    for size, note in heads:
        signed = read_checkpoint(note)[0].size
        if signed != size:
            return Finding(Damage.EDIT, f"the checkpoint of size {signed} is filed under size {size}")
    return None


def _key_in_charge(vkey: str, told: _Told) -> Finding | None:
    if vkey == told.vkey:
        return None
    return Finding(Damage.EDIT, "the table says that another key is in charge than the entries do")


def _attempts(then: Snapshot, told: _Told) -> Finding | None:
    """Compare the table of attempts with the entries that opened and closed them."""
    try:
        attempts = then.attempts()
    except IntegrityError as error:
        return Finding(Damage.EDIT, str(error))
    for attempt in attempts:
        opened = told.opened.pop(attempt.id, None)
        if opened is None:
            return Finding(Damage.EDIT, f"the table has an attempt {attempt.id} that no entry opened")
        position, body = opened
        if _opening(attempt) != {name: body.get(name) for name in _opening(attempt)}:
            return Finding(Damage.EDIT, f"the table says something else about attempt {attempt.id}", position)
        closed = told.closed.pop(attempt.id, None)
        found = (closed[0], *(closed[1][name] for name in _CLOSING)) if closed else (None, None, None, "")
        if (attempt.verdict_index, attempt.verdict, attempt.closed_at, attempt.reason) != found:
            reason = f"the table says that attempt {attempt.id} came to {attempt.verdict}, the entries {found[1]}"
            return Finding(Damage.EDIT, reason, closed[0] if closed else position)
    for attempt_id, (position, _) in sorted({**told.closed, **told.opened}.items(), key=lambda item: item[1][0]):
        return Finding(Damage.EDIT, f"attempt {attempt_id} is missing from the table", position)
    return None


def _opening(attempt: Attempt) -> dict[str, Json]:
    """What an intake entry says about an attempt."""
    digests = {name: str(getattr(attempt, name)) for name in _DIGESTS}
    return {**digests, "number": attempt.number, "record": attempt.record_id, "claim": attempt.claim_id}
