"""All rules. A rule is a function in one of the modules here, and a file ``<id>.toml`` that explains and tests it.

Ids are permanent. ``REC`` is about a record as a whole (001 to 010: can it be read at all?), ``CLM`` about its claims,
``ART`` about files and artifacts, ``COR`` about corrections, ``PRV`` about provenance, ``VER`` about what is proven.
"""

from gate.checks.rules.tables import ARTIFACT, CHANGE, PROOF, RECORD, REPOSITORY  # isort: skip
from gate.checks.rules import (
    challenges,
    claims,
    corrections,
    data,
    files,
    provenance,
    record,
    repository,
    review,
    text,
    verdicts,
)

__all__ = [
    "ARTIFACT",
    "CHANGE",
    "PROOF",
    "RECORD",
    "REPOSITORY",
    "challenges",
    "claims",
    "corrections",
    "data",
    "files",
    "provenance",
    "record",
    "repository",
    "review",
    "text",
    "verdicts",
]
