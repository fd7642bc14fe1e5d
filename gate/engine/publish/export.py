"""Taking the log out: whole exports, which are logged themselves, and the proof of one entry."""

from __future__ import annotations

import os
from pathlib import Path

from gate.engine.workspace import Workspace
from gate.log.export import export_jsonl
from gate.log.kinds import ExportBody
from gate.log.newer import NewerCheckpoint
from gate.log.proof import LogProof
from gate.log.tiles import export_tiles
from gate.model.digest import Digest
from gate.model.errors import InfrastructureError, UsageError
from gate.system.files import whole_file

JSON_LINES = ".jsonl"


def export_log(workspace: Workspace, out: Path, *, logged: bool = True) -> tuple[int, bytes]:
    """Export to JSON Lines (a new ``*.jsonl`` file) or a tlog-tiles folder; returns size and root hash.

    When it is ``logged``, the entry that records it is part of it; else nothing is written into the store. Raises
    UsageError when the file exists, InfrastructureError when it cannot be written.
    """
    as_lines = out.suffix == JSON_LINES
    if as_lines and os.path.lexists(out):
        raise UsageError("export.exists", "the file exists already", where=str(out), hint="choose a new name")
    if logged:
        with workspace.ledger.transaction() as tx:
            size = tx.size()
            root = Digest(tx.root().hex())
            tx.append(ExportBody(start=0, end=size, digest=root, format="jsonl" if as_lines else "tiles"))
    with workspace.ledger.snapshot() as snapshot:
        entries = (data for _, data in snapshot.raw_entries())
        if not as_lines:
            export_tiles(out, entries, snapshot.checkpoint().encode("utf-8"))
        else:
            notes = [note.encode("utf-8") for _, note in snapshot.checkpoints()]
            try:
                with whole_file(out) as stream:
                    export_jsonl(stream, entries, notes)
            except OSError as error:
                message = f"the export cannot be written: {error.strerror}"
                raise InfrastructureError("export.write", message, where=str(out)) from None
        return snapshot.size(), snapshot.root()


def log_proof(workspace: Workspace, index: int) -> LogProof:
    """The offline proof that an entry is in the log as the newest checkpoint signs it. Raises UsageError."""
    with workspace.ledger.snapshot() as snapshot:
        size = snapshot.size()
        return LogProof(index, tuple(snapshot.inclusion(index, size)), snapshot.checkpoint(size).encode("utf-8"))


def newest_checkpoint(workspace: Workspace, since: int | None) -> bytes:
    """The newest checkpoint; with ``since`` after the consistency proof from that size. Raises UsageError."""
    with workspace.ledger.snapshot() as snapshot:
        note = snapshot.checkpoint().encode("utf-8")
        proof = None if since is None else snapshot.consistency(since)
    return NewerCheckpoint(note, since, proof).to_bytes()
