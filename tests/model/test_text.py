from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gate.model.text import one_line, printable, shorten

ANY = st.text() | st.binary()


@given(ANY)
def test_printable_text_cannot_drive_a_terminal(text: str | bytes) -> None:
    assert all(char in "\n\t" or char.isprintable() for char in printable(text))


@given(ANY, st.integers(1, 50))
def test_one_line_is_one_printable_line_of_bounded_length(text: str | bytes, limit: int) -> None:
    line = one_line(text, limit)
    assert line.isprintable()
    assert len(line) <= limit


@given(st.text(st.characters(min_codepoint=32, max_codepoint=126)))
def test_plain_text_stays(text: str) -> None:
    assert printable(text) == text
    assert one_line(text) == " ".join(text.split())


@pytest.mark.parametrize(
    ("text", "escaped"),
    [
        ("\x1b[31mred", "\\x1b[31mred"),
        ("a\u202eb", "a\\u202eb"),
        ("\u2066\ufeff\u200b", "\\u2066\\ufeff\\u200b"),
        ("\r\n", "\\r\n"),
        ("\ud800", "\\ud800"),
        ("\U000e0041", "\\U000e0041"),
        (b"\xff\xc3\xa4", "\\xffä"),
        ("a\u00a0b", "a\\xa0b"),
    ],
)
def test_what_is_written_instead(text: str | bytes, escaped: str) -> None:
    assert printable(text) == escaped


def test_white_space_of_every_kind_becomes_one_space() -> None:
    assert one_line(" a \r\n\t\u2028b\u00a0 c ") == "a b c"


def test_a_cut_is_marked() -> None:
    assert shorten("12345", 5) == "12345"
    assert shorten("123456", 5) == "1234…"
