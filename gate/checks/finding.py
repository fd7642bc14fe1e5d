"""What a rule finds, and how bad it is."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

Path = tuple[str | int, ...]
"""Names and indices that lead from the outermost value of a document to one inside."""


class Severity(StrEnum):
    """How bad a finding is. An error is a record that must not get in."""

    NOTE = "note"
    WARNING = "warning"
    ERROR = "error"

    @property
    def rank(self) -> int:
        """0 for a note, 2 for an error."""
        return _ORDER.index(self)


_ORDER = (Severity.NOTE, Severity.WARNING, Severity.ERROR)


@dataclass(frozen=True, slots=True)
class Hit:
    """What a rule says of one value: a sentence, and a note with what it was compared with."""

    at: Path
    message: str
    note: str = ""


@dataclass(frozen=True, slots=True)
class Spot:
    """A stretch of text: lines and columns from 1, columns in characters; the end is the first place after it."""

    line: int
    column: int
    end_line: int
    end_column: int


@dataclass(frozen=True, slots=True)
class Finding:
    """A rule's hit in a file: ``file`` as it is shown, ``pointer`` the JSON pointer (RFC 6901) of the value.

    ``record`` is the id of the record, empty where it is not known; ``excerpt`` is the line on which ``spot`` begins.
    ``fingerprint`` (64 hex digits) is the same when lines or the order of claims change.
    """

    rule: str
    severity: Severity
    file: str
    pointer: str
    message: str
    note: str
    spot: Spot
    excerpt: str
    record: str
    fingerprint: str

    @property
    def order(self) -> tuple[int, str, int, int, str]:
        """Worst first, then by place."""
        return (-self.severity.rank, self.file, self.spot.line, self.spot.column, self.rule)


def pointer_of(path: Iterable[str | int]) -> str:
    """The JSON pointer (RFC 6901) of a path."""
    return "".join("/" + str(part).replace("~", "~0").replace("/", "~1") for part in path)


def path_of(pointer: str) -> tuple[str, ...]:
    """The names in a JSON pointer; indices stay text. Raises ValueError unless it is empty or begins with a slash."""
    if pointer and not pointer.startswith("/"):
        raise ValueError(f"{pointer!r} is no JSON pointer")
    return tuple(part.replace("~1", "/").replace("~0", "~") for part in pointer.split("/")[1:])


def fingerprint(rule: str, file: str, path: Iterable[str | int]) -> str:
    """What tells a finding from others: rule, file and place, where ``path`` names items by id and not by index."""
    return hashlib.sha256("\0".join((rule, file, pointer_of(path))).encode("utf-8", "backslashreplace")).hexdigest()
