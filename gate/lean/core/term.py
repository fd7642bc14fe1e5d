"""Lean terms: universe levels and expressions in an arena, each distinct one stored once.

A level or an expression is an index into its arena `Terms`; equal indices of one arena mean equal terms, so comparing
two terms costs nothing, and a term that shares its parts stays as small as it is. Children always have smaller indices
than their parents, so ascending order is a topological order and no algorithm here needs recursion. Terms of different
arenas must not be mixed: decode everything that is to be compared into one arena.

Nodes are tuples whose first element is one of the tags below. There is no node for metadata (it has no meaning to the
kernel and is dropped) and none for free or meta variables (they are refused where terms enter).
"""

from __future__ import annotations

from collections.abc import Container, Mapping, Sequence
from typing import Any

from gate.lean.core.limits import DEFAULT_LIMITS, Limits, OleanLimitError
from gate.lean.core.names import Name

Level = int
"""An index into `Terms.levels`; `ZERO` is universe level 0."""
Expr = int
"""An index into `Terms.exprs`."""
Node = tuple[Any, ...]

ZERO: Level = 0

# Levels: (SUCC, l), (MAX, a, b), (IMAX, a, b), (PARAM, name); index 0 is (LZERO,).
LZERO, SUCC, MAX, IMAX, PARAM = range(5)

# Expressions; the numbers are those of Lean's own constructors where there is one.
BVAR = 0  # (BVAR, index)
SORT = 3  # (SORT, level)
CONST = 4  # (CONST, name, levels)
APP = 5  # (APP, function, argument)
LAM = 6  # (LAM, binder name, type, body, binder info)
PI = 7  # (PI, binder name, type, body, binder info)
LET = 8  # (LET, name, type, value, body, nondependent 0|1)
NAT = 9  # (NAT, value)
STR = 10  # (STR, text)
PROJ = 11  # (PROJ, structure name, field index, structure)

DEFAULT, IMPLICIT, STRICT_IMPLICIT, INST_IMPLICIT = range(4)
"""Binder infos."""
BINDERS = (LAM, PI)
"""The tags of the two binders, whose nodes have the same shape."""


def children(node: Node) -> tuple[Expr, ...]:
    """The expressions directly inside an expression node."""
    tag = node[0]
    if tag == APP:
        return node[1:3]
    if tag in BINDERS:
        return node[2:4]
    if tag == LET:
        return node[2:5]
    if tag == PROJ:
        return node[3:4]
    return ()


def with_children(node: Node, parts: Sequence[Expr]) -> Node:
    """The node with other expressions inside, in the order of `children`."""
    tag = node[0]
    if tag == APP:
        return (tag, *parts)
    if tag in BINDERS:
        return (*node[:2], *parts, node[4])
    if tag == LET:
        return (*node[:2], *parts, node[5])
    if tag == PROJ:
        return (*node[:3], *parts)
    return node


