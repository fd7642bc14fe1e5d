"""Does a method fit the data? Kinds of every expression, precise places of every mistake, and which columns it uses."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from gate.model.expected import Quantity
from gate.model.method import (
    MAX_NODES,
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
    ValueType,
)
from gate.model.rules import ArrayRule, ExactRule, RankingRule, SetRule, TableRule
from gate.repro.methods.catalogue import find
from gate.repro.methods.column_types import ColumnTypes
from gate.repro.methods.kinds import Content, Kind, Use, refuse, widest
from gate.repro.methods.options import check_option
from gate.repro.methods.recipe import Input, Recipe, Tolerance


@dataclass(frozen=True, slots=True)
class Checked:
    """One variant of a method that fits the data: its expression, kind, recipes, and the columns that it uses."""

    source: Source
    value: Expression
    kind: Kind
    types: ColumnTypes
    uses: Mapping[tuple[str, str], frozenset[Use]]
    recipes: tuple[Recipe, ...]

    @property
    def tolerance(self) -> Tolerance:
        """The widest of its recipes' tolerances; ``exact`` only where one recipe's count is all there is."""
        order: tuple[Tolerance, ...] = ("exact", "closed", "optimised", "random")
        widest = max((order.index(one.tolerance) for one in self.recipes), default=1)
        is_count = isinstance(self.value, RecipeNode) and widest == 0 and self.kind.content == "number"
        return order[widest] if is_count else order[max(widest, 1)]


_ARITHMETIC = frozenset(
    "+ - * / power negate abs log log2 log10 exp sqrt floor ceiling smaller larger".split()  # noqa: SIM905
)
_ORDER = frozenset({"<", "<=", ">", ">="})
_EQUALITY = frozenset({"=", "!=", "in"})
_LOGIC = frozenset({"and", "or", "not"})
_TEXT = frozenset({"lower", "strip", "length"})
_UNARY = frozenset("negate abs log log2 log10 exp sqrt floor ceiling not missing lower strip length".split())  # noqa: SIM905
_BINARY = frozenset({"/", "power", "=", "!=", "<", "<=", ">", ">="})


def check_method(method: Method, types: ColumnTypes, *, where: str) -> tuple[Checked, ...]:
    """Every variant of the method, if it fits the data. ``where`` is the method's place in its claim.

    Raises InputError (fault: claim) with a code ``method.…`` and the place of the mistake.
    """
    source, place = method.source, f"{where}.from"
    if source.file is None:
        if len(types) != 1:
            message = f"the claim has {len(types)} data files, and the method does not say which it looks at"
            refuse("file-unknown", message, place, "add 'file' to the method's 'from'")
        source = source.model_copy(update={"file": next(iter(types))})
    found = []
    for number, value in enumerate(method.variants):
        checker = _Checker(source, types, place)
        inside = f"{where}.value" if method.value is not None else f"{where}.any-of.{number}"
        kind = checker.kind(value, inside, "label")
        if kind.shape == "column":
            refuse("wrong-type", "a method gives a value, not a column", inside, "apply a recipe to the column")
        found.append(
            Checked(
                source,
                value,
                kind,
                types,
                {column: frozenset(uses) for column, uses in checker.uses.items()},
                tuple(checker.recipes),
            )
        )
    return tuple(found)


def check_fits(quantity: Quantity, checked: Checked, *, where: str) -> None:
    """Raises InputError (fault: claim) unless what the method gives is what the quantity's rule takes."""
    rule, kind = quantity.rule, checked.kind
    if isinstance(rule, TableRule):
        header = tuple(column.name for column in rule.columns)
        if kind.shape != "table" or kind.header != header:
            got = f"a table with the columns {', '.join(kind.header)}" if kind.header else str(kind)
            refuse("wrong-shape", f"the rule needs a table with the columns {', '.join(header)}, not {got}", where)
    elif isinstance(rule, SetRule | RankingRule):
        if (kind.shape, kind.content) != ("list", "text"):
            refuse("wrong-shape", f"the rule {rule.kind!r} needs a list of texts, not {kind}", where)
    elif isinstance(rule, ArrayRule):
        content = "text" if isinstance(rule.each, ExactRule) else "number"
        if kind.shape not in ("list", "groups") or kind.content != content:
            refuse("wrong-shape", f"the rule 'array' needs a list of {content}s, not {kind}", where)
    else:
        content = "text" if isinstance(rule, ExactRule) else "number"
        if (kind.shape, kind.content) != ("value", content):
            refuse("wrong-shape", f"the rule {rule.kind!r} needs one {content}, not {kind}", where)


