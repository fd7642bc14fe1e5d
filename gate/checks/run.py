"""All files: each by itself, then all records together; then what was selected, suppressed or known before."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from gate.checks.baseline import Baseline
from gate.checks.discover import listed, read_input
from gate.checks.file import FileReport, Found, Input, Judging, check_file, unreadable
from gate.checks.finding import Finding, Hit, Severity
from gate.checks.reading.document import ReadingError, read_document
from gate.checks.rules import REPOSITORY
from gate.checks.selection import Selection
from gate.checks.subject import RecordSummary, RepositorySubject
from gate.checks.suppression import apply
from gate.model.errors import NothingToCheckError


@dataclass(frozen=True, slots=True)
class Options:
    """What a check is run with, besides the paths."""

    judging: Judging
    selection: Selection = field(default_factory=Selection)
    baseline: Baseline | None = None
    fail_on: Severity = Severity.ERROR
    use_suppressions: bool = True


@dataclass(frozen=True, slots=True)
class Outcome:
    """What was found in which files, worst first. ``suppressed`` and ``known`` (in the baseline) are left out.

    ``all_findings`` is with those that are known.
    """

    files: tuple[str, ...]
    findings: tuple[Finding, ...]
    fail_on: Severity = Severity.ERROR
    suppressed: int = 0
    known: int = 0
    all_findings: tuple[Finding, ...] = ()

    def fails(self, finding: Finding) -> bool:
        """Whether a finding is bad enough to fail the check."""
        return finding.severity.rank >= self.fail_on.rank

    @property
    def failed(self) -> bool:
        """Whether one is."""
        return any(map(self.fails, self.findings))


def check_paths(paths: Sequence[str], options: Options, *, inputs: Iterable[Input] = ()) -> Outcome:
    """Check what lies at some paths, and further ``inputs`` that are no files.

    Raises UsageError ``check.no-such-path``, NothingToCheckError ``check.nothing`` where no record is.
    """
    reports = {given.name: check_file(given, options.judging) for given in inputs}
    for name, named in listed(paths):
        if (report := check_named(name, named, options.judging)) is not None:
            reports[name] = report
    if not reports:
        raise NothingToCheckError("check.nothing", "there is no record and no artifact", hint="gate check FOLDER")
    return conclude(reports, options)


def conclude(reports: Mapping[str, FileReport], options: Options) -> Outcome:
    """The outcome of reports on files: with the rules over all records, without what need not be said."""
    summaries = {name: report.summary for name, report in reports.items() if report.summary}
    by_file: dict[str, list[Finding]] = defaultdict(list)
    for finding in (*(one for report in reports.values() for one in report.findings), *check_together(summaries)):
        if options.selection.selects(finding.rule, finding.file):
            by_file[finding.file].append(finding)
    remaining: list[Finding] = []
    suppressed = 0
    for name, report in reports.items():
        kept = by_file[name]
        if options.use_suppressions and report.suppressions:
            kept, number, problems = apply(kept, report.suppressions)
            suppressed += number
            kept += (
                report.about_suppression(name, rule, hit, line)
                for rule, hit, line in problems
                if options.selection.selects(rule, name)
            )
        remaining += kept
    return _against_baseline(tuple(reports), remaining, suppressed, options)


def _against_baseline(
    files: tuple[str, ...], findings: Sequence[Finding], suppressed: int, options: Options
) -> Outcome:
    worst_first = tuple(sorted(findings, key=lambda finding: finding.order))
    if options.baseline is None:
        return Outcome(files, worst_first, options.fail_on, suppressed, 0, worst_first)
    new, known = options.baseline.apply(worst_first)
    new += options.baseline.stale(worst_first, frozenset(files))
    ordered = tuple(sorted(new, key=lambda finding: finding.order))
    return Outcome(files, ordered, options.fail_on, suppressed, known, worst_first)


def check_named(name: str, named: bool, judging: Judging) -> FileReport | None:
    """The report on a file; None for one in a folder that is no record."""
    try:
        given = read_input(name, named)
    except ReadingError as error:
        return FileReport((unreadable(name, error),))
    return None if given is None else check_file(given, judging)


def check_together(summaries: Mapping[str, RecordSummary]) -> list[Finding]:
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
