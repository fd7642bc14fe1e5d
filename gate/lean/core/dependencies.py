"""Which constants a constant rests on, directly and all the way down (its dependency closure)."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from gate.lean.core.declaration import Constant, Constructor, Inductive, Quotient, Recursor, expressions
from gate.lean.core.names import Name
from gate.lean.core.term import CONST, NAT, PROJ, STR, Expr, Node, Terms

NAT_LITERAL = (Name.of("Nat"), Name.of("Nat", "zero"), Name.of("Nat", "succ"))
"""What the kernel turns a natural-number literal into."""
STRING_LITERAL = (
    Name.of("String"),
    Name.of("String", "ofList"),
    Name.of("Char"),
    Name.of("Char", "ofNat"),
    Name.of("List"),
    Name.of("List", "nil"),
    Name.of("List", "cons"),
    *NAT_LITERAL,
)
"""What the kernel turns a string literal into."""
QUOTIENT_NEEDS = (Name.of("Eq"), Name.of("Eq", "refl"))
"""The kernel adds the quotient constants only after these."""


def names_at(node: Node) -> tuple[Name, ...]:
    """The constants that one expression node mentions itself: by name, as a projection's structure, by a literal."""
    tag = node[0]
    if tag in (CONST, PROJ):
        return (node[1],)
    if tag == NAT:
        return NAT_LITERAL
    return STRING_LITERAL if tag == STR else ()


def names_in(terms: Terms, *roots: Expr, seen: set[Expr] | None = None) -> dict[Name, None]:
    """The constants that expressions mention, in a fixed order.

    A walk over many constants passes one ``seen`` set: expressions in it are skipped, and those that are visited are
    added, so that a term that a thousand constants share is walked once.
    """
    visited = terms.reachable(*roots, known=() if seen is None else seen)
    if seen is not None:
        seen.update(visited)
    names: dict[Name, None] = {}
    for expr in visited:
        names.update(dict.fromkeys(names_at(terms.exprs[expr])))
    return names


def companions(constant: Constant) -> tuple[Name, ...]:
    """What a constant rests on besides its expressions.

    An inductive type rests on its block and its constructors, a constructor and a recursor on the block, the quotient
    on equality. The ``all`` lists of definitions and theorems do not count: they are for people and may hold anything.
    """
    if isinstance(constant, Inductive):
        return (*constant.all, *constant.constructors)
    if isinstance(constant, Constructor):
        return (constant.inductive,)
    if isinstance(constant, Recursor):
        return (*constant.all, *(rule.constructor for rule in constant.rules))
    return QUOTIENT_NEEDS if isinstance(constant, Quotient) else ()


def references(terms: Terms, constant: Constant, *, seen: set[Expr] | None = None) -> tuple[Name, ...]:
    """Every constant that this one rests on directly, in a fixed order, without repetition.

    Types, values (also opaque ones) and recursor rules count, and the `companions`. For ``seen`` see `names_in`.
    """
    names = names_in(terms, *expressions(constant), seen=seen)
    names.update(dict.fromkeys(companions(constant)))
    return tuple(names)


Next = Callable[[Name], Iterable[Name]]
"""The constants that one constant rests on; empty where the walk shall not go on."""


class Walk:
    """A breadth-first walk. Iterating visits every reachable name once, roots first; `path` says how it was reached.

    ``next_names`` is called for a name after the loop's body has seen it.
    """

    def __init__(self, roots: Iterable[Name], next_names: Next) -> None:
        self._roots = tuple(dict.fromkeys(roots))
        self._next = next_names
        self._from: dict[Name, Name | None] = dict.fromkeys(self._roots)

    def __iter__(self) -> Iterator[Name]:
        level = list(self._roots)
        while level:
            following: list[Name] = []
            for name in level:
                yield name
                for needed in self._next(name):
                    if needed not in self._from:
                        self._from[needed] = name
                        following.append(needed)
            level = following

    def path(self, name: Name) -> tuple[Name, ...]:
        """A shortest path from a root to ``name``, both included."""
        path = [name]
        while (before := self._from[path[-1]]) is not None:
            path.append(before)
        return tuple(reversed(path))


def shown(path: tuple[Name, ...]) -> str:
    """A path for people: the middle of a long one is left out."""
    names = [str(name) for name in path]
    if len(names) > 6:
        names = [*names[:3], "…", *names[-2:]]
    return " → ".join(names)
