"""JSON (RFC 8259), strictly, with positions."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from typing import NoReturn

from gate.checks.finding import Path
from gate.checks.reading.places import DuplicateKeyError, Member, Span
from gate.model.digest import Json

_TOKEN = re.compile(r'[ \t\n\r]*("(?:[^"\\]|\\.)*"|[{}\[\],:]|[^ \t\n\r{}\[\],:"]+)')


class _TwiceError(Exception):
    pass


def _no_duplicates(items: list[tuple[str, Json]]) -> dict[str, Json]:
    made = dict(items)
    if len(made) != len(items):
        raise _TwiceError
    return made


def _constant(name: str) -> NoReturn:
    raise ValueError(f"{name} is not JSON")


def _number(digits: str) -> float:
    value = float(digits)
    if value in (float("inf"), float("-inf")):
        raise ValueError(f"the number {digits[:40]} is outside the range of a double")
    return value


_DECODER = json.JSONDecoder(object_pairs_hook=_no_duplicates, parse_constant=_constant, parse_float=_number)


def read(text: str) -> Json:
    """The document. Raises DuplicateKeyError, ValueError (a JSONDecodeError has its place), RecursionError."""
    try:
        document: Json = _DECODER.decode(text)
    except _TwiceError:
        members(text)  # names the key and its place
        raise AssertionError("the position map missed a key that appears twice") from None
    return document


@dataclass(slots=True)
class _Open:
    """An object or array whose end was not met yet; ``key`` is the name or index of the value that is read now."""

    is_object: bool
    start: int
    name: Span | None
    key: str | int = 0


def members(text: str) -> dict[Path, Member]:
    """Where each value of a text stands that is JSON, duplicate keys aside. Raises DuplicateKeyError for those."""
    found: dict[Path, Member] = {}
    stack: list[_Open] = []
    name: Span | None = None
    seen: set[Path] = set()
    wants_name = False

    def path() -> Path:
        return tuple(container.key for container in stack)

    for match in _TOKEN.finditer(text):
        token, start, end = match[1], match.start(1), match.end(1)
        if token in ("{", "["):
            stack.append(_Open(token == "{", start, name))
            wants_name, name = token == "{", None
        elif token in ("}", "]"):
            container = stack.pop()
            found[path()] = Member(Span(container.start, end), container.name)
            wants_name, name = False, None
        elif token == ",":
            top = stack[-1]
            if top.is_object:
                wants_name = True
            else:
                top.key = int(top.key) + 1
        elif token == ":":
            wants_name = False
        elif wants_name:
            key, name = str(json.loads(token)), Span(start, end)
            stack[-1].key = key
            if path() in seen:
                raise DuplicateKeyError(key, name)
            seen.add(path())
        else:
            found[path()] = Member(Span(start, end), name)
            name = None
    return found
