"""Witnesses (C2SP tlog-witness, tlog-cosignature v1): who signs that a log has only grown, and how they are asked."""
