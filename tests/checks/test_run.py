"""Files, folders and patterns; what is wrong with one file does not keep the others from being checked."""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest

from gate.model.errors import NothingToCheckError, UsageError
from tests.checks.options import run
from tests.checks.repository import base, write


@pytest.fixture
def folder(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    return tmp_path


def rules(*paths: str) -> list[tuple[str, str]]:
    return [(finding.rule, finding.file) for finding in run(*paths).findings]


def test_examples_of_the_project_have_no_errors():
    records = Path(__file__).resolve().parents[2] / "examples"
    assert not run(str(records)).failed


def test_only_what_looks_like_a_record_is_taken_from_a_folder(folder):
    write(folder, base())
    (folder / "other.json").write_text('{"a": 1,}')
    (folder / "data").mkdir()
    (folder / "data" / "broken.json").write_text('{"contract": "paper-manifest-v1.1",}')
    (folder / ".hidden").mkdir()
    (folder / ".hidden" / "broken.json").write_text('{"contract": "paper-manifest-v1.1",}')
    assert len(run(".").files) == 2
    assert rules(".") == [("REC003", "data/broken.json")]


def test_a_file_that_is_named_must_be_a_record(folder):
    (folder / "other.json").write_text('{"a": 1}')
    assert rules("other.json") == [("REC006", "other.json")]


def test_a_pattern_names_what_it_matches_and_each_file_is_checked_once(folder):
    write(folder, base() | {"published_at": "x"})
    assert rules("*.json", "record.json", ".") == [("REC010", "record.json")]


def test_an_empty_folder_is_nothing_to_check(folder):
    with pytest.raises(NothingToCheckError):
        run(".")


def test_a_path_that_is_not_there_is_a_wrong_call(folder):
    with pytest.raises(UsageError, match="no file or folder"):
        run("nowhere")


def test_links_pipes_and_files_that_may_not_be_read_are_findings_and_the_rest_is_checked(folder):
    write(folder, base() | {"published_at": "x"})
    (folder / "loop.json").symlink_to("loop.json")
    (folder / "loop").symlink_to(".")
    os.mkfifo(folder / "pipe.json")
    (folder / "gone.json").symlink_to("nowhere.json")
    assert rules(".") == [
        ("REC001", "gone.json"),
        ("REC001", "loop.json"),
        ("REC001", "pipe.json"),
        ("REC010", "record.json"),
    ]


def test_a_file_that_vanishes_between_listing_and_reading_is_a_finding(folder, monkeypatch):
    write(folder, base())
    monkeypatch.setattr("gate.checks.run.listed", lambda paths: [("vanished.json", True), ("record.json", True)])
    assert rules(".") == [("REC001", "vanished.json")]


def test_records_in_yaml_and_toml_are_judged_like_those_in_json(folder):
    (folder / "record.yaml").write_text(json.dumps(base() | {"published_at": "2999-01-01T00:00:00Z"}))
    (folder / "Challenge.lean").write_text("theorem add_comm' : 1 = 1 := sorry")
    assert rules(".") == [("REC013", "record.yaml"), ("ART002", "record.yaml")]


def test_fingerprints_survive_other_lines_and_another_order_of_claims(folder):
    document = base("empirical")
    document["claims"].append(
        {"id": "second", "kind": "mathematical", "statement": "Two words.", "sources": ["A book"]}
    )
    write(folder, document)
    first = run("record.json").findings
    document["claims"].reverse()
    (folder / "record.json").write_text("\n\n" + json.dumps(document))
    second = run("record.json").findings
    assert [finding.rule for finding in first] == ["CLM001"]
    assert [finding.fingerprint for finding in first] == [finding.fingerprint for finding in second]
    assert first[0].spot != second[0].spot
