"""Everything that can be read from a ledger, the same for a `Ledger`, a snapshot and a running transaction."""

from gate.store.reading.attempts import AttemptReader
from gate.store.reading.records import RecordReader


class LedgerReader(RecordReader, AttemptReader):
    """Entries, tree and attempts of one ledger."""
