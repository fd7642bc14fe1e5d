"""Where the objects of a JSON text stand, so that a member is changed without touching how the rest is written."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

_TOKEN = re.compile(r'[ \t\n\r]*("(?:[^"\\]|\\.)*"|[{}\[\],:]|[^ \t\n\r{}\[\],:"]+)')


@dataclass(frozen=True, slots=True)
class Span:
    """Characters ``start`` to ``end`` of a text."""

    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Member:
    """A member of an object: where its name and its value stand, quotes and brackets included."""

    name: Span
    value: Span


@dataclass(slots=True)
class TextObject:
    """An object of a JSON text. ``path`` holds the names and indices that lead to it from the outermost value."""

    path: tuple[str | int, ...]
    members: dict[str, Member] = field(default_factory=dict)


@dataclass(slots=True)
class _Open:
    """An object or array whose end was not met yet; ``key`` is the name or index of the value that is read now."""

    found: TextObject | None
    start: int
    key: str | int
    name: Span | None = None


def text_objects(text: str) -> Iterator[TextObject]:
    """All objects of a text that ``json.loads`` accepts, inner ones first."""
    stack: list[_Open] = []
    after_name = False

    def path() -> tuple[str | int, ...]:
        return tuple(container.key for container in stack)

    def ended(value: Span) -> None:
        """A whole value has been read: note it in the object that it is a member of."""
        if stack and (top := stack[-1]).found is not None and top.name is not None:
            top.found.members[str(top.key)] = Member(top.name, value)

    for match in _TOKEN.finditer(text):
        token, start, end = match[1], match.start(1), match.end(1)
        if token == "{":
            stack.append(_Open(TextObject(path()), start, ""))
            after_name = False
        elif token == "[":
            stack.append(_Open(None, start, 0))
        elif token in "}]":
            container = stack.pop()
            if container.found is not None:
                yield container.found
            ended(Span(container.start, end))
        elif token == ":":
            after_name = True
        elif token == ",":
            after_name = False
            if isinstance(stack[-1].key, int):
                stack[-1].key += 1
        elif stack and stack[-1].found is not None and not after_name:
            stack[-1].key, stack[-1].name = json.loads(token), Span(start, end)
        else:
            ended(Span(start, end))


@dataclass(frozen=True, slots=True)
class Edit:
    """New text in place of a span; where that is empty, it is inserted."""

    at: Span
    text: str


def with_member(text: str, found: TextObject, name: str, value: str, *, after: str) -> Edit:
    """Set a member of an object to a string: in place of its value, else as a new member written like ``after``."""
    written = json.dumps(value)
    if name in found.members:
        return Edit(found.members[name].value, written)
    model = found.members[after]
    before_name = text[: model.name.start]
    space = before_name[len(before_name.rstrip(" \t\n\r")) :]
    colon = text[model.name.end : model.value.start]
    end = model.value.end
    return Edit(Span(end, end), f",{space if chr(10) in space else ' '}{json.dumps(name)}{colon}{written}")


def edited(text: str, edits: Iterable[Edit]) -> str:
    """The text after edits that do not overlap."""
    for edit in sorted(edits, key=lambda edit: edit.at.start, reverse=True):
        text = text[: edit.at.start] + edit.text + text[edit.at.end :]
    return text
