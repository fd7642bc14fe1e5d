"""All files: each by itself, then all records together."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from gate.checks.discover import listed, read_input
from gate.checks.file import FileReport, Found, Input, Judging, check_file, unreadable
from gate.checks.finding import Finding, Hit, Severity
from gate.checks.reading.document import ReadingError, read_document
from gate.checks.rules import REPOSITORY
from gate.checks.subject import RecordSummary, RepositorySubject
from gate.model.errors import NothingToCheckError


@dataclass(frozen=True, slots=True)
class Outcome:
    """What was found in how many files."""

    files: int
    findings: tuple[Finding, ...]

    @property
    def failed(self) -> bool:
        """Whether something is an error."""
        return any(finding.severity is Severity.ERROR for finding in self.findings)


def check_paths(paths: Sequence[str], judging: Judging, *, inputs: Iterable[Input] = ()) -> Outcome:
    """Check what lies at some paths, and further ``inputs`` that are no files.

    Raises UsageError ``check.no-such-path``, NothingToCheckError ``check.nothing`` where no record is.
    """
    reports: dict[str, FileReport] = {given.name: check_file(given, judging) for given in inputs}
    for name, named in listed(paths):
        if (report := check_named(name, named, judging)) is not None:
            reports[name] = report
    if not reports:
        raise NothingToCheckError("check.nothing", "there is no record and no artifact", hint="gate check FOLDER")
    findings = [finding for report in reports.values() for finding in report.findings]
    summaries = {name: report.summary for name, report in reports.items() if report.summary}
    findings += check_together(summaries)
    return Outcome(len(reports), tuple(sorted(findings, key=lambda finding: finding.order)))


def check_named(name: str, named: bool, judging: Judging) -> FileReport | None:
    """The report on a file; None for one in a folder that is no record."""
    try:
        given = read_input(name, named)
    except ReadingError as error:
        return FileReport((unreadable(name, error),))
    return None if given is None else check_file(given, judging)


def check_together(summaries: dict[str, RecordSummary]) -> list[Finding]:
    """What the rules over all records find, each in the file that it names."""
    subject = RepositorySubject(summaries)
    return [
        _located(rule, file, hit, summaries[file].record)
        for rule, check in REPOSITORY.rules.items()
        for file, hit in check(subject)
    ]


def _located(rule: str, file: str, hit: Hit, record: str) -> Finding:
    """The file was read before; it is read once more to say where in it the finding stands."""
    try:
        given = read_input(file, named=True)
        if given is not None:
            return Found(file, read_document(given.data, given.format), record).finding(rule, hit)
    except ReadingError as error:
        return unreadable(file, error)
    raise AssertionError("a file that is named is read")
