"""Every code that gate can give has an entry with cause and remedy, and every entry is a code that gate can give."""

from __future__ import annotations

import runpy
from dataclasses import fields
from functools import cache
from pathlib import Path

import pytest

import gate
from gate.lean.core.declaration import Constant, Theorem
from gate.model.error_codes import code_entries
from tests.raised_codes import Source

ROOT = Path(__file__).resolve().parents[2]
DYNAMIC = "gate/lean/compare/statement.py"
"""Where a code is the name of a field in which two declarations differ."""


@cache
def source() -> Source:
    return Source(Path(gate.__file__).parent)


def declaration_fields() -> set[str]:
    """The fields that the comparison of statements compares one by one."""
    kinds, found = [Constant], set()
    for kind in kinds:
        kinds += kind.__subclasses__()
    for kind in kinds:
        if not issubclass(kind, Theorem):
            found |= {field.name for field in fields(kind)} - {"name"}
    return found


def raised() -> set[str]:
    return source().error_codes() | source().check_codes() | declaration_fields()


def test_every_code_that_can_be_given_has_an_entry():
    assert sorted(raised() - set(code_entries())) == []


def test_every_entry_is_a_code_that_can_be_given():
    assert sorted(set(code_entries()) - raised()) == []


def test_no_code_hides_from_the_reader_of_the_source():
    raised()
    assert [place for place in source().unknown if DYNAMIC not in place] == []


@pytest.mark.parametrize("part", ["cause", "remedy"])
def test_entries_are_sentences_of_their_own(part):
    texts = [getattr(entry, part) for entry in code_entries().values()]
    for text in texts:
        assert text.strip() == text
        assert "{" not in text
        assert len(text) > 9
        assert part == "remedy" or text.endswith(".")


def test_the_page_is_the_tables():
    page = runpy.run_path(str(ROOT / "scripts" / "error-page"))["page"]()
    assert (ROOT / "docs" / "errors.md").read_text(encoding="utf-8") == page
    assert all(f"| `{name}` |" in page for name in code_entries())


def test_the_reader_follows_what_gate_does_with_codes(tmp_path):
    package = tmp_path / "pack"
    package.mkdir()
    (package / "errors.py").write_text(
        "class GateError(Exception):\n    def __init__(self, code, message): ...\n"
        "class Wrong(GateError):\n    def __init__(self, word): super().__init__(f'wrong.{word}', '')\n"
    )
    (package / "use.py").write_text(
        "from enum import StrEnum\nfrom pack.errors import GateError, Wrong\nCONSTANT = 'a.constant'\n"
        "class Kind(StrEnum):\n    X = 'x'\n    Y = 'y'\n"
        "class Check:\n    code: str\n    kind: Kind\n"
        "def helper(code, message='m', last='l'): raise GateError(f'h.{code}.{last}', message)\n"
        "def calls(found, flag):\n"
        "    helper('one'); helper(code='two' if flag else 'three', last='l')\n"
        "    raise GateError(CONSTANT, '')\n"
        "def other(finding):\n"
        "    Wrong('way'); GateError(f'k.{finding.kind}', ''); GateError(finding.code, '')\n"
        "    for name, _ in (('p', 1), ('q', 2)): Check(name, Kind.X)\n"
        "    code, words = pair(); Check(code, Kind.Y)\n"
        "def pair(): return 'first', 'second'\n"
        "def hidden(anything): raise GateError(anything.somewhere(), '')\n"
    )
    found = Source(package)
    assert found.error_codes() == {"h.one.l", "h.two.l", "h.three.l", "a.constant", "wrong.way", "k.x", "k.y"}
    assert found.check_codes() == {"p", "q", "first"}
    assert [place.rpartition(": ")[2] for place in found.unknown] == ["anything.somewhere()"]
