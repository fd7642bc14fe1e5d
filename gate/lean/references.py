"""Which constants a constant rests on."""

from __future__ import annotations

from gate.lean.declaration import Constant, Constructor, Inductive, Quotient, Recursor, expressions
from gate.lean.names import Name
from gate.lean.term import CONST, NAT, PROJ, STR, Expr, Terms

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


def names_in(terms: Terms, *roots: Expr) -> dict[Name, None]:
    """The constants that expressions mention, in a fixed order: by name, as a projection's structure, by a literal."""
    exprs = terms.exprs
    found: dict[Name, None] = {}
    for expr in terms.reachable(*roots):
        node = exprs[expr]
        tag = node[0]
        if tag in (CONST, PROJ):
            found[node[1]] = None
        elif tag == NAT:
            found.update(dict.fromkeys(NAT_LITERAL))
        elif tag == STR:
            found.update(dict.fromkeys(STRING_LITERAL))
    return found


def references(terms: Terms, constant: Constant) -> tuple[Name, ...]:
    """Every constant that this one rests on directly, in a fixed order, without repetition.

    Types, values (also opaque ones) and recursor rules count; an inductive type rests on its block and its
    constructors, a constructor and a recursor on the block. The ``all`` lists of definitions and theorems do not
    count: they are for people and may hold anything.
    """
    found = names_in(terms, *expressions(constant))
    if isinstance(constant, Inductive):
        found.update(dict.fromkeys((*constant.all, *constant.constructors)))
    elif isinstance(constant, Constructor):
        found[constant.inductive] = None
    elif isinstance(constant, Recursor):
        found.update(dict.fromkeys((*constant.all, *(rule.constructor for rule in constant.rules))))
    elif isinstance(constant, Quotient):
        found.update(dict.fromkeys(QUOTIENT_NEEDS))
    return tuple(found)
