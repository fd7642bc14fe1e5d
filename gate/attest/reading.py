"""Typed access to JSON that somebody else wrote: one error type, with the member's name."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TypeVar

from gate.model.base import parse_json
from gate.model.digest import Json
from gate.model.errors import InputError, IntegrityError

T = TypeVar("T", str, int, list[Json], dict[str, Json])

_CALLED = {str: "a string", int: "a whole number", list: "a list", dict: "an object"}


def read_object(data: bytes, *, code: str, where: str) -> dict[str, Json]:
    """A JSON object from hostile bytes. Raises IntegrityError with the given code."""
    try:
        value = parse_json(data, where=where)
    except InputError as error:
        raise IntegrityError(code, error.message, where=where) from None
    if type(value) is not dict:
        raise IntegrityError(code, "not a JSON object", where=where)
    return value


def member(holder: dict[str, Json], name: str, kind: type[T], *, code: str, where: str) -> T:
    """A member that must be there and of exactly this type. Raises IntegrityError with the given code."""
    value = holder.get(name)
    if type(value) is not kind:
        raise IntegrityError(code, f"{name!r} must be {_CALLED[kind]}", where=where)
    return value


def no_others(holder: dict[str, Json], names: Iterable[str], *, code: str, where: str) -> None:
    """Raises IntegrityError with the given code when the object has members that nobody would look at."""
    for name in sorted(holder.keys() - set(names)):
        raise IntegrityError(code, f"{name[:40]!r} is not part of this format", where=where)
