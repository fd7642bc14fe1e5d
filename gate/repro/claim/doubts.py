"""What in a claim's methods only a second reader can judge: numbers that no convention explains, rows singled out.

Whoever writes a method and wants a number can write the number into it (``accuracy × 1.13``, ``id != 3``), and a closed
language does not prevent that. So whatever could carry such a lie is named here, and a person must have looked at it. A
method in which nothing is named can still be another than the publication's: it is printed in words for that reason.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from decimal import Decimal

from gate.model.expected import Expected
from gate.model.method import (
    ColumnNode,
    Expression,
    IfNode,
    ListNode,
    Method,
    NumberNode,
    OperatorNode,
    RecipeNode,
    RowsNode,
    Source,
    TableNode,
)
from gate.model.numbers import is_number, parse_number
from gate.repro.data.tables import Table
from gate.repro.methods.catalogue import find

COMPARISONS = frozenset(("=", "!=", "<", "<=", ">", ">=", "in"))
_CODES = frozenset(map(Decimal, ("0", "1")))
_THRESHOLDS = _CODES | frozenset(map(Decimal, ("0.5", "0.05", "0.01", "0.001")))
_EXPONENTS = frozenset(map(Decimal, ("2", "3", "0.5", "-1")))
_SHARES = frozenset(map(Decimal, ("0.25", "0.75", "0.025", "0.95", "0.975", "0.99", "0.995", "0.999")))
_MISSING_CODE = re.compile(r"-?9+|-1", re.ASCII)
"""Codes for no answer that surveys use."""
_FEWEST_NUMBERS, _FEWEST_TEXTS = 3, 8
"""Rows from which on cells that are all different name single rows. In a shorter table of texts each row is a group."""


def doubts(expected: Expected, tables: Mapping[str, Table]) -> tuple[str, ...]:
    """What a second person must look at in the claim's methods, in sentences without an end; empty where nothing is.

    ``tables`` are the claim's data files by path: they show which columns name single rows.
    """
    names_rows = _names_rows(expected, tables)
    found = (
        f"{quantity.name}: {doubt}"
        for quantity in expected.quantities
        if quantity.method is not None
        for doubt in _in_method(quantity.method, names_rows)
    )
    return tuple(dict.fromkeys(found))


def _names_rows(expected: Expected, tables: Mapping[str, Table]) -> Mapping[str, frozenset[str]]:
    """Columns that name single rows, with their cells: identifiers, and texts or whole numbers that are all different.

    What the claim declares is not enough: its owner may be who lies.
    """
    declared = {column.name for file in expected.data for column in file.columns if column.role == "id"}
    found: dict[str, frozenset[str]] = {}
    for table in tables.values():
        for name in table.columns:
            cells = table.column(name)
            fewest = _FEWEST_NUMBERS if all(map(is_number, cells)) else _FEWEST_TEXTS
            differ = len(set(cells)) == len(cells) and not any(map(_has_fraction, cells))
            if len(cells) >= fewest and (name in declared or differ):
                found[name] = found.get(name, frozenset()) | frozenset(cells)
    return found


def _has_fraction(cell: str) -> bool:
    return is_number(cell) and "." in cell


def _in_method(method: Method, names_rows: Mapping[str, frozenset[str]]) -> Iterator[str]:
    source = method.source
    naming = set(names_rows)
    for name, one in source.derive.items():
        if any(isinstance(node, ColumnNode) and node.column in naming for node, _ in _nodes(one, None)):
            naming.add(name)
    for marker in source.missing:
        if _is_odd_marker(marker, names_rows):
            yield f"{marker!r} counts as a missing value"
    conditions = () if source.where is None else (source.where,)
    for start in (*method.variants, *source.derive.values()):
        yield from _in_expression(start, naming, chooses=False)
    for start in conditions:
        yield from _in_expression(start, naming, chooses=True)


def _is_odd_marker(marker: str, names_rows: Mapping[str, frozenset[str]]) -> bool:
    if marker in Source().missing:
        return False
    if is_number(marker):
        return _MISSING_CODE.fullmatch(marker) is None
    return any(marker in cells for cells in names_rows.values())


def _in_expression(start: Expression, naming: set[str], *, chooses: bool) -> Iterator[str]:
    """Every doubt about one expression; ``chooses``: it decides which rows count."""
    for node, context in _nodes(start, "=" if chooses else None):
        match node:
            case NumberNode() if not _is_conventional(node, context):
                yield f"no convention explains the number {node.number}"
            case ColumnNode(column=column) if context in COMPARISONS and column in naming:
                yield f"rows are chosen by ‹{column}›, which names single rows"
            case OperatorNode():
                yield from _in_operator(node)
            case RecipeNode():
                yield from _in_options(node)


_Context = str | None
"""What a node is an operand of: an operator, with ``power.2`` for an exponent and ``-.1`` for what is subtracted from;
``=`` also for whatever decides which rows count; ``then`` for a branch; None at the top and for inputs of recipes."""


def _nodes(node: Expression, context: _Context) -> Iterator[tuple[Expression, _Context]]:
    """Every node of an expression, with what it is an operand of."""
    yield node, context
    for child, below in _children(node, context):
        yield from _nodes(child, below)


def _children(node: Expression, context: _Context) -> Iterator[tuple[Expression, _Context]]:
    match node:
        case OperatorNode():
            for number, child in enumerate(node.of, start=1):
                yield child, _operand(node.op, number, context)
        case IfNode():
            yield node.condition, "="
            yield node.then, "then"
            yield node.otherwise, "then"
        case ListNode():
            yield from ((child, context) for child in node.members)
        case TableNode():
            yield from ((child, None) for child in node.table.values())
        case RowsNode():
            yield from ((child, None) for cells in node.rows.values() for child in cells.values())
        case RecipeNode():
            inputs = (node.of, *node.others.values(), node.by)
            yield from ((child, None) for child in inputs if child is not None)
            if node.where is not None:
                yield node.where, "="
    if isinstance(node, TableNode) and node.by is not None:
        yield node.by, None


def _operand(operator: str, number: int, context: _Context) -> _Context:
    if operator in ("and", "or", "not", "missing", "negate", "abs"):
        return context
    return f"{operator}.{number}" if (operator, number) in (("power", 2), ("-", 1)) else operator


def _is_conventional(node: NumberNode, context: _Context) -> bool:
    """Whether the number has a meaning that everybody knows, at the place where it stands."""
    number = parse_number(node.number)
    if context in COMPARISONS:
        return number in _THRESHOLDS
    if context == "power.2":
        return number in _EXPONENTS
    if context in ("*", "/"):
        return number == 1 or _is_power_of_ten(number)
    if context in ("-.1", "then", "smaller", "larger"):
        return number in _CODES
    return context in ("+", "-") and number == 0


def _is_power_of_ten(number: Decimal) -> bool:
    return number > 0 and number.normalize().as_tuple().digits == (1,)


def _in_operator(node: OperatorNode) -> Iterator[str]:
    if all(isinstance(one, NumberNode) for one, _ in _nodes(node, None) if not isinstance(one, OperatorNode)):
        yield "a number is put together from constants"
    if node.op in ("+", "-"):
        recipes = [_recipes(operand) for operand in node.of]
        if len(frozenset().union(*recipes)) < sum(map(len, recipes)):
            yield "two terms of a sum hold the same value"


def _recipes(node: Expression) -> frozenset[str]:
    return frozenset(one.model_dump_json() for one, _ in _nodes(node, None) if isinstance(one, RecipeNode))


def _in_options(node: RecipeNode) -> Iterator[str]:
    options = {option.name: option for option in find(node.recipe, node.version, where=node.recipe).options}
    for name, value in node.options.items():
        option = options.get(name)
        if option is not None and option.kind == "number" and str(value) != str(option.default):
            number = parse_number(str(value))
            if len(number.normalize().as_tuple().digits) > 1 and number not in _SHARES:
                yield f"no convention explains that {name} of {node.recipe} is {value}"
