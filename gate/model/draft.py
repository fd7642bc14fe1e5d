"""What an autonomous draft says that a publication does not: its header, its method, its references."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from gate.model.base import Contract
from gate.model.numbers import DecimalText

Text = Annotated[str, Field(min_length=1)]


class Search(Contract):
    """How sources were looked for."""

    queries: int | None = Field(default=None, ge=0)
    """How many ran in parallel."""
    sort: Text | None = None


class Similarity(Contract):
    """How the draft's own grounding compared claims with sources."""

    method: Text | None = None
    """``TF-IDF cosine`` …"""
    ngrams: Text | None = None
    threshold: DecimalText | None = None


class Embedding(Contract):
    """The model that indexed the sources; it decides nothing."""

    model: Text | None = None
    dimension: int | None = Field(default=None, ge=1)


class RetrievalCounts(Contract):
    """What the draft counts of its own work."""

    papers_retrieved: int | None = Field(default=None, ge=0)
    claims_extracted: int | None = Field(default=None, ge=0)
    claims_verified: int | None = Field(default=None, ge=0)
    """The draft's own statement, about sources; nothing that Gate 2 established."""


class Methodology(Contract):
    """How the draft was made, as far as its text says so in a form that is understood."""

    search: Search = Search()
    grounding: Similarity = Similarity()
    embedding: Embedding = Embedding()
    counts: RetrievalCounts = RetrievalCounts()


class Reference(Contract):
    """One reference as written; of an arXiv link also the identifier and the version that it names."""

    text: Text
    url: Text | None = None
    arxiv: str | None = Field(default=None, pattern=r"^([0-9]{4}\.[0-9]{4,5}|[a-z.-]+/[0-9]{7})$")
    arxiv_version: int | None = Field(default=None, ge=1)


class Section(Contract):
    """A section of the draft, its text as written."""

    number: Text | None
    heading: Text
    text: str


class Draft(Contract):
    """A draft's own parts. A record that has them is no publication: it has no date of one."""

    product: Text | None
    kernel: Text | None
    note: Text | None
    """``Owner review required before publication``."""
    date: Text | None
    """As written, such as ``May 28, 2026``."""
    subject: Text | None = None
    """The paper that it analyses (``Analysis of: …``)."""
    research_goal: Text | None = None
    """As written, with the stop that the generator sets after the question mark."""
    methodology: Methodology = Methodology()
    uncertainties: tuple[Text, ...] = ()
    references: tuple[Reference, ...] = ()
    sections: tuple[Section, ...] = ()
