"""Kernels: type checkers that judge the declarations, each in a container of its own.

Read `closure` (what a kernel is asked about), `interface` (what a kernel is to the judge), `run` (which kernels there
are, and how they are asked), `official` and `external`. `numbering` makes terms into rows for the two formats that we
write: `replay_format` for the official kernel's checker, `ndjson` (lean4export) for every other.
"""
