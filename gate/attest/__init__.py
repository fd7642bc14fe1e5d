"""DSSE envelopes and in-toto statements of a verdict."""
