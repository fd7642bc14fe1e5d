"""Declarations as an export states them."""

from __future__ import annotations

from gate.kernel.checker import Declaration
from gate.kernel.environment import (
    ABBREVIATION,
    OPAQUE,
    Axiom,
    Constructor,
    Definition,
    Inductive,
    Opaque,
    Quotient,
    Recursor,
    Rule,
    Theorem,
)
from gate.kernel.errors import KernelError
from gate.kernel.export.lines import Json, flag, items, malformed, natural, take, text
from gate.kernel.export.tables import Tables
from gate.kernel.inductive.declare import BlockClaim
from gate.kernel.names import Name
from gate.kernel.term import Term

_COMMON = ("name", "levelParams", "type")
_HEIGHTS = {"opaque": OPAQUE, "abbrev": ABBREVIATION}
_QUOTIENTS = ("type", "ctor", "lift", "ind")


class Declarations:
    """Makes declarations out of lines, with the entries of the tables."""

    def __init__(self, tables: Tables) -> None:
        self._tables = tables

    def read(self, line: dict[str, Json]) -> Declaration:
        """The declaration of a line. Raises KernelError (``export-…``, ``declaration-safe``)."""
        if len(line) != 1:
            malformed("one key is expected")
        ((kind, value),) = line.items()
        if kind == "def":
            return self._definition(value)
        if kind == "thm":
            common, (bound, block) = self._fields(value, "value", "all")
            self._tables.names.many(block)
            return Theorem(*common, self._tables.terms.at(bound), OPAQUE)
        if kind == "opaque":
            common, (bound, block, unsafe) = self._fields(value, "value", "all", "isUnsafe")
            self._tables.names.many(block)
            _safe(unsafe)
            return Opaque(*common, self._tables.terms.at(bound))
        if kind == "axiom":
            common, (unsafe,) = self._fields(value, "isUnsafe")
            _safe(unsafe)
            return Axiom(*common)
        if kind == "quot":
            common, (word,) = self._fields(value, "kind")
            return Quotient(*common, _choice(word, _QUOTIENTS))
        if kind == "inductive":
            return self._block(value)
        return malformed("no such declaration")

    def _fields(self, value: Json, *more: str) -> tuple[tuple[Name, tuple[Name, ...], Term], list[Json]]:
        """Name, universe parameters and type, and the values of further fields."""
        name, params, type_, *rest = take(value, *_COMMON, *more)
        tables = self._tables
        return (tables.names.at(name), tables.names.many(params), tables.terms.at(type_)), rest

    def _definition(self, value: Json) -> Definition:
        common, (bound, hints, safety, block) = self._fields(value, "value", "hints", "safety", "all")
        self._tables.names.many(block)
        if _choice(safety, ("safe", "unsafe", "partial")) != "safe":
            raise KernelError("declaration-safe", f"the definition is {safety}")
        if isinstance(hints, str):
            height = _HEIGHTS[_choice(hints, tuple(_HEIGHTS))]
        else:
            height = natural(take(hints, "regular")[0])
        return Definition(*common, self._tables.terms.at(bound), height)

    def _block(self, value: Json) -> BlockClaim:
        types, constructors, recursors = take(value, "types", "ctors", "recs")
        inductives = [self._inductive(item) for item in items(types)]
        if not inductives:
            malformed("a block has no types")
        return BlockClaim(
            tuple(inductive for inductive, _, _ in inductives),
            tuple(self._constructor(item) for item in items(constructors)),
            tuple(self._recursor(item) for item in items(recursors)),
            tuple(nested for _, nested, _ in inductives),
            tuple(reflexive for _, _, reflexive in inductives),
        )

    def _inductive(self, value: Json) -> tuple[Inductive, int, bool]:
        """The type, the number of nested types, and whether it is reflexive."""
        common, (parameters, indices, block, constructors, nested, recursive, reflexive, unsafe) = self._fields(
            value, "numParams", "numIndices", "all", "ctors", "numNested", "isRec", "isReflexive", "isUnsafe"
        )
        _safe(unsafe)
        names = self._tables.names
        inductive = Inductive(
            *common,
            parameters=natural(parameters),
            indices=natural(indices),
            block=names.many(block),
            constructors=names.many(constructors),
            recursive=flag(recursive),
        )
        return inductive, natural(nested), flag(reflexive)

    def _constructor(self, value: Json) -> Constructor:
        common, (inductive, index, parameters, fields, unsafe) = self._fields(
            value, "induct", "cidx", "numParams", "numFields", "isUnsafe"
        )
        _safe(unsafe)
        return Constructor(
            *common,
            inductive=self._tables.names.at(inductive),
            index=natural(index),
            parameters=natural(parameters),
            fields=natural(fields),
        )

    def _recursor(self, value: Json) -> Recursor:
        common, (block, parameters, indices, motives, minors, rules, k, unsafe) = self._fields(
            value, "all", "numParams", "numIndices", "numMotives", "numMinors", "rules", "k", "isUnsafe"
        )
        _safe(unsafe)
        return Recursor(
            *common,
            inductive=common[0],  # an export does not say; the kernel knows
            block=self._tables.names.many(block),
            parameters=natural(parameters),
            indices=natural(indices),
            motives=natural(motives),
            minors=natural(minors),
            rules=tuple(self._rule(item) for item in items(rules)),
            k=flag(k),
        )

    def _rule(self, value: Json) -> Rule:
        constructor, fields, bound = take(value, "ctor", "nfields", "rhs")
        return Rule(self._tables.names.at(constructor), natural(fields), self._tables.terms.at(bound))


def _choice(value: Json, choices: tuple[str, ...]) -> str:
    word = text(value)
    return word if word in choices else malformed(f"one of {', '.join(choices)} is expected")


def _safe(unsafe: Json) -> None:
    if flag(unsafe):
        raise KernelError("declaration-safe", "the declaration is unsafe")
