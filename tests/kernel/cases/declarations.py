"""Declarations of each kind, and what they may mention."""

from __future__ import annotations

from functools import partial

from tests.kernel.cases.case import Case, bad, good
from tests.kernel.language import Export, Loose, Nat, Sort, Term, arrow, const, lam, pi, prop, type0
from tests.kernel.prelude import BOOL, EQ, FALSE, LIST, NAT, TRUE, boolean, eq, export, nat, refl, successor, true, zero

KINDS = ("definition", "opaque", "theorem")
TRIVIAL = pi(prop, lambda p: arrow(p, p))
"""A proposition."""
TRIVIAL_PROOF = lam(prop, lambda p: lam(p, lambda x: x))


def declare(made: Export, kind: str, name: str, type_: Term, value: Term) -> Export:
    """Declare something with a value."""
    return {"definition": made.definition, "opaque": made.opaque, "theorem": made.theorem}[kind](name, type_, value)


def _again(name: str, kind: str) -> Export:
    return declare(export(NAT, LIST), kind, name, TRIVIAL, TRIVIAL_PROOF)


def _twice(first: str, second: str) -> Export:
    return declare(declare(export(), first, "d", TRIVIAL, TRIVIAL_PROOF), second, "d", TRIVIAL, TRIVIAL_PROOF)


def _unsafe(key: str, value: object, kind: str) -> Export:
    made = export(NAT)
    if kind == "axiom":
        made.axiom("propext", prop)
    elif kind != "inductive":
        declare(made, kind, "d", TRIVIAL, TRIVIAL_PROOF)
    row: dict = made.rows[-1]
    if kind == "inductive":
        row["inductive"][key][0]["isUnsafe"] = value
    else:
        (fields,) = row.values()
        fields[key] = value
    return made


def _loose(kind: str, place: str) -> Export:
    if place == "type":
        return declare(export(NAT), kind, "d", pi(prop, lambda p: arrow(p, Loose(3))), TRIVIAL_PROOF)
    return declare(export(NAT), kind, "d", TRIVIAL, lam(prop, lambda p: lam(p, lambda x: Loose(2))))


def _unknown(kind: str, place: str) -> Export:
    if place == "type":
        return declare(export(NAT), kind, "d", arrow(const("nobody"), prop), TRIVIAL_PROOF)
    return declare(export(NAT), kind, "d", TRIVIAL, const("nobody"))


def _itself(kind: str) -> Export:
    return declare(export(), kind, "d", TRIVIAL, const("d"))


def _each_other() -> Export:
    made = export()
    made.theorem("first", TRIVIAL, const("second"))
    return made.theorem("second", TRIVIAL, const("first"))


def _hints(hints: object) -> Export:
    made = export(NAT, EQ).definition("d", arrow(nat, nat), lam(nat, successor), hints=hints)
    return made.theorem("t", eq(nat, const("d")(zero), Nat(1)), refl(nat, Nat(1)))


def _wrong(kind: str, type_: Term, value: Term) -> Export:
    return declare(export(NAT, BOOL, EQ, FALSE, TRUE), kind, "d", type_, value)


