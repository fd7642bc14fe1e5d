"""Findings for people."""

from __future__ import annotations

from gate.checks.formats.explained import render_list, render_rule
from gate.checks.formats.text import render
from gate.checks.rule import explain, rule_ids
from tests.checks.options import run
from tests.checks.repository import base, write


def test_a_finding_shows_place_caret_note_help_and_a_tally(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    write(tmp_path, base() | {"published_at": "2999-01-01T00:00:00Z"})
    assert render(run(".")) == (
        "error[REC013]: the record was published at 2999-01-01T00:00:00Z, which is to come\n"
        " --> record.json:7:19\n"
        "  |\n"
        '7 |   "published_at": "2999-01-01T00:00:00Z",\n'
        "  |                   ^^^^^^^^^^^^^^^^^^^^^^\n"
        "  = help: Write the day on which the record was published. (gate rule REC013)\n"
        "\n"
        "1 finding in 1 of 1 file: 1 error."
    )


def test_nothing_in_a_record_drives_the_terminal(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "r.yaml").write_text('contract: "paper-manifest-v1.1\\x1b[31m\\u202e"\n# \u202e \x85\n')
    text = render(run("r.yaml"))
    assert all(char == "\n" or char.isprintable() for char in text)


def test_every_rule_is_explained_in_words():
    listing = render_list()
    for rule in rule_ids():
        assert explain(rule).title in listing
        assert "Why\n" in render_rule(rule)
        assert "Found, in" in render_rule(rule)
