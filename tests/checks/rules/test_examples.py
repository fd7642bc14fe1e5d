"""Every rule is explained in a file of its own, whose examples it finds and does not find."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from gate.checks.baseline import parse_baseline
from gate.checks.finding import Finding, Severity
from gate.checks.proven import BundleTrouble, Proof, Proofs, ProvenClaim
from gate.checks.rule import Example, explain, rule_ids, set_at
from gate.checks.rules import ARTIFACT, CHANGE, PROOF, RECORD, REPOSITORY
from gate.checks.subject import RecordSummary
from gate.model.record import Record
from gate.model.verdict import Status
from tests.checks.options import run
from tests.checks.repository import base, lay_out, write

FAILING = [(rule, number) for rule in rule_ids() for number in range(len(explain(rule).failing))]
PASSING = [(rule, number) for rule in rule_ids() for number in range(len(explain(rule).passing))]
ELSEWHERE = {*(f"REC{number:03}" for number in range(1, 11)), "REC023", "REC024", "REC025", "COR006"}
"""Rules of readers, suppressions, baseline and removed files; they have no function in a table."""


class Told(Proofs):
    """Proofs as an example tells them."""

    def __init__(self, example: Example) -> None:
        super().__init__()
        self.example = example

    def concerns(self, summary: RecordSummary) -> bool:
        return summary.states_verdict or bool(self.example.proven or self.example.bundles)

    def of(self, record: Record, file: str) -> Proof:
        claims = {}
        for claim, words in self.example.proven.items():
            status, _, reason = words.partition(": ")
            claims[claim] = ProvenClaim(Status(status), reason, "2026-07-02T00:00:00Z", 9)
        troubles = (BundleTrouble("record.bundle", trouble, text) for trouble, text in self.example.bundles.items())
        return Proof(claims, tuple(troubles))


class Before:
    """The base revision as an example tells it: one file."""

    root = Path("/")

    def __init__(self, name: str, data: bytes) -> None:
        self.name, self.data = name, data

    def read(self, name: str) -> bytes | None:
        return self.data if name == self.name else None

    def has_changed(self, name: str, data: bytes | None) -> bool:
        return self.read(name) != data

    def gone_or_changed(self, folders, reader):
        yield self.name, self.data


def found(folder: Path, example: Example) -> tuple[Path, tuple[Finding, ...]]:
    path = lay_out(folder, example)
    if path.name == "baseline.json":
        write(folder, base())
        return path, run("record.json", baseline=parse_baseline(path.read_bytes(), str(path))).findings
    earlier = None
    if example.before is not None or example.gone:
        earlier = Before(path.name, json.dumps(set_at(base(example.base), example.before or {})).encode())
    if example.gone:
        path.unlink()
    others = [name for name in example.files if name.endswith(".json")]
    there = [path.name] if path.exists() else []
    return path, run(*there, *others, proofs=Told(example), base=earlier).findings


@pytest.fixture(autouse=True)
def _in_folder(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)


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
    assert {*RECORD.rules, *ARTIFACT.rules, *CHANGE.rules, *PROOF.rules, *REPOSITORY.rules} | ELSEWHERE == set(
        rule_ids()
    )


@pytest.mark.parametrize("rule", rule_ids())
def test_an_explanation_is_complete(rule):
    known = explain(rule)
    assert re.fullmatch(r"(REC|CLM|ART|COR|PRV|VER)[0-9]{3}", rule)
    assert known.failing
    assert known.passing
    assert not known.title.endswith(".")
    for text in (known.what, known.why, known.fix):
        assert text.endswith(".")
        assert len(text) > 12
