"""Verdicts for people; nothing in here decides.

Read `pretty` (terms as text), `data` (the checks' data), `sentences` (what the checks of an attempt establish).
"""
