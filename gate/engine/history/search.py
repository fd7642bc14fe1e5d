"""Finding entries of the log by what they name and what they say."""

from __future__ import annotations

import json
from collections.abc import Mapping

from gate.documents.log import LogEntries, LoggedEntry
from gate.log.kinds import KINDS
from gate.model.errors import UsageError
from gate.store.ledger import Ledger


def search(
    ledger: Ledger, *, last: int | None, kind: str | None, named: Mapping[str, str | None], text: str | None
) -> LogEntries:
    """Of the ``last`` so many entries (of all by default) those that fit, oldest first.

    ``named`` are the ids beside the body (``record``, ``claim``, ``attempt``); ``text`` must be in the canonical JSON.
    Raises UsageError ``log.unknown-kind``.
    """
    if kind is not None and kind not in KINDS:
        raise UsageError("log.unknown-kind", f"no entry is of the kind {kind!r}", hint=f"one of {', '.join(KINDS)}")
    start = 0 if last is None else max(0, ledger.size() - last)
    body = KINDS[kind].body if kind else None
    rows = ledger.entries(
        start, kind=body, record=named.get("record"), claim=named.get("claim"), attempt=named.get("attempt")
    )
    found = ((index, entry.to_bytes()) for index, entry in rows)
    return LogEntries(
        entries=tuple(
            LoggedEntry(index=index, entry=json.loads(data))
            for index, data in found
            if text is None or text.encode() in data
        )
    )
