"""The verification of a ledger as its owner asks for it."""

from __future__ import annotations

from collections.abc import Sequence

from gate.log.checkpoint import Trust
from gate.log.verify import LogReport
from gate.store.keys import public_keys
from gate.store.ledger import Ledger
from gate.store.verify import verify_storage


def verified(ledger: Ledger, trust: Trust | None = None, *, known: Sequence[bytes] = ()) -> LogReport:
    """Verify against ``trust``, by default the public keys beside the store."""
    with ledger.snapshot() as snapshot:
        return verify_storage(snapshot, trust or Trust(ledger.origin, public_keys(ledger.home)), known=known)
