"""What every contract shares: a frozen, strict pydantic base, and strict readers for JSON, TOML and CSV bytes."""

from __future__ import annotations

import csv
import io
import json
import tomllib
from collections.abc import Callable, Sequence
from typing import ClassVar, NoReturn, TypeVar, Union, cast

from pydantic import BaseModel, ConfigDict, SerializerFunctionWrapHandler, ValidationError, model_serializer

from gate.model.digest import Json
from gate.model.errors import Fault, InputError

Model = TypeVar("Model", bound=BaseModel)
C = TypeVar("C", bound="Contract")

MAX_DOCUMENT_BYTES = 16 * 1024 * 1024
"""A record, artifact manifest or policy may not be larger (bytes)."""


class Contract(BaseModel):
    """Base of all documents: immutable, unknown fields refused, no silent type conversion."""

    model_config = ConfigDict(defer_build=True, frozen=True, extra="forbid", strict=True, allow_inf_nan=False)


class Growing(Contract):
    """A contract that got members after its first documents were signed.

    ``later`` names them (True: every one that has a default): at their default they are left out of the JSON, so that
    what was written before they existed keeps its digest.
    """

    later: ClassVar[frozenset[str] | bool] = frozenset()

    @model_serializer(mode="wrap")
    def _without_later_defaults(self, dump: SerializerFunctionWrapHandler) -> dict[str, Json]:
        document: dict[str, Json] = dump(self)
        for name, field in type(self).model_fields.items():
            is_later = self.later if isinstance(self.later, bool) else name in self.later
            if is_later and not field.is_required() and getattr(self, name) == field.default:
                document.pop(field.alias if field.alias in document else name, None)
        return document


def union_of(contracts: Sequence[type[C]]) -> type[C]:
    """The union of contracts that are only known while running, as pydantic takes it for a field's type."""
    return cast(type[C], Union[tuple(contracts)])  # noqa: UP007


def parse_json(
    data: bytes,
    *,
    where: str,
    code: str = "json",
    fault: Fault = Fault.OPERATOR,
    exact: Callable[[str], Json] | None = None,
) -> Json:
    """Read JSON strictly: UTF-8, no duplicate keys, no NaN or infinities, bounded size.

    ``exact`` makes a number from its text (``Decimal``) where the nearest double is not good enough; what is outside
    the range of a double is refused either way.
    Raises InputError with codes ``<code>.too-large``, ``.not-utf8``, ``.malformed``, ``.duplicate-key``, ``.too-deep``.
    """

    def refuse(what: str, message: str, hint: str | None = None) -> NoReturn:
        raise InputError(f"{code}.{what}", message, where=where, hint=hint, fault=fault)

    if len(data) > MAX_DOCUMENT_BYTES:
        refuse("too-large", f"{len(data)} bytes; at most {MAX_DOCUMENT_BYTES} are read")
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as error:
        refuse("not-utf8", f"not UTF-8: byte {error.start} is {data[error.start]:#04x}", "save the file as UTF-8")

    def pairs(items: list[tuple[str, Json]]) -> dict[str, Json]:
        seen: dict[str, Json] = {}
        for key, value in items:
            if key in seen:
                refuse("duplicate-key", f"the key {key!r} appears twice in one object", "remove one of the two")
            seen[key] = value
        return seen

    def constant(name: str) -> NoReturn:
        refuse("malformed", f"{name} is not JSON")

    def number(digits: str) -> Json:
        value = float(digits)
        if value in (float("inf"), float("-inf")):
            refuse("malformed", f"the number {digits[:40]} is outside the range of a double")
        return exact(digits) if exact else value

    try:
        return json.loads(
            text, object_pairs_hook=pairs, parse_constant=constant, parse_float=number, parse_int=exact and number
        )
    except json.JSONDecodeError as error:
        refuse("malformed", f"line {error.lineno}, column {error.colno}: {error.msg}")
    except RecursionError:
        refuse("too-deep", "arrays or objects are nested too deeply")
    except ValueError as error:  # integers of thousands of digits
        refuse("malformed", str(error))


