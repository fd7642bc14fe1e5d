"""Nested inductive types, as a block without nesting.

A constructor may use the block's types in the parameters of an inductive type that is declared already, as in
``node : List Tree → Tree``. Each such ``J As``, with all types of the block of ``J``, is copied into the block as a
type of its own, whose constructors are those of ``J`` at ``As``; where constructors mention ``J As``, the copy is
meant. The larger block is checked and gets recursors like any other. In these, the copies are replaced by the originals
again.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from gate.kernel.environment import Constructor, Inductive
from gate.kernel.errors import KernelError
from gate.kernel.inductive.block import Declared, Signature, mentions
from gate.kernel.judgements import spine
from gate.kernel.names import Name
from gate.kernel.rewriting import Rewriting
from gate.kernel.show import show
from gate.kernel.substitution import instantiate, instantiate_levels, pi_over
from gate.kernel.term import APP, CONST, PI, Const, FVar, Term
from gate.kernel.theory import Theory


@dataclass(slots=True)
class Unnested:
    """``types``: those declared, then the copies.

    ``applied``: what a copy or one of its constructors, applied to the block's parameters, stands for. ``names``: the
    same for names.
    """

    types: list[Declared]
    applied: dict[Term, Term] = field(default_factory=dict)
    names: dict[Name, Name] = field(default_factory=dict)


def unnest(theory: Theory, types: list[Declared], parameters: Sequence[FVar]) -> Unnested:
    """The block without nesting. The types have been checked. Raises KernelError (``nested-parameters``)."""
    work = _Unnesting(theory, types, parameters)
    for declared in work.result.types:  # grows
        declared.constructors = tuple(
            Signature(signature.name, work.copy_in(signature.type)) for signature in declared.constructors
        )
    return work.result


class _Unnesting:
    def __init__(self, theory: Theory, types: list[Declared], parameters: Sequence[FVar]) -> None:
        self.theory = theory
        self.terms = theory.terms
        self.parameters = parameters
        self.levels = types[0].constant.levels
        self.result = Unnested([*types])
        self.copies: dict[Term, Term] = {}
        """``J As`` → its copy applied to the parameters."""

    @property
    def names(self) -> set[Name]:
        return {declared.constant.name for declared in self.result.types}

    def copy_in(self, type_: Term) -> Term:
        """The type of a constructor with copies for nested types."""
        rest = type_
        for parameter in self.parameters:
            if rest.kind != PI:
                return type_  # refused when the constructor is checked
            rest = instantiate(self.terms, rest.body, [parameter])
        return pi_over(self.terms, self.parameters, _CopyIn(self)(rest))

    def copy_of(self, term: Term) -> Term | None:
        """The copy for ``J As indices``; None if it is no nested type."""
        head, args = spine(term)
        if head.kind != CONST or head.name in self.names:
            return None
        inductive = self.theory.environment.find(head.name)
        if not isinstance(inductive, Inductive) or len(args) < inductive.parameters:
            return None
        args, rest = args[: inductive.parameters], args[inductive.parameters :]
        names = self.names
        if not any(mentions(arg, names) for arg in args):
            return None
        if any(arg.loose for arg in args):
            wrong = f"{show(term)} has a parameter that depends on a variable of the constructor"
            raise KernelError("nested-parameters", wrong)
        application = self.terms.apply(head, *args)
        if application not in self.copies:
            for name in inductive.block:
                self._copy(name, head, args)
        return self.terms.apply(self.copies[application], *rest)

    def _copy(self, name: Name, user: Const, args: list[Term]) -> None:
        """Add the copy of one type at ``args``."""
        environment, terms = self.theory.environment, self.terms
        inductive = environment.find(name)
        assert isinstance(inductive, Inductive)
        new = Name(self.theory.names.anonymous, f"{name}, copy {len(self.copies)}")
        constant = terms.const(new, self.levels)
        application = terms.apply(terms.const(name, user.levels), *args)
        self.copies[application] = terms.apply(constant, *self.parameters)
        self.result.applied[self.copies[application]] = application
        self.result.names[new] = name
        signatures = []
        for constructor in map(environment.find, inductive.constructors):
            assert isinstance(constructor, Constructor)
            signature = Signature(Name(new, constructor.name.part), self._at(constructor, user, args))
            signatures.append(signature)
            self.result.names[signature.name] = constructor.name
            copied = terms.apply(terms.const(signature.name, self.levels), *self.parameters)
            self.result.applied[copied] = terms.apply(terms.const(constructor.name, user.levels), *args)
        self.result.types.append(Declared(constant, self._at(inductive, user, args), tuple(signatures)))

    def _at(self, constant: Inductive | Constructor, user: Const, args: list[Term]) -> Term:
        """The type of ``J`` or of one of its constructors at ``args``, over the block's parameters."""
        values = dict(zip(constant.params, user.levels, strict=True))
        rest = instantiate_levels(self.terms, self.theory.levels, constant.type, values)
        for arg in args:
            rest = self.theory.whnf(rest)
            assert rest.kind == PI  # both types have been checked
            rest = instantiate(self.terms, rest.body, [arg])
        return pi_over(self.terms, self.parameters, rest)


class _CopyIn(Rewriting):
    binder = 0

    def __init__(self, work: _Unnesting) -> None:
        super().__init__(work.terms)
        self._work = work

    def replace(self, term: Term, offset: int) -> Term | None:
        return self._work.copy_of(term) if term.kind == APP else None
