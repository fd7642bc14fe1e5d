"""Definitional equality: ``refl`` proves an equation if and only if both sides are equal by ≡."""

from __future__ import annotations

from functools import partial

from tests.kernel.blocks import Block, Family, Field, Maker
from tests.kernel.cases.case import Case, bad, equation, good
from tests.kernel.cases.typing import CHAR, STRING
from tests.kernel.language import Export, Let, Nat, Proj, Sort, Str, Term, arrow, const, lam, pi, prop, type0
from tests.kernel.prelude import (
    ACC,
    AND,
    BOOL,
    EQ,
    FALSE,
    LIST,
    NAT,
    OR,
    PROD,
    SIGMA,
    TRUE,
    UNIT,
    VECTOR,
    W,
    boolean,
    data,
    eq,
    export,
    nat,
    successor,
    true,
    zero,
)

false = const("Bool.false")
endo = arrow(nat, nat)
pairs = const("Prod", 0)(nat, boolean)
unit, star = const("Unit"), const("Unit.star")
NESTED = Block([Family("Wrap", [Maker("mk", [data(nat)])])])
TWO_UNITS = Block([Family("Units", [Maker("mk", [data(unit), data(unit)])])])
POINTED = Block([Family("Point", [Maker("mk", [], lambda: [zero])], [lambda: nat])])
LOOP = Block([Family("Loop", [Maker("mk", [Field(family=0)])])])


def base() -> Export:
    """What the equations mention."""
    made = export(NAT, BOOL, TRUE, FALSE, AND, OR, EQ, PROD, SIGMA, LIST, VECTOR, UNIT, W, ACC, NESTED, TWO_UNITS)
    for block in (POINTED, LOOP, CHAR, STRING):
        block.add_to(made)
    made.definition("two", nat, Nat(2), hints={"regular": 1})
    made.definition("deux", nat, const("two"), hints={"regular": 2})
    made.definition("id", pi(Sort("u"), lambda a: arrow(a, a)), lam(Sort("u"), lambda a: lam(a, lambda x: x)), ["u"])
    made.definition("twice", arrow(endo, endo), lam(endo, lambda f: lam(nat, lambda x: f(f(x)))))
    made.definition("add", arrow(nat, nat, nat), lam(nat, lambda a: lam(nat, lambda b: recursion(a, _step, b))))
    made.definition("not", arrow(boolean, boolean), lam(boolean, lambda b: cases(boolean, true, false, b)))
    return made.opaque("hidden", nat, zero)


_step = lam(nat, lambda _: lam(nat, successor))


def recursion(start: Term, step: Term, number: Term) -> Term:
    """Recursion on a number, into numbers."""
    return const("Nat.rec", 1)(lam(nat, lambda _: nat), start, step, number)


def cases(type_: Term, if_false: Term, if_true: Term, value: Term) -> Term:
    """A distinction of two cases."""
    return const("Bool.rec", 1)(lam(boolean, lambda _: type_), if_false, if_true, value)


def pair(first: Term, second: Term) -> Term:
    return const("Prod.mk", 0)(nat, boolean, first, second)


def add(first: Term, second: Term) -> Term:
    return const("add")(first, second)


def closed(type_: Term, left: Term, right: Term) -> Export:
    return equation(base(), type_, left, right, 2 if type_ == type0 else 1)


def under(domain: Term, type_: Term, left: object, right: object) -> Export:
    """``λ x. left x = λ x. right x``."""
    return equation(base(), arrow(domain, type_), lam(domain, left), lam(domain, right))  # type: ignore[arg-type]


def proofs(left: object, right: object) -> Export:
    """Two terms that are made of two proofs of a proposition, as functions of all three."""

    def function(body: object) -> Term:
        return lam(prop, lambda p: lam(p, lambda x: lam(p, lambda y: body(p, x, y))))  # type: ignore[operator]

    type_ = pi(prop, lambda p: arrow(p, p, p))
    return equation(base(), type_, function(left), function(right), 0)


