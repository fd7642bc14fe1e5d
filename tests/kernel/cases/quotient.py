"""Quotient types: the four constants, what they need and how they compute."""

from __future__ import annotations

import copy
from functools import partial
from typing import Any

from tests.kernel.blocks import Block, Family, Maker
from tests.kernel.cases.case import Case, bad, equation, good
from tests.kernel.language import Export, Level, Sort, Term, arrow, const, lam, pi, prop
from tests.kernel.prelude import BOOL, EQ, NAT, eq, export, nat, refl, successor, zero


def relation(type_: Term) -> Term:
    return arrow(type_, type_, prop)


def _type(u: Level) -> Term:
    return pi(Sort(u), lambda a: pi(relation(a), lambda r: Sort(u)))


def _mk(u: Level) -> Term:
    return pi(Sort(u), lambda a: pi(relation(a), lambda r: arrow(a, const("Quot", u)(a, r))))


def _lift(u: Level, v: Level) -> Term:
    def respects(a: Term, r: Term, b: Term, f: Term) -> Term:
        return pi(a, lambda x: pi(a, lambda y: arrow(r(x, y), eq(b, f(x), f(y), v))))

    return pi(
        Sort(u),
        lambda a: pi(
            relation(a),
            lambda r: pi(
                Sort(v),
                lambda b: pi(arrow(a, b), lambda f: arrow(respects(a, r, b, f), const("Quot", u)(a, r), b)),
            ),
        ),
    )


def _ind(u: Level) -> Term:
    return pi(
        Sort(u),
        lambda a: pi(
            relation(a),
            lambda r: pi(
                arrow(const("Quot", u)(a, r), prop),
                lambda b: arrow(
                    pi(a, lambda x: b(const("Quot.mk", u)(a, r, x))), pi(const("Quot", u)(a, r), lambda q: b(q))
                ),
            ),
        ),
    )


CONSTANTS: dict[str, tuple[str, Term, tuple[str, ...]]] = {
    "type": ("Quot", _type("u"), ("u",)),
    "ctor": ("Quot.mk", _mk("u"), ("u",)),
    "lift": ("Quot.lift", _lift("u", "v"), ("u", "v")),
    "ind": ("Quot.ind", _ind("u"), ("u",)),
}


def quotients(*kinds: str, made: Export | None = None, **other: tuple[str, Term, tuple[str, ...]]) -> Export:
    """The constants of these kinds, some of them others than they should be."""
    made = made or export(NAT, BOOL, EQ)
    for kind in kinds or CONSTANTS:
        name, type_, params = other.get(kind, CONSTANTS[kind])
        made.quotient(name, kind, type_, params)
    return made


R = lam(nat, lambda _: lam(nat, lambda _: const("Eq", 1)(nat, zero, zero)))
QUOTIENT = const("Quot", 1)(nat, R)
RESPECTS = lam(nat, lambda x: lam(nat, lambda y: lam(R(x, y), lambda _: refl(nat, zero))))
CONSTANT = lam(nat, lambda _: zero)


def made(number: Term) -> Term:
    return const("Quot.mk", 1)(nat, R, number)


def lifted(value: Term) -> Term:
    return const("Quot.lift", 1, 1)(nat, R, nat, CONSTANT, RESPECTS, value)


def _kind(kind: str, word: str) -> Export:
    export_ = quotients()
    row: dict[str, Any] = copy.deepcopy(next(row for row in export_.rows if row.get("quot", {}).get("kind") == kind))  # type: ignore[attr-defined]
    row["quot"]["kind"] = word
    export_.rows = [row if other.get("quot", {}).get("kind") == kind else other for other in export_.rows]  # type: ignore[attr-defined]
    return export_


_PLAIN = Block([Family("Eq", [Maker("refl")])], level=0, k=True)
_WEAK = Block(
    [
        Family(
            "Eq", [Maker("refl", indices=lambda a, x: [x]), Maker("more", indices=lambda a, x: [x])], [lambda a, x: a]
        )
    ],
    level=0,
    params=["u"],
    parameters=[lambda: Sort("u"), lambda a: a],
    large=False,
)
_DATA = Block(EQ.families, 1, EQ.params, EQ.parameters)

