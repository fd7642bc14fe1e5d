"""Statuses beside the log: what the fold gives now for each claim. The fold decides; this only saves looking."""

from __future__ import annotations

from gate.log.status import claim_standing, fold_log
from gate.store.ledger import Transaction


def refresh_status(tx: Transaction, record: str, claim: str) -> None:
    """Recompute one claim's status from the log, as the running transaction has it, and keep it."""
    history = fold_log(tx.entries(record=record))
    standing = claim_standing(history, record, claim)
    index = history.attempts[standing.attempt].index if standing.attempt else None
    tx.cache_status(record, claim, standing.status, standing.reason, standing.evaluated, index)
