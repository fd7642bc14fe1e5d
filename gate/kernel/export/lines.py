"""From bytes to JSON objects, line by line, and from JSON values to values of the kind that a field must have."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import NoReturn, Protocol, TypeAlias

from gate.kernel.errors import KernelError

Json: TypeAlias = dict[str, "Json"] | list["Json"] | str | int | float | bool | None

MAX_LINE = 16 << 20
"""Bytes of a line."""
MAX_NUMBER = 1 << 32
MAX_NAME_NUMBER = 1 << 64


class Source(Protocol):
    """Where lines come from: a binary file."""

    def readline(self, size: int, /) -> bytes: ...


def lines(file: Source) -> Iterator[tuple[int, dict[str, Json]]]:
    """The lines with their numbers, from 1. Raises KernelError (``export-syntax``) with the line's number."""
    number = 0
    while line := file.readline(MAX_LINE + 1):
        number += 1
        try:
            yield number, _parse(line)
        except KernelError as error:
            error.line = number
            raise


def _parse(line: bytes) -> dict[str, Json]:
    if not line.endswith(b"\n"):
        malformed(f"the line is longer than {MAX_LINE} bytes" if len(line) > MAX_LINE else "the last line is cut off")
    try:
        value = _DECODER.decode(line.decode())
    except (ValueError, RecursionError) as error:  # UnicodeDecodeError and JSONDecodeError are ValueErrors
        malformed(f"the line is no JSON: {type(error).__name__}")
    return record(value)


def _unique(pairs: list[tuple[str, Json]]) -> dict[str, Json]:
    found = dict(pairs)
    if len(found) != len(pairs):
        malformed("a key appears twice")
    return found


_DECODER = json.JSONDecoder(object_pairs_hook=_unique)


def malformed(message: str) -> NoReturn:
    """Raises KernelError (``export-syntax``)."""
    raise KernelError("export-syntax", message)


def record(value: Json) -> dict[str, Json]:
    """A JSON object."""
    return value if isinstance(value, dict) else malformed("an object is expected")


def take(value: Json, *keys: str) -> list[Json]:
    """The values of an object that has exactly these keys."""
    fields = record(value)
    if len(fields) != len(keys) or not all(key in fields for key in keys):
        malformed(f"the keys are not {', '.join(keys)}")
    return [fields[key] for key in keys]


def items(value: Json) -> list[Json]:
    """A JSON array."""
    return value if isinstance(value, list) else malformed("an array is expected")


def natural(value: Json, bound: int = MAX_NUMBER) -> int:
    """A natural number below ``bound``. Raises KernelError (``export-number``)."""
    if type(value) is not int:
        malformed("a number is expected")
    if not 0 <= value < bound:
        raise KernelError("export-number", f"a number is not between 0 and 2^{bound.bit_length() - 1} - 1")
    return value


def flag(value: Json) -> bool:
    """``true`` or ``false``."""
    return value if isinstance(value, bool) else malformed("true or false is expected")


def text(value: Json) -> str:
    """A text that has a form in UTF-8: no halves of surrogate pairs."""
    if not isinstance(value, str):
        malformed("a text is expected")
    if not value.isascii():
        try:
            value.encode()
        except UnicodeEncodeError:
            malformed("half of a surrogate pair is no character")
    return value
