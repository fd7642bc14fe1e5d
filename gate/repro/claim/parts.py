"""Quantities taken apart: every number, text or list that is compared by itself, with its name and its bound rule.

A scalar is one part, an array one per element, a table one per cell; sets and rankings stay whole. All later modules
work on parts and know nothing of shapes. Names of parts are made here and nowhere else.
"""

from __future__ import annotations

import itertools
import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from gate.model.errors import Fault, InputError
from gate.model.expected import Expected, Quantity
from gate.model.rules import ArrayRule, RankingRule, ScalarRule, SetRule, TableRule
from gate.repro.rules.base import Published
from gate.repro.rules.randomness import RandomRule
from gate.repro.rules.registry import AnyRule, bind

MAX_PARTS = 10_000


@dataclass(frozen=True, slots=True)
class Part:
    """One comparable piece of a claim. ``fixed``: it does not depend on the values in the data."""

    name: str
    quantity: str
    rule: AnyRule
    fixed: bool = False
    unit: str = ""

    @property
    def published(self) -> Published:
        """The value as printed; a tuple only for sets and rankings."""
        return self.rule.published

    @property
    def random(self) -> bool:
        """Whether the rule judges several runs together."""
        return isinstance(self.rule, RandomRule)


def element_name(quantity: str, index: Sequence[int]) -> str:
    """The name of an array's element, such as ``m[0,1]``."""
    return f"{quantity}[{','.join(map(str, index))}]"


def cell_name(quantity: str, row: str, column: str) -> str:
    """The name of a table's cell, such as ``means[setosa].length``."""
    return f"{quantity}[{row}].{column}"


def row_label(rule: TableRule, index: int, cells: Sequence[str]) -> str:
    """How a table row is called: the text of its key cell, else its number from 0."""
    if rule.key is None:
        return str(index)
    names = [column.name for column in rule.columns]
    return cells[names.index(rule.key)]


def indices(shape: Sequence[int]) -> Iterator[tuple[int, ...]]:
    """Every index of an array, row-major."""
    return itertools.product(*map(range, shape))


def place(quantity: str) -> str:
    """Where a quantity stands in its claim, for errors."""
    return f"expected.quantities.{quantity}"


def _wrong_shape(quantity: Quantity, message: str) -> InputError:
    return InputError("claim.wrong-shape", message, where=place(quantity.name), fault=Fault.CLAIM)


def _part(
    quantity: Quantity, name: str, rule: ScalarRule | SetRule | RankingRule, published: Published, *, fixed: bool
) -> Part:
    return Part(name, quantity.name, bind(rule, published, where=place(name)), fixed, quantity.unit)


def parts_of(quantity: Quantity) -> Iterator[Part]:
    """All parts of one quantity.

    Raises InputError (fault: claim) where a published value has not the shape or the form that its rule takes.
    """
    rule = quantity.rule
    if isinstance(rule, TableRule):
        yield from _table_parts(quantity, rule)
    elif isinstance(rule, ArrayRule):
        yield from _array_parts(quantity, rule)
    else:
        yield _part(quantity, quantity.name, rule, _not_nested(quantity), fixed=quantity.fixed)


def _not_nested(quantity: Quantity) -> Published:
    if isinstance(quantity.published, str):
        return quantity.published
    members = tuple(member for member in quantity.published if isinstance(member, str))
    if len(members) != len(quantity.published):
        raise _wrong_shape(quantity, f"the rule {quantity.rule.kind!r} takes no list of rows")
    return members


def _array_parts(quantity: Quantity, rule: ArrayRule) -> Iterator[Part]:
    texts, size = quantity.published, math.prod(rule.shape)
    if not isinstance(texts, tuple) or len(texts) != size:
        raise _wrong_shape(quantity, f"an array of shape {list(rule.shape)} needs a list of {size} values")
    for index, text in zip(indices(rule.shape), texts, strict=True):
        if not isinstance(text, str):
            raise _wrong_shape(quantity, "an array's values are listed row-major, in one list without nesting")
        yield _part(quantity, element_name(quantity.name, index), rule.each, text, fixed=quantity.fixed)


def _table_parts(quantity: Quantity, rule: TableRule) -> Iterator[Part]:
    names = [column.name for column in rule.columns]
    if len(set(names)) != len(names):
        raise _wrong_shape(quantity, "two columns of the table have the same name")
    if rule.key is not None and rule.key not in names:
        raise _wrong_shape(quantity, f"the key {rule.key!r} is not a column of the table")
    if not isinstance(quantity.published, tuple) or not quantity.published:
        raise _wrong_shape(quantity, "a table needs a list of rows")
    labels = set()
    for index, row in enumerate(quantity.published):
        if not isinstance(row, tuple) or len(row) != len(names):
            raise _wrong_shape(quantity, f"row {index} has not {len(names)} cells")
        label = row_label(rule, index, row)
        if label in labels:
            raise _wrong_shape(quantity, f"two rows have the key {label!r}")
        labels.add(label)
        for column, text in zip(rule.columns, row, strict=True):
            # A key identifies the row; that it is there is checked when the table is read.
            fixed = quantity.fixed or column.fixed or column.name == rule.key
            yield _part(quantity, cell_name(quantity.name, label, column.name), column.rule, text, fixed=fixed)


def all_parts(expected: Expected) -> tuple[Part, ...]:
    """The parts of every quantity, in the claim's order. Raises InputError (fault: claim)."""
    parts = tuple(itertools.islice(itertools.chain.from_iterable(map(parts_of, expected.quantities)), MAX_PARTS + 1))
    if len(parts) > MAX_PARTS:
        raise InputError(
            "claim.too-large",
            f"the claim has more than {MAX_PARTS} values to compare",
            where=place(parts[-1].quantity),
            fault=Fault.CLAIM,
        )
    return parts
