"""What `gate triage` computes of a record, beside what the record states."""

from __future__ import annotations

from typing import Literal

from gate.documents.base import Document


class TriageItem(Document):
    """One signal. ``computed`` is None where an input is not public; ``missing`` names it."""

    name: str
    stated: str | None
    computed: str | None
    missing: str
    reason: str
    """The rule that was applied, with the values that it was applied to."""

    @property
    def differs(self) -> bool:
        """Whether both are known and are not the same."""
        return None not in (self.stated, self.computed) and self.stated != self.computed

    def line(self) -> str:
        """The item in one line."""
        computed = self.computed or f"not computable: {self.missing} is not public"
        word = "differs" if self.differs else "same" if self.stated == self.computed else ""
        return f"{self.name:<24} stated {self.stated or '-':<20} {computed:<22} {word:<8} {self.reason}".rstrip()


class TriageReport(Document):
    """The signals of one record under one version of the rules. They decide nothing in the gate."""

    format: Literal["gate-triage-v1"] = "gate-triage-v1"
    record: str
    rules: str
    items: tuple[TriageItem, ...]
