"""Every rule is explained in a file of its own, whose examples it finds and does not find."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from gate.checks.baseline import load_baseline
from gate.checks.finding import Finding, Severity
from gate.checks.rule import Example, explain, rule_ids
from gate.checks.rules import ARTIFACT, RECORD, REPOSITORY
from tests.checks.options import run
from tests.checks.repository import base, lay_out, write

FAILING = [(rule, number) for rule in rule_ids() for number in range(len(explain(rule).failing))]
PASSING = [(rule, number) for rule in rule_ids() for number in range(len(explain(rule).passing))]
ELSEWHERE = {*(f"REC{number:03}" for number in range(1, 11)), "REC023", "REC024", "REC025"}
"""Rules of readers, suppressions and baseline; they have no function in a table."""


def found(folder: Path, example: Example) -> tuple[Path, tuple[Finding, ...]]:
    path = lay_out(folder, example)
    if path.name == "baseline.json":
        write(folder, base())
        return path, run(str(folder / "record.json"), baseline=load_baseline(path)).findings
    others = [str(folder / name) for name in example.files if name.endswith(".json")]
    return path, run(str(path), *others).findings


@pytest.mark.parametrize(("rule", "number"), FAILING)
def test_a_failing_example_is_found_where_it_says(rule, number, tmp_path):
    example = explain(rule).failing[number]
    path, findings = found(tmp_path, example)
    own = [finding for finding in findings if finding.rule == rule and finding.file.endswith(path.name)]
    assert own, findings
    assert example.at in [finding.pointer for finding in own]
    assert all(finding.severity is explain(rule).severity for finding in own)


@pytest.mark.parametrize(("rule", "number"), PASSING)
def test_a_passing_example_has_no_error_and_nothing_of_this_rule(rule, number, tmp_path):
    _, findings = found(tmp_path, explain(rule).passing[number])
    assert [finding for finding in findings if finding.rule == rule or finding.severity is Severity.ERROR] == []


def test_every_rule_has_an_explanation_and_every_explanation_a_rule():
    assert {*RECORD.rules, *ARTIFACT.rules, *REPOSITORY.rules} | ELSEWHERE == set(rule_ids())


@pytest.mark.parametrize("rule", rule_ids())
def test_an_explanation_is_complete(rule):
    known = explain(rule)
    assert re.fullmatch(r"(REC|CLM|ART|COR|PRV|VER)[0-9]{3}", rule)
    assert known.failing
    assert known.passing
    assert not known.title.endswith(".")
    for text in (known.what, known.why, known.fix):
        assert text.endswith(".")
        assert len(text) > 20
