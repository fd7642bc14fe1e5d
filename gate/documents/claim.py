"""One claim that no artifact can show: how it stands and on what."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal

from gate.documents.base import Document
from gate.model.table import Table
from gate.model.verdict import Status


class ClaimExplanation(Document):
    """Why a claim stands as it does that has no attempts of its own, as `gate explain` prints it."""

    format: Literal["gate-claim-explanation-v1"] = "gate-claim-explanation-v1"
    record: str
    claim: str
    form: str
    """What a claim of this kind can come to, in a sentence."""
    status: Status
    reason: str
    evaluated: str | None
    """RFC 3339, UTC: the newest entry that the standing rests on."""
    tables: tuple[Table, ...] = ()

    def lines(self) -> Iterator[str]:
        """The explanation for people."""
        yield f"{self.status}  {self.record} claim {self.claim}"
        yield f"Reason: {self.reason}"
        yield f"Form: {self.form}"
        for table in self.tables:
            yield ""
            yield from table.lines()
