"""Reading what a run left: hostile bytes in, values of parts out, or a refusal that says what was wrong.

The result file is one JSON object with exactly the claimed keys and the run's nonce. Every refusal has a code; none of
them is an exception, because what a script wrote is the artifact's doing.
"""

from __future__ import annotations

import csv
import io
import itertools
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from gate.model.base import parse_json
from gate.model.digest import Json
from gate.model.errors import Fault, InputError
from gate.model.expected import NONCE_KEY, Expected, Quantity
from gate.model.rules import ArrayRule, ExactRule, RankingRule, ScalarRule, SetRule, TableRule
from gate.repro.claim.outputs import MAX_DIGITS, MAX_EXPONENT, output_file
from gate.repro.claim.parts import Value, row_label

_NUMBER = re.compile(r"[+-]?([0-9]+\.?[0-9]*|\.[0-9]+)([eE][+-]?[0-9]{1,4})?", re.ASCII)


@dataclass(frozen=True, slots=True)
class Refusal:
    """Why a run's result was not read. ``code`` such as ``unknown-key``."""

    code: str
    reason: str


class _RefusedError(Exception):
    def __init__(self, code: str, reason: str) -> None:
        super().__init__(reason)
        self.refusal = Refusal(code, reason)


def read_results(
    expected: Expected,
    result: str,
    outputs: Mapping[str, bytes],
    refused: Mapping[str, str],
    nonce: str | None,
) -> Mapping[str, Value] | Refusal:
    """The values of all parts by part name. ``nonce`` None means a kept result that was checked before."""
    try:
        values: dict[str, Value] = {}
        inline = [quantity for quantity in expected.quantities if output_file(quantity) is None]
        document: Mapping[str, Json] = {}
        if inline:
            document = _result_object(_take(result, outputs, refused), result, inline, nonce)
        for quantity in expected.quantities:
            file = output_file(quantity)
            raw = document[quantity.name] if file is None else _from_file(quantity, file, _take(file, outputs, refused))
            values.update(_values_of(quantity, raw))
    except _RefusedError as error:
        return error.refusal
    return values


def _take(name: str, outputs: Mapping[str, bytes], refused: Mapping[str, str]) -> bytes:
    if name in refused:
        raise _RefusedError("not-a-plain-file", f"/out/{name} was not accepted: {refused[name]}")
    if name not in outputs:
        raise _RefusedError("missing-file", f"/out/{name} was not written")
    return outputs[name]


def _exact(digits: str) -> Decimal:
    value = Decimal(digits)
    if len(digits) > MAX_DIGITS or (value and abs(value.adjusted()) > MAX_EXPONENT):
        raise ValueError(f"the number {digits[:40]} is out of range or longer than {MAX_DIGITS} characters")
    return value


def _parse(data: bytes, name: str) -> Json:
    try:
        return parse_json(data, where=name, code="result", fault=Fault.ARTIFACT, exact=_exact)
    except InputError as error:
        raise _RefusedError(error.code.removeprefix("result."), f"/out/{name}: {error.message}") from None


def _result_object(data: bytes, name: str, inline: Sequence[Quantity], nonce: str | None) -> Mapping[str, Json]:
    document = _parse(data, name)
    if not isinstance(document, dict):
        raise _RefusedError("wrong-type", f"/out/{name} is not a JSON object")
    wanted = {quantity.name for quantity in inline} | {NONCE_KEY}
    for code, keys in (("missing-key", wanted - set(document)), ("unknown-key", set(document) - wanted)):
        if keys:
            first = ascii(sorted(keys)[0])[:80]
            raise _RefusedError(code, f"/out/{name}: {code.replace('-', ' ')} {first} ({len(keys)} in all)")
    if nonce is not None and document[NONCE_KEY] != nonce:
        raise _RefusedError("stale-nonce", f"/out/{name} does not give back this run's nonce")
    return document


def _from_file(quantity: Quantity, name: str, data: bytes) -> Json:
    if isinstance(quantity.rule, TableRule):
        return _rows(data, name, name.endswith(".tsv"))
    document: Json
    if name.endswith((".csv", ".tsv")):
        header, *rows = _rows(data, name, name.endswith(".tsv"))
        document = [dict(zip(header, row, strict=True)) for row in rows]
    else:
        document = _parse(data, name)
    pointer = quantity.output.pointer if quantity.output else ""
    for token in pointer.split("/")[1:]:
        key = token.replace("~1", "/").replace("~0", "~")
        if isinstance(document, dict) and key in document:
            document = document[key]
        elif isinstance(document, list) and re.fullmatch(r"0|[1-9][0-9]{0,6}", key) and int(key) < len(document):
            document = document[int(key)]
        else:
            raise _RefusedError("missing-key", f"/out/{name} has nothing at {ascii(pointer)[:80]}")
    return document


