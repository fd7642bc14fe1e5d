"""What the log says about a record, proven into its newest checkpoint: no status rests on a row that is only found."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from gate.engine.inputs.trust import trust_of
from gate.engine.workspace import Workspace
from gate.log.approvals import approvals_of, check_approvals
from gate.log.checkpoint import Checkpoint, Trust, open_checkpoint, read_checkpoint
from gate.log.entry import Entry
from gate.log.kind import B, Body
from gate.log.merkle import leaf_hash
from gate.log.record_proof import verify_record_entries
from gate.log.required import RequiredChecks
from gate.log.status import History, fold_log
from gate.log.verify import verify_log
from gate.model.errors import IntegrityError
from gate.store.keys import public_keys
from gate.store.ledger import Snapshot

Entries = tuple[tuple[int, Entry[Body]], ...]
"""Entries with their positions, in order."""


@dataclass(frozen=True, slots=True)
class ProvenRecord:
    """All entries about one record up to the checkpoint ``head``, and what they come to."""

    head: Checkpoint
    entries: Entries
    history: History

    def of_kind(self, kind: type[B], *, claim: str | None = None) -> Iterator[Entry[B]]:
        """Those with this type of body, about this claim if one is given."""
        for _, entry in self.entries:
            found = entry.of_kind(kind)
            if found is not None and claim in (None, entry.claim):
                yield found


def proven_record(workspace: Workspace, record: str) -> ProvenRecord:
    """What the log says about a record, there or not.

    The newest checkpoint's signature is checked, for a command that only reads also those of the required witnesses.
    The entries are proven to be in its tree and to be all that there are about this record, and folded. Damage to other
    records does not matter.

    Raises IntegrityError: ``note.…``, ``checkpoint.…``, ``log.…`` (the log and its signature), ``index.…``,
    ``proof.…``, ``entry.…``, ``store.…`` (the record's entries), ``blob.…`` (the documents that say what a verdict
    needed), ``approval.…`` (what people vouched for).
    """
    with workspace.ledger.snapshot() as snapshot:
        trust = trust_of(workspace)
        head = verified_head(snapshot, trust if workspace.read_only else replace(trust, required=0))
        if snapshot.entry(head.size - 1).record_index is None:
            entries = _from_whole_log(snapshot, trust, record)
        else:
            entries = verify_record_entries(snapshot.record_proof(record), head)
    keys = (*trust.keys, *public_keys(workspace.home))
    required = required_checks_of(workspace)
    proven = ProvenRecord(head, entries, fold_log(entries, required, log_keys=keys))
    check_approvals(proven.history, approvals_of(entries), required.judged)
    return proven


def required_checks_of(workspace: Workspace) -> RequiredChecks:
    """What recomputes the required checks of attempts from the documents that the store keeps."""
    judges = workspace.judges
    return RequiredChecks(workspace.blobs.get, parse=judges.parse_record, required=judges.required)


def verified_head(snapshot: Snapshot, trust: Trust) -> Checkpoint:
    """The newest checkpoint, signed by the log and the required witnesses, and over all entries that are stored.

    It must be signed by the key that the log's own entries leave in charge, and one of its keys must be trusted. Raises
    IntegrityError: ``note.…``, ``checkpoint.…``, ``key.…``; ``log.gap`` and ``log.wrong-signature`` when there are
    fewer or more entries.
    """
    note = snapshot.checkpoint().encode()
    chain = snapshot.key_chain()
    if not set(chain.keys) & set(trust.keys):
        known = ", ".join(key.id for key in trust.keys)
        raise IntegrityError("log.wrong-signature", f"none of the log's keys is the trusted key {known}")
    in_charge = chain.in_charge(read_checkpoint(note)[0].size)
    newest = snapshot.entry(snapshot.size() - 1).time if trust.required else None
    head = open_checkpoint(note, replace(trust, keys=(in_charge,)), newest=newest).checkpoint
    stored = snapshot.stored_entries()
    if stored != head.size:
        kind = "log.gap" if stored < head.size else "log.wrong-signature"
        message = f"the newest checkpoint is over {head.size} entries, {stored} are stored"
        raise IntegrityError(kind, message, hint="`gate log verify` finds what was changed")
    return head


def record_of_attempt(workspace: Workspace, attempt: str) -> str | None:
    """The record that an attempt is about; None when no row names such an attempt.

    Raises IntegrityError ``index.incomplete`` when the row that names it has no entry among those proven of the record.
    """
    record = workspace.ledger.record_of_attempt(attempt)
    if record is not None and attempt not in proven_record(workspace, record).history.attempts:
        raise IntegrityError(
            "index.incomplete",
            f"a row names an attempt {attempt}, which no entry of the log opened",
            where=record,
            hint="`gate log verify` finds the place",
        )
    return record


def _from_whole_log(snapshot: Snapshot, trust: Trust, record: str) -> Entries:
    """The record's entries in a log that has no record index yet: only all of it shows that none is missing."""
    found: list[tuple[int, Entry[Body]]] = []

    def see(position: int, entry: Entry[Body]) -> None:
        if entry.record == record:
            found.append((position, entry))

    rows = ((position, data, leaf_hash(data)) for position, data in snapshot.raw_entries())
    finding = verify_log(rows, [snapshot.checkpoint().encode()], replace(trust, required=0), observe=see).finding
    if finding is not None:
        raise finding.error()
    return tuple(found)