SAME: dict[str, tuple[Term, Term, Term]] = {
    "a literal and successors": (nat, Nat(2), successor(successor(zero))),
    "zero and its literal": (nat, zero, Nat(0)),
    "large literals": (nat, Nat(10**50), successor(Nat(10**50 - 1))),
    "β": (nat, lam(nat, successor)(Nat(1)), Nat(2)),
    "β below a head": (nat, successor(lam(nat, lambda x: x)(Nat(1))), Nat(2)),
    "β of two": (nat, lam(nat, lambda x: lam(nat, lambda _: x))(zero, Nat(9)), zero),
    "ζ": (nat, Let(nat, Nat(1), successor), Nat(2)),
    "ζ twice": (nat, Let(nat, Nat(1), lambda x: Let(nat, successor(x), successor)), Nat(3)),
    "δ": (nat, const("two"), Nat(2)),
    "δ twice": (nat, const("deux"), Nat(2)),
    "δ of heights": (nat, const("deux"), const("two")),
    "δ of a function": (nat, const("twice")(successor, zero), Nat(2)),
    "δ with levels": (nat, const("id", 1)(nat, zero), zero),
    "δ of types": (type0, const("id", 2)(type0, nat), nat),
    "a head with equal arguments": (nat, add(const("hidden"), const("two")), add(const("hidden"), Nat(2))),
    "ι at zero": (nat, recursion(Nat(7), _step, zero), Nat(7)),
    "ι at a successor": (nat, recursion(Nat(7), _step, successor(zero)), Nat(8)),
    "ι at a literal": (nat, recursion(Nat(7), _step, Nat(3)), Nat(10)),
    "ι of addition": (nat, add(Nat(20), Nat(15)), Nat(35)),
    "ι below a successor": (nat, add(const("hidden"), Nat(2)), successor(successor(const("hidden")))),
    "ι of cases": (boolean, const("not")(true), false),
    "ι twice": (boolean, const("not")(const("not")(true)), true),
    "ι of a list": (
        nat,
        const("List.rec", 1, 0)(
            nat,
            lam(const("List", 0)(nat), lambda _: nat),
            zero,
            lam(nat, lambda _: lam(const("List", 0)(nat), lambda _: lam(nat, successor))),
            const("List.cons", 0)(nat, zero, const("List.cons", 0)(nat, zero, const("List.nil", 0)(nat))),
        ),
        Nat(2),
    ),
    "π": (nat, Proj("Prod", 0, pair(Nat(4), true)), Nat(4)),
    "π of the second": (boolean, Proj("Prod", 1, pair(Nat(4), true)), true),
    "π below δ": (nat, Proj("Prod", 0, const("id", 1)(pairs, pair(const("two"), true))), Nat(2)),
    "π of what is not known": (nat, Proj("Wrap", 0, const("Wrap.mk")(const("hidden"))), const("hidden")),
    "units": (unit, const("id", 1)(unit, star), star),
    "a text and its letters": (
        const("String"),
        Str("ab"),
        const("String.ofList")(
            const("List.cons", 0)(
                const("Char"),
                const("Char.ofNat")(Nat(97)),
                const("List.cons", 0)(const("Char"), const("Char.ofNat")(Nat(98)), const("List.nil", 0)(const("Char"))),
            )
        ),
    ),
    "texts": (const("String"), Str("a"), const("id", 1)(const("String"), Str("a"))),
    "no letters": (const("String"), Str(""), const("String.ofList")(const("List.nil", 0)(const("Char")))),
    "Π with equal parts": (type0, arrow(const("id", 2)(type0, nat), boolean), arrow(nat, boolean)),
    "Π below": (
        type0,
        pi(nat, lambda n: const("Vector", 0)(nat, n)),
        pi(nat, lambda n: const("Vector", 0)(nat, Let(nat, n, lambda x: x))),
    ),
    "λ with equal parts": (endo, lam(const("id", 2)(type0, nat), lambda x: x), lam(nat, lambda x: x)),
    "η": (endo, successor, lam(nat, successor)),
    "η from the left": (endo, lam(nat, successor), successor),
    "η of a partial application": (endo, const("add")(zero), lam(nat, lambda x: add(zero, x))),
    "η twice": (arrow(nat, nat, nat), const("add"), lam(nat, lambda x: lam(nat, lambda y: add(x, y)))),
}

