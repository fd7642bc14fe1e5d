"""Rewriting of terms: each part is replaced or rebuilt once, however often it is shared and however deep it lies."""

from __future__ import annotations

from abc import ABC, abstractmethod

from gate.kernel.depth import Deep, unbounded
from gate.kernel.term import APP, LAM, LET, PI, PROJ, Term, Terms

MAX_DEPTH = 120
"""Nested calls of one rewriting before it restarts (`gate.kernel.depth`)."""


class Rewriting(ABC):
    """A function on terms. ``offset`` counts the binders that were passed on the way to a part, if that matters."""

    binder = 1
    """What a binder adds to the offset."""

    def __init__(self, terms: Terms) -> None:
        self.terms = terms
        self._done: dict[tuple[Term, int], Term] = {}

    @abstractmethod
    def replace(self, term: Term, offset: int) -> Term | None:
        """What stands for this part; None to rebuild it from its own parts."""

    def __call__(self, term: Term) -> Term:
        """The rewritten term."""
        return unbounded(self._of, term, 0, 0)

    def _of(self, term: Term, offset: int, depth: int) -> Term:
        replaced = self.replace(term, offset)
        if replaced is not None:
            return replaced
        key = (term, offset)
        found = self._done.get(key)
        if found is None:
            if depth > MAX_DEPTH:
                raise Deep(self._of, term, offset, 0)
            found = self._done[key] = self._rebuild(term, offset, depth + 1)
        return found

    def _rebuild(self, term: Term, offset: int, depth: int) -> Term:
        of, terms = self._of, self.terms
        if term.kind == APP:
            return terms.app(of(term.fn, offset, depth), of(term.arg, offset, depth))
        if term.kind == LAM:
            return terms.lam(of(term.domain, offset, depth), of(term.body, offset + self.binder, depth))
        if term.kind == PI:
            return terms.pi(of(term.domain, offset, depth), of(term.body, offset + self.binder, depth))
        if term.kind == LET:
            type_, value = of(term.type, offset, depth), of(term.value, offset, depth)
            return terms.let(type_, value, of(term.body, offset + self.binder, depth))
        if term.kind == PROJ:
            return terms.proj(term.structure, term.index, of(term.subject, offset, depth))
        return term
