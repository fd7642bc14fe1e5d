"""All rules over one file."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from functools import cache

from gate.checks.contract import ContractError, validated
from gate.checks.finding import Finding, Hit, Path, Spot, fingerprint, pointer_of
from gate.checks.reading.document import Document, Format, ReadingError, read_document
from gate.checks.rule import Check, Subject, explain
from gate.checks.rules import ARTIFACT, RECORD
from gate.checks.subject import ArtifactSubject, Folder, RecordSubject, RecordSummary
from gate.checks.suppression import Suppression, beside, read_suppressions
from gate.model.digest import Json
from gate.model.policy import Policy, default_policy
from gate.model.record import Record


@dataclass(frozen=True, slots=True)
class Input:
    """A file to check: ``name`` as it is shown, relative with ``/``; ``folder`` is where what it names lies."""

    name: str
    format: Format
    data: bytes
    folder: str


@dataclass(frozen=True, slots=True)
class FileReport:
    """What came of one file. ``summary`` is None where it is no readable record.

    ``beside`` maps the files that it named to their digests, or to why they were not read.
    """

    findings: tuple[Finding, ...]
    summary: RecordSummary | None = None
    beside: dict[str, str] = field(default_factory=dict)
    suppressions: tuple[Suppression, ...] = ()

    def about_suppression(self, file: str, rule: str, hit: Hit, line: int | None) -> Finding:
        """A finding about one of the suppressions; where it stands beside the file, the file's first line is shown."""
        record = self.summary.record if self.summary else ""
        number = line or 1
        own = hashlib.sha256(f"{rule}\0{file}\0{hit.message}".encode()).hexdigest()
        severity = explain(rule).severity
        return Finding(rule, severity, file, "", hit.message, hit.note, Spot(number, 1, number, 1), "", record, own)


@dataclass(frozen=True, slots=True)
class Judging:
    """What records are judged by besides the rules."""

    policy: Policy
    time: datetime

    @classmethod
    def now(cls, policy: Policy | None = None) -> Judging:
        """As of now, by a store's default policy or another one."""
        return cls(policy or default_policy(), datetime.now(UTC))


def check_file(given: Input, judging: Judging) -> FileReport:
    """Every finding in one file; what cannot be read, or keeps to no contract, is one too."""
    try:
        document = read_document(given.data, given.format)
    except ReadingError as error:
        return FileReport((unreadable(given.name, error),))
    found = Found(given.name, document)
    folder = Folder(given.folder)
    suppressions: tuple[Suppression, ...] = ()
    findings: list[Finding] = []
    try:
        suppressions = read_suppressions(document, folder.read(beside(given.name)))
    except ValueError as error:
        findings.append(found.finding("REC023", Hit((), f"{beside(given.name)} cannot be read: {error}")))
    try:
        subject = validated(document, given.name)
    except ContractError as error:
        findings += (found.finding(rule, hit) for rule, hit in error.problems)
        return FileReport(tuple(findings), beside=folder.seen, suppressions=suppressions)
    if not isinstance(subject, Record):
        findings += found.all(ARTIFACT.rules.items(), ArtifactSubject(subject, folder))
        return FileReport(tuple(findings), beside=folder.seen, suppressions=suppressions)
    found.record = subject.id
    findings += found.all(_rules_for(subject), RecordSubject(subject, folder, judging.policy, judging.time))
    summary = RecordSummary(given.name, subject.id, subject.gate_verdict is not None)
    return FileReport(tuple(findings), summary, folder.seen, suppressions)


@cache
def _rules() -> tuple[tuple[str, Check[RecordSubject, Hit], date | None], ...]:
    """The rules over records, each with the day from which it judges."""
    since = {rule: explain(rule).since for rule in RECORD.rules}
    return tuple(
        (rule, check, date.fromisoformat(day) if (day := since[rule]) else None) for rule, check in RECORD.rules.items()
    )


def _rules_for(record: Record) -> Iterator[tuple[str, Check[RecordSubject, Hit]]]:
    """The rules that judge a record, by the day on which it was published; one without a day is judged by all."""
    published = None if record.published_at is None else datetime.fromisoformat(record.published_at).date()
    for rule, check, since in _rules():
        if since is None or published is None or published >= since:
            yield rule, check


@dataclass(slots=True)
class Found:
    """Turns hits in one document into findings."""

    file: str
    document: Document
    record: str = ""

    def all(self, rules: Iterable[tuple[str, Check[Subject, Hit]]], subject: Subject) -> Iterator[Finding]:
        """Everything that these rules find in a subject."""
        for rule, check in rules:
            for hit in check(subject):
                yield self.finding(rule, hit)

    def finding(self, rule: str, hit: Hit) -> Finding:
        """One hit with its place."""
        spot = self.document.spot(hit.at)
        return Finding(
            rule=rule,
            severity=explain(rule).severity,
            file=self.file,
            pointer=pointer_of(hit.at),
            message=hit.message,
            note=hit.note,
            spot=spot,
            excerpt=self.document.lines.excerpt(spot.line),
            record=self.record,
            fingerprint=fingerprint(rule, self.file, _named(hit.at, self.document.value)),
        )


def unreadable(file: str, error: ReadingError) -> Finding:
    """The finding for a file that is no document."""
    spot = error.lines.spot(error.span)
    return Finding(
        rule=error.rule,
        severity=explain(error.rule).severity,
        file=file,
        pointer="",
        message=error.message,
        note="",
        spot=spot,
        excerpt=error.lines.excerpt(spot.line),
        record="",
        fingerprint=fingerprint(error.rule, file, ()),
    )


def _named(path: Path, value: Json) -> Sequence[str | int]:
    """A path in which an item with a name of its own is called by that, so that it survives another order."""
    named: list[str | int] = []
    for part in path:
        if isinstance(value, dict):
            value = value.get(str(part))
            named.append(part)
        elif isinstance(value, list) and isinstance(part, int) and part < len(value):
            value = value[part]
            named.append(_own_name(value) or part)
        else:
            named.append(part)
    return named


def _own_name(value: Json) -> str | None:
    if isinstance(value, dict):
        for key in ("id", "name", "path"):
            if isinstance(found := value.get(key), str):
                return f"{key}={found}"
    return None