OTHER: dict[str, tuple[Term, Term, Term]] = {
    "two literals": (nat, Nat(2), Nat(3)),
    "large literals": (nat, Nat(10**50), Nat(10**50 + 1)),
    "zero and a successor": (nat, zero, successor(const("hidden"))),
    "a literal and one successor more": (nat, Nat(2), successor(successor(successor(zero)))),
    "two constructors": (boolean, true, false),
    "an opaque constant": (nat, const("hidden"), zero),
    "a definition": (nat, const("two"), Nat(3)),
    "β": (nat, lam(nat, successor)(Nat(1)), Nat(1)),
    "ζ": (nat, Let(nat, Nat(1), successor), Nat(1)),
    "ι": (nat, add(Nat(20), Nat(15)), Nat(36)),
    "ι of cases": (boolean, const("not")(true), true),
    "addition does not commute on what is not known": (nat, add(const("hidden"), Nat(1)), add(Nat(1), const("hidden"))),
    "zero is no left neutral element": (nat, add(zero, const("hidden")), const("hidden")),
    "projections": (nat, Proj("Prod", 0, pair(Nat(4), true)), Nat(5)),
    "pairs": (pairs, pair(Nat(4), true), pair(Nat(4), false)),
    "two texts": (const("String"), Str("a"), Str("b")),
    "a text and a shorter one": (const("String"), Str("ab"), Str("a")),
    "no letters and one": (const("String"), Str("a"), const("String.ofList")(const("List.nil", 0)(const("Char")))),
    "two types": (type0, nat, boolean),
    "Π with other domains": (type0, arrow(nat, nat), arrow(boolean, nat)),
    "Π with other codomains": (type0, arrow(nat, nat), arrow(nat, boolean)),
    "a type and its lists": (type0, nat, const("List", 0)(nat)),
    "functions": (endo, successor, lam(nat, lambda x: x)),
    "functions of two": (
        arrow(nat, nat, nat),
        lam(nat, lambda x: lam(nat, lambda y: x)),
        lam(nat, lambda x: lam(nat, lambda y: y)),
    ),
    "values of a recursive type with one constructor": (
        arrow(const("Loop"), const("Loop")),
        lam(const("Loop"), lambda x: x),
        lam(const("Loop"), lambda x: const("Loop.mk")(x)),
    ),
}

# Open terms: functions of a variable x


