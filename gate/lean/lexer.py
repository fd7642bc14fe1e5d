"""Lean source as tokens, just well enough to find where a theorem's statement ends.

Nothing is judged by this: a file that is cut at the wrong place does not compile, or states something else, and both
come to light.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

_PART = r"(?:«[^»]*»|[^\W\d][\w'!?₀-₉ₐ-ₜᵢ-ᵪ]*|\d+(?=\.|$))"
_TOKEN = re.compile(
    r"(?P<space>\s+)"
    r"|(?P<line>--[^\n]*)"
    r"|(?P<block>/-)"
    r'|(?P<string>"(?:[^"\\]|\\.)*")'
    r"|(?P<char>'(?:[^'\\\n]|\\[^\n]+?)'(?!\w))"
    rf"|(?P<name>{_PART}(?:\.{_PART})*)"
    r"|(?P<define>:=)"
    r"|(?P<other>.)",
    re.DOTALL,
)


@dataclass(frozen=True, slots=True)
class Token:
    """``start`` is an offset in characters; ``starts_line``: only space comes before it on its line."""

    text: str
    start: int
    line: int
    starts_line: bool


def tokens(text: str) -> Iterator[Token]:
    """The tokens of a file without comments, strings and space. An unfinished comment or string ends the file."""
    position, line, fresh = 0, 1, True
    while position < len(text):
        found = _TOKEN.match(text, position)
        if found is None:
            return
        end = found.end()
        if found.lastgroup == "block":
            end = _end_of_block(text, position)
        elif found.lastgroup not in ("space", "line"):
            if found.lastgroup not in ("string", "char"):
                yield Token(found.group(), position, line, fresh)
            fresh = False
        breaks = text.count("\n", position, end)
        if breaks:
            line, fresh = line + breaks, True
        position = end


def _end_of_block(text: str, start: int) -> int:
    depth = 0
    for found in re.compile(r"/-|-/").finditer(text, start):
        depth += 1 if found.group() == "/-" else -1
        if depth == 0:
            return found.end()
    return len(text)
