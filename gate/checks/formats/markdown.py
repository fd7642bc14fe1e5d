"""Markdown, for job summaries and comments: the tally and a table. At most 1 MiB, which is what GitHub takes."""

from __future__ import annotations

import re

from gate.checks.finding import Finding
from gate.checks.formats.text import tally
from gate.checks.rule import explain
from gate.checks.run import Outcome
from gate.model.text import counted, one_line, shorten

MAX_BYTES = 1_000_000
_MARKUP = re.compile(r"([\\`*_{}\[\]<>()#+!|~&$@:-])")


def render(outcome: Outcome) -> str:
    """Heading, tally, and a row for each finding as far as they fit."""
    failed = "failed" if outcome.failed else "passed"
    lines = [f"## gate check {failed}", "", tally(outcome)]
    if outcome.findings:
        lines += ["", "| severity | rule | place | finding |", "|---|---|---|---|"]
    size = sum(len(line.encode()) + 1 for line in lines)
    for number, finding in enumerate(outcome.findings):
        row = _row(finding)
        size += len(row.encode()) + 1
        if size > MAX_BYTES:
            lines += ["", f"{counted(len(outcome.findings) - number, 'more finding')} did not fit."]
            break
        lines.append(row)
    return "\n".join(lines)


def _row(finding: Finding) -> str:
    place = f"{_plain(finding.file)}:{finding.spot.line}"
    title = _plain(explain(finding.rule).title)
    return f"| {finding.severity} | {finding.rule} | {place} | {title}: {_plain(finding.message)} |"


def _plain(text: str) -> str:
    """Text in one line in which nothing is markup, a mention or a link."""
    return _MARKUP.sub(r"\\\1", shorten(one_line(text), 400))
