"""The language: an expression and the rows that it is computed over, in; a value, a column, groups or a table, out."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from evaluator import exact
from evaluator.frames import Frame, Series
from evaluator.registry import COUNTS_ROWS, KEEPS_MISSING, RECIPES, SEEDED, NoValueError, need

Json = Any
MAX_POWER = 64


class Groups(dict[str, Any]):
    """Label → value, in the order of the labels."""


@dataclass
class TableValue:
    """A table: header and rows."""

    header: list[str]
    rows: list[list[Any]]


def label(value: Any) -> str:
    """What a group of this value is called: texts as they are, numbers without needless zeros."""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, Fraction):
        if value.denominator == 1:
            return str(value.numerator)
        return format(exact.decimal(value).normalize(), "f")
    return str(value)


class Evaluator:
    """Evaluates expressions; ``seed`` is what random recipes draw from."""

    def __init__(self, seed: int) -> None:
        self.seed = seed

    def value(self, node: Mapping[str, Json], rows: Frame) -> Any:
        """The expression over these rows. Raises NoValueError."""
        if "recipe" in node:
            return self._recipe(node, rows)
        if "column" in node:
            return rows.column(node["column"], node.get("as"))
        if "number" in node:
            return Fraction(node["number"])
        if "text" in node:
            return node["text"]
        if "op" in node:
            return _lifted(OPERATORS[node["op"]], [self.value(one, rows) for one in node["of"]], node["op"])
        if "if" in node:
            parts = [self.value(node[name], rows) for name in ("if", "then", "else")]
            return _lifted(lambda condition, yes, no: yes if condition else no, parts, "if", keep=True)
        if "list" in node:
            return [self.value(one, rows) for one in node["list"]]
        if "rows" in node:
            body = [[name, *(self.value(one, rows) for one in cells.values())] for name, cells in node["rows"].items()]
            return TableValue([node.get("key", "row"), *next(iter(node["rows"].values()))], body)
        return self._table(node, rows)

    def groups(self, node: Mapping[str, Json], rows: Frame) -> list[tuple[str, Frame]]:
        """The rows of every group, by label; rows without a label are in none."""
        found = self.value(node, rows)
        columns = found if isinstance(found, list) and not isinstance(found, Series) else [found]
        members: dict[tuple[Any, ...], list[int]] = {}
        for position, key in enumerate(zip(*columns, strict=True)):
            if None not in key:
                members.setdefault(key, []).append(position)
        return [(" / ".join(map(label, key)), rows.take(members[key])) for key in sorted(members)]

    def _table(self, node: Mapping[str, Json], rows: Frame) -> TableValue:
        columns: Mapping[str, Json] = node["table"]
        if "by" not in node:
            return TableValue(list(columns), [[self.value(one, rows) for one in columns.values()]])
        body = [
            [name, *(self.value(one, members) for one in columns.values())]
            for name, members in self.groups(node["by"], rows)
        ]
        return TableValue([node.get("key", "group"), *columns], body)

    def _recipe(self, node: Mapping[str, Json], rows: Frame) -> Any:
        if "where" in node:
            kept = self.value(node["where"], rows)
            rows = rows.where(kept if isinstance(kept, Series) else [kept] * len(rows))
        if "by" in node:
            return Groups({name: self._applied(node, members) for name, members in self.groups(node["by"], rows)})
        return self._applied(node, rows)

    def _applied(self, node: Mapping[str, Json], rows: Frame) -> Any:
        compute = RECIPES[node["recipe"], node.get("version", 1)]
        given = dict(node.get("with", {}))
        if "of" in node:
            given["of"] = node["of"]
        inputs = {name: self.value(one, rows) for name, one in given.items()}
        if compute not in KEEPS_MISSING:
            inputs = _complete(inputs, len(rows))
        options = {name.replace("-", "_"): option for name, option in node.get("options", {}).items()}
        if compute in COUNTS_ROWS:
            options["rows"] = len(rows)
        if compute in SEEDED:
            options["seed"] = self.seed
        found = compute(**{name.replace("-", "_"): value for name, value in inputs.items()}, **options)
        return found[node.get("output", next(iter(found)))] if isinstance(found, Results) else found


class Results(dict[str, Any]):
    """Several outputs by name, the default first."""


def _complete(inputs: dict[str, Any], rows: int) -> dict[str, Any]:
    """The inputs without the rows in which one of them is missing."""

    def spread(value: Any) -> Any:
        if isinstance(value, Series | Groups):
            return value
        if isinstance(value, list):
            return [spread(one) for one in value]
        return Series([value] * rows)

    inputs = {name: spread(value) for name, value in inputs.items()}
    series = [one for value in inputs.values() for one in _series(value)]
    keep = [position for position in range(rows) if all(one[position] is not None for one in series)]

    def kept(value: Any) -> Any:
        if isinstance(value, Series):
            return Series(value[position] for position in keep)
        return [kept(one) for one in value] if isinstance(value, list) else value

    return {name: kept(value) for name, value in inputs.items()}


def _series(value: Any) -> list[Series]:
    if isinstance(value, Series):
        return [value]
    return [one for member in value for one in _series(member)] if isinstance(value, list) else []


def _lifted(compute: Callable[..., Any], parts: Sequence[Any], name: str, *, keep: bool = False) -> Any:
    """Apply to single values, row by row, or group by group. A missing operand gives a missing result."""

    def one(*operands: Any) -> Any:
        if name != "missing" and (operands[0] is None or (not keep and None in operands)):
            return None
        return compute(*operands)

    grouped = [part for part in parts if isinstance(part, Groups)]
    if grouped:
        names = list(grouped[0])
        need(all(list(part) == names for part in grouped), "groups-differ", "the groups are not the same")
        return Groups({n: one(*(part[n] if isinstance(part, Groups) else part for part in parts)) for n in names})
    columns = [part for part in parts if isinstance(part, Series)]
    if not columns:
        return one(*parts)
    size = len(columns[0])
    spread = [part if isinstance(part, Series) else [part] * size for part in parts]
    return Series(one(*row) for row in zip(*spread, strict=True))


def _divide(numerator: Fraction, denominator: Fraction) -> Fraction:
    need(denominator != 0, "outside-domain", "a division by zero")
    return numerator / denominator


def _power(base: Fraction, exponent: Fraction) -> Fraction:
    if exponent.denominator == 1 and abs(exponent) <= MAX_POWER:
        need(base != 0 or exponent >= 0, "outside-domain", "a negative power of zero")
        return base ** int(exponent)
    if exponent == Fraction(1, 2):
        return exact.root(base)
    return exact.exp(exponent * exact.log(base)) if base else Fraction(0)


def _sum(*numbers: Fraction) -> Fraction:
    return sum(numbers, Fraction(0))


def _subtract(first: Fraction, *rest: Fraction) -> Fraction:
    return first - sum(rest, Fraction(0))


OPERATORS: dict[str, Callable[..., Any]] = {
    "+": _sum,
    "-": _subtract,
    "*": lambda *numbers: math.prod(numbers, start=Fraction(1)),
    "/": _divide,
    "power": _power,
    "negate": lambda number: -number,
    "abs": abs,
    "log": exact.log,
    "log2": lambda number: exact.log(number) / exact.log(Fraction(2)),
    "log10": lambda number: exact.log(number) / exact.log(Fraction(10)),
    "exp": exact.exp,
    "sqrt": exact.root,
    "floor": lambda number: Fraction(math.floor(number)),
    "ceiling": lambda number: Fraction(math.ceil(number)),
    "smaller": min,
    "larger": max,
    "=": lambda first, second: first == second,
    "!=": lambda first, second: first != second,
    "<": lambda first, second: first < second,
    "<=": lambda first, second: first <= second,
    ">": lambda first, second: first > second,
    ">=": lambda first, second: first >= second,
    "in": lambda first, *others: first in others,
    "and": lambda *truths: all(truths),
    "or": lambda *truths: any(truths),
    "not": lambda truth: not truth,
    "missing": lambda value: value is None,
    "lower": str.lower,
    "strip": str.strip,
    "length": lambda text: Fraction(len(text)),
}

__all__ = ["OPERATORS", "Evaluator", "Groups", "NoValueError", "Results", "TableValue", "label"]
