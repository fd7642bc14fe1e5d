"""JSON: one versioned document (`gate schema findings`)."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterable, Iterator

from gate.checks.finding import Finding, Severity
from gate.checks.rule import explain
from gate.checks.run import Outcome
from gate.documents.findings import FindingReport, FindingsReport


def render(outcome: Outcome) -> str:
    """The document."""
    return findings_report(outcome).to_text()


def findings_report(outcome: Outcome) -> FindingsReport:
    """The outcome as a document."""
    by = Counter(finding.severity for finding in outcome.findings)
    return FindingsReport(
        files=len(outcome.files),
        failed=outcome.failed,
        fail_on=outcome.fail_on.value,
        errors=by[Severity.ERROR],
        warnings=by[Severity.WARNING],
        notes=by[Severity.NOTE],
        suppressed=outcome.suppressed,
        known=outcome.known,
        findings=tuple(finding_reports(outcome.findings)),
    )


def finding_reports(findings: Iterable[Finding]) -> Iterator[FindingReport]:
    """Each finding as a document."""
    for finding, own in with_own_fingerprints(findings):
        known, spot = explain(finding.rule), finding.spot
        yield FindingReport(
            rule=finding.rule,
            severity=finding.severity.value,
            title=known.title,
            file=finding.file,
            line=spot.line,
            column=spot.column,
            end_line=spot.end_line,
            end_column=spot.end_column,
            pointer=finding.pointer,
            record=finding.record,
            message=finding.message,
            note=finding.note,
            help=known.fix,
            fingerprint=own,
        )


def with_own_fingerprints(findings: Iterable[Finding]) -> Iterator[tuple[Finding, str]]:
    """Each finding with a fingerprint that no other has: the second of one rule at one place gets another."""
    seen: Counter[str] = Counter()
    for finding in findings:
        number = seen[finding.fingerprint]
        seen[finding.fingerprint] += 1
        own = finding.fingerprint
        yield finding, hashlib.sha256(f"{own}\0{number}".encode()).hexdigest() if number else own
