"""The change under review is not trusted: a repository in which each attack is played."""

from __future__ import annotations

import json
import subprocess
from pathlib import Path

import pytest

from gate.checks.options import Asked, options_of
from gate.checks.run import check_paths
from gate.log.keys import Signer
from gate.model.errors import UsageError
from tests.attest.bundles import IDS
from tests.checks.judged import STORY, judged, write_judged
from tests.checks.repository import base, write
from tests.log.trees import SIGNER

ATTACKER = Signer("attacker.example/log", b"7" * 32)
LEAK = {"research_question": "From https://ann:s3cret@data.example.org/x.csv?"}


@pytest.fixture
def repository(tmp_path, monkeypatch) -> Path:
    monkeypatch.chdir(tmp_path)
    write_judged(tmp_path)
    (tmp_path / "record.bundle").write_bytes(STORY.bundle())
    (tmp_path / "gate.toml").write_text(f'[check]\nkeys = ["{SIGNER.verifier}"]\nbaseline = "baseline.json"\n')
    (tmp_path / "baseline.json").write_text('{"format": "gate-check-baseline-v1", "findings": []}')
    git("init", "-q", "-b", "main")
    commit("base")
    return tmp_path


def git(*words: str) -> str:
    identity = ("-c", "user.name=T", "-c", "user.email=t@example.org", "-c", "commit.gpgsign=false")
    return subprocess.run(["git", *identity, *words], check=True, capture_output=True, text=True).stdout


def commit(message: str) -> None:
    git("add", "-A")
    git("commit", "-q", "-m", message)


def rules(*paths: str, **asked: object) -> list[str]:
    options, _ = options_of(Asked(diff="main", **asked))
    return [finding.rule for finding in check_paths(paths or (".",), options).findings]


def test_an_honest_change_has_no_finding(repository):
    assert rules() == []
    write_judged(repository, provenance={**base()["provenance"], "note": "Not primary research."})
    assert rules() == []


def test_only_what_the_change_touches_is_reported(repository):
    write(repository, base() | LEAK, "old.json")
    commit("old")
    write(repository, base() | LEAK | {"id": "new"}, "new.json")
    assert rules() == ["REC020"]


def test_a_key_of_the_attackers_is_not_believed(repository):
    (repository / "gate.toml").write_text(f'[check]\nkeys = ["{ATTACKER.verifier}"]\n')
    (repository / "record.bundle").write_bytes(STORY.bundle().replace(SIGNER.name.encode(), ATTACKER.name.encode()))
    assert {"VER001"} <= set(rules())


def test_settings_of_the_change_do_not_count(repository):
    write_judged(repository, **LEAK)
    expected = rules()
    assert "REC020" in expected
    (repository / "gate.toml").write_text('[check]\nignore = ["REC", "CLM", "COR"]\nselect = ["CLM"]\n')
    (repository / "sub").mkdir()
    (repository / "sub" / "gate.toml").write_text('[check]\nselect = ["CLM"]\n')
    (repository / "pyproject.toml").write_text('[tool.gate.check]\nselect = ["CLM"]\n')
    assert rules() == expected


def test_a_baseline_of_the_change_does_not_count(repository):
    write_judged(repository, **LEAK)
    options, _ = options_of(Asked(diff="main"))
    found = check_paths(["."], options).findings
    known = [{"rule": one.rule, "file": one.file, "fingerprint": one.fingerprint, "count": 9} for one in found]
    (repository / "baseline.json").write_text(json.dumps({"format": "gate-check-baseline-v1", "findings": known}))
    assert rules() == [finding.rule for finding in found]
    assert rules(baseline=Path("baseline.json")) == [finding.rule for finding in found]
    (repository / "new-baseline.json").write_text((repository / "baseline.json").read_text())
    with pytest.raises(UsageError, match="not trusted"):
        rules(baseline=Path("new-baseline.json"))


def test_a_suppression_of_the_change_does_not_count(repository):
    write_judged(repository, **LEAK)
    suppression = '[[ignore]]\nrule = "REC020"\nat = "/research_question"\nreason = "trust me"\n'
    (repository / "record.ignore.toml").write_text(suppression)
    assert "REC020" in rules()
    commit("accepted by a reviewer")
    write_judged(repository, **LEAK, provenance={**base()["provenance"], "note": "More."})
    assert "REC020" not in rules()


def test_a_policy_of_the_change_does_not_count(repository):
    (repository / "policy.json").write_text('{"contract": "gate-policy-v1", "version": "wide"}')
    with pytest.raises(UsageError, match="not trusted"):
        rules(policy=Path("policy.json"))


