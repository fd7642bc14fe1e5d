"""Findings for people: place, line with caret, note, what to do; at the end one line that counts."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from gate.checks.finding import Finding, Severity
from gate.checks.rule import explain
from gate.checks.run import Outcome
from gate.model.text import counted, escape, one_line


def render(outcome: Outcome) -> str:
    """All findings and the tally."""
    blocks = ["\n".join(_block(finding)) for finding in outcome.findings]
    return "\n\n".join([*blocks, tally(outcome)])


def _block(finding: Finding) -> Iterator[str]:
    spot = finding.spot
    margin = " " * len(str(spot.line))
    yield f"{finding.severity}[{finding.rule}]: {one_line(finding.message)}"
    yield f"{margin}--> {one_line(finding.file)}:{spot.line}:{spot.column}"
    if finding.excerpt.strip():
        last = len(finding.excerpt) + 1 if spot.end_line > spot.line else spot.end_column
        before = _shown(finding.excerpt[: spot.column - 1])
        marked = _shown(finding.excerpt[spot.column - 1 : last - 1])
        yield f"{margin} |"
        yield f"{spot.line} | {_shown(finding.excerpt)}"
        yield f"{margin} | {' ' * len(before)}{'^' * max(1, len(marked.rstrip()))}"
    if finding.note:
        yield f"{margin} = note: {one_line(finding.note)}"
    fix = one_line(explain(finding.rule).fix.partition("\n")[0])
    yield f"{margin} = help: {fix} (gate rule {finding.rule})"


def _shown(text: str) -> str:
    """One line in which every character takes one column or is written as its escape."""
    return "".join(" " if char == "\t" else char if char.isprintable() else escape(char) for char in text)


def tally(outcome: Outcome) -> str:
    """The one line that counts."""
    files = counted(len(outcome.files), "file")
    quiet = ((outcome.suppressed, "suppressed"), (outcome.known, "in the baseline"))
    left_out = ", ".join(f"{number} {what}" for number, what in quiet if number)
    left_out = f" ({left_out})" if left_out else ""
    if not outcome.findings:
        return f"No findings in {files}{left_out}."
    by = Counter(finding.severity for finding in outcome.findings)
    parts = ", ".join(counted(by[severity], severity) for severity in reversed(Severity) if by[severity])
    found = len({finding.file for finding in outcome.findings})
    return f"{counted(len(outcome.findings), 'finding')} in {found} of {files}: {parts}{left_out}."
