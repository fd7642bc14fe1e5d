"""Claims of other records of the same store, for claims that are derived from them."""

from __future__ import annotations

from gate.engine.history.proven import proven_record
from gate.engine.inputs.stored import stored_record
from gate.engine.workspace import Workspace
from gate.log.claims import Claims, Elsewhere
from gate.log.status import Standing
from gate.model.claim import Claim
from gate.model.digest import Digest
from gate.model.errors import InputError
from gate.model.record import Record
from gate.model.verdict import Status


def claims_of(workspace: Workspace, record: Record) -> Claims:
    """The claims of a record as the log has them. Raises IntegrityError as `proven_record` does."""
    history = proven_record(workspace, record.id).history
    return Claims(history, record, elsewhere(workspace, frozenset({record.id})))


def elsewhere(workspace: Workspace, asked: frozenset[str]) -> Elsewhere:
    """Looks a claim up in the record as it was submitted last; ``asked`` are the records that wait for the answer."""

    def find(record: str, claim: str, digest: Digest) -> tuple[Claim, Standing]:
        if record in asked:
            raise LookupError(f"record {record} is derived from itself through another record")
        history = proven_record(workspace, record).history
        attempts = [view for view in history.attempts.values() if view.record == record]
        if not attempts:
            raise LookupError(f"no artifact has been submitted for any claim of record {record}")
        latest = stored_record(workspace, attempts[-1])
        try:
            found = latest.claim(claim)
        except InputError as unknown:
            raise LookupError(unknown.message) from None
        if found.digest != digest:
            reason = f"claim {claim} of record {record} is now {found.digest}, another version than {digest}"
            return found, Standing(Status.UNVERIFIED, reason, None)
        return found, Claims(history, latest, elsewhere(workspace, asked | {record})).standing(found)

    return find
