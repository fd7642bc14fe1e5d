"""A record's public page, as `gate record render` shows it."""

from __future__ import annotations

from typing import Literal

from gate.documents.base import Document
from gate.model.verdict import Status

Origin = Literal["record", "stated", "log", "never"]
"""Where a value comes from: the record, what its source states of itself, an entry of the log, or nowhere."""


class ShownRow(Document):
    """A row of a block: label and value, and how many cells it has in the text form."""

    label: str
    value: str
    origin: Origin = "record"
    cells: int = 2


class ShownBlock(Document):
    """A block: its heading, its rows, and the lines of text under them. ``member`` is the record's, if it is one."""

    heading: str
    member: str
    rows: tuple[ShownRow, ...] = ()
    text: tuple[str, ...] = ()


class ShownVerdict(Document):
    """The verdict block as derived from the log.

    ``evaluated`` is as shown; its ``evaluated_origin`` says whether an entry gave it or the record's source states it.
    """

    status: Status
    gate: str
    reason: str
    evaluated: str
    evaluated_origin: Origin
    sentence: str
    """What the status means."""


class PageReport(Document):
    """A record's page: its blocks in order, with the verdict that the log gives."""

    format: Literal["gate-page-v1"] = "gate-page-v1"
    record: str
    state: Literal["published", "draft"]
    title: str
    truncated: tuple[str, ...]
    """What the source cut off: title, abstract."""
    verdict: ShownVerdict
    blocks: tuple[ShownBlock, ...]
