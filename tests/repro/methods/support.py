"""Methods on small tables, typed by the gate and computed by the evaluator in this process."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from typing import Any

from gate.model.base import validate
from gate.model.digest import Digest
from gate.model.expected import DataFile
from gate.model.method import Method
from gate.repro.data.tables import Table, read_table
from gate.repro.methods.column_types import column_types
from gate.repro.methods.evaluate import Answer, Job, answer_of, request_of
from gate.repro.methods.typecheck import Checked, check_method

Json = Any


def table_of(columns: Mapping[str, Sequence[object]]) -> Table:
    """A table of text cells."""
    cells = [[str(cell) for cell in column] for column in columns.values()]
    return Table(tuple(columns), tuple(zip(*cells, strict=True)))


def data_file(path: str, **more: Json) -> DataFile:
    return DataFile(path=path, sha256=Digest.of(b""), format="csv", source="a test", licence="CC0-1.0", **more)


def method_of(document: Json) -> Method:
    """A method; an expression alone is its value."""
    whole = document if {"value", "any-of"} & set(document) else {"value": document}
    return validate(Method, whole, where="method", code="record")


def checked(document: Json, tables: Mapping[str, Table], files: Sequence[DataFile] = ()) -> tuple[Checked, ...]:
    """Every variant, typed against the tables."""
    method = method_of(document)
    known = files or [data_file(path) for path in tables]
    return check_method(method, column_types(known, tables, method.source, where="method"), where="method")


def answer(document: Json, tables: Mapping[str, Table], *, condition: bool = False, seed: int = 0) -> Answer:
    """What the evaluator makes of the method's first variant."""
    from evaluator import program

    request = request_of(checked(document, tables), [tables], [Job(0, 0, seed, condition)])
    return answer_of(program.answers(json.loads(json.dumps(request)))[0])


def value(document: Json, **columns: Sequence[object]) -> Json:
    """The value over one table; raises AssertionError where there is none."""
    found = answer(document, {"d.csv": table_of(columns)})
    assert found.known, f"{found.trouble}: {found.message}"
    return found.value


def tables_in(text: bytes, path: str = "d.csv") -> dict[str, Table]:
    """A CSV file's table."""
    return {path: read_table(data_file(path), text)[0]}
