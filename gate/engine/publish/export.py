"""Taking the log out: whole exports, which are logged themselves, and the proof of one entry."""

from __future__ import annotations

import os
from pathlib import Path

from gate.engine.workspace import Workspace
from gate.log.export import export_jsonl
from gate.log.kinds import ExportBody
from gate.log.proof import LogProof
from gate.log.tiles import export_tiles
from gate.log.witness.request import AddCheckpoint
from gate.model.digest import Digest
from gate.model.errors import InfrastructureError, UsageError
from gate.store.trouble import disk_trouble
from gate.system.files import whole_file

JSON_LINES = ".jsonl"
_OF_TILES = frozenset(("checkpoint", "tile"))


def export_log(workspace: Workspace, out: Path, *, logged: bool = True) -> tuple[int, bytes]:
    """Export to JSON Lines (a new ``*.jsonl`` file) or a tlog-tiles folder; returns size and root hash.

    When it is ``logged``, the entry that records it is part of it, and is written only once the export could be; else
    nothing is written into the store. Raises UsageError when the file exists, InfrastructureError when it cannot be
    written.
    """
    if os.path.lexists(out) and (out.suffix == JSON_LINES or not os.path.isdir(out)):
        message = "there is something of this name already"
        raise UsageError("export.exists", message, where=str(out), hint="choose a new name")
    if os.path.isdir(out):
        with disk_trouble(str(out)):
            others = sorted(set(os.listdir(out)) - _OF_TILES)
        if others:
            message = f"the folder holds something else than tiles: {', '.join(others[:4])}"
            raise UsageError("export.exists", message, where=str(out), hint="choose an empty folder, or an export")
    if logged:
        _rehearse(workspace, out)
        with workspace.ledger.transaction() as tx:
            size = tx.size()
            root = Digest(tx.root().hex())
            tx.append(ExportBody(start=0, end=size, digest=root, format=_format(out)))
    return _write(workspace, out)


def _rehearse(workspace: Workspace, out: Path) -> None:
    """Export without the entry, so that a place that cannot be written is found before the log says that it was.

    Tiles only grow, so those of a folder are not written in vain; a file is taken away again.
    """
    _write(workspace, out)
    if _format(out) == "jsonl":
        with disk_trouble(str(out)):
            out.unlink()


def _write(workspace: Workspace, out: Path) -> tuple[int, bytes]:
    with workspace.ledger.snapshot() as snapshot:
        entries = (data for _, data in snapshot.raw_entries())
        if _format(out) == "tiles":
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


def _format(out: Path) -> str:
    return "jsonl" if out.suffix == JSON_LINES else "tiles"


def log_proof(workspace: Workspace, index: int) -> LogProof:
    """The offline proof that an entry is in the log as the newest checkpoint signs it. Raises UsageError."""
    with workspace.ledger.snapshot() as snapshot:
        size = snapshot.size()
        return LogProof(index, tuple(snapshot.inclusion(index, size)), snapshot.checkpoint(size).encode("utf-8"))


def newest_checkpoint(workspace: Workspace, since: int | None) -> bytes:
    """The newest checkpoint; with ``since`` after the consistency proof from that size. Raises UsageError."""
    with workspace.ledger.snapshot() as snapshot:
        note = snapshot.checkpoint().encode("utf-8")
        return note if since is None else AddCheckpoint(since, snapshot.consistency(since), note).to_bytes()
