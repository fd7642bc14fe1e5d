"""Whether two terms say the same although the compiler gave auxiliary definitions another name.

Lean shares what it makes for a pattern match: where an earlier definition of the file has a match of the same shape,
``f`` refers to ``g.match_1`` and ``f.match_1`` does not exist. So where a term of the challenge mentions one constant
and the solution's term mentions another, the two are compared by what they are:

- two safe definitions by universe parameters, type, value and reducibility: unfolding both gives one term (δ);
- two theorems by universe parameters and type: any proof of a proposition serves (proof irrelevance);
- never an axiom, an opaque constant, an inductive type or what belongs to one: those are what their name says.

Names choose nothing. Whatever can be reached from a pair must agree in the same way, which is a bisimulation of two
graphs that have no cycles once a kernel has accepted both.
"""

from __future__ import annotations

from collections.abc import Callable, Container

from gate.lean.core.declaration import Constant, Definition, Safety, Theorem, with_parameters
from gate.lean.core.dependencies import names_in
from gate.lean.core.names import Name
from gate.lean.core.term import APP, BINDERS, CONST, LET, PROJ, Expr, Terms, children

MAX_PAIRS = 1_000_000
"""Pairs of expressions that one comparison of two sides may look at; beyond, other names are other constants."""

Find = Callable[[Name], Constant | None]
"""A side's constant of this name. May raise OleanError."""


class Content:
    """Terms of the challenge against terms of the solution, in one arena.

    ``auxiliaries`` are the challenge's constants that stand under another name in the solution.
    """

    def __init__(
        self, terms: Terms, challenge: Find, solution: Find, *, named: Container[Name] = (), most: int = MAX_PAIRS
    ) -> None:
        """``named`` are constants that only their names stand for: targets and holes."""
        self._terms = terms
        self._challenge, self._solution = challenge, solution
        self._named = named
        self._left = most
        self._agreed: set[tuple[Expr, Expr]] = set()
        self._same: set[tuple[Name, Name]] = set()
        self.auxiliaries: dict[Name, None] = {}

    def agree(self, expected: Expr, actual: Expr) -> dict[Name, None] | None:
        """The constants that both sides mention by one name, if the terms say the same; None if they do not.

        Auxiliary constants of other names are looked into, and what they mention counts; what an earlier call said is
        not said again. Raises OleanError.
        """
        common: dict[Name, None] = {}
        pairs: dict[tuple[Expr, Expr], None] = {}
        auxiliary: dict[tuple[Name, Name], None] = {}
        todo = [(self._terms.erased(expected), self._terms.erased(actual))]
        while todo:
            pair = todo.pop()
            if pair[0] == pair[1]:
                common |= names_in(self._terms, pair[0])
            elif pair not in pairs and pair not in self._agreed:
                pairs[pair] = None
                self._left -= 1
                more = self._parts(pair, auxiliary) if self._left >= 0 else None
                if more is None:
                    return None
                todo += more
                node = self._terms.exprs[pair[0]]
                if node[0] == PROJ:
                    common[node[1]] = None
        self._agreed.update(pairs)
        self._same.update(auxiliary)
        self.auxiliaries |= {name: None for name, _ in auxiliary}
        return common

    def _parts(
        self, pair: tuple[Expr, Expr], auxiliary: dict[tuple[Name, Name], None]
    ) -> list[tuple[Expr, Expr]] | None:
        """What must agree so that two different erased expressions do; None if they cannot."""
        exprs = self._terms.exprs
        expected, actual = exprs[pair[0]], exprs[pair[1]]
        if expected[0] != actual[0]:
            return None
        if expected[0] == PROJ and expected[1:3] != actual[1:3]:
            return None
        if expected[0] in (APP, *BINDERS, LET, PROJ):
            return list(zip(children(expected), children(actual), strict=True))
        if expected[0] != CONST or expected[2] != actual[2]:
            return None
        names = (expected[1], actual[1])
        if names in auxiliary or names in self._same:
            return []
        if names[0] in self._named or names[1] in self._named:
            return None
        auxiliary[names] = None
        return self._unfolded(self._challenge(names[0]), self._solution(names[1]))

    def _unfolded(self, expected: Constant | None, actual: Constant | None) -> list[tuple[Expr, Expr]] | None:
        """What must agree so that two constants of different names are one thing; None where names decide."""
        if expected is None or actual is None or type(expected) is not type(actual):
            return None
        renamed = with_parameters(self._terms, actual, expected.levels)
        if renamed is None:
            return None
        types = (self._terms.erased(expected.type), self._terms.erased(renamed.type))
        match expected, renamed:
            case Theorem(), Theorem():
                return [types]
            case Definition(safety=Safety.SAFE), Definition(safety=Safety.SAFE):
                if expected.hints != renamed.hints:
                    return None
                return [types, (self._terms.erased(expected.value), self._terms.erased(renamed.value))]
        return None
