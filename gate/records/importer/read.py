"""One saved page or draft, from its text to a record that is proven to hold all of it."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from typing import Literal

from gate.model.base import validate
from gate.model.digest import Digest
from gate.model.errors import InputError
from gate.model.record import Record
from gate.records.importer.coverage import prove_coverage
from gate.records.importer.draft import looks_like_draft, read_draft
from gate.records.importer.html import html_source, is_html
from gate.records.importer.mapping import Mapped
from gate.records.importer.page import looks_like_page, read_page
from gate.records.importer.source import text_source

Layout = Literal["page", "draft"]

_SLUG = 48
"""Characters of the readable part of an id."""
_HEX = 12
"""Hexadecimal characters of its digest."""


@dataclass(frozen=True, slots=True)
class Reading:
    """What one source gave: a record, and findings about lines that it could not place."""

    record: Record
    layout: Layout
    findings: tuple[InputError, ...]


def read_record(text: str, *, where: str, record_id: str | None = None) -> Reading:
    """Read a saved page (text or HTML) or a draft. Without ``record_id`` the record's id follows from what it says.

    Raises InputError ``import.no-known-block``, ``import.no-title``, ``import.not-covered``, ``import.…`` of the
    record's contract.
    """
    source = html_source(text) if is_html(text) else text_source(text)
    layout: Layout
    if looks_like_page(source):
        mapped, layout = read_page(source), "page"
    elif looks_like_draft(source):
        mapped, layout = read_draft(source), "draft"
    else:
        raise InputError(
            "import.no-known-block",
            "no line is the heading of a block that is known, and it does not begin as a draft does",
            where=where,
            hint="docs/records.md shows the layouts; headings are English",
        )
    if "title" not in mapped.document:
        raise InputError("import.no-title", "the page does not begin with a title", where=where)
    mapped.document["id"] = record_id or derived_id(mapped)
    prove_coverage(source, mapped)
    record = validate(Record, mapped.document, where=where, code="import")
    for finding in mapped.findings:
        finding.where = f"{where}:{finding.where}"
    return Reading(record, layout, tuple(mapped.findings))


def derived_id(mapped: Mapped) -> str:
    """The id of a record that brings none: a readable part of its title, and a digest of title and question.

    Two versions of one page have one id; so have a page saved as text and as HTML.
    """
    document = mapped.document
    title = str(document["title"])
    letters = unicodedata.normalize("NFKD", title).encode("ascii", "ignore").decode().lower()
    slug = "-".join(re.findall(r"[a-z0-9]+", letters))[:_SLUG].strip("-") or "record"
    draft = document.get("draft") or {}
    identity = [title, document["research_question"], draft.get("subject"), "draft" if draft else "page"]
    return f"{slug}-{Digest.of_json(identity).hex[:_HEX]}"
