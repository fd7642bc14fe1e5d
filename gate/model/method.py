"""A method: what a quantity *is*, as an expression over the declared data that the gate computes itself.

It stands in the claim beside the published value, so its JSON is part of the claim's digest. An expression is one
object, and the one member named first below says which:

================================================== =========================================================
``{"column": "score"}``                            a column of the table
``{"number": "0.5"}``, ``{"text": "yes"}``         a constant
``{"op": "/", "of": [A, B]}``                      closed arithmetic, comparisons, logic, text (`Operator`)
``{"if": A, "then": B, "else": C}``                row by row where A is a column
``{"list": [A, B]}``                               several values, or the columns that an input takes together
``{"table": {"mean": A, "sd": B}, "by": G}``       a row for each group of G; without ``by`` one row
``{"rows": {"a": {"mean": A}, "b": {"mean": B}}}`` a table whose rows are written out
``{"recipe": "mean", "of": A}``                    a recipe of the catalogue (`gate method list`)
================================================== =========================================================

A recipe takes its first input as ``of``, the others by name in ``with``, and what is no data in ``options``; ``output``
chooses one of several results; ``where`` keeps the rows in which a condition is true, and ``by`` gives one value for
each group. Whatever stands inside a recipe is computed over the same rows as the recipe. Recipes leave out rows in
which one of their inputs is missing.

The language has no loops, no names but those of columns and recipes, and no way to leave it: what it says can be
printed as prose (`gate.repro.methods.words`) and type-checked against the data (`gate.repro.methods.typecheck`).
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, ClassVar, Literal

from pydantic import ConfigDict, Discriminator, Field, Tag, model_validator

from gate.model.base import Growing
from gate.model.numbers import DecimalText
from gate.model.paths import SafePath

ColumnName = Annotated[str, Field(min_length=1, max_length=200)]
Word = Annotated[str, Field(pattern=r"^[a-z][a-z0-9]*([.-][a-z0-9]+)*$", max_length=64)]
"""What recipes, their inputs, options and outputs are called."""

ValueType = Literal["number", "text"]

Operator = Literal[
    "+",
    "-",
    "*",
    "/",
    "power",
    "negate",
    "abs",
    "log",
    "log2",
    "log10",
    "exp",
    "sqrt",
    "floor",
    "ceiling",
    "smaller",
    "larger",
    "=",
    "!=",
    "<",
    "<=",
    ">",
    ">=",
    "in",
    "and",
    "or",
    "not",
    "missing",
    "lower",
    "strip",
    "length",
]
"""``log`` is natural; ``in`` looks for its first operand among the others; ``missing`` is true of a missing cell;
``lower``, ``strip`` and ``length`` (in characters) are about texts."""

MAX_NODES = 2000
"""Expressions in one method."""


class Node(Growing):
    """What the parts of a method share: members at their default are left out of the JSON."""

    model_config = ConfigDict(serialize_by_alias=True)
    later: ClassVar[bool] = True


class ColumnNode(Node):
    """A column; ``as`` reads it as text or number whatever its cells look like (``as text``: 250 is not 250.0)."""

    head: ClassVar[str] = "column"
    column: ColumnName
    as_type: ValueType | None = Field(default=None, alias="as")


class NumberNode(Node):
    """A number, as decimal text."""

    head: ClassVar[str] = "number"
    number: DecimalText


class TextNode(Node):
    """A text."""

    head: ClassVar[str] = "text"
    text: str = Field(max_length=1000)


class OperatorNode(Node):
    """An operator and its operands."""

    head: ClassVar[str] = "op"
    op: Operator
    of: tuple[Expression, ...] = Field(min_length=1, max_length=64)


class IfNode(Node):
    """One of two values."""

    head: ClassVar[str] = "if"
    condition: Expression = Field(alias="if")
    then: Expression
    otherwise: Expression = Field(alias="else")


class ListNode(Node):
    """Several values or columns, in order."""

    head: ClassVar[str] = "list"
    members: tuple[Expression, ...] = Field(alias="list", min_length=1, max_length=256)


class TableNode(Node):
    """A table: a column for each expression; with ``by`` a row for each group, labelled in a column ``key``."""

    head: ClassVar[str] = "table"
    table: Mapping[ColumnName, Expression] = Field(min_length=1, max_length=64)
    by: Expression | None = None
    key: ColumnName = "group"


class RowsNode(Node):
    """A table whose rows are written out: label → column → expression; the labels stand in a column ``key``."""

    head: ClassVar[str] = "rows"
    rows: Mapping[ColumnName, Mapping[ColumnName, Expression]] = Field(min_length=1, max_length=256)
    key: ColumnName = "row"


Option = Annotated[str, Field(max_length=200)] | int | bool | tuple[Annotated[str, Field(max_length=200)], ...]
"""What an option can be: a word or decimal text, a whole number, a truth value, a list of texts."""


class RecipeNode(Node):
    """A recipe applied to columns (or to the groups that another recipe gave)."""

    head: ClassVar[str] = "recipe"
    recipe: Word
    version: int = Field(default=1, ge=1, le=1000)
    of: Expression | None = None
    others: Mapping[Word, Expression] = Field(default={}, alias="with", max_length=16)
    options: Mapping[Word, Option] = Field(default={}, max_length=16)
    output: Word | None = None
    where: Expression | None = None
    by: Expression | None = None


_NODES: tuple[type[Node], ...] = (
    ColumnNode,
    NumberNode,
    TextNode,
    OperatorNode,
    IfNode,
    ListNode,
    TableNode,
    RowsNode,
    RecipeNode,
)
_HEADS = tuple(str(node.__dict__["head"]) for node in _NODES)


def _head(value: object) -> str | None:
    """The member that says which expression an object is."""
    if isinstance(value, dict):
        return next((head for head in reversed(_HEADS) if head in value), None)
    return getattr(value, "head", None)


Expression = Annotated[
    Annotated[ColumnNode, Tag("column")]
    | Annotated[NumberNode, Tag("number")]
    | Annotated[TextNode, Tag("text")]
    | Annotated[OperatorNode, Tag("op")]
    | Annotated[IfNode, Tag("if")]
    | Annotated[ListNode, Tag("list")]
    | Annotated[TableNode, Tag("table")]
    | Annotated[RowsNode, Tag("rows")]
    | Annotated[RecipeNode, Tag("recipe")],
    Discriminator(
        _head,
        custom_error_type="expression",
        custom_error_message=f"an expression is an object with one of the members {', '.join(_HEADS)}",
    ),
]
"""Any node."""


class Join(Node):
    """Rows of a further file, found by equal keys; its columns stand beside those there were.

    ``inner`` keeps the rows that have a partner; ``left`` keeps all, with missing cells where there is none.
    """

    file: SafePath
    on: tuple[ColumnName, ...] = Field(min_length=1, max_length=16)
    kind: Literal["inner", "left"] = "inner"


class Source(Node):
    """The table that a method looks at, and how its cells are read.

    ``missing`` are cells that stand for no value, besides the empty one; ``thousands`` is taken out of numbers,
    ``decimal`` is their decimal mark; ``text`` and ``number`` name columns that are read so whatever they look like.
    ``derive`` adds columns, in order; ``where`` keeps rows.
    """

    file: SafePath | None = None
    """Where the claim has one data file only, that one."""
    missing: tuple[str, ...] = Field(default=("NA", "NaN", "nan", "null"), max_length=32)
    thousands: Literal["", ",", ".", " ", "'"] = ""
    decimal: Literal[".", ","] = "."
    text: tuple[ColumnName, ...] = Field(default=(), max_length=256)
    number: tuple[ColumnName, ...] = Field(default=(), max_length=256)
    join: tuple[Join, ...] = Field(default=(), max_length=8)
    derive: Mapping[ColumnName, Expression] = Field(default={}, max_length=64)
    where: Expression | None = None


class Method(Node):
    """What a quantity is: one ``value``, or ``any-of`` several where the publication does not say which convention.

    Of several, one must give the published value on the data as they are and the script's on all changed data.
    """

    source: Source = Field(default=Source(), alias="from")
    value: Expression | None = None
    any_of: tuple[Expression, ...] = Field(default=(), alias="any-of", max_length=32)

    @model_validator(mode="after")
    def _one_or_several(self) -> Method:
        if (self.value is None) == (not self.any_of):
            raise ValueError("a method has either one 'value' or several in 'any-of'")
        return self

    @property
    def variants(self) -> tuple[Expression, ...]:
        """The expressions of which one must fit."""
        return self.any_of if self.value is None else (self.value,)


_PARTS: tuple[type[Node], ...] = (*_NODES, Join, Source, Method)
for _part in _PARTS:
    _part.model_rebuild()
