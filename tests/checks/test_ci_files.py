"""What users put into their CI: each file's command is run, in the environment that its service would give it."""

from __future__ import annotations

import json
import re
import shlex
import subprocess
import sys
from pathlib import Path

import pytest
import yaml

from tests.checks.repository import base, write

ROOT = Path(__file__).resolve().parents[2]
BIN = str(Path(sys.executable).parent)


@pytest.fixture
def folder(tmp_path):
    write(tmp_path, base() | {"published_at": "2999-01-01T00:00:00Z"})
    return tmp_path


def run(words: list[str], folder: Path, **env: str) -> subprocess.CompletedProcess[str]:
    environment = {"PATH": f"{BIN}:/usr/bin:/bin", "HOME": str(folder), **env}
    return subprocess.run(words, cwd=folder, env=environment, capture_output=True, text=True, check=False)


def test_the_action_annotates_and_writes_summary_and_sarif(folder):
    env = {"GATE_PATHS": "record.json\n", "GATE_SARIF": "out.sarif", "GITHUB_STEP_SUMMARY": str(folder / "summary")}
    done = run([str(ROOT / "scripts" / "action")], folder, **env)
    assert done.returncode == 1, done.stderr
    assert done.stdout.startswith("::error title=REC013")
    assert "gate check failed" in (folder / "summary").read_text()
    assert json.loads((folder / "out.sarif").read_text())["runs"][0]["results"]


@pytest.mark.parametrize("name", ["GATE_PATHS", "GATE_DIFF", "GATE_SARIF", "GATE_KEYS", "GATE_FAIL_ON"])
def test_an_input_of_the_action_is_never_evaluated(folder, name):
    done = run([str(ROOT / "scripts" / "action")], folder, **{name: '$(touch hit);`touch hit`;"; touch hit #'})
    assert done.returncode in (1, 2, 4)
    assert not list(folder.rglob("hit"))


def test_inputs_reach_the_action_through_the_environment_alone():
    action = yaml.safe_load((ROOT / "action.yml").read_text())
    given: set[str] = set()
    for step in action["runs"]["steps"]:
        assert "${{" not in step["run"]
        given |= {re.fullmatch(r"\$\{\{ inputs\.(\S+) \}\}", value)[1] for value in step.get("env", {}).values()}
    assert given == set(action["inputs"])


def test_the_hook_is_run_as_pre_commit_runs_it(folder):
    (hook,) = yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_text())
    assert (hook["language"], hook["pass_filenames"]) == ("python", False)
    done = run([*shlex.split(hook["entry"]), *hook["args"]], folder)
    assert done.returncode == 1
    assert "error[REC013]" in done.stdout


def test_the_job_for_gitlab_writes_its_reports(folder):
    job = yaml.safe_load((ROOT / "docs" / "ci" / "gitlab.yml").read_text())["gate-check"]
    (script,) = job["script"]
    git = ["git", "-c", "user.name=T", "-c", "user.email=t@example.org"]
    for words in (["init", "-q"], ["add", "."], ["commit", "-qm", "1"]):
        subprocess.run([*git, *words], cwd=folder, check=True)
    write(folder, base() | {"id": "new", "published_at": "2999-01-01T00:00:00Z"}, "new.json")
    done = run(["bash", "-c", script], folder)
    assert done.returncode == 1, done.stderr
    reports = job["artifacts"]["reports"]
    (finding,) = json.loads((folder / reports["codequality"]).read_text())
    assert finding["location"]["path"] == "new.json"
    assert "<testsuites" in (folder / reports["junit"]).read_text()


def test_the_stage_for_jenkins_writes_what_it_publishes(folder):
    text = (ROOT / "docs" / "ci" / "Jenkinsfile").read_text()
    done = run(["bash", "-c", re.search(r"sh '(.*)'", text)[1]], folder)
    assert done.returncode == 1
    assert (folder / re.search(r"testResults: '(.*)'", text)[1]).is_file()


def test_the_problem_matcher_reads_the_text_format(folder):
    (matcher,) = json.loads((ROOT / "docs" / "ci" / "problem-matcher.json").read_text())["problemMatcher"]
    lines = run(["gate", "check", "record.json"], folder).stdout.splitlines()
    patterns = [pattern["regexp"] for pattern in matcher["pattern"]]
    first, second = (re.fullmatch(pattern, line) for pattern, line in zip(patterns, lines, strict=False))
    assert (first[1], first[2]) == ("error", "REC013")
    assert (second[1], second[2], second[3]) == ("record.json", "7", "19")
