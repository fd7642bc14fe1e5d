"""SARIF 2.1.0 (OASIS, with errata 01), for code scanning services.

At most 5,000 results, worst first: GitHub keeps no more of a run, and not by severity. The rest are counted.
"""

from __future__ import annotations

import json
from urllib.parse import quote

from gate.checks.finding import Finding
from gate.checks.formats.documents import with_own_fingerprints
from gate.checks.rule import explain
from gate.checks.run import Outcome
from gate.model.digest import Json
from gate.model.text import one_line
from gate.model.version import VERSION

MAX_RESULTS = 5000
SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"


def render(outcome: Outcome) -> str:
    """One run in one log."""
    shown = outcome.findings[:MAX_RESULTS]
    rules = sorted({finding.rule for finding in shown})
    left_out = len(outcome.findings) - len(shown)
    driver: dict[str, Json] = {
        "name": "gate check",
        "semanticVersion": VERSION,
        "version": VERSION,
        "rules": [_rule(rule) for rule in rules],
    }
    results: list[Json] = [
        _result(finding, rules.index(finding.rule), own) for finding, own in with_own_fingerprints(shown)
    ]
    run: dict[str, Json] = {
        "tool": {"driver": driver},
        "automationDetails": {"id": "gate-check/"},
        "columnKind": "unicodeCodePoints",
        "originalUriBaseIds": {"ROOT": {"description": {"text": "The folder in which the check was run."}}},
        "results": results,
        "properties": {
            "files": len(outcome.files),
            "suppressed": outcome.suppressed,
            "known": outcome.known,
            "resultsLeftOut": left_out,
        },
    }
    document = {"$schema": SCHEMA, "version": "2.1.0", "runs": [run]}
    return json.dumps(document, indent=1, ensure_ascii=True)


def _rule(rule: str) -> Json:
    known = explain(rule)
    return {
        "id": rule,
        "name": known.title,
        "shortDescription": {"text": known.title},
        "fullDescription": {"text": known.what},
        "help": {"text": f"{known.why} {known.fix}"},
        "defaultConfiguration": {"level": known.severity.value},
    }


def _result(finding: Finding, index: int, own: str) -> Json:
    spot = finding.spot
    message = one_line(finding.message + (f" ({finding.note})" if finding.note else ""))
    location: dict[str, Json] = {
        "physicalLocation": {
            "artifactLocation": {"uri": quote(finding.file), "uriBaseId": "ROOT"},
            "region": {
                "startLine": spot.line,
                "startColumn": spot.column,
                "endLine": spot.end_line,
                "endColumn": spot.end_column,
            },
        },
    }
    if finding.pointer:
        location["logicalLocations"] = [{"fullyQualifiedName": finding.pointer, "kind": "member"}]
    return {
        "ruleId": finding.rule,
        "ruleIndex": index,
        "level": finding.severity.value,
        "message": {"text": message},
        "locations": [location],
        "partialFingerprints": {"gateFinding/v1": own},
    }
