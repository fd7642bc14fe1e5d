"""What an importer makes of a source: a record's document, which piece of the source went where, and findings."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

from gate.model.digest import Json
from gate.model.errors import InputError
from gate.records.importer.source import Line, Piece
from gate.records.vocabulary import Path

Part = str | Path
"""A separator as it stands in the source, or the path of a field that holds what stands there."""


@dataclass(slots=True)
class Mapped:
    """A record's document in the making.

    ``assigned`` says of each piece what it is made of; ``readings`` are the fields that were read out of text that is
    kept whole elsewhere.
    """

    document: dict[str, Any]
    assigned: list[tuple[Piece, tuple[Part, ...]]] = field(default_factory=list)
    readings: set[Path] = field(default_factory=set)
    findings: list[InputError] = field(default_factory=list)

    def text(self, path: Path, piece: Piece) -> None:
        """Add a piece to a text field; further pieces are further lines of it."""
        before = self.get(path)
        self.set(path, piece.text if before is None else f"{before}\n{piece.text}")
        self.assigned.append((piece, (path,)))

    def value(self, path: Path, piece: Piece, value: Json) -> None:
        """A field whose text is exactly the piece."""
        self.set(path, value)
        self.assigned.append((piece, (path,)))

    def parts(self, piece: Piece, parts: Sequence[tuple[Path, str] | str]) -> None:
        """Several fields in one piece, with the separators between them."""
        for part in parts:
            if not isinstance(part, str):
                self.set(*part)
        self.assigned.append((piece, tuple(part if isinstance(part, str) else part[0] for part in parts)))

    def reading(self, path: Path, value: Json) -> None:
        """A field that repeats, typed, what a text field holds."""
        self.set(path, value)
        self.readings.add(path)

    def unmapped(self, line: Line) -> None:
        """A line for which there is no field."""
        for piece in line.whole:
            self.leftover(piece)

    def leftover(self, piece: Piece) -> None:
        """A piece for which there is no field."""
        rest: list[dict[str, Json]] = self.document.setdefault("unmapped", [])
        rest.append({"line": piece.line, "text": piece.text})
        self.assigned.append((piece, (("unmapped", len(rest) - 1, "text"),)))

    def note_finding(self, code: str, message: str, line: int, hint: str | None = None) -> None:
        """A finding about a line."""
        self.findings.append(InputError(code, message, where=str(line), hint=hint))

    def get(self, path: Path) -> Json:
        """The value at a path; None where there is none."""
        found: Any = self.document
        for part in path:
            if isinstance(part, int):
                found = found[part] if isinstance(found, list) and part < len(found) else None
            else:
                found = found.get(part) if isinstance(found, dict) else None
        return found

    def set(self, path: Path, value: Json) -> None:
        """Put a value at a path, making objects on the way."""
        holder: Any = self.document
        for part in path[:-1]:
            if isinstance(part, str) and holder.get(part) is None:
                holder[part] = {}
            holder = holder[part]
        holder[path[-1]] = value


def leaves(value: object, path: Path = ()) -> Iterator[tuple[Path, object]]:
    """Every value inside a document that says something (no object, list, null or empty text), with its path."""
    if isinstance(value, dict):
        for name, item in value.items():
            yield from leaves(item, (*path, name))
    elif isinstance(value, list | tuple):
        for number, item in enumerate(value):
            yield from leaves(item, (*path, number))
    elif value is not None and value != "":
        yield path, value
