"""``gate check`` and ``gate rule``."""

from __future__ import annotations

import io
import json
import subprocess
import sys

import pytest

from tests.checks.repository import base, write


@pytest.fixture
def folder(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    return tmp_path


def test_exit_status_says_whether_there_is_an_error(gate, folder):
    write(folder, base())
    assert gate("check", ".").code == 0
    write(folder, base() | {"published_at": "x"})
    done = gate("check", ".")
    assert done.code == 1
    assert "error[REC010]" in done.out


def test_an_empty_folder_is_nothing_to_check(gate, folder):
    assert gate("check", ".").code == 3


def test_standard_input_has_a_name(gate, folder, monkeypatch):
    write(folder, base())
    data = json.dumps(base() | {"published_at": "x"}).encode()
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(data)))
    done = gate("check", "-", "--stdin-filename", "some/name.json")
    assert done.code == 1
    assert "some/name.json:1:" in done.out


def test_standard_input_needs_a_name_with_a_format(gate, folder, monkeypatch):
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(b"{}")))
    done = gate("check", "-", "--stdin-filename", "name")
    assert done.code == 2
    assert "check.stdin-name" in done.err


def test_rules_are_listed_and_explained(gate):
    assert "REC012  error" in gate("rule").out
    assert "Two records have one id" in gate("rule", "rec012").out


def test_an_unknown_rule_is_answered_with_those_that_are_like_it(gate):
    done = gate("rule", "REC0112")
    assert done.code == 2
    assert "did you mean REC01" in done.err


def test_reports_go_to_files_and_stdout_at_once(gate, folder):
    write(folder, base() | {"published_at": "x"})
    done = gate("check", ".", "-o", "out.sarif", "-o", "gitlab:gl.json", "--format", "json")
    assert done.code == 1
    assert json.loads(done.out)["errors"] == 1
    assert json.loads((folder / "out.sarif").read_text())["version"] == "2.1.0"
    assert json.loads((folder / "gl.json").read_text())[0]["check_name"] == "REC010"


def test_a_report_that_cannot_be_written_is_no_finding(gate, folder):
    write(folder, base())
    assert gate("check", ".", "-o", "nowhere/out.sarif").code == 4


def test_what_fails_is_chosen(gate, folder):
    write(folder, base() | {"abstract": "In /home/alice."})
    assert gate("check", ".").code == 0
    assert gate("check", ".", "--fail-on", "warning").code == 1
    assert gate("check", ".", "--fail-on", "warning", "--exit-zero").code == 0
    (folder / "gate.toml").write_text('[check]\nfail-on = "warning"\n')
    assert gate("check", ".").code == 1
    assert gate("check", ".", "--ignore", "REC021").code == 0
    (folder / "gate.toml").write_text('[check]\nfail-on = "never"\n')
    assert gate("check", ".").code == 2


def test_a_job_summary_is_written_for_github(gate, folder):
    write(folder, base() | {"published_at": "x"})
    done = gate("check", ".", "--format", "github", env={"GITHUB_STEP_SUMMARY": str(folder / "summary.md")})
    assert done.out.startswith("::error title=REC010")
    assert "gate check failed" in (folder / "summary.md").read_text()


def test_the_baseline_is_written_and_only_shrinks(gate, folder):
    write(folder, base() | {"abstract": "In /home/alice."})
    assert gate("check", ".", "--update-baseline").code == 2
    assert "1 entry" in gate("check", ".", "--baseline", "b.json", "--update-baseline").out
    (folder / "gate.toml").write_text('[check]\nfail-on = "warning"\nbaseline = "b.json"\n')
    done = gate("check", ".")
    assert done.code == 0
    assert "1 in the baseline" in done.out
    write(folder, base())
    assert "REC025" in gate("check", ".").out


def test_a_change_is_held_against_its_base(gate, folder):
    subprocess.run(["git", "init", "-q", "-b", "main"], check=True)
    write(folder, base())
    subprocess.run(["git", "add", "."], check=True)
    identity = ("-c", "user.name=T", "-c", "user.email=t@example.org")
    subprocess.run(["git", *identity, "commit", "-q", "-m", "one"], check=True)
    assert gate("check", ".", "--diff", "main").code == 0
    write(folder, base() | {"published_at": "2026-01-01T00:00:00Z"})
    done = gate("check", ".", "--diff", "main")
    assert done.code == 1
    assert "error[COR012]" in done.out
    assert gate("check", ".", "--diff", "nowhere").code == 2
    assert gate("check", ".", "--key", "none").code == 2


def test_what_needs_no_decision_is_mended_or_shown(gate, folder):
    block = {"contract": "correction-record-v1", "status": "CURRENT", "items": [], "count": 2}
    path = write(folder, base() | {"correction_record": block})
    before = path.read_bytes()
    shown = gate("check", ".", "--diff-fix")
    assert (shown.code, path.read_bytes()) == (1, before)
    assert '+    "count": 0' in shown.out
    done = gate("check", ".", "--fix")
    assert done.code == 0
    assert "Mended 1 file." in done.err
    assert path.read_bytes() == before.replace(b'"count": 2', b'"count": 0')
    assert gate("check", ".", "--diff-fix").code == 0
