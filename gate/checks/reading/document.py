"""A file that was read: its plain value, its text, and where in it each value stands."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cached_property
from typing import Literal

from gate.checks.finding import Path, Spot
from gate.checks.reading import json_file
from gate.checks.reading.places import DuplicateKeyError, Lines, Members, Span, place_of
from gate.model.digest import Json

Format = Literal["json", "yaml", "toml"]

SUFFIXES: dict[str, Format] = {".json": "json", ".yaml": "yaml", ".yml": "yaml", ".toml": "toml"}
"""How a file's name ends that can be a record or an artifact's manifest."""


class ReadingError(Exception):
    """A file cannot be read as a document: the rule that says so, its words, and the place in the text."""

    def __init__(self, rule: str, message: str, lines: Lines | None = None, span: Span | None = None) -> None:
        super().__init__(message)
        self.rule = rule
        self.message = message
        self.lines = lines or Lines("")
        self.span = span or Span(0, 0)


@dataclass(frozen=True)
class Document:
    """A document in one of the formats. ``value`` is what it says, as JSON."""

    format: Format
    text: str
    value: Json

    @cached_property
    def lines(self) -> Lines:
        """The text by lines."""
        return Lines(self.text)

    @cached_property
    def members(self) -> Members:
        """Where each value stands."""
        match self.format:
            case "json":
                return json_file.members(self.text)
            case "yaml":
                from gate.checks.reading import yaml_file

                return yaml_file.members(self.text)
            case "toml":
                from gate.checks.reading import toml_file

                return toml_file.members(self.text)

    def spot(self, path: Path) -> Spot:
        """Where the value at a path stands, or what is around it where there is none."""
        return self.lines.spot(place_of(path, self.members))


def decode(data: bytes) -> str:
    """Text in UTF-8. Raises ReadingError REC002."""
    if b"\0" in data:
        raise ReadingError("REC002", f"byte {data.index(0)} is 0: this is no text")
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as error:
        before = data[: error.start].decode("utf-8", "replace")
        message = f"byte {error.start} is {data[error.start]:#04x}, which is not UTF-8"
        raise ReadingError("REC002", message, Lines(before), Span(len(before), len(before))) from None
    if text.startswith("\ufeff"):
        raise ReadingError("REC002", "the file begins with a byte order mark", Lines(text), Span(0, 1))
    return text


def read_document(data: bytes, format: Format) -> Document:
    """Read a document strictly. Raises ReadingError: REC002 to REC005."""
    text = decode(data)
    try:
        return Document(format, text, _value(text, format))
    except DuplicateKeyError as error:
        raise ReadingError("REC004", str(error), Lines(text), error.at) from None
    except RecursionError:
        raise ReadingError("REC005", "arrays or objects are nested too deeply", Lines(text), Span(0, 1)) from None
    except ValueError as error:
        lines = Lines(text)
        raise ReadingError("REC003", _reason(error), lines, _place(error, lines)) from None


def _value(text: str, format: Format) -> Json:
    match format:
        case "json":
            return json_file.read(text)
        case "yaml":
            import yaml

            from gate.checks.reading import yaml_file

            try:
                return yaml_file.read(text)
            except yaml.MarkedYAMLError as error:
                mark = error.problem_mark or error.context_mark
                at = Span(mark.index, mark.index + 1) if mark else Span(0, 1)
                raise ReadingError("REC003", str(error.problem or error.context), Lines(text), at) from None
        case "toml":
            from gate.checks.reading import toml_file

            return toml_file.read(text)


def _reason(error: ValueError) -> str:
    message = str(getattr(error, "msg", error))
    return message.partition(" (at ")[0] if isinstance(error, tomllib.TOMLDecodeError) else message


def _place(error: ValueError, lines: Lines) -> Span:
    """The place that a reader's error names; the beginning where it names none."""
    if isinstance(at := getattr(error, "pos", None), int):
        return Span(at, at + 1)
    *_, place = str(error).partition("(at line ")
    line, _, column = place.rstrip(")").partition(", column ")
    if line.isdecimal() and column.isdecimal():
        return lines.span(int(line), int(column))
    if place.startswith("end of document") or "end of document" in str(error):
        return Span(len(lines.text), len(lines.text))
    return Span(0, 1)
