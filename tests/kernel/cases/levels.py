"""Universe levels: equal ones are interchangeable, others are not."""

from __future__ import annotations

from functools import partial

from tests.kernel.blocks import Block, Family
from tests.kernel.cases.case import Case, bad, good
from tests.kernel.language import Export, Level, Nat, Sort, arrow, const, imax, lam, lmax, pi, prop, succ
from tests.kernel.prelude import EQ, NAT, PROD, export, nat, zero

PARAMS = ("u", "v", "w")

EQUAL: list[tuple[Level, Level]] = [
    (0, 0),
    ("u", "u"),
    (lmax("u", "u"), "u"),
    (lmax("u", "v"), lmax("v", "u")),
    (lmax(lmax("u", "v"), "w"), lmax("u", lmax("v", "w"))),
    (lmax("u", 0), "u"),
    (lmax(0, "u"), "u"),
    (lmax("u", succ("u")), succ("u")),
    (succ(lmax("u", "v")), lmax(succ("u"), succ("v"))),
    (lmax(1, succ("u")), succ("u")),
    (lmax(2, succ(succ("u"))), succ(succ("u"))),
    (imax("u", 0), 0),
    (imax(0, "u"), "u"),
    (imax("u", "u"), "u"),
    (imax(1, "u"), "u"),
    (imax("u", succ("v")), lmax("u", succ("v"))),
    (imax("u", lmax("v", 1)), lmax("u", lmax("v", 1))),
    (imax("u", imax("v", 0)), 0),
    (imax("u", imax("v", "w")), imax(lmax("u", "v"), "w")),
    (imax("u", imax("u", "v")), imax("u", "v")),
    (imax("u", imax("v", "w")), imax("v", imax("u", "w"))),
    (imax(imax("u", "v"), "v"), imax("u", "v")),
    (lmax("v", imax("u", "v")), imax("u", "v")),
    (imax(lmax("u", "v"), "w"), lmax(imax("u", "w"), imax("v", "w"))),
    (imax("u", lmax("v", "w")), lmax(imax("u", "v"), imax("u", "w"))),
    (imax(imax("u", "v"), "w"), imax(lmax(imax("u", "v"), 0), "w")),
    (lmax(imax("u", "v"), imax("v", "u")), imax(lmax("u", "v"), lmax("u", "v"))),
    (succ(imax("u", "v")), lmax(1, lmax(succ("v"), succ(imax("u", "v"))))),
    (imax(succ("u"), "v"), lmax(imax(succ("u"), "v"), imax("u", "v"))),
    (lmax("u", lmax("v", lmax("u", "v"))), lmax("v", "u")),
    (succ(succ(imax("u", 1))), lmax(succ(succ("u")), 3)),
]

DIFFERENT: list[tuple[Level, Level]] = [
    (0, 1),
    (1, 2),
    ("u", 0),
    ("u", 1),
    ("u", "v"),
    ("u", succ("u")),
    (succ("u"), succ("v")),
    (lmax("u", "v"), "u"),
    (lmax("u", "v"), "v"),
    (lmax("u", 1), "u"),
    (lmax("u", 1), succ("u")),
    (lmax("u", "v"), succ("u")),
    (succ(lmax("u", "v")), lmax("u", succ("v"))),
    (imax("u", "v"), lmax("u", "v")),
    (imax("u", "v"), "v"),
    (imax("u", "v"), imax("v", "u")),
    (imax("u", "v"), "u"),
    (imax(2, "u"), "u"),
    (imax("u", 1), "u"),
    (imax("u", 1), 1),
    (imax(succ("u"), "v"), lmax(succ("u"), "v")),
    (imax(imax("u", "v"), "w"), imax("u", imax("v", "w"))),
    (imax("u", lmax("v", "w")), imax(lmax("u", "v"), "w")),
    (imax("u", imax("v", "w")), imax("u", "v")),
    (lmax(imax("u", "v"), "w"), lmax("v", "w")),
    (succ(imax("u", "v")), imax(succ("u"), succ("v"))),
    (lmax("u", 2), lmax("u", 3)),
    (succ(succ("u")), lmax("u", 2)),
    (imax("u", "v"), imax("w", "v")),
    (imax("u", imax("v", "u")), "u"),
]


def _sort(stated: Level, sort: Level) -> Export:
    """``d : Sort (S stated) := Sort sort``."""
    return export().definition("d", Sort(succ(stated)), Sort(sort), PARAMS)


def _twice(kind: str) -> Export:
    made = export()
    params = ("u", "u")
    if kind == "def":
        return made.definition("d", Sort(1), prop, params)
    if kind == "opaque":
        return made.opaque("d", Sort(1), prop, params)
    if kind == "axiom":
        return made.axiom("propext", prop, params)
    if kind == "theorem":
        true = pi(prop, lambda p: arrow(p, p))
        return made.theorem("d", true, lam(prop, lambda p: lam(p, lambda x: x)), params)
    return Block([Family("T", [])], params=params).add_to(made)