CASES: list[Case] = [
    *(good(f"a {kind}", partial(_wrong, kind, TRIVIAL, TRIVIAL_PROOF)) for kind in KINDS),
    *(good(f"hints {hints}", partial(_hints, hints)) for hints in ("abbrev", {"regular": 7}, {"regular": 0})),
    good("a permitted axiom", lambda: export().axiom("propext", TRIVIAL)),
    good("an axiom is used", lambda: export().axiom("propext", TRIVIAL).theorem("d", TRIVIAL, const("propext"))),
    good(
        "a later declaration uses an earlier one",
        lambda: declare(_wrong("theorem", TRIVIAL, TRIVIAL_PROOF), "theorem", "e", TRIVIAL, const("d")),
    ),
    good("names of odd shape", lambda: export().definition(("", "a.b", 7, "\n", "1"), Sort(1), prop)),
    good(
        "1 and 1 as a number are two names",
        lambda: export().definition(("a", 1), Sort(1), prop).definition(("a", "1"), Sort(1), prop),
    ),
    *(
        bad("name-declared", f"{name} again as a {kind}", partial(_again, name, kind))
        for name in ("Nat", "Nat.zero", "Nat.rec", "List.cons")
        for kind in KINDS
    ),
    *(bad("name-declared", f"{a}, {b}", partial(_twice, a, b)) for a in KINDS for b in KINDS),
    bad("name-declared", "an axiom again", lambda: export().axiom("propext", prop).axiom("propext", prop)),
    bad("name-declared", "a block again", lambda: export(NAT, LIST, NAT)),
    *(
        bad("variable-bound", f"{place} of a {kind}", partial(_loose, kind, place))
        for kind in KINDS
        for place in ("type", "value")
    ),
    bad("variable-bound", "axiom", lambda: export().axiom("propext", Loose(0))),
    *(
        bad("constant-unknown", f"{place} of a {kind}", partial(_unknown, kind, place))
        for kind in KINDS
        for place in ("type", "value")
    ),
    *(bad("constant-unknown", f"a {kind} that uses itself", partial(_itself, kind)) for kind in KINDS),
    bad("constant-unknown", "two theorems that use each other", _each_other),
    bad("constant-unknown", "in an axiom", lambda: export().axiom("propext", const("nobody"))),
    *(
        bad("axiom-permitted", name, partial(lambda name: export(FALSE).axiom(name, const("False")), name))
        for name in ("d", "propext.d", "Propext", "sorryAx", "Classical", "choice", "Lean.ofReduceBool")
    ),
    *(
        bad("declaration-safe", f"{key} {value} of {kind}", partial(_unsafe, key, value, kind))
        for key, value, kind in [
            ("isUnsafe", True, "axiom"),
            ("isUnsafe", True, "opaque"),
            ("safety", "unsafe", "definition"),
            ("safety", "partial", "definition"),
            ("types", True, "inductive"),
            ("ctors", True, "inductive"),
            ("recs", True, "inductive"),
        ]
    ),
    *(
        bad("theorem-proposition", str(number), partial(_wrong, "theorem", type_, value))
        for number, (type_, value) in enumerate(
            [
                (nat, zero),
                (Sort(1), prop),
                (arrow(prop, nat), lam(prop, lambda _: zero)),
                (arrow(nat, Sort(2)), lam(nat, lambda _: type0)),
                (Sort(3), Sort(2)),
            ]
        )
    ),
    *(
        bad("declaration-type", f"{kind} {number}", partial(_wrong, kind, type_, value))
        for kind in KINDS
        for number, (type_, value) in enumerate(
            [
                (TRIVIAL, prop),
                (pi(prop, lambda p: p), TRIVIAL_PROOF),
                (const("False"), const("True.intro")),
                (eq(nat, zero, Nat(1)), refl(nat, zero)),
                (eq(boolean, true, const("Bool.false")), refl(boolean, true)),
                (
                    pi(prop, lambda p: pi(prop, lambda q: arrow(p, q))),
                    lam(prop, lambda p: lam(prop, lambda q: lam(p, lambda x: x))),
                ),
            ]
        )
    ),
    bad("declaration-type", "a Boolean as a number", lambda: export(NAT, BOOL).definition("d", nat, true)),
    bad("declaration-type", "a hidden Boolean as a number", lambda: export(NAT, BOOL).opaque("d", nat, true)),
    bad(
        "declaration-type",
        "an opaque constant is not unfolded",
        lambda: export(NAT, EQ).opaque("d", nat, zero).theorem("t", eq(nat, const("d"), zero), refl(nat, zero)),
    ),
    good(
        "a theorem is unfolded",
        lambda: export(NAT, EQ).definition("d", nat, zero).theorem("t", eq(nat, const("d"), zero), refl(nat, zero)),
    ),
    bad("sort-expected", "the type of a definition", lambda: export(NAT).definition("d", zero, zero)),
    bad("sort-expected", "the type of an axiom", lambda: export(NAT).axiom("propext", zero)),
    bad("sort-expected", "the type of a theorem", lambda: export(NAT).theorem("d", zero, zero)),
    bad("sort-expected", "the type of an opaque constant", lambda: export(NAT).opaque("d", zero, zero)),
]
