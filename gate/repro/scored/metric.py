"""Which columns a metric compares: those that must not be known to who predicts; filters and groups may be."""

from __future__ import annotations

from collections.abc import Iterator

from gate.model.method import (
    ColumnNode,
    Expression,
    IfNode,
    ListNode,
    Method,
    OperatorNode,
    RecipeNode,
    RowsNode,
    TableNode,
)


def compared_columns(method: Method) -> frozenset[str]:
    """The names of all columns that enter the score by more than choosing rows."""
    found: set[str] = set()
    for expression in (*method.variants, *method.source.derive.values()):
        found.update(_columns(expression))
    return frozenset(found)


def _columns(node: Expression) -> Iterator[str]:
    if isinstance(node, ColumnNode):
        yield node.column
    for inner in _inside(node):
        yield from _columns(inner)


def _inside(node: Expression) -> Iterator[Expression]:
    match node:
        case OperatorNode(of=operands) | ListNode(members=operands):
            yield from operands
        case IfNode():
            yield from (node.condition, node.then, node.otherwise)
        case TableNode():
            yield from node.table.values()
        case RowsNode():
            for cells in node.rows.values():
                yield from cells.values()
        case RecipeNode():
            yield from node.others.values()
            if node.of is not None:
                yield node.of
