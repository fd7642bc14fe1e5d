"""What was done to a record file."""

from __future__ import annotations

from typing import Literal

from gate.documents.base import Document
from gate.model.digest import Digest


class PinnedFile(Document):
    """A file that a claim names. ``found`` says how it was before; ``pin`` is the digest that the record had."""

    claim: str
    path: str
    found: Literal["pinned", "unpinned", "differs", "missing"]
    pin: Digest | None
    contents: Digest | None
    """The digest of the file; None when there is none."""


class PinReport(Document):
    """The files that a record's claims name; ``written`` says that the record file was changed."""

    format: Literal["gate-pins-v1"] = "gate-pins-v1"
    path: str
    written: bool
    files: tuple[PinnedFile, ...]
