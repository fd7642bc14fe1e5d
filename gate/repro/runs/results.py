"""Reading what a run left: hostile bytes in, values of parts out, or a refusal that says what was wrong.

The result file is one JSON object with exactly the claimed keys and the run's nonce. Every refusal has a code; none of
them is an exception, because what a script wrote is the artifact's doing.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import cast

from gate.model.base import parse_csv, parse_json
from gate.model.digest import Json
from gate.model.errors import Fault, InputError
from gate.model.expected import NONCE_KEY, Expected, Quantity
from gate.model.numbers import parse_number
from gate.model.rules import ArrayRule, TableRule
from gate.repro.claim.parts import Part, cell_name, element_name, indices, row_label
from gate.repro.rules.base import FormError, Value

Values = Mapping[str, Value]
"""A run's values by part name."""

_INDEX = re.compile(r"0|[1-9][0-9]{0,6}", re.ASCII)
_DELIMITED = (".csv", ".tsv")


@dataclass(frozen=True, slots=True)
class Refusal:
    """Why a run's result was not read. ``code`` such as ``unknown-key``."""

    code: str
    reason: str


class RefusedError(Exception):
    """What was written has not the claimed form; it never leaves `gate.repro.runs`."""

    def __init__(self, code: str, reason: str) -> None:
        super().__init__(reason)
        self.refusal = Refusal(code, reason)


@dataclass(frozen=True, slots=True)
class ResultReader:
    """Reads what runs of one artifact left. ``result`` is the artifact's name for the result file."""

    expected: Expected
    parts: tuple[Part, ...]
    result: str

    def read(
        self, outputs: Mapping[str, bytes], *, refused: Mapping[str, str] | None = None, nonce: str | None = None
    ) -> Values | Refusal:
        """One run's values, or why there are none.

        ``refused`` says why an output was not accepted. ``nonce`` None means a kept result that was checked before.
        """
        try:
            return self._values(_Outputs(outputs, refused or {}), nonce)
        except RefusedError as error:
            return error.refusal

    def _values(self, outputs: _Outputs, nonce: str | None) -> Values:
        quantities = self.expected.quantities
        inline = [quantity.name for quantity in quantities if quantity.output_file is None]
        document = _result_object(outputs, self.result, inline, nonce) if inline else {}
        rules = {part.name: part.rule for part in self.parts}
        values: dict[str, Value] = {}
        for quantity in quantities:
            file = quantity.output_file
            raw = document[quantity.name] if file is None else _from_file(quantity, file, outputs)
            from_text = file is not None and (isinstance(quantity.rule, TableRule) or file.endswith(_DELIMITED))
            for name, one in elements(quantity, raw):
                try:
                    values[name] = rules[name].read(one, from_text=from_text)
                except FormError as error:
                    raise RefusedError(error.code, f"{name} {error}") from None
        return values


@dataclass(frozen=True, slots=True)
class _Outputs:
    files: Mapping[str, bytes]
    refused: Mapping[str, str]

    def take(self, name: str) -> bytes:
        if name in self.refused:
            raise RefusedError("not-a-plain-file", f"/out/{name} was not accepted: {self.refused[name]}")
        if name not in self.files:
            raise RefusedError("missing-file", f"/out/{name} was not written")
        return self.files[name]


def _result_object(outputs: _Outputs, name: str, inline: Sequence[str], nonce: str | None) -> Mapping[str, Json]:
    document = _json(outputs.take(name), name)
    if not isinstance(document, dict):
        raise RefusedError("wrong-type", f"/out/{name} is not a JSON object")
    claimed = {*inline, NONCE_KEY}
    for code, keys in (("missing-key", claimed - set(document)), ("unknown-key", set(document) - claimed)):
        if keys:
            first = ascii(sorted(keys)[0])[:80]
            raise RefusedError(code, f"/out/{name}: {code.replace('-', ' ')} {first} ({len(keys)} in all)")
    if nonce is not None and document[NONCE_KEY] != nonce:
        raise RefusedError("stale-nonce", f"/out/{name} does not give back this run's nonce")
    return document


def _from_file(quantity: Quantity, name: str, outputs: _Outputs) -> Json:
    data = outputs.take(name)
    if isinstance(quantity.rule, TableRule):
        return _rows(data, name)
    pointer = quantity.output.pointer if quantity.output else ""
    if not name.endswith(_DELIMITED):
        return _at(_json(data, name), pointer, name)
    header, *rows = _rows(data, name)
    return _at([dict(zip(header, row, strict=True)) for row in rows], pointer, name)


def _json(data: bytes, name: str) -> Json:
    try:
        return parse_json(data, where=name, code="result", fault=Fault.ARTIFACT, exact=parse_number)
    except InputError as error:
        raise _refusal(error, name) from None


def _rows(data: bytes, name: str) -> list[list[str]]:
    try:
        return parse_csv(data, where=name, code="result", delimiter="\t" if name.endswith(".tsv") else ",")
    except InputError as error:
        raise _refusal(error, name) from None


def _refusal(error: InputError, name: str) -> RefusedError:
    return RefusedError(error.code.removeprefix("result."), f"/out/{name}: {error.message}")


def _at(document: Json, pointer: str, name: str) -> Json:
    """What a JSON pointer (RFC 6901) points to."""
    for token in pointer.split("/")[1:]:
        key = token.replace("~1", "/").replace("~0", "~")
        if isinstance(document, dict) and key in document:
            document = document[key]
        elif isinstance(document, list) and _INDEX.fullmatch(key) and int(key) < len(document):
            document = document[int(key)]
        else:
            raise RefusedError("missing-key", f"/out/{name} has nothing at {ascii(pointer)[:80]}")
    return document


def elements(quantity: Quantity, raw: Json) -> Iterator[tuple[str, Json]]:
    """The raw value of every part, by part name."""
    if isinstance(quantity.rule, TableRule):
        yield from _cells(quantity, quantity.rule, cast(list[list[str]], raw))
    elif isinstance(quantity.rule, ArrayRule):
        for index in indices(quantity.rule.shape):
            yield element_name(quantity.name, index), _element(raw, index, quantity.rule.shape, quantity.name)
    else:
        yield quantity.name, raw


def _element(raw: Json, index: tuple[int, ...], shape: tuple[int, ...], name: str) -> Json:
    for position, length in zip(index, shape, strict=True):
        if not isinstance(raw, list) or len(raw) != length:
            raise RefusedError("wrong-shape", f"{name} must be an array of shape {list(shape)}")
        raw = raw[position]
    return raw


def _cells(quantity: Quantity, rule: TableRule, rows: Sequence[Sequence[str]]) -> Iterator[tuple[str, str]]:
    header, *rest = rows
    names = [column.name for column in rule.columns]
    if header != names:
        raise RefusedError("wrong-shape", f"{quantity.name}: the header must be {','.join(names)}")
    published = {row_label(rule, index, tuple(row)) for index, row in enumerate(quantity.published)}
    found: set[str] = set()
    for index, row in enumerate(rest):
        label = row_label(rule, index, row)
        if label in found or label not in published:
            raise RefusedError("wrong-shape", f"{quantity.name}: unexpected row {ascii(label)[:80]}")
        found.add(label)
        for column, cell in zip(rule.columns, row, strict=True):
            yield cell_name(quantity.name, label, column.name), cell
    if found != published:
        count = f"{len(published - found)} of {len(published)}"
        raise RefusedError("wrong-shape", f"{quantity.name}: {count} rows are missing")