def _rows(data: bytes, name: str, tabs: bool) -> list[list[str]]:
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError:
        raise _RefusedError("not-utf8", f"/out/{name} is not UTF-8") from None
    try:
        rows = [row for row in csv.reader(io.StringIO(text, ""), delimiter="\t" if tabs else ",", strict=True) if row]
    except csv.Error as error:
        raise _RefusedError("malformed", f"/out/{name}: {error}") from None
    if not rows:
        raise _RefusedError("wrong-shape", f"/out/{name} has no header")
    for index, row in enumerate(rows):
        if len(row) != len(rows[0]):
            raise _RefusedError("wrong-shape", f"/out/{name}: row {index} has {len(row)} cells, not {len(rows[0])}")
    if len(set(rows[0])) != len(rows[0]):
        raise _RefusedError("duplicate-key", f"/out/{name}: a column name appears twice")
    return rows


def _values_of(quantity: Quantity, raw: Json) -> Iterator[tuple[str, Value]]:
    rule, name = quantity.rule, quantity.name
    text = quantity.output is not None and quantity.output.file.endswith((".csv", ".tsv"))
    if isinstance(rule, TableRule):
        yield from _table_values(quantity, rule, raw)
    elif isinstance(rule, ArrayRule):
        for index in itertools.product(*map(range, rule.shape)):
            label = f"{name}[{','.join(map(str, index))}]"
            yield label, _scalar(_element(raw, index, rule.shape, name), rule.each, label, text)
    elif isinstance(rule, SetRule | RankingRule):
        if not isinstance(raw, list) or not all(isinstance(member, str) for member in raw):
            raise _RefusedError("wrong-type", f"{name} must be a list of texts")
        yield name, tuple(raw)
    else:
        yield name, _scalar(raw, rule, name, text)


def _element(raw: Json, index: tuple[int, ...], shape: tuple[int, ...], name: str) -> Json:
    for position, length in zip(index, shape, strict=True):
        if not isinstance(raw, list) or len(raw) != length:
            raise _RefusedError("wrong-shape", f"{name} must be an array of shape {list(shape)}")
        raw = raw[position]
    return raw


def _scalar(raw: Json, rule: ScalarRule, name: str, text: bool) -> Value:
    if isinstance(rule, ExactRule):
        if not isinstance(raw, str):
            raise _RefusedError("wrong-type", f"{name} must be a text")
        return raw
    if text and isinstance(raw, str) and len(raw) <= MAX_DIGITS and _NUMBER.fullmatch(raw):
        return _exact_cell(raw, name)
    if not isinstance(raw, Decimal):
        kind = {bool: "a boolean", str: "a text", list: "an array", dict: "an object"}.get(type(raw), "null")
        raise _RefusedError("wrong-type", f"{name} must be a number, not {kind}")
    return raw


def _exact_cell(text: str, name: str) -> Decimal:
    try:
        return _exact(text)
    except ValueError as error:
        raise _RefusedError("malformed", f"{name}: {error}") from None


def _table_values(quantity: Quantity, rule: TableRule, raw: list[list[str]]) -> Iterator[tuple[str, Value]]:
    header, *rows = raw
    names = [column.name for column in rule.columns]
    if header != names:
        raise _RefusedError("wrong-shape", f"{quantity.name}: the header must be {','.join(names)}")
    wanted = {row_label(rule, index, tuple(row)) for index, row in enumerate(quantity.published)}
    found: set[str] = set()
    for index, row in enumerate(rows):
        label = row_label(rule, index, tuple(row))
        if label in found or label not in wanted:
            raise _RefusedError("wrong-shape", f"{quantity.name}: unexpected row {ascii(label)[:80]}")
        found.add(label)
        for column, cell in zip(rule.columns, row, strict=True):
            part = f"{quantity.name}[{label}].{column.name}"
            yield part, _scalar(cell, column.rule, part, text=True)
    if found != wanted:
        raise _RefusedError("wrong-shape", f"{quantity.name}: {len(wanted - found)} of {len(wanted)} rows are missing")
