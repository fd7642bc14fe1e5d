"""A method as prose: what the verdict block prints, for readers who do not know the form."""

from __future__ import annotations

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
    TextNode,
)
from gate.repro.methods.catalogue import find

_INFIX = {"power": "^"}
_PREFIX = frozenset("abs log log2 log10 exp sqrt floor ceiling lower strip length".split())  # noqa: SIM905


def in_words(method: Method) -> str:
    """The whole method in one line. Raises InputError for an unknown recipe."""
    variants = "; or ".join(expression(one) for one in method.variants)
    if len(method.variants) > 1:
        variants = f"one of: {variants}"
    return f"{variants}{_source(method.source)}"


def expression(node: Expression) -> str:
    """One expression in words."""
    match node:
        case ColumnNode():
            return f"‹{node.column}›" + (f" as {node.as_type}" if node.as_type else "")
        case NumberNode():
            return node.number
        case TextNode():
            return f"“{node.text}”"
        case OperatorNode():
            return _operator(node)
        case IfNode():
            return f"({expression(node.then)} if {expression(node.condition)}, else {expression(node.otherwise)})"
        case ListNode():
            return ", ".join(map(expression, node.members))
        case TableNode():
            cells = "; ".join(f"{name} = {expression(one)}" for name, one in node.table.items())
            rows = f", a row for each {expression(node.by)}" if node.by is not None else ""
            return f"table of {cells}{rows}"
        case RowsNode():
            lines = (f"{label}: {', '.join(map(expression, cells.values()))}" for label, cells in node.rows.items())
            return f"table of {'; '.join(lines)}"
        case RecipeNode():
            return _recipe(node)


def _operator(node: OperatorNode) -> str:
    parts = [expression(one) for one in node.of]
    if node.op == "negate":
        return f"-{parts[0]}"
    if node.op == "not":
        return f"not {parts[0]}"
    if node.op == "missing":
        return f"{parts[0]} is missing"
    if node.op == "in":
        return f"{parts[0]} is one of {', '.join(parts[1:])}"
    if node.op in ("smaller", "larger"):
        return f"the {node.op} of {' and '.join(parts)}"
    if node.op in _PREFIX:
        return f"{node.op}({parts[0]})"
    return f"({f' {_INFIX.get(node.op, node.op)} '.join(parts)})"


def _recipe(node: RecipeNode) -> str:
    recipe = find(node.recipe, node.version, where=node.recipe)
    chosen = [
        f"{option.name} {_option(node.options.get(option.name, option.default))}"
        for option in recipe.options
        if node.options.get(option.name, option.default) not in (None, "", ())
    ]
    version = [f"version {recipe.version}"] if recipe.version > 1 else []
    output = [node.output] if node.output and node.output != "value" else []
    words = recipe.summary + (f" ({', '.join([*output, *version, *chosen])})" if output or version or chosen else "")
    if node.of is not None:
        words += f" of {expression(node.of)}"
    if node.others:
        words += ", " + ", ".join(f"{name} {expression(one)}" for name, one in node.others.items())
    if node.where is not None:
        words += f", where {expression(node.where)}"
    if node.by is not None:
        words += f", for each {expression(node.by)}"
    return words


def _option(value: object) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    return ", ".join(map(str, value)) if isinstance(value, tuple) else str(value)


def _source(source: Source) -> str:
    parts = [f"in {source.file}"] if source.file else []
    parts += [
        f"joined with {join.file} on {', '.join(join.on)}{' (all rows kept)' if join.kind == 'left' else ''}"
        for join in source.join
    ]
    parts += [f"with {name} = {expression(one)}" for name, one in source.derive.items()]
    if source.where is not None:
        parts.append(f"only rows where {expression(source.where)}")
    if source.missing != Source().missing:
        parts.append(f"missing: {', '.join(map(repr, source.missing)) or 'only empty cells'}")
    parts += [f"{what} {mark!r}" for what, mark in (("thousands", source.thousands),) if mark]
    parts += [f"decimal mark {source.decimal!r}"] if source.decimal != "." else []
    parts += [f"{', '.join(source.text)} read as text"] if source.text else []
    parts += [f"{', '.join(source.number)} read as numbers"] if source.number else []
    return f"; {'; '.join(parts)}" if parts else ""
