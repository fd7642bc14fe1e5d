"""Substitution (thesis §2.1): ``e[e'/x]`` for bound variables, free variables and universe parameters.

What is put in for a variable is closed, so nothing ever has to be lifted over a binder.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from gate.kernel.depth import Deep, unbounded
from gate.kernel.level import Level, Levels
from gate.kernel.names import Name
from gate.kernel.rewriting import MAX_DEPTH, Rewriting
from gate.kernel.term import APP, BVAR, CONST, FVAR, LAM, LET, PI, PROJ, SORT, FVar, Term, Terms


def instantiate(terms: Terms, term: Term, values: Sequence[Term]) -> Term:
    """Replace ``#0``, ``#1`` … by closed values, the last of which is for ``#0``; no other variables are loose."""
    if not term.loose:
        return term
    substitution = _Instantiation(terms, values)
    try:
        return substitution.of(term, 0, 0)
    except Deep as deep:
        unbounded(deep.task, *deep.arguments)
        return unbounded(substitution.of, term, 0, 0)


class _Instantiation:
    """The one rewriting that matters for speed, so it is written out: parts without loose variables are not visited."""

    def __init__(self, terms: Terms, values: Sequence[Term]) -> None:
        self.terms = terms
        self.values = values
        self.done: dict[int, dict[Term, Term]] = {}

    def of(self, term: Term, offset: int, depth: int) -> Term:
        """The result for a part below ``offset`` binders, which has a loose variable from ``#offset`` on."""
        if term.kind == BVAR:
            return self.values[offset - 1 - term.index]
        done = self.done.get(offset)
        if done is None:
            done = self.done[offset] = {}
        found = done.get(term)
        if found is not None:
            return found
        if depth > MAX_DEPTH:
            raise Deep(self.of, term, offset, 0)
        depth += 1
        of = self.of
        if term.kind == APP:
            fn, arg = term.fn, term.arg
            if fn.loose > offset:
                fn = of(fn, offset, depth)
            if arg.loose > offset:
                arg = of(arg, offset, depth)
            found = self.terms.app(fn, arg)
        elif term.kind == LAM or term.kind == PI:
            domain, body = term.domain, term.body
            if domain.loose > offset:
                domain = of(domain, offset, depth)
            if body.loose > offset + 1:
                body = of(body, offset + 1, depth)
            found = self.terms.lam(domain, body) if term.kind == LAM else self.terms.pi(domain, body)
        elif term.kind == LET:
            type_, value, body = term.type, term.value, term.body
            if type_.loose > offset:
                type_ = of(type_, offset, depth)
            if value.loose > offset:
                value = of(value, offset, depth)
            if body.loose > offset + 1:
                body = of(body, offset + 1, depth)
            found = self.terms.let(type_, value, body)
        else:
            assert term.kind == PROJ
            found = self.terms.proj(term.structure, term.index, of(term.subject, offset, depth))
        done[term] = found
        return found


def abstract(terms: Terms, term: Term, rank: int, count: int) -> Term:
    """Bind the free variables of the ranks from ``rank`` to ``rank + count - 1``: the last one becomes ``#0``."""
    return term if term.fresh <= rank else _Abstraction(terms, rank, count)(term)


class _Abstraction(Rewriting):
    def __init__(self, terms: Terms, rank: int, count: int) -> None:
        super().__init__(terms)
        self._rank = rank
        self._last = rank + count - 1

    def replace(self, term: Term, offset: int) -> Term | None:
        if term.fresh <= self._rank:
            return term
        return self.terms.bvar(offset + self._last - term.rank) if term.kind == FVAR else None


def pi_over(terms: Terms, variables: Sequence[FVar], body: Term) -> Term:
    """``Π x…. body`` for variables of consecutive ranks, above which ``body`` has none."""
    return _bind(terms, variables, body, terms.pi)


def lam_over(terms: Terms, variables: Sequence[FVar], body: Term) -> Term:
    """``λ x…. body`` for variables of consecutive ranks, above which ``body`` has none."""
    return _bind(terms, variables, body, terms.lam)


def _bind(terms: Terms, variables: Sequence[FVar], body: Term, binder: Callable[[Term, Term], Term]) -> Term:
    if not variables:
        return body
    first = variables[0].rank
    bound = abstract(terms, body, first, len(variables))
    for count in range(len(variables) - 1, -1, -1):
        bound = binder(abstract(terms, variables[count].type, first, count), bound)
    return bound


def instantiate_levels(terms: Terms, levels: Levels, term: Term, values: Mapping[Name, Level]) -> Term:
    """Replace universe parameters in a term without free variables."""
    return _LevelInstantiation(terms, levels, values)(term) if term.parametric and values else term


class _LevelInstantiation(Rewriting):
    binder = 0

    def __init__(self, terms: Terms, levels: Levels, values: Mapping[Name, Level]) -> None:
        super().__init__(terms)
        self._levels = levels
        self._values = values

    def replace(self, term: Term, offset: int) -> Term | None:
        if not term.parametric:
            return term
        substitute = self._levels.substitute
        if term.kind == CONST:
            return self.terms.const(term.name, tuple([substitute(level, self._values) for level in term.levels]))
        return self.terms.sort(substitute(term.level, self._values)) if term.kind == SORT else None


def replace(terms: Terms, term: Term, values: Mapping[Term, Term]) -> Term:
    """Replace parts that are closed terms by others."""
    return _Replacement(terms, values)(term)


class _Replacement(Rewriting):
    binder = 0

    def __init__(self, terms: Terms, values: Mapping[Term, Term]) -> None:
        super().__init__(terms)
        self._values = values

    def replace(self, term: Term, offset: int) -> Term | None:
        return self._values.get(term)