@dataclass
class _Checker:
    """Walks one method. Columns are known by name; those that are derived have the place of their expression."""

    source: Source
    types: ColumnTypes
    place: str
    uses: dict[tuple[str, str], set[Use]] = field(default_factory=dict)
    recipes: list[Recipe] = field(default_factory=list)
    nodes: int = 0

    def __post_init__(self) -> None:
        self.columns: dict[str, tuple[str, ValueType]] = {}
        self.derived: dict[str, Expression] = {}
        assert self.source.file is not None
        self._add(self.source.file, (), self.place)
        for number, join in enumerate(self.source.join):
            self._add(join.file, join.on, f"{self.place}.join.{number}")
        for name in (*self.source.text, *self.source.number):
            if not any(name in columns for columns in self.types.values()):
                refuse("column-unknown", f"there is no column {name!r} to read as text or number", self.place)
        for name, expression in self.source.derive.items():
            inside = f"{self.place}.derive.{name}"
            if name in self.columns or name in self.derived:
                refuse("column-twice", f"there is a column {name!r} already", inside)
            if self.kind(expression, inside, "label", record=False).shape not in ("column", "value"):
                refuse("wrong-type", "a derived column has one value a row", inside)
            self.derived[name] = expression
        if self.source.where is not None:
            self._condition(self.source.where, f"{self.place}.where")

    def _add(self, file: str, keys: tuple[str, ...], where: str) -> None:
        if file not in self.types:
            known = ", ".join(self.types)
            refuse("file-unknown", f"{file} is no data file of this claim", where, f"it has {known or 'none'}")
        for key in keys:
            if key not in self.columns or key not in self.types[file]:
                refuse("column-unknown", f"the join key {key!r} is not in both tables", where)
            for path in (self.columns[key][0], file):
                self.uses.setdefault((path, key), set()).add("key")
        for name, kind in self.types[file].items():
            if name in keys:
                continue
            if name in self.columns:
                message = f"both {self.columns[name][0]} and {file} have a column {name!r}"
                refuse("column-twice", message, where, "join on it, or leave it out of one of the files")
            self.columns[name] = (file, kind)

    def kind(self, node: Expression, where: str, use: Use, *, record: bool = True) -> Kind:
        """The kind of an expression whose numbers are used as ``use``."""
        self.nodes += 1
        if self.nodes > MAX_NODES:
            refuse("too-large", f"the method has more than {MAX_NODES} expressions", where)
        match node:
            case ColumnNode():
                return self._column(node, where, use, record)
            case NumberNode():
                return Kind("value", "number")
            case TextNode():
                return Kind("value", "text")
            case OperatorNode():
                return self._operator(node, where, use, record)
            case IfNode():
                condition = self._condition(node.condition, f"{where}.if", record)
                parts = [
                    self.kind(part, f"{where}.{name}", use, record=record)
                    for name, part in (("then", node.then), ("else", node.otherwise))
                ]
                if parts[0].content != parts[1].content:
                    refuse("wrong-type", f"'then' gives {parts[0]} and 'else' {parts[1]}", where)
                return Kind(widest([condition, *parts], where), parts[0].content)
            case ListNode():
                return self._list(node, where, use, record)
            case TableNode():
                return self._table(node, where, record)
            case RowsNode():
                return self._rows(node, where, record)
            case RecipeNode():
                return self._recipe(node, where, record)

    def _column(self, node: ColumnNode, where: str, use: Use, record: bool) -> Kind:
        name = node.column
        if name in self.derived:
            if node.as_type is not None:
                refuse("wrong-type", "'as' is for columns of the data, not for derived ones", where)
            kind = self.kind(self.derived[name], f"{self.place}.derive.{name}", use, record=record)
            return Kind("column", kind.content)
        if name not in self.columns:
            known = ", ".join([*self.columns, *self.derived])[:400]
            refuse("column-unknown", f"there is no column {name!r}", where, f"the table has {known}")
        file, own = self.columns[name]
        content = node.as_type or own
        if node.as_type == "number" and own == "text":
            refuse("not-numbers", f"the column {name!r} holds cells that are no numbers", where)
        if record:
            self.uses.setdefault((file, name), set()).add(use if content == "number" else "label")
        return Kind("column", content)

    def _operator(self, node: OperatorNode, where: str, use: Use, record: bool) -> Kind:
        op, count = node.op, len(node.of)
        if (op in _UNARY and count != 1) or (op in _BINARY and count != 2) or (op not in _UNARY and count < 2):
            refuse("wrong-operands", f"{op!r} does not take {count} operands", where)
        inner: Use = use if op in _ARITHMETIC else "label"
        kinds = [self.kind(one, f"{where}.of.{i}", inner, record=record) for i, one in enumerate(node.of)]
        contents = {kind.content for kind in kinds}
        shape = widest(kinds, where)
        needed: Content | None = (
            "number" if op in _ARITHMETIC else "truth" if op in _LOGIC else "text" if op in _TEXT else None
        )
        if needed is not None and contents != {needed}:
            wrong = next(kind for kind in kinds if kind.content != needed)
            refuse("wrong-type", f"{op!r} takes {needed} operands, not {wrong}", where)
        if op in (_ORDER | _EQUALITY) and (len(contents) > 1 or (op in _ORDER and contents == {"truth"})):
            names = " with ".join(map(str, kinds[:2]))
            refuse("wrong-type", f"{op!r} cannot compare {names}", where, 'read a column {"as": "text"} or as number')
        if op in _ARITHMETIC or op == "length":
            return Kind(shape, "number")
        return Kind(shape, "text" if op in ("lower", "strip") else "truth")

    def _list(self, node: ListNode, where: str, use: Use, record: bool) -> Kind:
        kinds = [self.kind(one, f"{where}.list.{i}", use, record=record) for i, one in enumerate(node.members)]
        if len({kind.content for kind in kinds}) > 1 or any(kind.shape != "value" for kind in kinds):
            refuse(
                "wrong-type", f"a list holds single values of one type, not {' and '.join(map(str, kinds[:3]))}", where
            )
        return Kind("list", kinds[0].content)

    def _table(self, node: TableNode, where: str, record: bool) -> Kind:
        for name, one in node.table.items():
            kind = self.kind(one, f"{where}.table.{name}", "label", record=record)
            if kind.shape != "value":
                refuse("wrong-type", f"a table's cell is one value, not {kind}", f"{where}.table.{name}")
        header = tuple(node.table)
        if node.by is not None:
            self._labels(node.by, f"{where}.by", record)
            header = (node.key, *header)
            if node.key in node.table:
                refuse("column-twice", f"the table has two columns {node.key!r}", where)
        return Kind("table", "text", header)

    def _rows(self, node: RowsNode, where: str, record: bool) -> Kind:
        header = tuple(next(iter(node.rows.values())))
        for label, cells in node.rows.items():
            if tuple(cells) != header:
                refuse("wrong-shape", f"the row {label!r} has other columns than the first", f"{where}.rows.{label}")
            for name, one in cells.items():
                place = f"{where}.rows.{label}.{name}"
                kind = self.kind(one, place, "label", record=record)
                if kind.shape != "value":
                    refuse("wrong-type", f"a table's cell is one value, not {kind}", place)
        if node.key in header:
            refuse("column-twice", f"the table has two columns {node.key!r}", where)
        return Kind("table", "text", (node.key, *header))

    def _recipe(self, node: RecipeNode, where: str, record: bool) -> Kind:
        recipe = find(node.recipe, node.version, where=where)
        if record:
            self.recipes.append(recipe)
        if node.where is not None:
            self._condition(node.where, f"{where}.where", record)
        if node.by is not None:
            self._labels(node.by, f"{where}.by", record)
        self._inputs(node, recipe, where, record)
        for name, value in node.options.items():
            option = recipe.option(name)
            if option is None:
                known = ", ".join(one.name for one in recipe.options) or "none"
                refuse("option-unknown", f"{recipe.id} has no option {name!r}", f"{where}.options", f"it has {known}")
            check_option(option, value, f"{where}.options.{name}")
        for option in recipe.options:
            if option.required and option.name not in node.options:
                refuse("option-missing", f"{recipe.id} needs the option {option.name!r}: {option.meaning}", where)
        output = node.output or recipe.default_output
        if output not in recipe.outputs:
            known = ", ".join(recipe.outputs)
            refuse("output-unknown", f"{recipe.id} has no output {output!r}", where, f"it has {known}")
        gives = recipe.outputs[output]
        if node.by is not None and gives in ("texts", "numbers"):
            refuse("wrong-type", f"{recipe.id} gives a list, which cannot be given for each group", where)
        content: Content = "text" if gives in ("text", "texts") else "number"
        if node.by is not None:
            return Kind("groups", content)
        return Kind("list" if gives in ("texts", "numbers") else "value", content)

    def _inputs(self, node: RecipeNode, recipe: Recipe, where: str, record: bool) -> None:
        inputs: dict[str, tuple[Expression, str]] = {n: (e, f"{where}.with.{n}") for n, e in node.others.items()}
        if recipe.first is not None and recipe.first.name in inputs:
            refuse("input-unknown", f"the input {recipe.first.name!r} of {recipe.id} is its 'of'", where)
        if node.of is not None:
            if recipe.first is None:
                refuse("input-unknown", f"{recipe.id} takes no 'of'", f"{where}.of")
            inputs[recipe.first.name] = (node.of, f"{where}.of")
        for name in inputs:
            if recipe.input(name) is None:
                known = ", ".join(one.name for one in recipe.inputs)
                refuse("input-unknown", f"{recipe.id} has no input {name!r}", where, f"it has {known}")
        for one in recipe.inputs:
            if one.name in inputs:
                expression, place = inputs[one.name]
                self._input(one, recipe, expression, place, record)
            elif one.required:
                refuse("input-missing", f"{recipe.id} needs {one.name!r}: {one.meaning}", where)

    def _input(self, one: Input, recipe: Recipe, node: Expression, where: str, record: bool) -> None:
        if one.takes == "columns" or (one.takes == "texts" and isinstance(node, ListNode)):
            members = node.members if isinstance(node, ListNode) else None
            if members is None:
                refuse("wrong-type", f"{recipe.id} takes a list of columns as {one.name!r}", where)
            kinds = [
                self.kind(member, f"{where}.list.{i}", "number", record=record) for i, member in enumerate(members)
            ]
            for kind in kinds:
                if kind.shape != "column" or (one.takes == "texts" and kind.content != "text"):
                    refuse("wrong-type", f"{recipe.id} takes columns as {one.name!r}, not {kind}", where)
            return
        kind = self.kind(node, where, "number" if one.takes == "numbers" else "label", record=record)
        if one.takes == "groups":
            if kind.shape != "groups":
                refuse("wrong-type", f"{recipe.id} takes groups, not {kind}", where, "use a recipe with 'by'")
            return
        accepted = {"numbers": ("number",), "texts": ("text",), "truths": ("truth",), "labels": ("number", "text")}
        if kind.shape not in ("column", "value") or kind.content not in accepted[one.takes]:
            hint = (
                'compare the column with a value: {"op": "=", "of": [COLUMN, VALUE]}' if one.takes == "truths" else None
            )
            refuse("wrong-type", f"{recipe.id} takes {one.takes} as {one.name!r}, not {kind}", where, hint)

    def _condition(self, node: Expression, where: str, record: bool = True) -> Kind:
        kind = self.kind(node, where, "label", record=record)
        if kind.content != "truth" or kind.shape not in ("column", "value", "groups"):
            refuse("wrong-type", f"a condition is a truth value, not {kind}", where)
        return kind

    def _labels(self, node: Expression, where: str, record: bool) -> None:
        for one in node.members if isinstance(node, ListNode) else (node,):
            kind = self.kind(one, where, "label", record=record)
            if kind.shape != "column":
                refuse("wrong-type", f"groups are made by a column, not by {kind}", where)
