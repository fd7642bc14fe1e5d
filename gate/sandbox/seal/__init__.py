"""The seal: everything that separates a run from the machine, stated once and checked twice.

Read `container` (the one description, as the body of Docker's *create* call), then `configuration` (the container that
the engine made is compared with it, field by field), then `selftest` (a probe tries every way out from inside) with
`expectations` (what it has to find) and `kept` (when an earlier result counts).
"""
