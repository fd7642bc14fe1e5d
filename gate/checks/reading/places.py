"""Where each value of a document stands in its text."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Mapping
from dataclasses import dataclass, field

from gate.checks.finding import Path, Spot

MAX_EXCERPT = 160
"""Characters of a line that a finding shows."""


@dataclass(frozen=True, slots=True)
class Span:
    """Characters ``start`` to ``end`` of a text."""

    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Member:
    """A value, and the name in front of it; ``name`` is None for the outermost value and in arrays."""

    value: Span
    name: Span | None = None


Members = Mapping[Path, Member]


class DuplicateKeyError(ValueError):
    """A name appears twice in one object; ``at`` is the second one."""

    def __init__(self, key: str, at: Span) -> None:
        super().__init__(f"the key {key!r} appears twice in one object")
        self.at = at


@dataclass(frozen=True, slots=True)
class Lines:
    """A text by lines. A line ends at a newline; what comes before it may be a carriage return."""

    text: str
    starts: tuple[int, ...] = field(init=False)

    def __post_init__(self) -> None:
        starts, at = [0], self.text.find("\n")
        while at >= 0:
            starts.append(at + 1)
            at = self.text.find("\n", at + 1)
        object.__setattr__(self, "starts", tuple(starts))

    def spot(self, span: Span) -> Spot:
        """Lines and columns of a span."""
        line, column = self._position(span.start)
        end_line, end_column = self._position(max(span.start, span.end))
        return Spot(line, column, end_line, end_column)

    def spot_at(self, offset: int) -> Spot:
        """Line and column of one character."""
        return self.spot(Span(offset, offset))

    def span(self, line: int, column: int) -> Span:
        """The one character at a line and column, both from 1."""
        start = self.starts[max(1, min(line, len(self.starts))) - 1] + max(0, column - 1)
        return Span(min(start, len(self.text)), min(start + 1, len(self.text)))

    def excerpt(self, line: int) -> str:
        """A line's text, cut where it is long."""
        start = self.starts[line - 1]
        end = self.text.find("\n", start)
        return self.text[start : end if end >= 0 else len(self.text)].rstrip("\r")[:MAX_EXCERPT]

    def _position(self, offset: int) -> tuple[int, int]:
        line = bisect_right(self.starts, offset)
        return line, offset - self.starts[line - 1] + 1


def place_of(path: Path, members: Members) -> Span:
    """The value at a path; where there is none, the name of the innermost one around it that is there."""
    if path in members:
        return members[path].value
    while path and path not in members:
        path = path[:-1]
    if path not in members:
        return Span(0, 1)
    found = members[path]
    return found.name or Span(found.value.start, min(found.value.start + 1, found.value.end))