def parse_toml(data: bytes, *, where: str, code: str = "toml", fault: Fault = Fault.OPERATOR) -> dict[str, Json]:
    """Read TOML strictly. Raises InputError with codes ``<code>.too-large``, ``.not-utf8``, ``.malformed``."""
    if len(data) > MAX_DOCUMENT_BYTES:
        raise InputError(f"{code}.too-large", f"{len(data)} bytes", where=where, fault=fault)
    try:
        return tomllib.loads(data.decode("utf-8"))
    except UnicodeDecodeError as error:
        raise InputError(f"{code}.not-utf8", f"not UTF-8 at byte {error.start}", where=where, fault=fault) from None
    except (tomllib.TOMLDecodeError, RecursionError) as error:
        raise InputError(f"{code}.malformed", str(error), where=where, fault=fault) from None


def parse_csv(
    data: bytes, *, where: str, code: str, fault: Fault = Fault.OPERATOR, delimiter: str = ","
) -> list[list[str]]:
    """Read CSV (RFC 4180) strictly: the header, then rows of the same length; empty lines are skipped.

    The caller bounds the size. Raises InputError with codes ``<code>.not-utf8``, ``.malformed`` (quotes that do not
    close or stand inside a cell), ``.wrong-shape`` (no header, a row of another length), ``.duplicate-key`` (a column
    name twice).
    """

    def refuse(what: str, message: str) -> NoReturn:
        raise InputError(f"{code}.{what}", message, where=where, fault=fault)

    try:
        text = data.decode("utf-8")
        rows = [row for row in csv.reader(io.StringIO(text, ""), delimiter=delimiter, strict=True) if row]
    except UnicodeDecodeError as error:
        refuse("not-utf8", f"not UTF-8 at byte {error.start}")
    except csv.Error as error:
        refuse("malformed", str(error))
    if not rows:
        refuse("wrong-shape", "there is no header")
    header = rows[0]
    for number, row in enumerate(rows[1:], start=2):
        if len(row) != len(header):
            refuse("wrong-shape", f"row {number} has {len(row)} cells, the header {len(header)}")
    if len(set(header)) != len(header):
        refuse("duplicate-key", "a column name appears twice in the header")
    return rows


def refuse_other_contract(document: Json, known: str, *, where: str, code: str, fault: Fault = Fault.OPERATOR) -> None:
    """Refuse a parsed document whose ``contract`` is another one than ``known``; one without is left to `validate`.

    Raises InputError ``<code>.unknown-contract``.
    """
    named = document.get("contract") if isinstance(document, dict) else None
    if named is not None and named != known:
        raise InputError(
            f"{code}.unknown-contract",
            f"unknown contract {str(named)[:80]!r}",
            where=where,
            hint=f"this version reads {known}",
            fault=fault,
        )


def validate(model: type[Model], value: object, *, where: str, code: str, fault: Fault = Fault.OPERATOR) -> Model:
    """Check a parsed document against its contract. Raises InputError naming the first wrong field."""
    try:
        return model.model_validate_json(json.dumps(value))
    except ValidationError as error:
        raise from_pydantic(error, where=where, code=code, fault=fault) from None


def from_pydantic(error: ValidationError, *, where: str, code: str, fault: Fault = Fault.OPERATOR) -> InputError:
    """The first problem of a pydantic error as an InputError; the field path is in ``where``."""
    first, *others = error.errors(include_url=False)
    path = ".".join(str(part) for part in first["loc"])
    kind = {
        "missing": "missing-field",
        "extra_forbidden": "unknown-field",
        "literal_error": "unknown-value",
    }.get(first["type"], "wrong-value")
    more = f" (and {len(others)} more)" if others else ""
    message = {
        "missing-field": f"the field {path!r} is missing",
        "unknown-field": f"the field {path!r} is not part of this contract",
    }.get(kind, f"{path}: {first['msg']}")
    return InputError(
        f"{code}.{kind}",
        message + more,
        where=f"{where}#{path}" if path else where,
        hint=f"see `gate schema {code}`",
        fault=fault,
    )
