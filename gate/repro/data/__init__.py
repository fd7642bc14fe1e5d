"""Data files, and what the gate changes in them.

Read `tables` (CSV, TSV and JSON as tables of text that keep their characters), `changes` (pure functions from a table
to a changed one), `control` (every kind of change: what it is called, draws, needs and does), `codec` (all formats;
binary ones in a sealed container, by `binary_program`), `changed_files` (for every control of a plan, the files that
its run sees).
"""
