"""GitLab's code quality report. Of two findings with one fingerprint GitLab shows the first."""

from __future__ import annotations

import json

from gate.checks.formats.documents import with_own_fingerprints
from gate.checks.run import Outcome
from gate.model.text import one_line

_SEVERITIES = {"error": "major", "warning": "minor", "note": "info"}


def render(outcome: Outcome) -> str:
    """The report: one list."""
    report = [
        {
            "description": f"{finding.rule}: {one_line(finding.message)}",
            "check_name": finding.rule,
            "fingerprint": own,
            "severity": _SEVERITIES[finding.severity],
            "location": {"path": finding.file, "lines": {"begin": finding.spot.line, "end": finding.spot.end_line}},
        }
        for finding, own in with_own_fingerprints(outcome.findings)
    ]
    return json.dumps(report, indent=1, ensure_ascii=True)
