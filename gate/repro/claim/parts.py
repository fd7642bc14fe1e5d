"""Quantities taken apart: every number, text or list that is compared by itself.

A scalar is one part, an array one per element, a table one per cell; sets and rankings stay whole. All later modules
work on parts and know nothing of shapes.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from gate.model.errors import Fault, InputError
from gate.model.expected import Expected, Quantity
from gate.model.rules import (
    ArrayRule,
    EquivalenceRule,
    ExactRule,
    RankingRule,
    ScalarRule,
    SetRule,
    StatisticalRule,
    TableRule,
)

Value = Decimal | str | tuple[str, ...]
"""A reproduced part: a number, a text, or the members of a set or ranking."""

MAX_PARTS = 10_000


@dataclass(frozen=True, slots=True)
class Part:
    """One comparable piece of a claim. ``published`` is as printed; a tuple only for sets and rankings."""

    name: str
    quantity: str
    published: str | tuple[str, ...]
    rule: ScalarRule | SetRule | RankingRule
    fixed: bool
    unit: str = ""

    @property
    def numeric(self) -> bool:
        return not isinstance(self.rule, ExactRule | SetRule | RankingRule)

    @property
    def random(self) -> bool:
        """Whether the rule judges k runs together."""
        return isinstance(self.rule, StatisticalRule | EquivalenceRule)


def wrong(name: str, code: str, message: str, hint: str | None = None) -> InputError:
    """A claim that cannot be judged; never charged to the artifact."""
    return InputError(f"claim.{code}", message, where=f"expected.quantities.{name}", hint=hint, fault=Fault.CLAIM)


def row_label(rule: TableRule, index: int, cells: tuple[str, ...]) -> str:
    """How a table row is called: the text of its key cell, else its number from 0."""
    if rule.key is None:
        return str(index)
    names = [column.name for column in rule.columns]
    return cells[names.index(rule.key)]


def parts_of(quantity: Quantity) -> Iterator[Part]:
    """All parts of one quantity. Raises InputError (fault: claim) where value and rule have different shapes."""
    rule, published, name = quantity.rule, quantity.published, quantity.name
    if isinstance(rule, TableRule):
        yield from _table_parts(quantity, rule)
    elif isinstance(rule, ArrayRule):
        size = 1
        for length in rule.shape:
            size *= length
        if not isinstance(published, tuple) or len(published) != size or not all(isinstance(p, str) for p in published):
            raise wrong(name, "wrong-shape", f"an array of shape {list(rule.shape)} needs a list of {size} values")
        for index, text in zip(itertools.product(*map(range, rule.shape)), published, strict=True):
            label = ",".join(map(str, index))
            yield Part(f"{name}[{label}]", name, str(text), rule.each, quantity.fixed, quantity.unit)
    elif isinstance(rule, SetRule | RankingRule):
        if not isinstance(published, tuple) or not published or not all(isinstance(p, str) for p in published):
            raise wrong(name, "wrong-shape", f"the rule {rule.kind!r} needs a list of texts")
        members = tuple(str(member) for member in published)
        if len(set(members)) != len(members):
            raise wrong(name, "wrong-shape", "a member is listed twice")
        yield Part(name, name, members, rule, quantity.fixed, quantity.unit)
    else:
        if not isinstance(published, str):
            raise wrong(
                name, "wrong-shape", f"the rule {rule.kind!r} needs one value", "for lists use the rule 'array'"
            )
        yield Part(name, name, published, rule, quantity.fixed, quantity.unit)


def _table_parts(quantity: Quantity, rule: TableRule) -> Iterator[Part]:
    names = [column.name for column in rule.columns]
    if len(set(names)) != len(names):
        raise wrong(quantity.name, "wrong-shape", "two columns of the table have the same name")
    if rule.key is not None and rule.key not in names:
        raise wrong(quantity.name, "wrong-shape", f"the key {rule.key!r} is not a column of the table")
    labels = set()
    if not isinstance(quantity.published, tuple) or not quantity.published:
        raise wrong(quantity.name, "wrong-shape", "a table needs a list of rows")
    for index, row in enumerate(quantity.published):
        if not isinstance(row, tuple) or len(row) != len(names):
            raise wrong(quantity.name, "wrong-shape", f"row {index} has not {len(names)} cells")
        label = row_label(rule, index, row)
        if label in labels:
            raise wrong(quantity.name, "wrong-shape", f"two rows have the key {label!r}")
        labels.add(label)
        for column, text in zip(rule.columns, row, strict=True):
            # A key identifies the row; that it is there is checked when the table is read.
            fixed = quantity.fixed or column.fixed or column.name == rule.key
            part = f"{quantity.name}[{label}].{column.name}"
            yield Part(part, quantity.name, text, column.rule, fixed, quantity.unit)


def all_parts(expected: Expected) -> tuple[Part, ...]:
    """The parts of every quantity, in the claim's order. Raises InputError (fault: claim)."""
    parts: list[Part] = []
    for quantity in expected.quantities:
        parts.extend(parts_of(quantity))
        if len(parts) > MAX_PARTS:
            raise wrong(quantity.name, "too-large", f"the claim has more than {MAX_PARTS} values to compare")
    return tuple(parts)
