"""The compiler's messages. They come from a process that ran submitted code: they explain and decide nothing."""

from __future__ import annotations

import json
from dataclasses import dataclass

from gate.lean.check_data import MessageData
from gate.model.text import one_line

MAX_MESSAGES = 50
MAX_TEXT = 600
"""Characters of one message."""


@dataclass(frozen=True, slots=True)
class Message:
    """One message. ``line`` counts from 1, ``column`` from 0, as Lean does."""

    severity: str
    path: str
    line: int
    column: int
    text: str

    def __str__(self) -> str:
        return f"{self.path}:{self.line}:{self.column}: {self.text}"

    def to_json(self) -> MessageData:
        """The message as the check's data and evidence hold it."""
        return {
            "severity": self.severity,
            "path": self.path,
            "line": self.line,
            "column": self.column,
            "text": self.text,
        }


def read_messages(stdout: bytes, path: str) -> tuple[Message, ...]:
    """The messages in the output of ``lean --json``. ``path`` names the file to people; other lines are skipped."""
    found: list[Message] = []
    for line in stdout.split(b"\n"):
        if len(found) >= MAX_MESSAGES:
            break
        message = _message(line, path)
        if message is not None:
            found.append(message)
    return tuple(found)


def _message(line: bytes, path: str) -> Message | None:
    try:
        value = json.loads(line)
    except (ValueError, RecursionError):
        return None
    if not isinstance(value, dict):
        return None
    position = value.get("pos")
    severity, text = value.get("severity"), value.get("data")
    if severity not in ("error", "warning", "information") or not isinstance(text, str):
        return None
    at = [position.get(part) if isinstance(position, dict) else None for part in ("line", "column")]
    row, column = (number if isinstance(number, int) and 0 <= number < 1 << 31 else 0 for number in at)
    return Message(severity, path, row, column, one_line(text, MAX_TEXT))


def first_error(messages: tuple[Message, ...]) -> Message | None:
    """The first message that is an error."""
    return next((message for message in messages if message.severity == "error"), None)
