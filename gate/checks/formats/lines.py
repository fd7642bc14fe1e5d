"""JSON Lines: one finding a line, and the counts last."""

from __future__ import annotations

import json

from gate.checks.formats.documents import findings_report
from gate.checks.run import Outcome


def render(outcome: Outcome) -> str:
    """The lines. The last one is the report with no findings in it."""
    report = findings_report(outcome)
    lines = [*report.findings, report.model_copy(update={"findings": ()})]
    return "\n".join(json.dumps(line.to_json(), ensure_ascii=True) for line in lines)
