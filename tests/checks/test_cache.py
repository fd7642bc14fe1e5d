"""Reports are taken from the cache only when nothing that they were made from has changed; processes change nothing."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest

from gate.checks import many
from gate.checks.cache import ReportCache
from gate.checks.file import Judging
from gate.checks.options import Asked, options_of
from gate.checks.run import check_paths
from gate.model.policy import Policy
from tests.checks.repository import base, lay_out, write


@pytest.fixture
def folder(tmp_path, monkeypatch):
    monkeypatch.setenv("GATE_CACHE", str(tmp_path / "cache"))
    (tmp_path / "records").mkdir()
    monkeypatch.chdir(tmp_path / "records")
    return tmp_path / "records"


@pytest.fixture
def checked(monkeypatch) -> list[str]:
    """The files that were checked anew."""
    names: list[str] = []
    plain = many.check_file

    def check_file(given, judging):
        names.append(given.name)
        return plain(given, judging)

    monkeypatch.setattr(many, "check_file", check_file)
    return names


def rules(**asked: object) -> list[str]:
    options, _ = options_of(Asked(jobs=1, **asked))
    return [finding.rule for finding in check_paths(["."], options).findings]


def test_what_did_not_change_is_not_checked_again(folder, checked):
    write(folder, base() | {"abstract": "In /home/alice."})
    assert rules() == ["REC021"]
    assert rules() == ["REC021"]
    assert checked == ["record.json"]


@pytest.mark.parametrize(
    "change",
    [
        lambda folder: write(folder, base() | {"title": "Another title"}),
        lambda folder: (folder / "Challenge.lean").write_text("theorem other : 1 = 1 := sorry\n"),
        lambda folder: (folder / "Challenge.lean").unlink(),
        lambda folder: (folder / "record.ignore.toml").write_text(""),
    ],
)
def test_a_change_of_the_file_or_of_what_it_names_is_seen(folder, checked, change):
    write(folder, base())
    rules()
    change(folder)
    rules()
    assert checked == ["record.json", "record.json"]


def test_a_new_file_beside_a_manifest_is_seen(folder, checked):
    from gate.checks.rule import explain

    lay_out(folder, explain("ART006").passing[0])
    assert rules() == []
    (folder / "notes.txt").write_text("x")
    assert rules() == ["ART006"]


def test_another_policy_or_day_has_its_own_reports(folder):
    judging = Judging.now()
    first = ReportCache.open(judging).path
    assert ReportCache.open(judging).path == first
    assert ReportCache.open(replace(judging, policy=Policy(version="2027-01"))).path != first
    assert ReportCache.open(replace(judging, time=judging.time.replace(year=2030))).path != first


def test_a_damaged_cache_is_empty_and_one_that_cannot_be_written_is_no_error(folder, checked, monkeypatch):
    write(folder, base())
    rules()
    path = ReportCache.open(Judging.now()).path
    assert path is not None
    path.write_bytes(b"\x81")
    assert rules() == []
    monkeypatch.setenv("GATE_CACHE", "/dev/null/nowhere")
    assert rules() == []
    assert len(checked) == 3


def test_it_can_be_left_out(folder, checked):
    write(folder, base())
    rules(use_cache=False)
    rules(use_cache=False)
    assert len(checked) == 2


def test_a_cache_in_the_repository_is_not_believed_about_a_change(folder, monkeypatch):
    import subprocess

    monkeypatch.setenv("GATE_CACHE", str(folder / "cache"))
    write(folder, base())
    for words in (
        ["init", "-q"],
        ["add", "."],
        ["-c", "user.name=T", "-c", "user.email=t@e.org", "commit", "-qm", "1"],
    ):
        subprocess.run(["git", *words], check=True)
    assert options_of(Asked(diff="HEAD"))[0].cache.path is None
    assert options_of(Asked())[0].cache.path is not None


def test_several_processes_find_what_one_finds(folder, monkeypatch):
    write(folder, base())
    for number in range(20):
        document = base() | {"id": f"r{number}", "published_at": "x" if number % 3 else "2026-07-01T00:00:00Z"}
        (folder / f"r{number}.json").write_text(json.dumps(document))
    (folder / "link.json").symlink_to("nowhere")
    monkeypatch.setattr(many, "CHUNK", 4)
    one, two = (check_paths(["."], options_of(Asked(jobs=jobs, use_cache=False))[0]) for jobs in (1, 2))
    assert one == two
    assert len(one.files) == 22
