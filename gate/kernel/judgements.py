"""The judgements of the type theory, which rest on each other, and what they share.

    Γ ⊢ e : α        inference    what type a term has
    e ↝ e'           reduction    its weak head normal form
    Γ ⊢ e ≡ e'       equality     definitional equality

There is no Γ: free variables carry their types (`gate.kernel.term`).
"""

from __future__ import annotations

from abc import ABC, abstractmethod

from gate.kernel.budget import PERIOD, Budget
from gate.kernel.environment import Constant, Environment
from gate.kernel.errors import KernelError
from gate.kernel.level import Level, Levels
from gate.kernel.literal import Operation
from gate.kernel.names import Name, Names
from gate.kernel.show import show
from gate.kernel.substitution import instantiate_levels
from gate.kernel.term import APP, SORT, Const, Term, Terms
from gate.kernel.wellknown import WellKnown

MAX_DEPTH = 100
"""Nested calls of judgements before they restart (`gate.kernel.depth`)."""


class Judgements(ABC):
    """The tables that the judgements share. They only ever grow, and `forget` may empty them between declarations."""

    def __init__(self, environment: Environment, names: Names, levels: Levels, terms: Terms, budget: Budget) -> None:
        self.environment = environment
        self.names = names
        self.known = WellKnown(names)
        self.levels = levels
        self.terms = terms
        self.budget = budget
        self.numbers = False
        """Whether the usual natural numbers are declared, so that number literals may be used."""
        self.operations: dict[Name, Operation] = {}
        """The operations on numbers that are computed."""
        self.depth = 0
        self._ticks = PERIOD
        self.forget()

    def forget(self) -> None:
        """Empty the tables."""
        self._types: dict[Const, Term] = {}

    @abstractmethod
    def type_of(self, term: Term) -> Term:
        """The type of a closed term that is known to have one."""

    @abstractmethod
    def whnf(self, term: Term) -> Term:
        """The weak head normal form of a closed term."""

    @abstractmethod
    def equal(self, left: Term, right: Term) -> bool:
        """Definitional equality of closed terms that are known to have types."""

    def tick(self) -> None:
        """Count one step. Raises LimitError."""
        self._ticks -= 1
        if not self._ticks:
            self._ticks = PERIOD
            self.budget.period(len(self.terms))

    def restart(self) -> None:
        """The stack is empty again."""
        self.depth = 0

    def constant(self, term: Const) -> Constant:
        """The constant that a term names, checked for the number of its universe levels.

        Raises KernelError (``constant-unknown``, ``level-count``).
        """
        constant = self.environment.find(term.name)
        if constant is None:
            raise KernelError("constant-unknown", f"{term.name} has not been declared")
        if len(constant.params) != len(term.levels):
            raise KernelError(
                "level-count", f"{term.name} takes {len(constant.params)} universe levels, not {len(term.levels)}"
            )
        return constant

    def constant_type(self, term: Const) -> Term:
        """The type of a constant at the levels of a term. Raises KernelError as `constant` does."""
        found = self._types.get(term)
        if found is None:
            constant = self.constant(term)
            found = self._types[term] = self.at_levels(constant.type, constant, term)
        return found

    def at_levels(self, term: Term, constant: Constant, user: Const) -> Term:
        """A part of a constant's declaration with the universe parameters replaced by the levels of its user."""
        return instantiate_levels(self.terms, self.levels, term, dict(zip(constant.params, user.levels, strict=True)))

    def sort_of(self, type_: Term) -> Level:
        """``ℓ`` where ``type_ : Sort ℓ``. Raises KernelError (``sort-expected``)."""
        return self.as_sort(self.type_of(type_), type_)

    def as_sort(self, sort: Term, type_: Term) -> Level:
        """``ℓ`` where ``sort ↝ Sort ℓ`` is the type of ``type_``. Raises KernelError (``sort-expected``)."""
        if sort.kind != SORT:
            sort = self.whnf(sort)
            if sort.kind != SORT:
                raise KernelError("sort-expected", f"{show(type_)} is used as a type; its type is {show(sort)}")
        return sort.level


def spine(term: Term) -> tuple[Term, list[Term]]:
    """Head and arguments of ``head arg…``."""
    args: list[Term] = []
    while term.kind == APP:
        args.append(term.arg)
        term = term.fn
    args.reverse()
    return term, args
