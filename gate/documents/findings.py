"""What `gate check` found."""

from __future__ import annotations

from typing import Literal

from gate.documents.base import Document

Severity = Literal["note", "warning", "error"]


class FindingReport(Document):
    """One finding: lines and columns from 1, columns in characters, the end is the first place after it.

    ``pointer`` is the JSON pointer of the value in its document, ``record`` the record's id (empty where it is not
    known), ``help`` what to do. ``fingerprint`` is unique in a report and survives moved lines.
    """

    rule: str
    severity: Severity
    title: str
    file: str
    line: int
    column: int
    end_line: int
    end_column: int
    pointer: str
    record: str
    message: str
    note: str
    help: str
    fingerprint: str


class FindingsReport(Document):
    """All findings of a check, worst first. ``failed`` says that one is as bad as ``fail_on``, or worse.

    ``suppressed`` and ``known`` (in the baseline) were found as well and are not listed.
    """

    format: Literal["gate-check-v1"] = "gate-check-v1"
    files: int
    failed: bool
    fail_on: Severity
    errors: int
    warnings: int
    notes: int
    suppressed: int
    known: int
    findings: tuple[FindingReport, ...]