UNDER_SAME = {
    "structure η": (pairs, pairs, lambda p: p, lambda p: pair(Proj("Prod", 0, p), Proj("Prod", 1, p))),
    "structure η, the other way": (pairs, pairs, lambda p: pair(Proj("Prod", 0, p), Proj("Prod", 1, p)), lambda p: p),
    "structure η of a field": (
        const("Wrap"),
        const("Wrap"),
        lambda w: const("Wrap.mk")(Proj("Wrap", 0, w)),
        lambda w: w,
    ),
    "a variable of a unit type": (unit, unit, lambda x: x, lambda _: star),
    "a structure of units": (const("Units"), const("Units"), lambda x: x, lambda _: const("Units.mk")(star, star)),
    "ι by structure η": (
        pairs,
        nat,
        lambda p: const("Prod.rec", 1, 0)(
            nat, boolean, lam(pairs, lambda _: nat), lam(nat, lambda a: lam(boolean, lambda _: a)), p
        ),
        lambda p: Proj("Prod", 0, p),
    ),
    "a variable and itself": (nat, nat, lambda x: add(x, Nat(2)), lambda x: successor(successor(x))),
    "a successor on both sides": (nat, nat, lambda x: successor(add(x, zero)), lambda x: successor(x)),
    "η of a variable": (endo, endo, lambda f: f, lambda f: lam(nat, lambda x: f(x))),
    "an argument that is let": (nat, nat, lambda x: Let(nat, x, lambda y: add(y, Nat(1))), lambda x: successor(x)),
}
UNDER_OTHER = {
    "x and x + 1": (nat, nat, lambda x: x, successor),
    "x + 0 and 0 + x": (nat, nat, lambda x: add(x, zero), lambda x: add(zero, x)),
    "fields in the other order": (
        const("Prod", 0)(nat, nat),
        const("Prod", 0)(nat, nat),
        lambda p: p,
        lambda p: const("Prod.mk", 0)(nat, nat, Proj("Prod", 1, p), Proj("Prod", 0, p)),
    ),
    "one field changed": (pairs, pairs, lambda p: p, lambda p: pair(Proj("Prod", 0, p), true)),
    "values of a type with an index": (
        const("Point")(zero),
        const("Point")(zero),
        lambda x: x,
        lambda _: const("Point.mk"),
    ),
    "Booleans": (boolean, boolean, lambda x: x, lambda _: true),
    "x and hidden": (nat, nat, lambda x: x, lambda _: const("hidden")),
    "functions at a point": (endo, nat, lambda f: f(zero), lambda f: f(Nat(1))),
}

# Proofs: functions of p : Prop and x y : p

PROOFS_SAME = {
    "two proofs": (lambda p, x, y: x, lambda p, x, y: y),
    "a proof and a redex": (lambda p, x, y: lam(p, lambda z: z)(x), lambda p, x, y: y),
    "a proof by let": (lambda p, x, y: Let(p, x, lambda z: z), lambda p, x, y: y),
}


def _k(same: bool) -> Export:
    """``Eq.rec`` on a proof of ``a = a`` that is no ``refl`` reduces (K), on one of ``a = b`` does not."""
    made = base()
    right = lambda a, b: a if same else b  # noqa: E731
    motive = lambda a: lam(nat, lambda b: lam(eq(nat, a, b), lambda _: nat))  # noqa: E731

    def function(result: object) -> Term:
        return lam(
            nat,
            lambda a: lam(nat, lambda b: lam(eq(nat, a, right(a, b)), lambda h: result(a, b, h))),  # type: ignore[operator]
        )

    type_ = pi(nat, lambda a: pi(nat, lambda b: arrow(eq(nat, a, right(a, b)), nat)))
    cast = function(lambda a, b, h: const("Eq.rec", 1, 1)(nat, a, motive(a), Nat(5), right(a, b), h))
    return equation(made, type_, cast, function(lambda a, b, h: Nat(5)))


def _no_k_for_or() -> Export:
    """Two ways to prove a disjunction are equal as proofs, yet nothing computes with them."""
    both = const("Or")(const("True"), const("True"))
    left = const("Or.inl")(const("True"), const("True"), const("True.intro"))
    right = const("Or.inr")(const("True"), const("True"), const("True.intro"))
    return equation(base(), both, left, right, 0)


CASES: list[Case] = [
    *(good(name, partial(closed, *sides)) for name, sides in SAME.items()),
    *(good(f"{name}, exchanged", partial(closed, type_, right, left)) for name, (type_, left, right) in SAME.items()),
    *(bad("declaration-type", name, partial(closed, *sides)) for name, sides in OTHER.items()),
    *(
        bad("declaration-type", f"{name}, exchanged", partial(closed, type_, right, left))
        for name, (type_, left, right) in OTHER.items()
    ),
    *(good(name, partial(under, *parts)) for name, parts in UNDER_SAME.items()),
    *(bad("declaration-type", name, partial(under, *parts)) for name, parts in UNDER_OTHER.items()),
    *(good(name, partial(proofs, *sides)) for name, sides in PROOFS_SAME.items()),
    good("K", partial(_k, True)),
    bad("declaration-type", "K at another index", partial(_k, False)),
    good("proofs of a disjunction", _no_k_for_or),
]
