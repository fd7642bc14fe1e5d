"""Text from strangers, made safe to print: nothing in it can drive a terminal, turn text around or forge a line.

There is one rule: a character that Python does not call printable (control, format, bidirectional, surrogate,
unassigned, and spaces that look like others) is written as its escape, ``\\x1b`` or ``\\u202e``.
"""

from __future__ import annotations


def printable(text: str | bytes) -> str:
    """Text of any number of lines: newline and tab stay. Bytes are read as UTF-8, and what is none is escaped."""
    if isinstance(text, bytes):
        text = text.decode("utf-8", "backslashreplace")
    return "".join(char if char in "\n\t" or char.isprintable() else escape(char) for char in text)


def one_line(text: str | bytes, max_chars: int | None = None) -> str:
    """The same in one line: all white space becomes single spaces. What is longer than ``max_chars`` ends in ``…``."""
    if isinstance(text, bytes):
        text = text.decode("utf-8", "backslashreplace")
    line = printable(" ".join(text.split()))
    return line if max_chars is None else shorten(line, max_chars)


def shorten(text: str, max_chars: int) -> str:
    """At most ``max_chars`` characters; the last one is ``…`` if something was cut off."""
    return text if len(text) <= max_chars else text[: max_chars - 1] + "…"


def escape(char: str) -> str:
    """The escape of one character as Python writes it."""
    return char.encode("unicode_escape").decode("ascii")


def counted(number: int, noun: str) -> str:
    """A number with its noun: ``1 entry``, ``2 entries``, ``3 statuses``."""
    if number == 1:
        return f"1 {noun}"
    if noun.endswith("y") and noun[-2:-1] not in "aeiou":
        return f"{number} {noun[:-1]}ies"
    return f"{number} {noun}{'es' if noun.endswith(('s', 'x', 'ch', 'sh')) else 's'}"
