"""What the gate's own kernel says of one export."""

from __future__ import annotations

from typing import Literal

from gate.documents.base import Document


class RecheckReport(Document):
    """An export checked again by the gate's own kernel, in this process, without Docker.

    ``rule`` is the rule that is violated or the limit that was met, ``message`` shows the term, ``declaration`` and
    ``line`` (from 1) say where; all are empty after acceptance. ``sha256`` and ``bytes`` are those of the export as far
    as it was read, ``program`` is the digest of the kernel's sources. ``attempt`` is the attempt whose evidence the
    export is, and ``stated`` the outcome of its check ``lean.kernel-gate`` then.
    """

    format: Literal["gate-recheck-v1"] = "gate-recheck-v1"
    result: Literal["accepted", "rejected", "inconclusive"]
    rule: str
    message: str
    declaration: str
    line: int
    declarations: int
    constants: int
    steps: int
    sha256: str
    bytes: int
    axioms: tuple[str, ...]
    program: str
    attempt: str | None = None
    stated: str | None = None

    def to_line(self) -> str:
        """The report for people, in one line."""
        if self.result == "accepted":
            return f"accepted: {self.declarations} declarations, {self.constants} constants"
        where = f"line {self.line}" + (f", {self.declaration}" if self.declaration else "")
        return f"{self.result}: {where}: {self.rule}: {self.message}"
