"""GitHub's workflow commands: annotations in a change. The service shows ten of a step and drops the others."""

from __future__ import annotations

from gate.checks.finding import Finding
from gate.checks.formats.text import tally
from gate.checks.rule import explain
from gate.checks.run import Outcome
from gate.model.text import counted, one_line

MAX_ANNOTATIONS = 10
_COMMANDS = {"error": "error", "warning": "warning", "note": "notice"}


def render(outcome: Outcome) -> str:
    """The worst ten as annotations, how many more there are, and the tally."""
    lines = [_annotation(finding) for finding in outcome.findings[:MAX_ANNOTATIONS]]
    more = len(outcome.findings) - MAX_ANNOTATIONS
    if more > 0:
        lines.append(f"{counted(more, 'more finding')}: the job summary lists them.")
    return "\n".join([*lines, tally(outcome)])


def _annotation(finding: Finding) -> str:
    spot = finding.spot
    properties = {
        "title": f"{finding.rule}: {explain(finding.rule).title}",
        "file": one_line(finding.file),
        "line": str(spot.line),
        "endLine": str(spot.end_line),
        "col": str(spot.column),
        "endColumn": str(spot.end_column),
    }
    named = ",".join(f"{name}={_escaped(value, property=True)}" for name, value in properties.items())
    text = one_line(finding.message) + (f" ({one_line(finding.note)})" if finding.note else "")
    return f"::{_COMMANDS[finding.severity]} {named}::{_escaped(text)}"


def _escaped(text: str, *, property: bool = False) -> str:
    text = text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")
    return text.replace(":", "%3A").replace(",", "%2C") if property else text
