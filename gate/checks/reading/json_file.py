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
    """An object or array whose end was not met yet, and where it leads: ``key`` is that of the value read now."""

    path: Path
    start: int
    name: Span | None
    names: set[str] | None
    """The names that an object has so far; None of an array."""
    key: str | int = 0


def members(text: str) -> dict[Path, Member]:
    """Where each value of a text stands that is JSON, duplicate keys aside. Raises DuplicateKeyError for those."""
    found: dict[Path, Member] = {}
    stack: list[_Open] = []
    top: _Open | None = None
    name: Span | None = None
    wants_name = False
    for match in _TOKEN.finditer(text):
        token, (start, end) = match[1], match.span(1)
        if token in ("{", "["):
            is_object = token == "{"
            inner = () if top is None else (*top.path, top.key)
            top = _Open(inner, start, name, set() if is_object else None)
            stack.append(top)
            wants_name, name = is_object, None
        elif token in ("}", "]"):
            ended = stack.pop()
            found[ended.path] = Member(Span(ended.start, end), ended.name)
            top = stack[-1] if stack else None
            wants_name, name = False, None
        elif token == ":":
            wants_name = False
        elif top is None:
            found[()] = Member(Span(start, end))
        elif token == ",":
            if top.names is not None:
                wants_name = True
            else:
                top.key = int(top.key) + 1
        elif wants_name and top.names is not None:
            key = str(json.loads(token)) if "\\" in token else token[1:-1]
            name = Span(start, end)
            if key in top.names:
                raise DuplicateKeyError(key, name)
            top.names.add(key)
            top.key = key
        else:
            found[(*top.path, top.key)] = Member(Span(start, end), name)
            name = None
    return found
