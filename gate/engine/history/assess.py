"""Records looked at without an attempt: what the log says of each is itself logged, so that it has a time."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, datetime

from gate.documents.amendment import AssessedRecord, AssessmentReport
from gate.engine.arguments import require_fit
from gate.engine.history.elsewhere import elsewhere
from gate.engine.inputs.submitter import system_user
from gate.engine.workspace import Workspace
from gate.log.claims import Claims
from gate.log.fields import ID, timestamp, to_sentence
from gate.log.kinds import AssessmentBody
from gate.log.record_status import record_standing
from gate.log.status import Assessment, fold_log
from gate.model.digest import Digest, canonical_json
from gate.model.errors import UsageError
from gate.model.record import Record
from gate.store.ledger import Transaction


def assess(
    workspace: Workspace,
    records: Iterable[Record],
    *,
    published_before: str | None = None,
    operator: str | None = None,
    again: bool = True,
) -> AssessmentReport:
    """Log how each record stands, in one transaction, and keep the record itself.

    ``published_before`` (a date, or RFC 3339) is what the ``operator``, by default the system user, says of records
    without a date of their own. Unless ``again``, a record about which the log says the very same gets no entry.

    Raises UsageError ``argument.wrong-value``, ``assess.dated`` for a record that has a date, ``assess.draft``.
    """
    before = None if published_before is None else _moment(published_before)
    who = None if before is None else operator or system_user()
    if who is not None:
        require_fit("operator", who, ID)
    given = list(records)
    if before is not None:
        for record in given:
            _require_undated(record)
    digests = workspace.blobs.put_all(canonical_json(record.document()) for record in given)
    known = frozenset(workspace.ledger.records())
    with workspace.ledger.transaction() as tx:
        assessed = [
            _assess(workspace, tx, record, digest, before, who, again, known=record.id in known)
            for record, digest in zip(given, digests, strict=True)
        ]
    return AssessmentReport(records=tuple(assessed))


def _assess(
    workspace: Workspace,
    tx: Transaction,
    record: Record,
    digest: Digest,
    before: str | None,
    who: str | None,
    again: bool,
    *,
    known: bool,
) -> AssessedRecord:
    entries = list(tx.entries(record=record.id)) if known else []
    history = fold_log(entries)
    earlier = history.assessed.get(record.id)
    said = before or (earlier.published_before if earlier else None)
    history.assessed[record.id] = Assessment("", said)
    claims = Claims(history, record, elsewhere(workspace, frozenset({record.id})))
    standing = record_standing(claims.standings(), record, workspace.policy, history)
    body = AssessmentBody(
        status=standing.status,
        reason=to_sentence(standing.reason),
        record_digest=digest,
        stated=record.stated.digest if record.stated else None,
        published_before=before,
        operator=who,
    )
    newest = entries[-1] if entries else None
    if newest is not None and not again and _says_the_same(newest[1].body, body, said):
        index = newest[0]
    else:
        index = tx.append(body, record=record.id)
    return AssessedRecord(
        record=record.id,
        record_digest=body.record_digest,
        status=standing.status,
        reason=standing.reason,
        log_index=index,
        new=newest is None or index != newest[0],
    )


def _says_the_same(newest: object, body: AssessmentBody, said: str | None) -> bool:
    return (
        isinstance(newest, AssessmentBody)
        and (newest.record_digest, newest.status, newest.reason) == (body.record_digest, body.status, body.reason)
        and body.published_before in (None, said)
    )


def _require_undated(record: Record) -> None:
    if record.draft is not None:
        raise UsageError("assess.draft", f"record {record.id} is a draft: it was never published", where=record.id)
    if record.published_at is not None:
        raise UsageError(
            "assess.dated",
            f"record {record.id} says that it was published at {record.published_at}",
            where=record.id,
            hint="leave out --published-before: a record's own date counts",
        )


def _moment(text: str) -> str:
    """A date (its beginning, UTC) or an RFC 3339 time, as entries write it. Raises UsageError."""
    try:
        moment = datetime.fromisoformat(text)
    except ValueError:
        moment = None
    if moment is None or not (moment.tzinfo or len(text) == 10):
        raise UsageError(
            "argument.wrong-value",
            f"published_before cannot be {text!r}: it must be a date, or an RFC 3339 time with an offset",
            hint="such as 2026-06-10",
        )
    return timestamp(moment if moment.tzinfo else moment.replace(tzinfo=UTC))
