"""TOML 1.0, strictly, with positions. The standard library reads it; the scanner here finds where each value stands."""

from __future__ import annotations

import re
import tomllib
from datetime import date, datetime, time

from gate.checks.finding import Path
from gate.checks.reading.places import Member, Span
from gate.model.digest import Json

_BLANK = re.compile(r"(?:[ \t\r\n]+|#[^\n]*)*")
_SPACE = re.compile(r"[ \t]*")
_BARE = re.compile(r"[A-Za-z0-9_-]+")
_BASIC = re.compile(r'"(?:[^"\\\n]|\\.)*"')
_LITERAL = re.compile(r"'[^'\n]*'")
_LONG = re.compile(r'"""(?:[^\\]|\\.)*?"""+|\'\'\'.*?\'\'\'+', re.DOTALL)
_PLAIN = re.compile(r"[^\s,\]}#]+(?: [0-9][^\s,\]}#]*)?")  # a date may have a space in front of its time


def read(text: str) -> Json:
    """The document, times as text. Raises ValueError (tomllib.TOMLDecodeError), RecursionError."""
    return _plain(tomllib.loads(text))


def _plain(value: object) -> Json:
    match value:
        case dict():
            return {str(key): _plain(item) for key, item in value.items()}
        case list():
            return [_plain(item) for item in value]
        case datetime() | date() | time():
            return value.isoformat().replace("+00:00", "Z")
        case float() if value != value or value in (float("inf"), float("-inf")):
            raise ValueError(f"{value} is no number that JSON can say")
        case bool() | int() | float() | str():
            return value
    raise ValueError(f"{value!r} is no plain value")


def members(text: str) -> dict[Path, Member]:
    """Where each value of a text stands that `read` reads. A table's own place is its header."""
    return _Scanner(text).members()


class _Scanner:
    """One pass over a well formed text."""

    def __init__(self, text: str) -> None:
        self._text = text.replace("\r\n", " \n")  # of the same length, and TOML's newline
        self._at = 0
        self._found: dict[Path, Member] = {}
        self._arrays: dict[Path, int] = {}

    def members(self) -> dict[Path, Member]:
        self._found[()] = Member(Span(0, min(1, len(self._text))))
        table: Path = ()
        while self._skip(_BLANK) < len(self._text):
            if self._text[self._at] == "[":
                table = self._header()
            else:
                self._pair(table)
        return self._found

    def _skip(self, pattern: re.Pattern[str]) -> int:
        match = pattern.match(self._text, self._at)
        self._at = match.end() if match else self._at
        return self._at

    def _take(self, *patterns: re.Pattern[str]) -> tuple[str, Span]:
        for pattern in patterns:
            if match := pattern.match(self._text, self._at):
                self._at = match.end()
                return match[0], Span(match.start(), match.end())
        raise ValueError(f"the scanner cannot read on at character {self._at}")

    def _key(self) -> tuple[tuple[str, ...], Span]:
        parts, start = [], self._skip(_SPACE)
        while True:
            self._skip(_SPACE)
            word, span = self._take(_BARE, _BASIC, _LITERAL)
            parts.append(next(iter(tomllib.loads(f"{word} = 0"))))
            self._skip(_SPACE)
            if self._text[self._at : self._at + 1] != ".":
                return tuple(parts), Span(start, span.end)
            self._at += 1

    def _resolve(self, table: Path, key: tuple[str, ...]) -> Path:
        """The path of a key: what goes through an array of tables means its last one."""
        for part in key:
            if table in self._arrays:
                table = (*table, self._arrays[table])
            table = (*table, part)
        return table

    def _header(self) -> Path:
        start = self._at
        is_array = self._text.startswith("[[", start)
        self._at += 2 if is_array else 1
        key, name = self._key()
        self._at = self._text.index("]", self._at) + (2 if is_array else 1)
        path = self._resolve((), key)
        if is_array:
            self._arrays[path] = self._arrays.get(path, -1) + 1
            self._found.setdefault(path, Member(Span(start, self._at), name))
            path = (*path, self._arrays[path])
        elif path in self._arrays:
            path = (*path, self._arrays[path])
        self._found[path] = Member(Span(start, self._at), name)
        self._parents(path, name)
        return path

    def _parents(self, path: Path, name: Span) -> None:
        """Tables that only a longer key names stand where it does."""
        for length in range(1, len(path)):
            self._found.setdefault(path[:length], Member(name, name))

    def _pair(self, table: Path) -> None:
        key, name = self._key()
        self._at = self._text.index("=", self._at) + 1
        self._skip(_SPACE)
        path = self._resolve(table, key)
        self._found[path] = Member(self._value(path), name)
        self._parents(path, name)

    def _value(self, path: Path) -> Span:
        start = self._at
        match self._text[start : start + 1]:
            case "[":
                self._items(path)
            case "{":
                self._inline(path)
            case _:
                self._take(_LONG, _BASIC, _LITERAL, _PLAIN)
        return Span(start, self._at)

    def _items(self, path: Path) -> None:
        self._at += 1
        number = 0
        while self._text[self._skip(_BLANK)] != "]":
            if self._text[self._at] == ",":
                self._at += 1
                continue
            self._found[(*path, number)] = Member(self._value((*path, number)))
            number += 1
        self._at += 1

    def _inline(self, path: Path) -> None:
        self._at += 1
        while self._text[self._skip(_BLANK)] != "}":
            if self._text[self._at] == ",":
                self._at += 1
                continue
            self._pair(path)
        self._at += 1
