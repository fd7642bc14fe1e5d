"""Rules about what a record says in prose: promises, secrets, paths of somebody's machine."""

from __future__ import annotations

import re
from collections.abc import Iterator

from gate.checks.finding import Hit, Path
from gate.checks.rules.tables import RECORD
from gate.checks.subject import RecordSubject
from gate.model.record import Record
from gate.model.text import shorten
from gate.model.verdict import Status

_PROMISE = re.compile(
    r"\b(?:(?:formally|fully|independently|machine|computer)[- ](?:verified|proven|proved|checked)"
    r"|(?:is|are|was|were|been) (?:verified|guaranteed|certified)|verified (?:record|result|claim)s?"
    r"|proven beyond|guarantee[sd]? (?:to be )?(?:correct|true|error-free)|error-free)\b",
    re.IGNORECASE,
)
_SECRETS = {
    "a private key": re.compile(r"-----BEGIN [A-Z ]*PRIVATE KEY-----|\bPRIVATE\+KEY\+"),
    "an access token of GitHub": re.compile(r"\b(?:gh[pousr]_[A-Za-z0-9]{36,}|github_pat_[A-Za-z0-9_]{50,})"),
    "an access token of GitLab": re.compile(r"\bglpat-[A-Za-z0-9_-]{20,}"),
    "an access key of AWS": re.compile(r"\b(?:AKIA|ASIA)[A-Z0-9]{16}\b"),
    "an API key": re.compile(
        r"\b(?:sk|pk|rk)[-_](?:live|proj|ant|test)[-_][A-Za-z0-9_-]{16,}|\bnvapi-[A-Za-z0-9_-]{20,}"
    ),
    "a password in a URL": re.compile(r"\b[a-z][a-z0-9+.-]*://[^\s/:@]{1,80}:[^\s/:@]{1,80}@"),
}
_PERSONAL = re.compile(r"(?:/home/|/Users/|\b[A-Za-z]:\\Users\\)(?!runner\b|user\b|USER\b)[A-Za-z0-9._-]{2,}|/root/\S")


def texts(record: Record) -> Iterator[tuple[Path, str]]:
    """Everything that a record says in prose, with its place."""
    yield ("title",), record.title
    yield ("abstract",), record.abstract or ""
    yield ("research_question",), record.research_question or ""
    for number, claim in enumerate(record.claims):
        yield ("claims", number, "statement"), claim.statement
        for source, text in enumerate(claim.sources):
            yield ("claims", number, "sources", source), text
    for number, item in enumerate(record.correction_record.items if record.correction_record else ()):
        yield ("correction_record", "items", number, "text"), item.text
    if record.quality_tier and record.quality_tier.basis:
        yield ("quality_tier", "basis"), record.quality_tier.basis
    if record.provenance and record.provenance.note:
        yield ("provenance", "note"), record.provenance.note


@RECORD("REC020")
def secret(subject: RecordSubject) -> Iterator[Hit]:
    for path, text in texts(subject.record):
        for what, pattern in _SECRETS.items():
            if match := pattern.search(text):
                yield Hit(path, f"the text holds what looks like {what}", f"it begins with {match[0][:8]!r}")


@RECORD("REC021")
def personal_path(subject: RecordSubject) -> Iterator[Hit]:
    for path, text in texts(subject.record):
        if match := _PERSONAL.search(text):
            yield Hit(path, f"the text names a path of somebody's own machine, {shorten(match[0], 60)!r}")


@RECORD("REC022")
def promise(subject: RecordSubject) -> Iterator[Hit]:
    record = subject.record
    if record.gate_verdict is not None and record.gate_verdict.status is Status.VERIFIED:
        return  # whether that is so is for the VER rules
    for name, text in (("title", record.title), ("abstract", record.abstract or "")):
        if match := _PROMISE.search(text):
            yield Hit((name,), f"{match[0]!r} promises more than an Unverified record can", "its status is Unverified")
