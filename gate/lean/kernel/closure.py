"""The closure of some targets as declarations in dependency order, ready for a kernel that starts from nothing."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from gate.lean.core.declaration import Constant, Constructor, Inductive, Quotient, Recursor, expressions
from gate.lean.core.dependencies import companions, names_at
from gate.lean.core.limits import OleanError
from gate.lean.core.names import Name
from gate.lean.core.term import Expr, Terms, children

Lookup = Callable[[Name], Constant | None]
"""The environment: the constant of a name, or None. May raise OleanError, because decoding is lazy."""

QUOTIENT = (Name.of("Quot"), Name.of("Quot", "mk"), Name.of("Quot", "lift"), Name.of("Quot", "ind"))
MAX_NESTED = 1000
"""Nested occurrences in one block of inductive types."""


@dataclass(frozen=True, slots=True)
class Unit:
    """What a kernel adds in one step: one constant, the four quotient constants, or a block of inductive types.

    A block lists its types first, in the order of the declaration, then the constructors type by type, then the
    recursors.
    """

    constants: tuple[Constant, ...]

    @property
    def head(self) -> Constant:
        """The constant that says what kind of unit it is."""
        return self.constants[0]


@dataclass(frozen=True, slots=True)
class Closure:
    """``units`` in dependency order; ``missing`` names are referred to, but nobody declares them."""

    terms: Terms
    targets: tuple[Name, ...]
    units: tuple[Unit, ...]
    missing: tuple[Name, ...]

    def declarations(self) -> list[Constant]:
        """The declarations of an export, each by its first constant: a block is one, each quotient constant is one."""
        return [
            constant
            for unit in self.units
            for constant in (unit.constants[:1] if isinstance(unit.head, Inductive) else unit.constants)
        ]

    def constants(self) -> Iterator[Constant]:
        """All constants, in order."""
        for unit in self.units:
            yield from unit.constants


def closure(terms: Terms, lookup: Lookup, targets: Iterable[Name]) -> Closure:
    """Everything that the targets rest on, without recursion and in a fixed order.

    A constant that rests on itself is placed before one of its dependencies; the kernel then refuses it. Raises
    OleanError when inductive types, constructors, recursors and quotients do not belong together as claimed.
    """
    builder = _Builder(terms, lookup)
    goals = tuple(targets)
    for target in goals:
        builder.add(target)
    return Closure(terms, goals, tuple(builder.units), tuple(builder.missing))


class _Builder:
    """One depth-first walk over constants and expressions together, so that each expression is visited once.

    The stack holds names to look up, expressions to look into, and begun units: a unit that is met again has everything
    that it needs before it.
    """

    def __init__(self, terms: Terms, lookup: Lookup) -> None:
        self.terms = terms
        self.lookup = lookup
        self.units: list[Unit] = []
        self.missing: dict[Name, None] = {}
        self._begun: set[Name] = set()
        self._seen: set[Expr] = set()

    def add(self, target: Name) -> None:
        exprs, seen = self.terms.exprs, self._seen
        stack: list[Name | Expr | Unit] = [target]
        while stack:
            item = stack.pop()
            if isinstance(item, int):
                if item not in seen:
                    seen.add(item)
                    node = exprs[item]
                    stack += names_at(node)
                    stack += children(node)
            elif isinstance(item, Unit):
                self.units.append(item)
            elif item not in self._begun and item not in self.missing:
                constant = self.lookup(item)
                if constant is None:
                    self.missing[item] = None
                    continue
                unit = self._unit(constant)
                self._begun.update(member.name for member in unit.constants)
                stack.append(unit)
                for member in unit.constants:
                    if not isinstance(member, Recursor):  # the kernel makes recursors: what they claim is not needed
                        stack += companions(member)
                        stack += expressions(member)

    def _unit(self, constant: Constant) -> Unit:
        if isinstance(constant, Quotient):
            unit = self._quotient()
        elif isinstance(constant, Inductive):
            unit = self._block(constant.all[0] if constant.all else constant.name)
        elif isinstance(constant, Constructor):
            owner = self.lookup(constant.inductive)
            if not isinstance(owner, Inductive):
                raise _forged(constant.name, "its inductive type does not exist")
            unit = self._block(owner.all[0] if owner.all else owner.name)
        elif isinstance(constant, Recursor):
            if not constant.all:
                raise _forged(constant.name, "it names no inductive type")
            unit = self._block(constant.all[0])
        else:
            return Unit((constant,))
        if constant.name not in {member.name for member in unit.constants}:
            raise _forged(constant.name, f"{unit.head.name} and what comes with it do not include it")
        return unit

    def _quotient(self) -> Unit:
        constants = []
        for name in QUOTIENT:
            constant = self.lookup(name)
            if not isinstance(constant, Quotient):
                raise _forged(name, "the quotient constants come together, and it is none of them")
            constants.append(constant)
        return Unit(tuple(constants))

    def _block(self, head_name: Name) -> Unit:
        head = self.lookup(head_name)
        if not isinstance(head, Inductive) or head_name not in head.all or head.nested > MAX_NESTED:
            raise _forged(head_name, "it is not the head of a block of inductive types")
        types: list[Constant] = []
        constructors: list[Constant] = []
        recursors: list[Constant] = []
        for name in head.all:
            member = self.lookup(name)
            if not isinstance(member, Inductive) or member.all != head.all:
                raise _forged(name, f"it is not an inductive type of the block of {head_name}")
            types.append(member)
            for constructor_name in member.constructors:
                constructor = self.lookup(constructor_name)
                if not isinstance(constructor, Constructor) or constructor.inductive != name:
                    raise _forged(constructor_name, f"it is not a constructor of {name}")
                constructors.append(constructor)
        rec_names = [name.child("rec") for name in head.all]
        rec_names += [head_name.child(f"rec_{index}") for index in range(1, head.nested + 1)]
        for name in rec_names:
            recursor = self.lookup(name)
            if recursor is not None:
                if not isinstance(recursor, Recursor) or recursor.all != head.all:
                    raise _forged(name, f"it is not a recursor of the block of {head_name}")
                recursors.append(recursor)
        return Unit((*types, *constructors, *recursors))


def _forged(name: Name, why: str) -> OleanError:
    return OleanError("block", f"{name} is not what the Lean kernel would have made: {why}")
