"""What a reviewer of a script must look at: `gate review`."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal

from gate.documents.base import Document
from gate.model.digest import Digest

ReviewKind = Literal["published", "literal", "equality", "opaque", "undeclared-read", "unread-data", "import", "unread"]


class ReviewFinding(Document):
    """One place that a reviewer must look at. ``line`` counts from 1; 0 is the file as a whole."""

    kind: ReviewKind
    file: str
    line: int
    text: str
    """The source line, shortened; empty for a file as a whole."""
    why: str


class ReviewedFile(Document):
    """A file of the artifact and how it was looked at.

    ``python``: by its syntax tree; ``plain``: by patterns, line by line; ``side``: only for published values;
    ``unread``: not at all.
    """

    name: str
    sha256: Digest
    size: int
    looked_at: Literal["python", "plain", "side", "unread"]


class ReviewReport(Document):
    """What a reviewer of one script for one claim must look at; it is no verdict, and nothing was run for it.

    ``subject`` is the digest that a method review signs: exactly this artifact for exactly this claim.
    """

    format: Literal["gate-review-v1"] = "gate-review-v1"
    record: str
    claim: str
    artifact: Digest
    subject: Digest
    argv: tuple[str, ...]
    methods: Mapping[str, str]
    """Quantity → its method in words, for those that have one."""
    doubts: tuple[str, ...]
    """What in the methods needs a second reader, in sentences (`docs/methods.md`)."""
    files: tuple[ReviewedFile, ...]
    findings: tuple[ReviewFinding, ...]
    left_out: Mapping[str, int]
    """Kind → how many more findings there were than are listed."""
    limits: tuple[str, ...]
    """What this look cannot see, in sentences."""
