"""Inductive types (thesis §2.6): what a block may declare, and the recursors that it gets."""
