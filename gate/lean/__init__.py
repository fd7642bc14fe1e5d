"""The Lean judge."""
