"""Typed access to JSON that somebody else wrote: one error type, with the member's name."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TypeVar

from gate.log.merkle import HASH_BYTES, MAX_SIZE
from gate.log.strict import decode_base64
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


MAX_LIST = 4096
"""Items of a list that are read, where nothing else is said."""


def read_bytes(holder: dict[str, Json], name: str, *, code: str, where: str) -> bytes:
    """A member in base64. Raises IntegrityError with the given code."""
    return decode_base64(member(holder, name, str, code=code, where=where), code=code, where=f"{where}.{name}")


def read_list(holder: dict[str, Json], name: str, *, code: str, where: str, limit: int = MAX_LIST) -> list[Json]:
    """A list of bounded length. Raises IntegrityError with the given code."""
    items = member(holder, name, list, code=code, where=where)
    if len(items) > limit:
        raise IntegrityError(code, f"{len(items)} items; at most {limit} are read", where=f"{where}.{name}")
    return items


def read_texts(holder: dict[str, Json], name: str, *, code: str, where: str) -> list[str]:
    """A list of strings. Raises IntegrityError with the given code."""
    items = read_list(holder, name, code=code, where=where)
    texts = [item for item in items if isinstance(item, str)]
    if len(texts) != len(items):
        raise IntegrityError(code, "a list of strings is expected", where=f"{where}.{name}")
    return texts


def read_bytes_list(holder: dict[str, Json], name: str, *, code: str, where: str) -> tuple[bytes, ...]:
    """A list of base64 strings. Raises IntegrityError with the given code."""
    place = f"{where}.{name}"
    return tuple(
        decode_base64(item, code=code, where=place) for item in read_texts(holder, name, code=code, where=where)
    )


def read_hashes(holder: dict[str, Json], name: str, *, code: str, where: str) -> tuple[bytes, ...]:
    """A list of hashes in base64, such as an inclusion proof. Raises IntegrityError with the given code."""
    hashes = read_bytes_list(holder, name, code=code, where=where)
    if any(len(part) != HASH_BYTES for part in hashes):
        raise IntegrityError(code, f"a hash has {HASH_BYTES} bytes", where=f"{where}.{name}")
    return hashes


def read_index(holder: dict[str, Json], name: str, *, code: str, where: str) -> int:
    """The position of an entry. Raises IntegrityError with the given code."""
    index = member(holder, name, int, code=code, where=where)
    if not 0 <= index < MAX_SIZE:
        raise IntegrityError(code, "an index that no log has", where=f"{where}.{name}")
    return index
