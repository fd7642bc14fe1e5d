"""Universe levels: ``ℓ ::= 0 | S ℓ | max ℓ ℓ' | imax ℓ ℓ' | u`` (thesis §2.2), one object per level.

Two levels are equal, or one is at most another, when this holds for every assignment of natural numbers to the
parameters, where ``imax ℓ ℓ'`` is 0 if ``ℓ'`` is 0 and ``max ℓ ℓ'`` otherwise. Both questions are answered by a normal
form. Every level is the maximum of finitely many *summands* ``(C, v, k)``:

    "if all parameters in C are at least 1, then v + k, otherwise 0"

where ``v`` is a parameter in ``C`` or nothing (then just ``k``, which is at least 1). The translation is

    0            no summand
    u            ({u}, u, 0)
    S ℓ          (C, v, k + 1) for the summands of ℓ, and (∅, –, 1)
    max ℓ ℓ'     both sets of summands
    imax ℓ ℓ'    the summands of ℓ', and (C ∪ C', v, k) for (C, v, k) in ℓ and (C', v', k') in ℓ'

The last line holds because a summand of ``ℓ'`` is positive exactly when its condition holds. A summand ``(C, v, k)`` is
*covered* by ``(C', v', k')`` if ``C' ⊆ C`` and either ``v = v'`` and ``k ≤ k'``, or ``v`` is nothing and ``v' ≥ 1``
makes up for one: ``k ≤ k' + 1``. Covered summands are dropped. ``ℓ ≤ ℓ'`` holds exactly when each summand of ``ℓ`` is
covered by one of ``ℓ'``: set the parameters in ``C`` to 1, those outside to 0, and let ``v`` grow. So the normal form
is unique, and equality of levels is equality of sets.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TypeAlias

from gate.kernel.errors import LimitError
from gate.kernel.names import Name

ZERO, SUCC, MAX, IMAX, PARAM = range(5)
MAX_SUMMANDS = 500
"""A level whose normal form is larger is not decided."""

Summand: TypeAlias = tuple[frozenset[Name], Name | None, int]
Form: TypeAlias = frozenset[Summand]


class Level:
    """A level; ``left`` is the only part of a successor, ``name`` belongs to a parameter."""

    __slots__ = ("form", "kind", "left", "name", "parametric", "right")

    def __init__(self, kind: int, left: Level | None = None, right: Level | None = None, name: Name | None = None):
        self.kind = kind
        self.left = left
        self.right = right
        self.name = name
        self.parametric: bool = (
            kind == PARAM or (left is not None and left.parametric) or (right is not None and right.parametric)
        )
        self.form: Form | None = None

    def parts(self) -> tuple[Level, ...]:
        """The levels that this one is made of."""
        if self.right is not None and self.left is not None:
            return (self.left, self.right)
        return () if self.left is None else (self.left,)

    def __str__(self) -> str:
        return _show(self, 5)


class Levels:
    """The table in which every level is unique."""

    def __init__(self) -> None:
        self._table: dict[tuple[int, Level | Name | None, Level | None], Level] = {}
        self.zero = self._make(ZERO)
        self.one = self.succ(self.zero)

    def _make(self, kind: int, left: Level | None = None, right: Level | None = None) -> Level:
        key = (kind, left, right)
        level = self._table.get(key)
        if level is None:
            level = self._table[key] = Level(kind, left, right)
        return level

    def succ(self, level: Level) -> Level:
        """``S level``."""
        return self._make(SUCC, level)

    def max(self, left: Level, right: Level) -> Level:
        """``max left right``."""
        return self._make(MAX, left, right)

    def imax(self, left: Level, right: Level) -> Level:
        """``imax left right``."""
        return self._make(IMAX, left, right)

    def param(self, name: Name) -> Level:
        """The parameter of this name."""
        key = (PARAM, name, None)
        level = self._table.get(key)
        if level is None:
            level = self._table[key] = Level(PARAM, name=name)
        return level

    def pi(self, domain: Level, codomain: Level) -> Level:
        """``imax domain codomain``, the universe of a function type, in a shorter form where one is obvious."""
        if codomain.kind == ZERO or domain.kind == ZERO or domain is codomain:
            return codomain
        if codomain.kind == SUCC:
            return self.max(domain, codomain)
        return self.imax(domain, codomain)

    def substitute(self, level: Level, values: Mapping[Name, Level]) -> Level:
        """The level with parameters replaced; parameters that ``values`` does not have stay."""
        done: dict[Level, Level] = {}
        stack = [level]
        while stack:
            top = stack[-1]
            missing = [part for part in top.parts() if top.parametric and part not in done]
            if missing:
                stack += missing
                continue
            stack.pop()
            if not top.parametric:
                done[top] = top
            elif top.name is not None:
                done[top] = values.get(top.name, top)
            else:
                done[top] = self._make(top.kind, *(done[part] for part in top.parts()))
        return done[level]


def form(level: Level) -> Form:
    """The normal form. Raises LimitError when it is too large."""
    stack = [level]
    while level.form is None:
        top = stack[-1]
        missing = [part for part in top.parts() if part.form is None]
        if missing:
            stack += missing
        else:
            stack.pop()
            top.form = top.form or _form_of(top)
    return level.form


def is_zero(level: Level) -> bool:
    """Whether the level is 0 for all values of its parameters: ``Sort`` of it is ``Prop``."""
    return not form(level)


def is_positive(level: Level) -> bool:
    """Whether the level is at least 1 for all values of its parameters."""
    return any(not conditions for conditions, _, _ in form(level))


def is_at_most(left: Level, right: Level) -> bool:
    """``left ≤ right`` for all values of the parameters."""
    if left is right:
        return True
    bounds = form(right)
    return all(any(_covers(bound, summand) for bound in bounds) for summand in form(left))


def are_equal(left: Level, right: Level) -> bool:
    """``left = right`` for all values of the parameters."""
    return left is right or form(left) == form(right)


def all_equal(left: Sequence[Level], right: Sequence[Level]) -> bool:
    """Equality of two lists of levels."""
    return left == right or (len(left) == len(right) and all(map(are_equal, left, right)))


def _form_of(level: Level) -> Form:
    """The normal form of a level whose parts have theirs."""
    if level.name is not None:
        return frozenset({(frozenset({level.name}), level.name, 0)})
    parts = [form(part) for part in level.parts()]
    if level.kind == SUCC:
        one: Summand = (frozenset(), None, 1)
        return _prune({one, *((conditions, v, k + 1) for conditions, v, k in parts[0])})
    if level.kind == MAX:
        return _prune({*parts[0], *parts[1]})
    if level.kind == IMAX:
        positive = {conditions for conditions, _, _ in parts[1]}
        if len(parts[0]) * len(positive) > MAX_SUMMANDS:
            raise LimitError("level", f"a universe level has more than {MAX_SUMMANDS} summands")
        return _prune({*parts[1], *((c | more, v, k) for c, v, k in parts[0] for more in positive)})
    return frozenset()


def _covers(bound: Summand, summand: Summand) -> bool:
    conditions, v, k = summand
    other_conditions, w, limit = bound
    if not other_conditions <= conditions:
        return False
    return (v is w and k <= limit) or (v is None and w is not None and k <= limit + 1)


def _prune(summands: set[Summand]) -> Form:
    if len(summands) > MAX_SUMMANDS:
        raise LimitError("level", f"a universe level has more than {MAX_SUMMANDS} summands")
    return frozenset(one for one in summands if not any(_covers(other, one) for other in summands if other is not one))


def _show(level: Level, depth: int) -> str:
    added = 0
    while level.kind == SUCC and level.left is not None:
        level, added = level.left, added + 1
    if level.kind == ZERO:
        return str(added)
    if level.name is not None:
        text = str(level.name)
    elif depth == 0:
        text = "…"
    else:
        word = "max" if level.kind == MAX else "imax"
        text = f"({word} {' '.join(_show(part, depth - 1) for part in level.parts())})"
    return f"{text}+{added}" if added else text
