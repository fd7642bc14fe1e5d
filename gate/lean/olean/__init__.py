"""Compiled Lean files, read as hostile bytes.

Read `region` (bounds-checked words and objects), `terms` (names, levels, expressions), `file` (one module's tables and
constants), `module` (a module's files), `library` (a toolchain's modules; `tables` and `cache` keep what is costly),
`environment` (what a module sees through its imports).
"""
