"""`gate log monitor`: is what was published and anchored the log that is in the store?"""

from __future__ import annotations

import os
from collections.abc import Iterable
from pathlib import Path

from gate.documents.error import ErrorDetail
from gate.documents.log import MonitoredHead, MonitorReport
from gate.engine.inputs.trust import read_named
from gate.engine.publish.anchor import anchored_checkpoints
from gate.engine.workspace import Workspace, last_head
from gate.log.checkpoint import Checkpoint, Trust, open_checkpoint, read_checkpoint
from gate.log.note import MAX_NOTE_BYTES
from gate.log.rotation import KeyChain
from gate.model.errors import IntegrityError, UsageError
from gate.store.seen import SeenHead, require_holds
from gate.system.http import fetch


def monitor(workspace: Workspace, *, anchors: Iterable[Path], logs: Iterable[str]) -> MonitorReport:
    """Compare the store with anchors (git repositories) and published logs (tiles folder, checkpoint file or URL).

    The first difference is the report's ``problem``; without one the last head that was seen moves forward to the
    store's. Raises UsageError ``monitor.nothing``, ``anchor.no-repository``, ``verify.unreadable``;
    InfrastructureError ``monitor.unreachable``.
    """
    notes = [(str(path), note) for path in anchors for note in anchored_checkpoints(path)]
    notes += [(source, _published(source)) for source in logs]
    if not notes:
        raise UsageError(
            "monitor.nothing", "there is nothing to compare with", hint="give --anchors REPOSITORY or --log SOURCE"
        )
    heads = []
    problem = None
    with workspace.ledger.snapshot() as snapshot:
        chain = snapshot.key_chain()
        size, root = snapshot.size(), snapshot.root()
        for source, note in notes:
            try:
                head = _signed_head(note, chain)
                require_holds(snapshot, head, f"seen in {source}", where=workspace.ledger.place)
            except IntegrityError as error:
                problem = ErrorDetail.of(error)
                break
            heads.append(MonitoredHead(source=source, size=head.size, root=head.root.hex()))
    if problem is None:
        SeenHead(workspace.ledger.place).save(last_head(workspace.ledger, chain.keys))
    return MonitorReport(size=size, root=root.hex(), heads=tuple(heads), problem=problem)


def _published(source: str) -> bytes:
    """The checkpoint of a published log."""
    if source.startswith(("http://", "https://")):
        url = source if source.endswith("/checkpoint") else f"{source.rstrip('/')}/checkpoint"
        return fetch(url, max_bytes=MAX_NOTE_BYTES, code="monitor.unreachable")
    path = Path(source)
    return read_named(path / "checkpoint" if os.path.isdir(path) else path)


def _signed_head(note: bytes, chain: KeyChain) -> Checkpoint:
    stated = read_checkpoint(note)[0]
    return open_checkpoint(note, Trust(chain.origin, (chain.in_charge(stated.size),))).checkpoint
