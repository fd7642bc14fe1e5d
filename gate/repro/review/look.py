"""What every look at a file shares: what the claim declares, and how a finding is made."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from gate.documents.review import ReviewFinding, ReviewKind
from gate.model.numbers import is_number, parse_number
from gate.model.text import one_line
from gate.repro.review.published import PublishedNumber, likeness

SHOWN = 160
"""Characters of a source line that are shown."""
EVERYWHERE = frozenset(map(Decimal, (0, 1, 2)))
"""Literals that every script has."""


@dataclass(frozen=True, slots=True)
class Declared:
    """What a script may know and read: published numbers, numbers in the data, places of declared files."""

    published: tuple[PublishedNumber, ...]
    in_data: frozenset[Decimal]
    places: frozenset[str]

    @classmethod
    def of(
        cls,
        published: tuple[PublishedNumber, ...],
        in_data: frozenset[Decimal],
        data: Sequence[str],
        files: Sequence[str],
    ) -> Declared:
        """With the places of the claim's data files and of the artifact's own files (docs/reproduction-judge.md)."""
        places = {"/in", "/in/gate.json", "/in/data", "/in/artifact", *data, *files}
        places |= {f"/in/data/{name}" for name in data} | {f"/in/artifact/{name}" for name in files}
        return cls(published, in_data, frozenset(places))

    def may_read(self, place: str) -> bool:
        """Whether it is a declared file, or the script's own scratch space or output."""
        plain = place.removeprefix("./").rstrip("/")
        return plain in self.places or plain in ("/out", "/tmp") or place.startswith(("/out/", "/tmp/"))

    def unknown(self, text: str) -> bool:
        """Whether the number occurs nowhere in the data and is not one that every script has."""
        number = parse_number(text)
        return abs(number) not in EVERYWHERE and number not in self.in_data and abs(number) not in self.in_data


class Source:
    """One file's text, and the findings in it."""

    def __init__(self, name: str, text: str, declared: Declared) -> None:
        self.name = name
        self.declared = declared
        self.lines = text.split("\n")
        self.findings: dict[tuple[ReviewKind, int, str], ReviewFinding] = {}

    def add(self, kind: ReviewKind, line: int, why: str) -> None:
        """A finding at a line (from 1), once."""
        shown = one_line(self.lines[line - 1], SHOWN) if 0 < line <= len(self.lines) else ""
        self.findings.setdefault(
            (kind, line, why), ReviewFinding(kind=kind, file=self.name, line=line, text=shown, why=one_line(why, 300))
        )

    def number(self, text: str, line: int, *, literal: bool = True, how: str = "") -> None:
        """Look at a number: is it like a published one, and if it is a literal, does the data hold it?"""
        if not is_number(text):
            return
        try:
            like = likeness(text, self.declared.published)
            if like is not None:
                self.add("published", line, f"{how}{text} looks like {like}")
            elif literal and self.declared.unknown(text):
                self.add("literal", line, f"{text} does not occur in the data")
        except ValueError:
            self.add("literal", line, f"{text[:40]} is no number of ordinary size")

    def read(self, place: str, line: int) -> None:
        """Look at a place that is read or named as one."""
        if not self.declared.may_read(place):
            self.add("undeclared-read", line, f"{place!r} is no declared file")
