"""Rules about what a record says in prose: promises, secrets, paths of somebody's machine."""

from __future__ import annotations

import re
from collections.abc import Iterator

from gate.checks.finding import Hit, Path
from gate.checks.prose import texts
from gate.checks.rules.tables import RECORD
from gate.checks.subject import RecordSubject
from gate.model.text import shorten
from gate.model.verdict import Status

_PROMISE = re.compile(
    r"\b(?:(?:formally|fully|independently|machine|computer)[- ](?:verified|proven|proved|checked)"
    r"|(?:is|are|was|were|been) (?:verified|guaranteed|certified)|verified (?:record|result|claim)s?"
    r"|proven beyond|guarantee[sd]? (?:to be )?(?:correct|true|error-free)|error-free)\b",
    re.IGNORECASE,
)
_SECRETS: dict[str, tuple[tuple[str, ...], re.Pattern[str]]] = {
    "a private key": (("PRIVATE",), re.compile(r"-----BEGIN [A-Z ]*PRIVATE KEY-----|\bPRIVATE\+KEY\+")),
    "an access token of GitHub": (
        ("gh", "github_pat_"),
        re.compile(r"\b(?:gh[pousr]_[A-Za-z0-9]{36,}|github_pat_[A-Za-z0-9_]{50,})"),
    ),
    "an access token of GitLab": (("glpat-",), re.compile(r"\bglpat-[A-Za-z0-9_-]{20,}")),
    "an access key of AWS": (("AKIA", "ASIA"), re.compile(r"\b(?:AKIA|ASIA)[A-Z0-9]{16}\b")),
    "an API key": (
        ("sk-", "sk_", "pk-", "pk_", "rk-", "rk_", "nvapi-"),
        re.compile(r"\b(?:(?:sk|pk|rk)[-_](?:live|proj|ant|test)[-_]|nvapi-)[A-Za-z0-9_-]{16,}"),
    ),
    "a password in a URL": (
        ("://",),
        re.compile(r"\b[a-z][a-z0-9+.-]*://[^\s/:@]{1,80}:[^\s/:@]{1,80}@"),
    ),
}
"""What looks like a secret: words of which one must occur, which is quick to see, and the pattern."""
_PERSONAL_MARKS = ("/home/", "/Users/", ":\\Users\\", "/root/")
_PROMISE_MARKS = ("verif", "prove", "checked", "guarant", "certif", "error-free")
_PERSONAL = re.compile(r"(?:/home/|/Users/|\b[A-Za-z]:\\Users\\)(?!runner\b|user\b|USER\b)[A-Za-z0-9._-]{2,}|/root/\S")


def _search(subject: RecordSubject, marks: tuple[str, ...], pattern: re.Pattern[str]) -> Iterator[tuple[Path, str]]:
    """The texts in which a pattern is found, with what it found. One of the marks must occur, which is quick to see."""
    if any(mark in subject.prose for mark in marks):
        for path, text in texts(subject.record):
            if match := pattern.search(text):
                yield path, match[0]


@RECORD("REC020")
def secret(subject: RecordSubject) -> Iterator[Hit]:
    for what, (marks, pattern) in _SECRETS.items():
        for path, found in _search(subject, marks, pattern):
            yield Hit(path, f"the text holds what looks like {what}", f"it begins with {found[:8]!r}")


@RECORD("REC021")
def personal_path(subject: RecordSubject) -> Iterator[Hit]:
    for path, found in _search(subject, _PERSONAL_MARKS, _PERSONAL):
        yield Hit(path, f"the text names a path of somebody's own machine, {shorten(found, 60)!r}")


@RECORD("REC022")
def promise(subject: RecordSubject) -> Iterator[Hit]:
    record = subject.record
    if record.gate_verdict is not None and record.gate_verdict.status is Status.VERIFIED:
        return  # whether that is so is for the VER rules
    for name, text in (("title", record.title), ("abstract", record.abstract or "")):
        if any(mark in text.casefold() for mark in _PROMISE_MARKS) and (match := _PROMISE.search(text)):
            yield Hit((name,), f"{match[0]!r} promises more than an Unverified record can", "its status is Unverified")
