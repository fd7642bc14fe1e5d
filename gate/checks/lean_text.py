"""Lean files as text: what is code in them, and whether comments and brackets end. Lean itself is not asked."""

from __future__ import annotations

import re

_COMMENT = re.compile(r"--[^\n]*|/-")
_STRING = re.compile(r'"(?:[^"\\]|\\.)*"', re.DOTALL)
_NESTED = re.compile(r"/-|-/")
_PAIRS = {")": "(", "]": "[", "}": "{", "⟩": "⟨"}


class LexicalError(ValueError):
    """A Lean file cannot be one: what is open at its end, or closes nothing; ``line`` counts from 1."""

    def __init__(self, message: str, line: int) -> None:
        super().__init__(message)
        self.line = line


def code_of(text: str) -> str:
    """A Lean file without its comments and strings, line for line. Raises LexicalError."""
    kept: list[str] = []
    at = 0
    while at < len(text):
        comment, string = _COMMENT.search(text, at), _STRING.search(text, at)
        match = min((found for found in (comment, string) if found), key=lambda found: found.start(), default=None)
        if match is None:
            kept.append(text[at:])
            break
        kept.append(text[at : match.start()])
        end = _end_of_comment(text, match.start()) if match[0] == "/-" else match.end()
        kept.append(re.sub(r"[^\n]", " ", text[match.start() : end]))
        at = end
    return "".join(kept)


def _end_of_comment(text: str, start: int) -> int:
    """Comments nest."""
    depth = 0
    for match in _NESTED.finditer(text, start):
        depth += 1 if match[0] == "/-" else -1
        if depth == 0:
            return match.end()
    raise LexicalError("a comment is not closed", text.count("\n", 0, start) + 1)


def require_balance(code: str) -> None:
    """Raises LexicalError where brackets do not match."""
    opened: list[tuple[str, int]] = []
    for number, line in enumerate(code.split("\n"), 1):
        for char in line:
            if char in "([{⟨":
                opened.append((char, number))
            elif char in _PAIRS and (not opened or opened.pop()[0] != _PAIRS[char]):
                raise LexicalError(f"{char!r} closes nothing", number)
    if opened:
        raise LexicalError(f"{opened[-1][0]!r} is not closed", opened[-1][1])
