"""The methods of a claim, made ready: every one fits the data and gives what its quantity's rule compares."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from gate.model.errors import InputError
from gate.model.expected import Expected, Quantity
from gate.repro.claim.parts import place
from gate.repro.data.tables import Table
from gate.repro.methods.column_types import column_types
from gate.repro.methods.kinds import Use
from gate.repro.methods.typecheck import Checked, check_fits, check_method
from gate.repro.methods.words import in_words

Column = tuple[str, str]
"""Path of a file and name of a column."""


@dataclass(frozen=True, slots=True)
class Variant:
    """One way to compute a quantity; ``number`` counts those of the same quantity."""

    quantity: Quantity
    number: int
    method: Checked


@dataclass(frozen=True, slots=True)
class Methods:
    """Every variant of every method of a claim; quantities without a method are in ``without``."""

    variants: tuple[Variant, ...]
    without: tuple[str, ...]

    @property
    def complete(self) -> bool:
        """Whether every quantity has a method."""
        return bool(self.variants) and not self.without

    @property
    def quantities(self) -> frozenset[str]:
        """The names of the quantities that have a method."""
        return frozenset(variant.quantity.name for variant in self.variants)

    def used(self) -> dict[Column, frozenset[Use]]:
        """Columns that some method uses, and what for."""
        found: dict[Column, frozenset[Use]] = {}
        for variant in self.variants:
            for column, uses in variant.method.uses.items():
                found[column] = found.get(column, frozenset()) | uses
        return found


def methods_in_words(quantities: Iterable[Quantity]) -> Iterator[str]:
    """A line for each quantity that has a method."""
    for quantity in quantities:
        if quantity.method is not None:
            try:
                words = in_words(quantity.method)
            except InputError as error:  # of a claim that nobody could judge
                words = error.message
            yield f"{quantity.name}: {words}"


def methods_of(expected: Expected, tables: Mapping[str, Table]) -> Methods:
    """The claim's methods, typed against its data. Raises InputError (fault: claim) with the place of the mistake."""
    variants: list[Variant] = []
    for quantity in expected.quantities:
        if quantity.method is None:
            continue
        where = f"{place(quantity.name)}.method"
        types = column_types(expected.data, tables, quantity.method.source, where=where)
        for number, checked in enumerate(check_method(quantity.method, types, where=where)):
            check_fits(quantity, checked, where=where)
            variants.append(Variant(quantity, number, checked))
    without = tuple(quantity.name for quantity in expected.quantities if quantity.method is None)
    return Methods(tuple(variants), without)
