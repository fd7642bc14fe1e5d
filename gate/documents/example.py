"""Examples and imports: `gate demo` and `gate dojo`."""

from __future__ import annotations

from typing import Literal

from pydantic import JsonValue

from gate.documents.base import Document
from gate.model.verdict import Verdict


class DemoCaseReport(Document):
    """One example: the verdict that it must get and the one that it got. ``met``: by the check that must decide."""

    title: str
    expected: Verdict
    verdict: Verdict
    reason: str
    met: bool
    check: str | None = None
    """The check that must decide, if one is named."""


class DemoReport(Document):
    """All examples; ``log_entries`` were verified afterwards."""

    format: Literal["gate-demo-v1"] = "gate-demo-v1"
    met: bool
    cases: tuple[DemoCaseReport, ...]
    log_entries: int


class DojoReport(Document):
    """A folder with challenge, claim and artifact made from a LeanDojo theorem."""

    format: Literal["gate-dojo-v1"] = "gate-dojo-v1"
    folder: str
    claim: dict[str, JsonValue]
