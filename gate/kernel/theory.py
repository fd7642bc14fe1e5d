"""The judgements as declarations use them: of any depth, each from an empty stack."""

from __future__ import annotations

from gate.kernel.budget import Budget
from gate.kernel.depth import unbounded
from gate.kernel.environment import Environment
from gate.kernel.inference import Inference
from gate.kernel.level import Level, Levels
from gate.kernel.literal import numbers_are_usual
from gate.kernel.names import Names
from gate.kernel.term import Term, Terms


class Theory:
    """Judgements about closed terms over one environment."""

    def __init__(self, environment: Environment, names: Names, levels: Levels, terms: Terms, budget: Budget) -> None:
        self.environment = environment
        self.names = names
        self.levels = levels
        self.terms = terms
        self.rules = Inference(environment, names, levels, terms, budget)

    def infer(self, term: Term) -> Term:
        """The type of a term, all of which is checked. Raises KernelError and LimitError, as all methods do."""
        return unbounded(self.rules.infer, term, start=self.rules.restart)

    def check(self, term: Term, type_: Term, rule: str) -> None:
        """Check that a term has a type; ``rule`` is violated if it has another."""
        unbounded(self.rules.check, term, type_, rule, start=self.rules.restart)

    def sort(self, type_: Term) -> Level:
        """``ℓ`` where ``type_ : Sort ℓ``; all of the type is checked (``sort-expected``)."""
        sort = self.infer(type_)
        return unbounded(self.rules.as_sort, sort, type_, start=self.rules.restart)

    def whnf(self, term: Term) -> Term:
        """The weak head normal form of a term that has been checked."""
        return unbounded(self.rules.whnf, term, start=self.rules.restart)

    def equal(self, left: Term, right: Term) -> bool:
        """Definitional equality of two terms that have been checked."""
        return unbounded(self.rules.equal, left, right, start=self.rules.restart)

    def declared(self) -> None:
        """Notice that types have been declared."""
        known = self.rules.known
        self.rules.numbers = numbers_are_usual(self.environment, self.terms, self.levels, known)
