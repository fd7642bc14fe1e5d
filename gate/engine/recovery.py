"""What the next start does for attempts that a crash left open: they are closed as INCONCLUSIVE (interrupted)."""

from __future__ import annotations

import json

from gate.engine.attempt import ENGINE, finish
from gate.engine.workspace import Workspace
from gate.model.base import validate
from gate.model.check import inconclusive
from gate.model.policy import Policy
from gate.model.record import Record
from gate.store.ledger import Attempt


def recover(workspace: Workspace) -> list[Attempt]:
    """Close every attempt whose process is gone. Returns them. Raises IntegrityError when their evidence is damaged."""
    closed = []
    for attempt in workspace.ledger.abandoned_attempts():
        with workspace.ledger.transaction() as tx:
            tx.append(
                "recovery",
                attempt=attempt.id,
                record=attempt.record_id,
                claim=attempt.claim_id,
                body={"attempt": attempt.id, "cause": "interrupted"},
            )
        where = f"blob of attempt {attempt.id}"
        record = validate(Record, json.loads(workspace.blobs.get(attempt.record_digest)), where=where, code="record")
        policy = validate(Policy, json.loads(workspace.blobs.get(attempt.policy_digest)), where=where, code="policy")
        stopped = inconclusive(ENGINE, "interrupted", "the attempt was interrupted before it was decided")
        under = Workspace(workspace.home, workspace.ledger, workspace.blobs, policy)
        finish(under, attempt, record.claim(attempt.claim_id), (stopped,))
        closed.append(attempt)
    return closed
