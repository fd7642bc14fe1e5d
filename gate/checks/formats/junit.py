"""JUnit XML: a suite for each file, a case for each rule that found something; what fails the check is a failure."""

from __future__ import annotations

from collections import defaultdict
from xml.etree import ElementTree

from gate.checks.finding import Finding
from gate.checks.run import Outcome
from gate.model.text import one_line


def render(outcome: Outcome) -> str:
    """The document. A file without findings is a suite with one case that passed."""
    by_file: dict[str, list[Finding]] = {file: [] for file in outcome.files}
    for finding in outcome.findings:
        by_file.setdefault(finding.file, []).append(finding)
    failures = sum(map(outcome.fails, outcome.findings))
    root = ElementTree.Element("testsuites", name="gate check", failures=str(failures))
    total = 0
    for file, findings in sorted(by_file.items()):
        total += _suite(root, file, findings, outcome)
    root.set("tests", str(total))
    ElementTree.indent(root)
    return '<?xml version="1.0" encoding="UTF-8"?>\n' + ElementTree.tostring(root, encoding="unicode")


def _suite(root: ElementTree.Element, file: str, findings: list[Finding], outcome: Outcome) -> int:
    name = one_line(file)
    by_rule: dict[str, list[Finding]] = defaultdict(list)
    for finding in findings:
        by_rule[finding.rule].append(finding)
    failing = sum(any(map(outcome.fails, found)) for found in by_rule.values())
    number = max(1, len(by_rule))
    suite = ElementTree.SubElement(
        root, "testsuite", name=name, tests=str(number), failures=str(failing), errors="0", skipped="0"
    )
    for rule, found in by_rule.items():
        case = ElementTree.SubElement(suite, "testcase", classname=name, name=rule, file=name, line=_line(found[0]))
        words = "\n".join(f"{name}:{_line(one)}: {one.severity}: {one_line(one.message)}" for one in found)
        if any(map(outcome.fails, found)):
            failure = ElementTree.SubElement(case, "failure", message=one_line(found[0].message), type=rule)
            failure.text = words
        else:
            ElementTree.SubElement(case, "system-out").text = words
    if not by_rule:
        ElementTree.SubElement(suite, "testcase", classname=name, name="gate check")
    return number


def _line(finding: Finding) -> str:
    return str(finding.spot.line)
