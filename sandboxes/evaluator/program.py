"""Request in, values out: every method on every data set that the gate asks for, one after the other.

``/in/request.json`` holds ``base`` (files by path: columns with their cells), ``datasets`` (files that differ from the
base, with the columns that do), ``methods`` (source, column types, expression, and the columns whose noise tells how
well a value is conditioned) and ``jobs`` (method, data set, seed, whether to estimate κ). ``/out/values.json`` has one
answer a job: ``value`` or ``error``.
"""

from __future__ import annotations

import hashlib
import importlib
import json
import math
from collections.abc import Mapping
from decimal import Context, Decimal
from fractions import Fraction
from pathlib import Path
from typing import Any

from evaluator import exact
from evaluator.expressions import Evaluator, Groups, TableValue, label
from evaluator.frames import Frame, Reader, Series, Table, frame
from evaluator.registry import RECIPES, NoValueError

FAMILIES = (
    "counts",
    "location",
    "spread",
    "groups",
    "effects",
    "significance",
    "rank_tests",
    "correlation",
    "regression",
    "models",
    "survival",
    "time_series",
    "classification",
    "forecast_errors",
    "ranking",
    "qa_text",
    "agreement",
    "resampling",
)
NOISE = Fraction(1, 10**10)
DIGITS = 34
_SHOWN = Context(prec=DIGITS, Emax=10**6, Emin=-(10**6))
_FAULTS = (ArithmeticError, ValueError, IndexError, KeyError, TypeError, AttributeError, RuntimeError, MemoryError)


def load() -> None:
    """Import every family, so that its recipes are registered."""
    for family in FAMILIES:
        importlib.import_module(f"evaluator.{family}")


def number_text(value: Any) -> str:
    """A number as decimal text: exact to 34 digits, or the shortest text of a double."""
    if isinstance(value, Fraction):
        return str(_SHOWN.plus(exact.decimal(value)))
    if isinstance(value, int):
        return str(value)
    number = float(value)
    if not math.isfinite(number):
        raise NoValueError("not-finite", "the value is not a finite number")
    return str(Decimal(repr(number)))


def as_json(value: Any) -> Any:
    """A value as the answer gives it; numbers are told from texts."""
    if isinstance(value, Groups):
        return [as_json(one) for one in value.values()]
    if isinstance(value, TableValue):
        return {"table": [value.header, *([as_json(cell) for cell in row] for row in value.rows)]}
    if isinstance(value, Series):
        raise NoValueError("not-a-value", "the method gives a column, not a value")
    if isinstance(value, list | tuple):
        return [as_json(one) for one in value]
    if isinstance(value, str):
        return value
    if isinstance(value, bool):
        return label(value)
    if value is None:
        raise NoValueError("missing", "the value is missing")
    return {"number": number_text(value)}


def numbers_of(answer: Any) -> list[float]:
    """All numbers in an answer, in order."""
    if isinstance(answer, dict):
        if "number" in answer:
            return [float(answer["number"])]
        return [number for row in answer["table"][1:] for cell in row for number in numbers_of(cell)]
    return [number for one in answer for number in numbers_of(one)] if isinstance(answer, list) else []


class Method:
    """A method with what it has in common over all data sets."""

    def __init__(self, document: Mapping[str, Any]) -> None:
        self.source: Mapping[str, Any] = document["from"]
        self.types: Mapping[str, Mapping[str, str]] = document["types"]
        self.expression: Mapping[str, Any] = document["value"]
        self.noisy: Mapping[str, list[str]] = document.get("noisy", {})
        default = ("NA", "NaN", "nan", "null")
        self.reader = Reader(
            frozenset(self.source.get("missing", default)),
            self.source.get("thousands", ""),
            self.source.get("decimal", "."),
        )

    def rows(self, tables: Mapping[str, Table], evaluator: Evaluator) -> Frame:
        """The table that the method looks at."""
        found = frame(tables, self.source, self.types, self.reader)
        for name, expression in self.source.get("derive", {}).items():
            cells = evaluator.value(expression, found)
            found.derive(name, cells if isinstance(cells, Series) else [cells] * len(found))
        if "where" in self.source:
            found = found.where(evaluator.value(self.source["where"], found))
        return found

    def value(self, tables: Mapping[str, Table], seed: int) -> Any:
        """The method's value as JSON. Raises NoValueError."""
        evaluator = Evaluator(seed)
        try:
            return as_json(evaluator.value(self.expression, self.rows(tables, evaluator)))
        except RecursionError:
            raise NoValueError("too-deep", "the expression is nested too deeply") from None
        except NoValueError:
            raise
        except _FAULTS as error:
            raise NoValueError("not-defined", f"{type(error).__name__}: {str(error)[:200]}") from error

    def condition(self, tables: Mapping[str, Table], answer: Any, seed: int) -> float:
        """How many times a relative change of the cells the value changes (κ); the larger of two estimates."""
        numbers = numbers_of(answer)
        worst = 0.0
        for salt in (1, 2):
            noisy = {path: self._noisy(path, table, salt) for path, table in tables.items()}
            try:
                moved = numbers_of(self.value(noisy, seed))
            except NoValueError:
                return math.inf
            if len(moved) != len(numbers):
                return math.inf
            for before, after in zip(numbers, moved, strict=True):
                change = abs(after - before) / abs(before) if before else abs(after)
                worst = max(worst, change / float(NOISE))
        return worst

    def _noisy(self, path: str, table: Table, salt: int) -> Table:
        """Every number times (1 + 1e-10·u); equal cells get equal noise, so that ties stay ties."""
        cells = dict(table.cells)
        for name in self.noisy.get(path, ()):
            cells[name] = [self._moved(cell, salt) for cell in cells[name]]
        return Table(cells, table.rows)

    def _moved(self, cell: str, salt: int) -> str:
        moved = f"\0{salt}\0{cell}"
        if moved not in self.reader.known:
            value = self.reader.number(cell)
            draw = int.from_bytes(hashlib.sha256(moved.encode()).digest()[:6], "big")
            noise = NOISE * Fraction(2 * draw - 2**48, 2**48)
            self.reader.known[moved] = value * (1 + noise) if isinstance(value, Fraction) else value
        return moved


def tables_of(base: Mapping[str, Any], changed: Mapping[str, Any]) -> dict[str, Table]:
    """The tables of one data set: the base's, with the columns that were changed."""
    tables = {}
    for path, own in base.items():
        other = changed.get(path, {})
        cells = {name: other.get("columns", {}).get(name, column) for name, column in own["columns"].items()}
        tables[path] = Table(cells, other.get("rows", own["rows"]))
    return tables


def answers(request: Mapping[str, Any]) -> list[Any]:
    """One answer for each job."""
    load()
    methods = [Method(document) for document in request["methods"]]
    found = []
    for job in request["jobs"]:
        method = methods[job["method"]]
        tables = tables_of(request["base"], request["datasets"][job["dataset"]])
        seed = job.get("seed", 0)
        try:
            answer: dict[str, Any] = {"value": method.value(tables, seed)}
            if job.get("condition"):
                kappa = method.condition(tables, answer["value"], seed)
                answer["condition"] = kappa if math.isfinite(kappa) else None
        except NoValueError as error:
            answer = {"error": {"code": error.code, "message": str(error)[:400]}}
        found.append(answer)
    return found


def main() -> None:
    """Read the request, write the answers."""
    request = json.loads(Path("/in/request.json").read_text(encoding="utf-8"))
    document = {"answers": answers(request), "recipes": len(RECIPES)}
    Path("/out/values.json").write_text(json.dumps(document), encoding="utf-8")
