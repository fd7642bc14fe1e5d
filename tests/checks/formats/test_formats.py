"""Every format: valid where there is a schema, complete, and nothing from a record unescaped."""

from __future__ import annotations

import json
from xml.etree import ElementTree

import jsonschema
import pytest

from gate.checks.finding import Finding, Severity, Spot
from gate.checks.formats import FORMATS, output, render
from gate.checks.run import Outcome
from gate.engine.schema import schema_of
from gate.model.errors import UsageError
from tests.checks.options import run
from tests.checks.repository import base, write
from tests.vectors import load, needs_vectors

NASTY = '::error::x%0A\x1b[31m\u202e]]> <b>&"|`@all\r\n\x00\ud800'


def finding(number: int = 0, severity: Severity = Severity.ERROR, text: str = "what is wrong") -> Finding:
    spot = Spot(number + 1, 1, number + 1, 5)
    return Finding("REC013", severity, f"a b/r{number}.json", "/x~1y", text, text, spot, text, "r", f"{number:064x}")


def outcome(*findings: Finding) -> Outcome:
    return Outcome(("a b/r0.json", "clean.json"), findings, suppressed=2, known=3)


@pytest.fixture
def real(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    document = base() | {"published_at": "2999-01-01T00:00:00Z", "abstract": "In /home/alice."}
    write(tmp_path, document)
    return run(".")


@needs_vectors
@pytest.mark.parametrize("schema", ["sarif-schema-2.1.0.json", "sarif-schema-2.1.0.errata01.json"])
def test_sarif_is_valid_by_the_schema_of_oasis(schema, real):
    validator = jsonschema.validators.validator_for(load(f"sarif/{schema}"))(load(f"sarif/{schema}"))
    for case in (real, outcome(), outcome(finding(text=NASTY))):
        assert list(validator.iter_errors(json.loads(render("sarif", case)))) == []


def test_sarif_names_place_pointer_and_a_fingerprint_of_its_own(real):
    (sarif,) = json.loads(render("sarif", real))["runs"]
    first, second = sarif["results"]
    assert [first["ruleId"], second["ruleId"]] == ["REC013", "REC021"]
    place = first["locations"][0]
    assert place["physicalLocation"]["artifactLocation"]["uri"] == "record.json"
    assert place["logicalLocations"][0]["fullyQualifiedName"] == "/published_at"
    assert first["partialFingerprints"] != second["partialFingerprints"]
    assert "fingerprints" not in first


def test_two_findings_of_one_rule_at_one_place_stay_two():
    twice = outcome(finding(), finding())
    (sarif,) = json.loads(render("sarif", twice))["runs"]
    assert len({one["partialFingerprints"]["gateFinding/v1"] for one in sarif["results"]}) == 2
    assert len({one["fingerprint"] for one in json.loads(render("gitlab", twice))}) == 2


def test_sarif_keeps_the_worst_and_counts_the_rest():
    many = outcome(*(finding(number) for number in range(5001)))
    (sarif,) = json.loads(render("sarif", many))["runs"]
    assert len(sarif["results"]) == 5000
    assert sarif["properties"]["resultsLeftOut"] == 1


def test_paths_in_sarif_are_relative_uris():
    (sarif,) = json.loads(render("sarif", outcome(finding())))["runs"]
    assert sarif["results"][0]["locations"][0]["physicalLocation"]["artifactLocation"]["uri"] == "a%20b/r0.json"


@pytest.mark.parametrize("format", ["json", "jsonl"])
def test_json_keeps_to_its_published_schema(format, real):
    text = render(format, real)
    if format == "json":
        jsonschema.validate(json.loads(text), schema_of("findings"))
        return
    *findings, last = map(json.loads, text.splitlines())
    for one in findings:
        jsonschema.validate(one, schema_of("finding"))
    jsonschema.validate(last, schema_of("findings"))
    assert (len(findings), last["errors"], last["warnings"]) == (2, 1, 1)


def test_junit_has_a_suite_for_each_file_and_fails_only_for_what_fails():
    root = ElementTree.fromstring(render("junit", outcome(finding(), finding(1, Severity.WARNING))))
    suites = {suite.get("name"): suite for suite in root}
    assert set(suites) == {"a b/r0.json", "a b/r1.json", "clean.json"}
    assert (root.get("tests"), root.get("failures")) == ("3", "1")
    assert suites["a b/r0.json"].find("testcase/failure") is not None
    assert suites["a b/r1.json"].find("testcase/failure") is None
    assert suites["clean.json"].get("failures") == "0"


def test_github_shows_ten_worst_first_and_says_how_many_more():
    lines = render("github", outcome(*(finding(number) for number in range(12)))).splitlines()
    assert sum(line.startswith("::error ") for line in lines) == 10
    assert lines[0].startswith("::error title=REC013%3A The record was published in the future,file=a b/r0.json,line=1")
    assert lines[10].startswith("2 more findings")


def test_gitlab_has_what_the_report_needs(real):
    first, _ = json.loads(render("gitlab", real))
    assert (first["check_name"], first["severity"]) == ("REC013", "major")
    assert first["location"]["path"] == "record.json"
    assert first["location"]["lines"]["begin"] == 7


def test_markdown_is_cut_where_a_summary_ends():
    many = outcome(*(finding(number, text="x" * 300) for number in range(4000)))
    text = render("markdown", many)
    assert len(text.encode()) < 1_048_576
    assert "more findings did not fit." in text


@pytest.mark.parametrize("format", FORMATS)
def test_text_from_a_record_stays_text(format):
    text = render(format, outcome(finding(text=NASTY)))
    assert all(char == "\n" or char.isprintable() for char in text)
    assert not any(line.startswith("::") for line in text.splitlines()[1:])
    assert "<b>" not in text or format in ("text", "json", "jsonl", "sarif", "github", "gitlab")


def test_the_end_of_a_files_name_or_a_word_before_it_says_its_format():
    assert output("out.sarif") == ("sarif", "out.sarif")
    assert output("gitlab:out.json") == ("gitlab", "out.json")
    with pytest.raises(UsageError, match="which format"):
        output("report")
    with pytest.raises(UsageError, match="no format"):
        render("csv", outcome())