@pytest.mark.parametrize("asked", [{"ignore": ("VER",)}, {"ignore": ("VER001",)}, {"select": ("CLM",)}])
def test_what_is_proven_can_not_be_left_out(repository, asked):
    (repository / "record.bundle").unlink()
    if "select" in asked:
        assert rules(**asked) == ["VER001"]
    else:
        with pytest.raises(UsageError):
            rules(**asked)


def test_a_verdict_is_not_written_into_a_record(repository):
    write(repository, base() | {"gate_verdict": {"status": "VERIFIED"}}, "new.json")
    assert rules() == ["VER001"]


def test_a_claim_is_not_changed_under_its_bundle(repository):
    document = judged()
    document["claims"][0]["statement"] = "Addition of numbers commutes."
    write(repository, document)
    assert {"VER001", "VER005", "COR008"} == set(rules())


def test_a_file_of_the_claim_is_not_exchanged(repository):
    (repository / "Challenge.lean").write_text("theorem add_comm' : True := sorry\n")
    assert "ART002" in rules()


@pytest.mark.parametrize("how", ["delete", "another contract", "another id", "broken", "hidden", "link", "ending"])
def test_a_record_does_not_disappear(repository, how):
    path = repository / "record.json"
    match how:
        case "delete":
            path.unlink()
        case "another contract":
            path.write_text(json.dumps(judged() | {"contract": "nothing"}))
        case "another id":
            path.write_text(json.dumps(judged() | {"id": "r-124"}))
        case "broken":
            path.write_text("{")
        case "hidden":
            (repository / ".old").mkdir()
            path.rename(repository / ".old" / "record.json")
        case "link":
            path.rename(repository / "elsewhere.txt")
            path.symlink_to("elsewhere.txt")
        case "ending":
            path.rename(repository / "record.jsonc")
    assert "COR006" in rules()


def test_a_record_that_is_moved_is_compared_with_what_it_was(repository):
    (repository / "papers").mkdir()
    for name in ("record.json", "record.bundle", "Challenge.lean"):
        (repository / name).rename(repository / "papers" / name)
    assert rules() == []
    document = json.loads((repository / "papers" / "record.json").read_text())
    (repository / "papers" / "record.json").write_text(json.dumps(document | {"published_at": "2026-01-01T00:00:00Z"}))
    assert "COR012" in rules()


def test_what_git_is_told_to_ignore_is_checked_all_the_same(repository):
    (repository / ".gitignore").write_text("*.json\n")
    (repository / ".gitattributes").write_text("*.json -diff binary filter=evil\n")
    write(repository, base() | LEAK, "new.json")
    assert rules() == ["REC020"]


def test_an_id_is_not_taken_over(repository):
    write(repository, base() | {"id": IDS["record"]}, "new.json")
    assert "REC012" in rules()


def test_the_work_tree_is_not_touched(repository):
    write_judged(repository, **LEAK)
    before = (git("status", "--porcelain"), git("stash", "list"), (repository / "record.json").read_bytes())
    rules()
    assert (git("status", "--porcelain"), git("stash", "list"), (repository / "record.json").read_bytes()) == before


def test_names_in_other_alphabets_are_followed(repository):
    write(repository, base() | {"id": "new"}, "é ü.json")
    commit("one")
    (repository / "é ü.json").unlink()
    assert rules() == ["COR006"]


def test_it_works_from_a_folder_inside(repository, monkeypatch):
    (repository / "inner").mkdir()
    monkeypatch.chdir(repository / "inner")
    write_judged(repository, published_at="2026-01-01T00:00:00Z")
    assert rules("..") == ["COR012"]


def test_a_revision_that_is_not_there_is_a_wrong_call(repository, tmp_path):
    with pytest.raises(UsageError, match="no revision"):
        options_of(Asked(diff="nowhere"))
    with pytest.raises(UsageError, match="no revision"):
        options_of(Asked(diff="--output=/tmp/x"))


def test_a_shallow_clone_is_named_as_the_cause(repository, tmp_path_factory, monkeypatch):
    first = git("rev-parse", "HEAD").strip()
    (repository / "more.txt").write_text("x")
    commit("second")
    clone = tmp_path_factory.mktemp("clone")
    git("clone", "-q", "--depth", "1", f"file://{repository}", str(clone / "c"))
    monkeypatch.chdir(clone / "c")
    with pytest.raises(UsageError) as caught:
        options_of(Asked(diff=first))
    assert "fetch-depth: 0" in str(caught.value.hint)


def test_outside_a_repository_there_is_no_base(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(tmp_path.parent))
    with pytest.raises(UsageError, match="in none"):
        options_of(Asked(diff="main"))
