"""What the next start does for attempts that a crash left open: they are closed as INCONCLUSIVE (interrupted)."""

from __future__ import annotations

import logging
from dataclasses import replace

from gate.engine.attempt.run import ENGINE, finish
from gate.engine.history.proven import record_of_attempt
from gate.engine.inputs.policy import parse_policy
from gate.engine.workspace import Workspace
from gate.model.check import inconclusive
from gate.model.errors import InputError, IntegrityError, UsageError
from gate.store.attempts import Attempt

_logger = logging.getLogger(__name__)


def recover(workspace: Workspace) -> list[Attempt]:
    """Close every attempt whose process is gone, judged under the policy that it was opened with. Returns them.

    A store that an older version wrote is brought to this one first.

    One stays open, with a warning, when this version does not read its record or policy, when these are damaged, and
    when it is a row that no entry of its record opened: one attempt must not keep the store from being written.
    """
    if workspace.ledger.is_older:
        workspace.ledger.rebuild_index()
    closed = []
    for attempt in workspace.ledger.abandoned_attempts():
        try:
            _close(workspace, attempt)
        except (InputError, IntegrityError) as error:
            _logger.warning("attempt %s of record %s stays open: %s", attempt.id, attempt.record_id, error)
        except UsageError as error:
            if error.code != "attempt.closed":  # by another process that recovers at the same time
                raise
        else:
            _logger.warning("closed attempt %s, which was interrupted", attempt.id)
            closed.append(attempt)
    return closed


def _close(workspace: Workspace, attempt: Attempt) -> None:
    record_of_attempt(workspace, attempt.id)  # raises unless an entry opened it
    where = f"blob of attempt {attempt.id}"
    record = workspace.judges.parse_record(workspace.blobs.get(attempt.record_digest), where=where)
    policy = parse_policy(workspace.blobs.get(attempt.policy_digest), where=where)
    stopped = inconclusive(ENGINE, "interrupted", "the attempt was interrupted before it was decided")
    finish(replace(workspace, policy=policy), attempt, record.claim(attempt.claim_id), (stopped,), recovered=True)
