"""gate: a verification-gate engine for claims (see docs/architecture.md for the floors of the house)."""

__version__ = "0.2.0"
