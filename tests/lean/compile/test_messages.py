"""Compiler messages come from a process that ran submitted code."""

from __future__ import annotations

import json

from hypothesis import given
from hypothesis import strategies as st

from gate.lean.compile.messages import MAX_MESSAGES, MAX_TEXT, first_error, read_messages

LINE = {
    "severity": "error",
    "pos": {"line": 3, "column": 7},
    "data": "unknown identifier\n  x",
    "fileName": "/in/src/C.lean",
}


def output(*values: object) -> bytes:
    return b"\n".join(json.dumps(value).encode() for value in values)


def test_a_message_says_file_line_and_column() -> None:
    (message,) = read_messages(output(LINE), "Solution.lean")
    assert str(message) == "Solution.lean:3:7: unknown identifier x"
    assert message.to_json()["severity"] == "error"


def test_the_first_error_comes_after_warnings() -> None:
    messages = read_messages(output({**LINE, "severity": "warning", "data": "w"}, LINE), "S.lean")
    assert [message.severity for message in messages] == ["warning", "error"]
    assert first_error(messages) is messages[1]
    assert first_error(messages[:1]) is None


def test_control_characters_do_not_reach_a_terminal() -> None:
    (message,) = read_messages(output({**LINE, "data": "\x1b[2J\u202e ok\r\n"}), "S.lean")
    assert message.text == "\\x1b[2J\\u202e ok"


def test_positions_that_make_no_sense_become_zero() -> None:
    for position in (None, {}, {"line": -1, "column": "x"}, {"line": 1 << 40, "column": 1.5}, [1, 2]):
        (message,) = read_messages(output({**LINE, "pos": position}), "S.lean")
        assert (message.line, message.column) == (0, 0)


def test_there_is_an_end_to_messages_and_their_length() -> None:
    many = read_messages(output(*[{**LINE, "data": "y" * 10_000}] * 200), "S.lean")
    assert len(many) == MAX_MESSAGES
    assert max(len(message.text) for message in many) == MAX_TEXT


@given(st.binary(max_size=300) | st.recursive(st.none() | st.booleans() | st.text(), st.lists).map(output))
def test_nothing_that_is_printed_can_break_the_reader(stdout: bytes) -> None:
    for message in read_messages(stdout + b"\n" + b"[" * 5000, "S.lean"):
        assert message.severity in ("error", "warning", "information")