class Terms:
    """An arena of levels and expressions. It only grows; indices stay valid.

    ``loose[e]`` is one more than the largest bound variable of ``e`` that no binder of ``e`` binds (0: closed).
    Every bound of `Limits` that concerns terms is kept here, whatever the terms come from. Raises OleanLimitError.
    """

    def __init__(self, limits: Limits = DEFAULT_LIMITS) -> None:
        self.limits = limits
        self.levels: list[Node] = [(LZERO,)]
        self.exprs: list[Node] = []
        self.loose: list[int] = []
        self._level_depth = [0]
        self._depth: list[int] = []
        self._level_index: dict[Node, Level] = {(LZERO,): ZERO}
        self._expr_index: dict[Node, Expr] = {}
        self._erased: dict[Expr, Expr] = {}
        self._most_depth, self._most_exprs = limits.expr_depth, limits.expressions

    def level(self, node: Node) -> Level:
        """The index of a level node; its parts must already be in this arena. Raises OleanLimitError."""
        known = self._level_index.get(node)
        if known is not None:
            return known
        tag = node[0]
        depth = 0 if tag == PARAM else 1 + max(self._level_depth[part] for part in node[1:])
        if depth > self.limits.level_depth:
            raise OleanLimitError("level-depth", f"a universe level is nested more than {self.limits.level_depth} deep")
        index = len(self.levels)
        if index >= self.limits.levels:
            raise OleanLimitError("levels", f"more than {self.limits.levels} universe levels")
        self._level_index[node] = index
        self.levels.append(node)
        self._level_depth.append(depth)
        return index

    def expr(self, node: Node) -> Expr:
        """The index of an expression node; its parts must already be in this arena. Raises OleanLimitError."""
        known = self._expr_index.get(node)
        if known is not None:
            return known
        # Every expression of every file comes through here: conditionals are faster than max().
        loose, deep = self.loose, self._depth
        tag = node[0]
        if tag == APP:
            left, right = node[1], node[2]
            free, other = loose[left], loose[right]
            if other > free:
                free = other
            depth, other = deep[left], deep[right]
        elif tag in BINDERS:
            left, right = node[2], node[3]
            free, other = loose[left], loose[right] - 1
            if other > free:
                free = other
            depth, other = deep[left], deep[right]
        elif tag == LET:
            free = max(loose[node[2]], loose[node[3]], loose[node[4]] - 1)
            depth, other = max(deep[node[2]], deep[node[3]]), deep[node[4]]
        elif tag == PROJ:
            free = loose[node[3]]
            depth = other = deep[node[3]]
        elif tag == BVAR:
            free, depth, other = node[1] + 1, -1, -1
            if not 0 <= node[1] <= self.limits.bvar_index:
                raise OleanLimitError("bvar-index", f"a bound variable has an index above {self.limits.bvar_index}")
        else:
            free, depth, other = 0, -1, -1
        if other > depth:
            depth = other
        if depth >= self._most_depth:
            raise OleanLimitError("expr-depth", f"an expression is nested more than {self._most_depth} deep")
        index = len(loose)
        if index >= self._most_exprs:
            raise OleanLimitError("expressions", f"more than {self._most_exprs} distinct expressions")
        self._expr_index[node] = index
        self.exprs.append(node)
        loose.append(free)
        deep.append(depth + 1)
        return index

    # One maker per node, for people and tests; the decoder builds nodes itself.

    def succ(self, level: Level) -> Level:
        """The universe level after ``level``."""
        return self.level((SUCC, level))

    def param(self, name: Name) -> Level:
        """A universe parameter."""
        return self.level((PARAM, name))

    def bvar(self, index: int) -> Expr:
        """A bound variable by its de Bruijn index; 0 is the innermost binder's."""
        return self.expr((BVAR, index))

    def sort(self, level: Level) -> Expr:
        """``Sort level``: ``Prop`` at level 0."""
        return self.expr((SORT, level))

    def const(self, name: Name, *levels: Level) -> Expr:
        """A constant with its universe arguments."""
        return self.expr((CONST, name, levels))

    def app(self, function: Expr, *arguments: Expr) -> Expr:
        """``function`` applied to the arguments one after the other."""
        for argument in arguments:
            function = self.expr((APP, function, argument))
        return function

    def lam(self, name: Name, domain: Expr, body: Expr, info: int = DEFAULT) -> Expr:
        """``fun (name : domain) => body``."""
        return self.expr((LAM, name, domain, body, info))

    def pi(self, name: Name, domain: Expr, body: Expr, info: int = DEFAULT) -> Expr:
        """``(name : domain) → body``."""
        return self.expr((PI, name, domain, body, info))

    def let(self, name: Name, domain: Expr, value: Expr, body: Expr) -> Expr:
        """``let name : domain := value; body``."""
        return self.expr((LET, name, domain, value, body, 0))

    def nat(self, value: int) -> Expr:
        """A natural-number literal."""
        return self.expr((NAT, value))

    def string(self, text: str) -> Expr:
        """A string literal."""
        return self.expr((STR, text))

    def proj(self, structure: Name, field: int, value: Expr) -> Expr:
        """The field (counted from 0) of a value of ``structure``."""
        return self.expr((PROJ, structure, field, value))

    def reachable(self, *roots: Expr, known: Container[Expr] = ()) -> list[Expr]:
        """All expressions inside the roots, the roots included, in ascending (topological) order.

        Those in ``known`` are left out, and so is what is reached only through them.
        """
        exprs = self.exprs
        seen: set[Expr] = set()
        todo = list(roots)
        while todo:
            expr = todo.pop()
            if expr not in seen and expr not in known:
                seen.add(expr)
                todo += children(exprs[expr])
        return sorted(seen)

    def erased(self, expr: Expr) -> Expr:
        """``expr`` without binder names, binder infos and the nondependence flag of ``let``.

        Two expressions are the same to the kernel's ``==`` (and to ``Expr.eqv``) exactly if their erasures are equal.
        """
        memo = self._erased
        for part in self.reachable(expr, known=memo):
            memo[part] = self._erase(self.exprs[part], memo)
        return memo[expr]

    def renamed(self, expr: Expr, parameters: Mapping[Name, Name]) -> Expr:
        """``expr`` with other universe parameters, all exchanged at once; others stay."""
        levels: dict[Level, Level] = {}

        def level(old: Level) -> Level:
            todo = [old]
            while todo:
                item = todo[-1]
                node = self.levels[item]
                parts = () if node[0] == PARAM else node[1:]
                missing = [part for part in parts if part not in levels]
                todo += missing
                if not missing:
                    todo.pop()
                    new = (PARAM, parameters.get(node[1], node[1])) if node[0] == PARAM else None
                    levels[item] = self.level(new or (node[0], *(levels[part] for part in parts)))
            return levels[old]

        memo: dict[Expr, Expr] = {}
        for part in self.reachable(expr):
            node = self.exprs[part]
            if node[0] == SORT:
                memo[part] = self.expr((SORT, level(node[1])))
            elif node[0] == CONST:
                memo[part] = self.expr((CONST, node[1], tuple(map(level, node[2]))))
            else:
                memo[part] = self.expr(with_children(node, [memo[child] for child in children(node)]))
        return memo[expr]

    def _erase(self, node: Node, memo: dict[Expr, Expr]) -> Expr:
        tag = node[0]
        if tag == APP:
            return self.expr((APP, memo[node[1]], memo[node[2]]))
        if tag in BINDERS:
            return self.expr((tag, _NO_NAME, memo[node[2]], memo[node[3]], DEFAULT))
        if tag == LET:
            return self.expr((LET, _NO_NAME, memo[node[2]], memo[node[3]], memo[node[4]], 0))
        if tag == PROJ:
            return self.expr((PROJ, node[1], node[2], memo[node[3]]))
        return self.expr(node)


_NO_NAME = Name()
