"""All files: each by itself, then all records together; then what was selected, suppressed or known before."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from gate.checks.base import BaseRevision, bytes_now, record_of
from gate.checks.baseline import Baseline
from gate.checks.cache import ReportCache
from gate.checks.change import Change, compare, of_base, suppressions_of
from gate.checks.discover import listed, read_input
from gate.checks.file import FileReport, Found, Input, Judging, check_file, unreadable
from gate.checks.finding import Finding, Hit, Severity
from gate.checks.many import check_files
from gate.checks.proven import Proofs
from gate.checks.reading.document import ReadingError, read_document
from gate.checks.rules import PROOF, REPOSITORY
from gate.checks.selection import Selection
from gate.checks.subject import ProofSubject, RecordSummary, RepositorySubject
from gate.checks.suppression import Suppression, apply
from gate.model.errors import NothingToCheckError


@dataclass(frozen=True, slots=True)
class Options:
    """What a check is run with, besides the paths."""

    judging: Judging
    selection: Selection = field(default_factory=Selection)
    baseline: Baseline | None = None
    fail_on: Severity = Severity.ERROR
    use_suppressions: bool = True
    proofs: Proofs = field(default_factory=Proofs)
    base: BaseRevision | None = None
    """With it only findings are reported that a change since this revision can have to do with."""
    cache: ReportCache = field(default_factory=lambda: ReportCache(None))
    jobs: int = 1
    """Processes that check files."""


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

    Raises UsageError ``check.no-such-path``, NothingToCheckError ``check.nothing`` where no record is,
    InfrastructureError ``check.git``.
    """
    reports = {given.name: check_file(given, options.judging) for given in inputs}
    reports |= check_files(listed(paths), options)
    change = compare(options.base, paths, reports) if options.base else None
    if not reports and not (change and change.findings):
        raise NothingToCheckError("check.nothing", "there is no record and no artifact", hint="gate check FOLDER")
    return conclude(reports, options, change)


def conclude(reports: Mapping[str, FileReport], options: Options, change: Change | None = None) -> Outcome:
    """The outcome of reports on files: with all other rules, without what need not be said."""
    summaries = {name: report.summary for name, report in reports.items() if report.summary}
    own = (one for report in reports.values() for one in report.findings)
    proven = check_proofs(summaries, options.proofs)
    found = (*own, *check_together(summaries), *proven, *(change.findings if change else ()))
    by_file: dict[str, list[Finding]] = defaultdict(list)
    for finding in found:
        concerns = change is None or finding.file in change.touched or finding in (*change.findings, *proven)
        if concerns and options.selection.selects(finding.rule, finding.file):
            by_file[finding.file].append(finding)
    remaining: list[Finding] = []
    suppressed = 0
    for name in (*reports, *(file for file in by_file if file not in reports)):
        kept, number = _unsuppressed(name, by_file[name], reports.get(name), options, change)
        suppressed += number
        remaining += kept
    return _against_baseline(tuple(reports), remaining, suppressed, options)


def _unsuppressed(
    name: str, findings: list[Finding], report: FileReport | None, options: Options, change: Change | None
) -> tuple[list[Finding], int]:
    """The findings of a file that nobody has suppressed, and how many somebody has.

    Suppressions that the change under review brings do not count before they are in the base.
    """
    if report is None or not report.suppressions or not options.use_suppressions:
        return findings, 0
    suppressions: Sequence[Suppression] = report.suppressions
    if change is not None and options.base is not None:
        if name not in change.touched:
            return findings, 0
        suppressions = of_base(suppressions, suppressions_of(options.base, name))
    kept, number, problems = apply(findings, suppressions)
    kept += (
        report.about_suppression(name, rule, hit, line)
        for rule, hit, line in problems
        if options.selection.selects(rule, name)
    )
    return kept, number


def check_proofs(summaries: Mapping[str, RecordSummary], proofs: Proofs) -> tuple[Finding, ...]:
    """What is proven of the records that state a verdict, or beside which bundles lie."""
    findings: list[Finding] = []
    for file, summary in summaries.items():
        if not proofs.concerns(summary):
            continue
        data = bytes_now(file)
        found = None if data is None else record_of(data, file)
        if found is not None:
            record, document = found
            subject = ProofSubject(record, proofs.of(record, file))
            findings += Found(file, document, record.id).all(PROOF.rules.items(), subject)
    return tuple(findings)


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
