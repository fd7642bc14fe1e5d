"""``gate check`` and ``gate rule``."""

from __future__ import annotations

import io
import json
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
