"""Predictions as hostile input: strictly read, compared with the ids of the labels, and written anew.

What a recipe sees is made here, cell by cell; no byte of the artifact's file goes on.
"""

from __future__ import annotations

import csv
import io
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

from gate.model.base import parse_csv, parse_json
from gate.model.digest import Json
from gate.model.errors import Fault, InputError
from gate.model.numbers import parse_number
from gate.model.scored import PredictedColumn, Predictions
from gate.repro.data.tables import Bare, Table
from gate.repro.runs.results import RefusedError

_SHOWN = 60


def read_predictions(data: bytes, declared: Predictions, keys: Sequence[str], *, name: str) -> Table:
    """The predictions in the order of ``keys``, the labels' ids; ``name`` is the file's, for messages.

    Raises RefusedError with a code: ``not-utf8``, ``malformed``, ``duplicate-key``, ``too-deep``, ``too-large``,
    ``wrong-shape``, ``wrong-type``, ``wrong-columns``, ``unknown-label``, ``out-of-range``, ``duplicate-id``,
    ``unknown-id``, ``missing-id``.
    """
    try:
        rows = list(_csv_rows(data, declared, name) if declared.format == "csv" else _json_rows(data, declared, name))
    except InputError as error:
        raise RefusedError(error.code.removeprefix("result."), f"{name}: {error.message}") from None
    found = {row[declared.key]: row for row in rows}
    _require_same_ids([row[declared.key] for row in rows], keys, name)
    names = (declared.key, *(column.name for column in declared.columns))
    return Table(names, tuple(tuple(found[key][column] for column in names) for key in keys))


def written_anew(table: Table) -> bytes:
    """The table as CSV, as it is kept in evidence."""
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(table.columns)
    writer.writerows(table.rows)
    return text.getvalue().encode()


def read_anew(data: bytes) -> Table:
    """The table that `written_anew` wrote."""
    header, *rows = csv.reader(io.StringIO(data.decode(), ""))
    return Table(tuple(header), tuple(map(tuple, rows)))


def _csv_rows(data: bytes, declared: Predictions, name: str) -> Iterator[Mapping[str, str]]:
    header, *rows = parse_csv(data, where=name, code="result", fault=Fault.ARTIFACT)
    _require_columns(header, declared, f"{name}: the header")
    for number, cells in enumerate(rows, start=2):
        row = dict(zip(header, cells, strict=True))
        place = f"{name}, row {number}"
        yield {
            declared.key: _key(row[declared.key], place),
            **{column.name: _cell(column, row[column.name], place) for column in declared.columns},
        }


def _json_rows(data: bytes, declared: Predictions, name: str) -> Iterator[Mapping[str, str]]:
    for number, line in enumerate(data.removesuffix(b"\n").split(b"\n"), start=1):
        place = f"{name}, line {number}"
        document = parse_json(line, where=name, code="result", fault=Fault.ARTIFACT, exact=Bare)
        if not isinstance(document, dict):
            raise RefusedError("wrong-type", f"{place} is no JSON object")
        _require_columns(list(document), declared, place)
        key = document[declared.key]
        if not isinstance(key, str):
            raise RefusedError("wrong-type", f"{place}: {declared.key} is no text and no number")
        yield {
            declared.key: _key(str(key), place),
            **{column.name: _member(column, document[column.name], place) for column in declared.columns},
        }


def _require_columns(names: Sequence[str], declared: Predictions, place: str) -> None:
    expected = {declared.key, *(column.name for column in declared.columns)}
    if set(names) != expected:
        odd = ascii(sorted(set(names) ^ expected)[0])[:_SHOWN]
        fate = "is missing" if odd.strip("'\"") in expected else "is not declared"
        raise RefusedError("wrong-columns", f"{place}: the column {odd} {fate}")


def _key(text: str, place: str) -> str:
    if not text or text != text.strip():
        raise RefusedError("wrong-type", f"{place}: an id is empty, or begins or ends with a space")
    return text


def _member(column: PredictedColumn, value: Json, place: str) -> str:
    """A JSON member: a text column takes a string, a number column a number."""
    is_number = isinstance(value, Bare)
    if not isinstance(value, str) or is_number != (column.type == "number"):
        raise RefusedError("wrong-type", f"{place}: {column.name} must be a {column.type}")
    return _cell(column, str(value), place)


def _cell(column: PredictedColumn, text: str, place: str) -> str:
    if column.type == "text":
        if column.levels and text not in column.levels:
            raise RefusedError("unknown-label", f"{place}: {column.name} cannot be {ascii(text)[:_SHOWN]}")
        return text
    try:
        number = parse_number(text)
    except ValueError as error:
        raise RefusedError("wrong-type", f"{place}: {column.name}: {error}") from None
    low, high = column.min, column.max
    if (low is not None and number < parse_number(low)) or (high is not None and number > parse_number(high)):
        raise RefusedError("out-of-range", f"{place}: {column.name} is {text[:_SHOWN]}, outside its declared range")
    return str(number)


def _require_same_ids(found: Sequence[str], keys: Sequence[str], name: str) -> None:
    """Exactly one prediction for each label: none left out to raise a score, none given twice to choose from."""
    counts, known = Counter(found), set(keys)
    twice = [key for key, count in counts.items() if count > 1]
    unknown = [key for key in counts if key not in known]
    missing = [key for key in keys if key not in counts]
    for code, ids, words in (
        ("duplicate-id", twice, "is given more than once"),
        ("unknown-id", unknown, "is no id of the labels"),
        ("missing-id", missing, "has no prediction"),
    ):
        if ids:
            raise RefusedError(code, f"{name}: {ascii(ids[0])[:_SHOWN]} {words} ({len(ids)} of {len(keys)} ids)")
