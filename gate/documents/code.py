"""The meaning of a code, as `gate explain CODE` prints it."""

from __future__ import annotations

from typing import Literal

from gate.documents.base import Document


class CodeReport(Document):
    """What the ``code`` of an error or of a check stands for: what is wrong, and what to do."""

    format: Literal["gate-code-v1"] = "gate-code-v1"
    code: str
    cause: str
    remedy: str
