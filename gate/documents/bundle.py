"""A verdict in one file: written, and verified by whoever holds nothing but a public key."""

from __future__ import annotations

from typing import Literal

from pydantic import JsonValue

from gate.documents.attempt import CheckReport
from gate.documents.base import Document
from gate.model.verdict import Verdict


class BundleWritten(Document):
    """A bundle on disk; ``key`` is the public key with which it verifies."""

    format: Literal["gate-bundle-written-v1"] = "gate-bundle-written-v1"
    path: str
    bytes: int
    key: str


class BundleReport(Document):
    """What a bundle says, every part of it verified. ``entry`` is the verdict's log entry at ``index``.

    ``size`` and ``root`` (hex) are those of the checkpoint; ``key`` and ``cosigners`` are the ids of the keys that
    signed it. ``shown`` and ``not_shown`` are sentences for people: what was verified, and what this file cannot tell.
    """

    format: Literal["gate-bundle-report-v1"] = "gate-bundle-report-v1"
    contract: Literal["gate-bundle-report-v1"] = "gate-bundle-report-v1"
    verdict: Verdict
    entry: dict[str, JsonValue]
    index: int
    checks: tuple[CheckReport, ...]
    origin: str
    size: int
    root: str
    key: str
    cosigners: tuple[str, ...]
    shown: tuple[str, ...]
    not_shown: tuple[str, ...]

    @property
    def reason(self) -> str:
        """The reason of the verdict, as its entry has it."""
        body = self.entry["body"]
        assert isinstance(body, dict)
        return str(body["reason"])
