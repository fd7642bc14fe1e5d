"""Code in Lean files."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gate.checks.lean_text import LexicalError, code_of, require_balance


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("a -- sorry\nb", "a         \nb"),
        ("a /- x /- y -/ z -/ b", "a                   b"),
        ('a "-- /- sorry" b', "a               b"),
        ('a "\\"" b', "a      b"),
    ],
)
def test_comments_and_strings_become_spaces(text, kept):
    assert code_of(text) == kept


@pytest.mark.parametrize(
    ("text", "line"), [("a\n/- b", 2), ("(\n", 1), ("\n)", 2), ("(]", 1), ("⟨a)", 1), ("/- /- -/", 1)]
)
def test_what_is_open_or_closes_nothing_is_named_with_its_line(text, line):
    with pytest.raises(LexicalError) as caught:
        require_balance(code_of(text))
    assert caught.value.line == line


@given(st.text(alphabet='a-/"\\\n()[', max_size=30))
def test_lines_stay_where_they_are(text):
    try:
        code = code_of(text)
    except LexicalError:
        return
    assert (len(code), code.count("\n")) == (len(text), text.count("\n"))
