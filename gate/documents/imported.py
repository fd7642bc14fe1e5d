"""What `gate record import` made of saved pages and drafts."""

from __future__ import annotations

from typing import Literal

from gate.documents.base import Document
from gate.model.verdict import Status


class ImportFinding(Document):
    """Something that a reader should look at; ``where`` is file and line."""

    code: str
    where: str
    message: str
    hint: str


class ImportedFile(Document):
    """One file. ``claims`` are counted, of which ``exposed`` can be read; ``unmapped`` counts lines without a field.

    ``stated`` is what the page says of its status, ``status`` what the log says; both None where nothing is said.
    """

    file: str
    state: Literal["new", "unchanged", "refused"]
    layout: Literal["page", "draft"] | None
    record: str | None
    title: str
    claims: int
    exposed: int
    tier: str | None
    stated: str | None
    status: Status | None
    log_index: int | None
    unmapped: int
    findings: tuple[ImportFinding, ...]


class ImportReport(Document):
    """The files of one import, in order. ``logged`` says that a store was open to log them in."""

    format: Literal["gate-import-v1"] = "gate-import-v1"
    folder: str
    dry_run: bool
    logged: bool
    files: tuple[ImportedFile, ...]

    def counts(self) -> dict[str, int]:
        """How many files are new, unchanged and refused."""
        states = [file.state for file in self.files]
        return {state: states.count(state) for state in ("new", "unchanged", "refused")}
