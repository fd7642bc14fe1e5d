"""Lean's language as values: no files, no containers.

Read `names` (structured names), `term` (levels and expressions in an arena), `declaration` (constants), `dependencies`
(what a constant rests on). `limits` bounds what hostile input may cost.
"""
