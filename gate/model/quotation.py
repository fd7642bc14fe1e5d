"""A quotation: numbers as they stand in a named source, each with its place."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from gate.model.base import Contract
from gate.model.digest import Digest
from gate.model.expected import Name

Sentence = Annotated[str, Field(min_length=1, max_length=1000)]


class QuotedValue(Contract):
    """One number as printed, and where it stands: page, table, row, so that a reader finds it."""

    name: Name
    published: str = Field(min_length=1, max_length=400)
    unit: str = ""
    place: Sentence


class Quotation(Contract):
    """What is quoted, and from which document: ``sha256`` is that of the file that was read."""

    title: Sentence
    sha256: Digest
    url: str = Field(default="", max_length=1000)
    values: tuple[QuotedValue, ...] = Field(min_length=1, max_length=256)