def _undeclared(kind: str) -> Export:
    made, foreign = export(), Sort("x")
    if kind == "type of a definition":
        return made.definition("d", Sort(succ("x")), foreign, ["u"])
    if kind == "value of a definition":
        return made.definition("d", Sort(1), lam(foreign, lambda _: prop)(foreign), ["u"])
    if kind == "below imax":
        return made.definition("d", Sort(succ(imax("u", lmax("u", "x")))), Sort(imax("u", lmax("u", "x"))), ["u"])
    if kind == "value of an opaque constant":
        return made.opaque("d", arrow(Sort(1), Sort(1)), lam(Sort(1), lambda a: lam(foreign, lambda _: a)(foreign)))
    if kind == "value of a theorem":
        value = lam(prop, lambda p: lam(p, lambda x: lam(foreign, lambda _: x)(foreign)))
        return made.theorem("d", pi(prop, lambda p: arrow(p, p)), value)
    if kind == "axiom":
        return made.axiom("propext", foreign)
    if kind == "levels of a constant":
        PROD.add_to(NAT.add_to(made))
        value = const("Prod", "x")
        return made.definition("d", arrow(Sort(succ("x")), Sort(succ("x")), Sort(succ("x"))), value, ["u"])
    return Block([Family("T", [], [lambda: foreign])]).add_to(made)


def _count(name: str, *levels: Level) -> Export:
    return export(NAT, EQ, PROD).definition("d", Sort(1), lam(const(name, *levels), lambda _: nat)(zero))


CASES: list[Case] = [
    *(good(f"{left} = {right}", partial(_sort, left, right)) for left, right in EQUAL),
    *(bad("declaration-type", f"{left} is not {right}", partial(_sort, left, right)) for left, right in DIFFERENT),
    *(
        bad("level-distinct", kind, partial(_twice, kind))
        for kind in ("def", "opaque", "axiom", "theorem", "inductive")
    ),
    *(
        bad("level-declared", kind, partial(_undeclared, kind))
        for kind in (
            "type of a definition",
            "value of a definition",
            "below imax",
            "value of an opaque constant",
            "value of a theorem",
            "axiom",
            "levels of a constant",
            "index of a type",
        )
    ),
    *(
        bad("level-count", f"{name} at {len(levels)} levels", partial(_count, name, *levels))
        for name, levels in [
            ("Nat", (1,)),
            ("Nat", (0, 0)),
            ("Eq", ()),
            ("Eq", (1, 1)),
            ("Prod", ()),
            ("Nat.zero", (0,)),
            ("Nat.rec", ()),
            ("Nat.rec", (1, 1)),
            ("Eq.refl", ()),
        ]
    ),
    bad(
        "level-count",
        "where the head is unfolded",
        lambda: export(NAT).definition("d", Sort(1), nat, ["u"]).definition("e", const("d"), Nat(0)),
    ),
    good("parameters in another order", lambda: export().definition("d", Sort(succ("v")), Sort("v"), ["v", "u"])),
    good("unused parameters", lambda: export().definition("d", Sort(1), prop, ["u", "v", "w"])),
    good(
        "levels are put in at the same time",
        lambda: (
            export()
            .definition("d", Sort(succ(lmax(succ("u"), "v"))), Sort(lmax(succ("u"), "v")), ["u", "v"])
            .definition("e", Sort(succ(lmax(succ("v"), "u"))), const("d", "v", "u"), ["u", "v"])
        ),
    ),
    bad(
        "declaration-type",
        "levels are put in in order",
        lambda: (
            export()
            .definition("d", Sort(succ(lmax(succ("u"), "v"))), Sort(lmax(succ("u"), "v")), ["u", "v"])
            .definition("e", Sort(succ(lmax(succ("u"), "v"))), const("d", "v", "u"), ["u", "v"])
        ),
    ),
    good(
        "Π into Prop is in Prop",
        lambda: export().definition("d", prop, pi(Sort("u"), lambda a: pi(prop, lambda p: arrow(p, p))), ["u"]),
    ),
    good(
        "Π is in imax",
        lambda: export().definition(
            "d",
            pi(Sort("u"), lambda a: pi(arrow(a, Sort("v")), lambda b: Sort(imax("u", "v")))),
            lam(Sort("u"), lambda a: lam(arrow(a, Sort("v")), lambda b: pi(a, lambda x: b(x)))),
            ["u", "v"],
        ),
    ),
    bad(
        "declaration-type",
        "Π is not in max",
        lambda: export().definition(
            "d",
            pi(Sort("u"), lambda a: pi(arrow(a, Sort("v")), lambda b: Sort(lmax("u", "v")))),
            lam(Sort("u"), lambda a: lam(arrow(a, Sort("v")), lambda b: pi(a, lambda x: b(x)))),
            ["u", "v"],
        ),
    ),
]
