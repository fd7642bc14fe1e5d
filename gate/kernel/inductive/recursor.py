"""The recursors of a block (thesis §2.6.2, §2.6.3), generated from its checked constructors.

For families ``I_i`` and constructors ``c`` of a block over parameters ``P``, with ``C_i`` for the motives:

    I_i.rec : Π P. Π C…. Π minor premises. Π indices. Π (t : I_i P indices). C_i indices t
    C_i : Π indices. I_i P indices → Sort ℓ
    minor premise of c : Π fields. Π induction hypotheses. C_j indices (c P fields)
    induction hypothesis of a recursive field x : Π xs. C_k indices (x xs)
    I_j.rec P C minors indices (c P fields) ↪ minor_c fields (λ xs. I_k.rec P C minors indices (x xs))…
"""

from __future__ import annotations

from dataclasses import dataclass

from gate.kernel.inductive.block import Block, Family
from gate.kernel.inductive.constructors import CheckedConstructor, Field
from gate.kernel.level import Level, is_zero
from gate.kernel.names import Name
from gate.kernel.substitution import lam_over, pi_over
from gate.kernel.term import FVar, Term
from gate.kernel.theory import Theory


def eliminates_into_all(block: Block, constructors: list[CheckedConstructor]) -> bool:
    """Whether the motives may be in any universe (large elimination, thesis §2.6.2), and not in ``Prop`` only.

    Types that are no propositions always may. A type that may be a proposition may if values of it carry no data: it
    is alone in its block and has no constructor, or one, each of whose fields is a proof or an index of the result.
    """
    if block.data:
        return True
    if len(block.families) > 1 or len(constructors) > 1:
        return False
    return all(
        is_zero(field.level) or field.variable in constructor.indices
        for constructor in constructors
        for field in constructor.fields
    )


def is_k(block: Block, constructors: list[CheckedConstructor]) -> bool:
    """Whether ``ι`` needs no constructor: one proposition with one constructor without fields (thesis §2.6.4)."""
    return block.propositions and len(block.families) == 1 and len(constructors) == 1 and not constructors[0].fields


@dataclass(frozen=True, slots=True)
class Names:
    """``recursors``: by family; ``params``: the recursors' universe parameters; ``block``: the types as declared."""

    recursors: dict[Name, Name]
    params: tuple[Name, ...]
    block: tuple[Name, ...]


class Recursors:
    """Builds the recursors of one block with motives into ``Sort level``. Parameters stay free variables."""

    def __init__(
        self, theory: Theory, block: Block, constructors: list[CheckedConstructor], names: Names, level: Level
    ) -> None:
        self.terms = theory.terms
        self.block = block
        self.constructors = constructors
        self.names = names
        self.levels = tuple(theory.levels.param(name) for name in names.params)
        count = len(block.parameters)
        self.motives = {
            family.name: self.terms.fvar(count + place, self._motive_type(family, self.terms.sort(level)))
            for place, family in enumerate(block.families)
        }
        count += len(block.families)
        self.minors = [
            self.terms.fvar(count + place, self._minor_type(constructor))
            for place, constructor in enumerate(constructors)
        ]

    def type(self, family: Family) -> Term:
        """The type of a family's recursor."""
        major = self._major(family)
        motive = self.terms.apply(self.motives[family.name], *family.indices, major)
        return pi_over(self.terms, [*self.motives.values(), *self.minors, *family.indices, major], motive)

    def value(self, constructor: CheckedConstructor) -> Term:
        """The right-hand side of the rule for a constructor."""
        number = self.constructors.index(constructor)
        fields = [field.variable for field in constructor.fields]
        made = [self._recursive_call(field) for field in constructor.fields if field.recursion]
        body = self.terms.apply(self.minors[number], *fields, *made)
        return lam_over(self.terms, [*self.motives.values(), *self.minors, *fields], body)

    def _major(self, family: Family) -> FVar:
        type_ = self.terms.apply(family.former, *family.indices)
        return self.terms.fvar(self.block.rank + len(family.indices), type_)

    def _motive_type(self, family: Family, sort: Term) -> Term:
        return pi_over(self.terms, [*family.indices, self._major(family)], sort)

    def _minor_type(self, constructor: CheckedConstructor) -> Term:
        terms = self.terms
        fields = [field.variable for field in constructor.fields]
        hypotheses: list[FVar] = []
        for field in constructor.fields:
            if field.recursion:
                rank = self.block.rank + len(fields) + len(hypotheses)
                hypotheses.append(terms.fvar(rank, self._hypothesis(field)))
        made = terms.apply(terms.const(constructor.signature.name, self.block.levels), *self.block.parameters, *fields)
        result = terms.apply(self.motives[constructor.family.name], *constructor.indices, made)
        return pi_over(terms, [*fields, *hypotheses], result)

    def _hypothesis(self, field: Field) -> Term:
        assert field.recursion
        recursion = field.recursion
        value = self.terms.apply(field.variable, *recursion.arguments)
        motive = self.terms.apply(self.motives[recursion.family.name], *recursion.indices, value)
        return pi_over(self.terms, recursion.arguments, motive)

    def _recursive_call(self, field: Field) -> Term:
        assert field.recursion
        recursion = field.recursion
        value = self.terms.apply(field.variable, *recursion.arguments)
        recursor = self.terms.const(self.names.recursors[recursion.family.name], self.levels)
        shared = (*self.block.parameters, *self.motives.values(), *self.minors)
        return lam_over(
            self.terms,
            recursion.arguments,
            self.terms.apply(recursor, *shared, *recursion.indices, value),
        )
