"""`gate recover`: what a crash left open is closed, and a backup becomes the store again.

A log that was set back says which head it had before, so that whoever saw it knows why it is gone.
"""

from __future__ import annotations

from contextlib import closing
from pathlib import Path

from gate.documents.machine import RecoveryReport
from gate.engine.arguments import checked
from gate.engine.attempt.recovery import recover
from gate.engine.history.audit import audit_store
from gate.engine.publish.cosign import cosign_after_writing
from gate.engine.workspace import Workspace, found_home, last_head
from gate.log.checkpoint import Checkpoint, Trust
from gate.log.kinds import RestoreBody
from gate.model.digest import Digest
from gate.model.errors import IntegrityError
from gate.store.seen import SeenHead, require_continues


@checked
def recover_store(home: Path | str | None = None, *, from_backup: bool = False) -> RecoveryReport:
    """Close the attempts that a crash left open, and write the tables of the record index anew when they are damaged.
    With ``from_backup`` first accept a store that was set back.

    ``home`` is the store's folder (by default `found_home`). A store that was set back is accepted once it is known
    to be intact; an entry names the head that is given up.

    Raises as `Gate.open` does; IntegrityError when the store is damaged or is no older copy of what was seen of it.
    """
    home = found_home() if home is None else Path(home)
    given_up = None
    if from_backup:
        backup = Workspace.open(home, set_back=True)
        with closing(backup.ledger):
            given_up = _accept(backup)
    workspace = Workspace.open(home)
    with closing(workspace.ledger):
        mended = workspace.ledger.mend_index()
        closed = tuple(attempt.id for attempt in recover(workspace))
        cosign_after_writing(workspace)
    return RecoveryReport(closed=closed, given_up=given_up.size if given_up else None, index_mended=mended)


def _accept(workspace: Workspace) -> Checkpoint | None:
    """Go on from a store that was set back. Returns the head that is given up; None when nothing is.

    A store that another user restored so, and that has grown since, is accepted by the entry that is there.
    """
    ledger, seen = workspace.ledger, SeenHead(workspace.ledger.place)
    head = seen.load()
    if head is None:
        return None
    given_up = head.checkpoint
    body = RestoreBody(size=given_up.size, root=Digest(given_up.root.hex()), key=head.key.id)
    named = any(entry.body == body for _, entry in ledger.entries(kind=RestoreBody))
    try:
        require_continues(ledger, head)
    except IntegrityError as error:
        if error.code != "head.rolled-back" and not (named and error.code == "head.forked"):
            raise
    else:
        return None
    problem = audit_store(workspace, trust=Trust(ledger.origin, head.keys)).problem
    if problem is not None:
        raise problem
    if not named:
        with ledger.transaction() as tx:
            tx.append(body)
    seen.save(last_head(ledger, ledger.key_chain().keys), back=True)
    return given_up
