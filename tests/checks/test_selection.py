"""Which rules count: the command line, the settings, suppressions with a reason, and a baseline that only shrinks."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from gate.checks.baseline import Baseline, parse_baseline, write_baseline
from gate.checks.selection import PathSelection, Selection
from gate.checks.settings import find_settings, parse_settings
from gate.model.errors import InputError, UsageError
from tests.checks.options import run
from tests.checks.repository import base, write

PERSONAL = base() | {"abstract": "In /home/alice.", "title": "A guaranteed to be correct sum"}


@pytest.fixture
def folder(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    return tmp_path


def baseline_at(path: Path) -> Baseline:
    return parse_baseline(path.read_bytes(), str(path))


def rules(*paths: str, **changes: object) -> list[str]:
    return [finding.rule for finding in run(*paths, **changes).findings]


def test_rules_are_selected_and_ignored_by_id_or_beginning(folder):
    write(folder, PERSONAL)
    assert rules(".") == ["REC022", "REC021"]
    assert rules(".", selection=Selection(select=("REC021",))) == ["REC021"]
    assert rules(".", selection=Selection(select=("CLM",))) == []
    assert rules(".", selection=Selection(ignore=("REC02",))) == []
    assert rules(".", selection=Selection(paths=(PathSelection("rec*", ("REC022",)),))) == ["REC021"]
    assert rules(".", selection=Selection(paths=(PathSelection("drafts/*", ("REC022",)),))) == ["REC022", "REC021"]


def test_what_is_protected_is_found_whatever_is_selected(folder):
    write(folder, base() | {"published_at": "x"})
    assert rules(".", selection=Selection(select=("CLM",), ignore=("REC",))) == ["REC010"]


@pytest.mark.parametrize("name", ["REC010", "REC001"])
def test_a_protected_rule_cannot_be_ignored(name):
    with pytest.raises(UsageError, match="neither be ignored"):
        Selection(ignore=(name,))


def test_an_unknown_rule_is_a_wrong_call():
    with pytest.raises(UsageError, match="no rule has the id") as caught:
        Selection(select=("REC0112",))
    assert "REC011" in str(caught.value.hint)


def test_settings_are_found_above_and_in_either_file(folder):
    inner = folder / "a" / "b"
    inner.mkdir(parents=True)
    assert find_settings(inner) is None
    (folder / "pyproject.toml").write_text('[tool.gate.check]\nfail-on = "note"\n')
    assert find_settings(inner) == folder / "pyproject.toml"
    (folder / "a" / "pyproject.toml").write_text("[project]\n")
    (folder / "gate.toml").write_text(
        '[check]\nignore = ["REC021"]\n[[check.paths]]\nmatch = "x/*"\nignore = ["CLM"]\n'
    )
    settings = parse_settings((folder / "gate.toml").read_bytes(), "gate.toml")
    assert find_settings(inner) == folder / "gate.toml"
    selection = settings.selection((), (), ())
    assert not selection.selects("REC021", "a.json")
    assert not selection.selects("CLM001", "x/a.json")
    assert selection.selects("CLM001", "a.json")


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("[check]\nfail-on = 'never'\n", "gate.toml:2:11"),
        ("[check]\nselekt = []\n", "gate.toml:2:10"),
        ("[[check.paths]]\nmatch = 'a'\n[[check.paths]]\nmatch = 5\n", "gate.toml:4:9"),
        ("[check\n", "gate.toml"),
    ],
)
def test_a_wrong_setting_is_refused_at_its_place(text, place):
    with pytest.raises(InputError) as caught:
        parse_settings(text.encode(), "gate.toml")
    assert (caught.value.code, caught.value.where) == ("check.settings", place)


def test_settings_cannot_ignore_what_is_protected():
    with pytest.raises(InputError) as caught:
        parse_settings(b'[check]\nignore = ["REC010"]\n', "gate.toml")
    assert caught.value.code == "check.protected-rule"


SUPPRESSED = """\
contract: paper-manifest-v1.1
{rest}
abstract: In /home/alice.  # gate: ignore[REC021] the path is what it is about
# gate: ignore[REC022] a quotation
title: guaranteed to be correct
research_question: "# gate: ignore[REC020] no comment?"
"""


def yaml_record(folder: Path, text: str = SUPPRESSED) -> Path:
    document = write(folder, base())
    plain = json.loads(document.read_text())
    document.unlink()
    for name in ("abstract", "title", "research_question", "contract"):
        del plain[name]
    rest = "\n".join(f"{key}: {json.dumps(value)}" for key, value in plain.items())
    path = folder / "record.yaml"
    path.write_text(text.replace("{rest}", rest))
    return path


def test_a_comment_suppresses_on_its_line_or_the_next_and_is_counted(folder):
    yaml_record(folder)
    outcome = run(".")
    assert ([finding.rule for finding in outcome.findings], outcome.suppressed) == ([], 2)
    assert rules(".", use_suppressions=False) == ["REC022", "REC021"]


def test_a_suppression_without_a_reason_or_without_effect_is_a_finding(folder):
    yaml_record(folder, SUPPRESSED.replace(" a quotation", "").replace("alice", "runner"))
    assert sorted(rules(".")) == ["REC022", "REC023", "REC024"]


def test_what_is_protected_cannot_be_suppressed(folder):
    yaml_record(folder, SUPPRESSED.replace("[REC022] a quotation", "[REC010] trust me") + "published_at: x\n")
    assert "REC004" in rules(".")
    yaml_record(folder, SUPPRESSED.replace("[REC022] a quotation", "[REC008] trust me").replace("title:", "titel:"))
    assert {"REC008", "REC009", "REC023"} <= set(rules("."))


def test_a_baseline_hides_what_was_there_and_nothing_more(folder):
    write(folder, PERSONAL)
    before = run(".")
    path = folder / "baseline.json"
    assert write_baseline(path, before.all_findings) == 2
    known = baseline_at(path)
    outcome = run(".", baseline=known)
    assert (outcome.findings, outcome.known) == ((), 2)
    write(folder, PERSONAL | {"research_question": "From /Users/bob?"})
    assert [finding.pointer for finding in run(".", baseline=known).findings] == ["/research_question"]


def test_an_entry_that_matches_nothing_is_a_finding(folder):
    write(folder, PERSONAL)
    path = folder / "baseline.json"
    write_baseline(path, run(".").all_findings)
    write(folder, base())
    assert rules(".", baseline=baseline_at(path)) == ["REC025", "REC025"]


def test_a_baseline_cannot_hide_what_is_protected(folder):
    write(folder, base() | {"published_at": "x"})
    path = folder / "baseline.json"
    (finding,) = run(".").findings
    entry = {"rule": "REC010", "file": finding.file, "fingerprint": finding.fingerprint, "count": 1}
    forged = json.dumps({"format": "gate-check-baseline-v1", "findings": [entry]}).encode()
    assert rules(".", baseline=parse_baseline(forged, "b")) == ["REC025", "REC010"]
    other = forged.replace(b"REC010", b"REC021")
    assert rules(".", baseline=parse_baseline(other, "b")) == ["REC010"]
    assert write_baseline(path, run(".").all_findings) == 0


def test_a_file_that_is_no_baseline_is_refused(folder):
    for data in (b"{}", b"\xff", b'{"format": "x", "findings": []}'):
        with pytest.raises(InputError):
            parse_baseline(data, "b")
