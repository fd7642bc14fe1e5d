"""A block of inductive types that are declared together, its parameters as free variables."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from gate.kernel.errors import KernelError
from gate.kernel.judgements import spine
from gate.kernel.level import Level, are_equal, is_positive, is_zero
from gate.kernel.names import Name
from gate.kernel.show import show
from gate.kernel.substitution import instantiate
from gate.kernel.term import APP, CONST, PI, SORT, Const, FVar, Term, parts
from gate.kernel.theory import Theory


@dataclass(frozen=True, slots=True)
class Signature:
    """A constructor as declared: ``type`` begins with the block's parameters."""

    name: Name
    type: Term


@dataclass(slots=True)
class Declared:
    """A type as declared: ``type`` and the constructors' types begin with the block's parameters."""

    constant: Const
    type: Term
    constructors: tuple[Signature, ...]


@dataclass(frozen=True, slots=True)
class Family:
    """A type of a block.

    ``former`` is the type applied to the block's parameters; ``indices`` are variables for the arguments after them.
    """

    constant: Const
    former: Term
    indices: tuple[FVar, ...]
    constructors: tuple[Signature, ...]

    @property
    def name(self) -> Name:
        return self.constant.name


@dataclass(frozen=True, slots=True)
class Block:
    """``families`` over the same ``parameters`` in the same universe ``level``.

    Ranks of variables: the parameters come first, then the recursors' motives, one for each family, and their minor
    premises, one for each constructor. ``rank`` is the first rank above.
    """

    parameters: tuple[FVar, ...]
    levels: tuple[Level, ...]
    level: Level
    families: tuple[Family, ...]
    rank: int

    @property
    def propositions(self) -> bool:
        """Whether the types are propositions for all values of the universe parameters."""
        return is_zero(self.level)

    @property
    def data(self) -> bool:
        """Whether the types are no propositions for any value of the universe parameters."""
        return is_positive(self.level)

    def application(self, term: Term) -> tuple[Family, list[Term]] | None:
        """The family and the indices of a term ``I params indices``; None if it is no such term.

        The block's types do not occur in the indices.
        """
        args: list[Term] = []
        head = term
        while head.kind == APP:
            args.append(head.arg)
            head = head.fn
        args.reverse()
        count = len(self.parameters)
        for family in self.families:
            if head is family.constant and len(args) == count + len(family.indices):
                same = all(arg is parameter for arg, parameter in zip(args, self.parameters, strict=False))
                return (family, args[count:]) if same and not any(map(self.occurs, args[count:])) else None
        return None

    def occurs(self, term: Term) -> bool:
        """Whether one of the block's types is mentioned."""
        return mentions(term, {family.name for family in self.families})


def mentions(term: Term, names: set[Name]) -> bool:
    """Whether a constant of these names occurs in a term."""
    return any(part.kind == CONST and part.name in names for part in parts([term]))


_ANNOTATIONS = {"outParam": 1, "semiOutParam": 1, "optParam": 2, "autoParam": 2}
"""Names of functions that return their first argument, a type, and how many arguments they take."""


def bare(theory: Theory, type_: Term) -> Term:
    """A type without the annotations in front: Lean leaves them out of the variables of what it generates."""
    while True:
        head, args = spine(type_)
        if head.kind != CONST or head.name.prefix is not theory.names.anonymous:
            return type_
        if _ANNOTATIONS.get(str(head.name.part)) != len(args) or not theory.equal(type_, args[0]):
            return type_
        type_ = args[0]


def open_block(theory: Theory, types: Sequence[Declared], count: int) -> Block:
    """The block of types ``I : Π params indices. Sort ℓ`` with ``count`` parameters.

    The first type's parameters are the block's. Raises KernelError: ``inductive-parameters`` if another type has other
    ones or there are too few, ``inductive-sort`` if a type does not end in a universe, ``inductive-universe`` if the
    types are in different universes.
    """
    rank = count + len(types) + sum(len(declared.constructors) for declared in types)
    parameters: list[FVar] = []
    families = []
    levels: list[Level] = []
    for number, declared in enumerate(types):
        constant = declared.constant
        theory.sort(declared.type)
        rest = theory.whnf(declared.type)
        for place in range(count):
            if rest.kind != PI:
                raise KernelError("inductive-parameters", f"{constant.name} has fewer than {count} parameters")
            if number == 0:
                parameters.append(theory.terms.fvar(place, bare(theory, rest.domain)))
            elif not theory.equal(parameters[place].type, rest.domain):
                wrong = (
                    f"parameter {place} of {constant.name} is {show(rest.domain)}, not {show(parameters[place].type)}"
                )
                raise KernelError("inductive-parameters", wrong)
            rest = theory.whnf(instantiate(theory.terms, rest.body, [parameters[place]]))
        indices: list[FVar] = []
        while rest.kind == PI:
            indices.append(theory.terms.fvar(rank + len(indices), bare(theory, rest.domain)))
            rest = theory.whnf(instantiate(theory.terms, rest.body, [indices[-1]]))
        if rest.kind != SORT:
            raise KernelError("inductive-sort", f"{constant.name} is no family of types: it ends in {show(rest)}")
        levels.append(rest.level)
        if not are_equal(rest.level, levels[0]):
            raise KernelError("inductive-universe", f"{constant.name} is not in the universe of the block's first type")
        former = theory.terms.apply(constant, *parameters)
        families.append(Family(constant, former, tuple(indices), declared.constructors))
    return Block(tuple(parameters), types[0].constant.levels, levels[0], tuple(families), rank)
