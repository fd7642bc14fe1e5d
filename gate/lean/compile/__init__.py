"""From sources to compiled files, in sealed containers.

Read `sources` (which module a file is), `toolchain` (what an image offers), `compiler` (one container per module;
`messages` and `run_limits` read how it went), `challenge` (the claim's side, compiled once).
"""
