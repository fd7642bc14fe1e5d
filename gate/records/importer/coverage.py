"""The proof that an import lost nothing and made nothing up, over the source and the document alone.

Forwards: the pieces do not overlap, nothing but markup stands between them, each means what its fields say, and no
field says more. Backwards: every value of the document is one that a piece gave, or repeats text of the source.
"""

from __future__ import annotations

from collections import defaultdict

from gate.model.errors import InputError
from gate.records.importer.mapping import Mapped, Part, leaves
from gate.records.importer.source import Source
from gate.records.vocabulary import Path

SEPARATORS = frozenset((", ", ": "))
"""What may stand between two fields inside one piece."""

_OWN = frozenset(("contract", "id", "truncated", "layout", "cells", "line", "kind"))
"""Members that describe the source or name its parts, and are no text of it."""


def prove_coverage(source: Source, mapped: Mapped) -> None:
    """Raises InputError ``import.not-covered`` when a character of the source is lost, or a value was made up."""
    _forwards(source, mapped)
    _backwards(source, mapped)


def _forwards(source: Source, mapped: Mapped) -> None:
    place = 0
    given: defaultdict[Path, list[str]] = defaultdict(list)
    for piece, parts in sorted(mapped.assigned, key=lambda item: item[0].start):
        if piece.start < place:
            raise _broken(f"characters {piece.start} to {place} are in two fields", piece.line)
        if not source.is_markup(source.text[place : piece.start]):
            raise _broken(f"characters {place} to {piece.start} are in no field", piece.line)
        if source.meaning(source.text[piece.start : piece.end]) != piece.text:
            raise _broken(f"characters {piece.start} to {piece.end} mean something else", piece.line)
        place = piece.end
        if len(parts) == 1 and not isinstance(parts[0], str):
            given[parts[0]].append(piece.text)
        elif piece.text != "".join(_part(mapped, part) for part in parts):
            raise _broken(f"the fields do not make up {piece.text!r}", piece.line)
    if not source.is_markup(source.text[place:]):
        raise _broken(f"the characters from {place} on are in no field", 0)
    for path, texts in given.items():
        if str(mapped.get(path)) != "\n".join(texts):
            raise _broken(f"{'.'.join(map(str, path))} is not what the source says", 0)


def _backwards(source: Source, mapped: Mapped) -> None:
    named = {part for _, parts in mapped.assigned for part in parts if not isinstance(part, str)}
    whole = source.meaning(source.text)
    for path, value in leaves(mapped.document):
        if path in named or path[-1] in _OWN or (path[0] == "claims" and path[-1] == "id"):
            continue
        if path[0] == "truncated" or (path in mapped.readings and str(value) in whole):
            continue
        raise _broken(f"{'.'.join(map(str, path))} is no text of the source", 0)


def _part(mapped: Mapped, part: Part) -> str:
    if isinstance(part, str):
        if part not in SEPARATORS:
            raise _broken(f"{part!r} is no separator", 0)
        return part
    return str(mapped.get(part))


def _broken(message: str, line: int) -> InputError:
    return InputError(
        "import.not-covered",
        f"the importer does not account for its source: {message}",
        where=str(line),
        hint="this is a fault of gate: nothing was imported of this file; please report it with the file",
    )