CASES: list[Case] = [
    good("quotients", quotients),
    good(
        "levels of other names",
        lambda: quotients(type=("Quot", _type("w"), ("w",)), lift=("Quot.lift", _lift("a", "b"), ("a", "b"))),
    ),
    good("without elimination", lambda: quotients("type", "ctor")),
    good("lift computes", lambda: equation(quotients(), nat, lifted(made(successor(zero))), zero)),
    good(
        "lift computes below a redex",
        lambda: equation(quotients(), nat, lifted(lam(nat, made)(zero)), CONSTANT(zero)),
    ),
    good(
        "ind proves",
        lambda: quotients().theorem(
            "d",
            pi(QUOTIENT, lambda q: eq(nat, zero, zero)),
            const("Quot.ind", 1)(
                nat, R, lam(QUOTIENT, lambda _: eq(nat, zero, zero)), lam(nat, lambda _: refl(nat, zero))
            ),
        ),
    ),
    bad(
        "declaration-type",
        "lift of another value",
        lambda: equation(quotients(), nat, lifted(made(zero)), successor(zero)),
    ),
    bad(
        "declaration-type",
        "two classes are not equal by themselves",
        lambda: equation(quotients(), QUOTIENT, made(zero), made(successor(zero))),
    ),
    bad(
        "argument-type",
        "a function that does not respect the relation",
        lambda: quotients().definition(
            "d", arrow(QUOTIENT, nat), const("Quot.lift", 1, 1)(nat, R, nat, lam(nat, lambda x: x), RESPECTS)
        ),
    ),
    *(
        bad("quotient-type", f"{kind} {what}", partial(quotients, **{kind: other}))  # type: ignore[arg-type]
        for kind, what, other in [
            ("type", "of another name", ("Quotient", _type("u"), ("u",))),
            ("type", "of more levels", ("Quot", _type("u"), ("u", "v"))),
            ("type", "of no level", ("Quot", _type(1), ())),
            ("type", "at one level", ("Quot", _type(1), ("u",))),
            ("type", "into Prop", ("Quot", pi(Sort("u"), lambda a: arrow(relation(a), prop)), ("u",))),
            ("ctor", "of another name", ("Quot.make", _mk("u"), ("u",))),
            (
                "ctor",
                "without an argument",
                ("Quot.mk", pi(Sort("u"), lambda a: pi(relation(a), lambda r: const("Quot", "u")(a, r))), ("u",)),
            ),
            ("lift", "of another name", ("Quot.lift2", _lift("u", "v"), ("u", "v"))),
            ("lift", "of one level", ("Quot.lift", _lift("u", "u"), ("u",))),
            (
                "lift",
                "without respect",
                (
                    "Quot.lift",
                    pi(
                        Sort("u"),
                        lambda a: pi(
                            relation(a),
                            lambda r: pi(Sort("v"), lambda b: arrow(arrow(a, b), const("Quot", "u")(a, r), b)),
                        ),
                    ),
                    ("u", "v"),
                ),
            ),
            ("lift", "that proves anything", ("Quot.lift", pi(Sort("u"), lambda a: a), ("u", "v"))),
            ("ind", "of another name", ("Quot.rec", _ind("u"), ("u",))),
            ("ind", "that proves anything", ("Quot.ind", pi(prop, lambda p: p), ("u",))),
            ("ind", "of more levels", ("Quot.ind", _ind("u"), ("u", "v"))),
        ]
    ),
    *(
        bad("quotient-type", f"{kind} as {word}", partial(_kind, kind, word))
        for kind, word in [("type", "ctor"), ("ctor", "type"), ("lift", "ind"), ("ind", "lift"), ("type", "lift")]
    ),
    *(
        bad("quotient-equality", what, partial(quotients, made=export(*blocks)))
        for what, blocks in {
            "no equality": (NAT, BOOL),
            "equality of nothing": (NAT, BOOL, _PLAIN),
            "equality with two constructors": (NAT, BOOL, _WEAK),
            "equality as data": (NAT, BOOL, _DATA),
        }.items()
    ),
    bad("quotient-equality", "an axiom of equality", lambda: quotients(made=export(NAT, BOOL).axiom("propext", prop))),
    bad("constant-unknown", "ctor before type", lambda: quotients("ctor", "type")),
    bad("constant-unknown", "ind before ctor", lambda: quotients("type", "ind")),
    bad("name-declared", "type twice", lambda: quotients("type", "type")),
]
