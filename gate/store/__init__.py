"""Content-addressed blobs and the ledger (SQL) that holds entries and attempts."""
