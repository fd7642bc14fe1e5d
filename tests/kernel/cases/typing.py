"""Terms that have a type, and terms that have none, in each place where a term may stand."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from tests.kernel.blocks import Block, Family, Maker
from tests.kernel.cases.case import Case, bad, good
from tests.kernel.language import Export, Let, Nat, Proj, Sort, Str, Term, arrow, const, lam, pi, prop, type0
from tests.kernel.prelude import (
    AND,
    BOOL,
    EQ,
    EXISTS,
    LIST,
    NAT,
    PROD,
    SIGMA,
    TRUE,
    UNIT,
    VECTOR,
    boolean,
    data,
    export,
    nat,
    successor,
    true,
    zero,
)

PAIR = const("Prod", 0)(nat, boolean)
CHAR = Block([Family("Char", [Maker("ofNat", [data(nat)])])])
STRING = Block([Family("String", [Maker("ofList", [data(const("List", 0)(const("Char")))])])])


def base() -> Export:
    """The types that the terms here mention."""
    made = export(NAT, BOOL, TRUE, AND, EQ, EXISTS, PROD, SIGMA, LIST, VECTOR, UNIT)
    made.definition("id", pi(Sort("u"), lambda a: arrow(a, a)), lam(Sort("u"), lambda a: lam(a, lambda x: x)), ["u"])
    return made.definition("Number", type0, nat)


PLACES: dict[str, Callable[[Term], Term]] = {
    "alone": lambda term: term,
    "below λ": lambda term: lam(nat, lambda _: term),
    "as an argument": lambda term: const("id", 1)(nat, term),
    "bound by let": lambda term: Let(nat, term, lambda x: x),
    "below let": lambda term: Let(nat, zero, lambda _: term),
    "unused below let": lambda term: Let(nat, term, lambda _: zero),
    "unused by β": lambda term: lam(nat, lambda _: zero)(term),
    "below a projection": lambda term: Proj("Prod", 0, const("Prod.mk", 0)(nat, nat, zero, term)),
}

WRONG: dict[str, tuple[str, Term]] = {
    "a number is applied": ("function-expected", zero(zero)),
    "a literal is applied": ("function-expected", Nat(3)(zero)),
    "a type is applied": ("function-expected", nat(zero)),
    "too many arguments": ("function-expected", successor(zero, zero)),
    "successor of a Boolean": ("argument-type", successor(true)),
    "successor of a type": ("argument-type", successor(nat)),
    "successor of itself": ("argument-type", successor(successor)),
    "identity at another type": ("argument-type", const("id", 1)(boolean, zero)),
    "identity at another level": ("argument-type", const("id", 2)(nat, zero)),
    "an argument of β": ("argument-type", lam(boolean, lambda _: zero)(zero)),
    "a dependent argument": (
        "argument-type",
        const("Sigma.mk", 0)(nat, lam(nat, lambda n: const("Vector", 0)(nat, n)), Nat(1), const("Vector.nil", 0)(nat)),
    ),
    "a value of let": ("let-type", Let(boolean, zero, lambda _: zero)),
    "a function of let": ("let-type", Let(arrow(nat, nat), lam(boolean, lambda _: zero), lambda _: zero)),
    "a type of let": ("sort-expected", Let(zero, zero, lambda _: zero)),
    "a domain of λ": ("sort-expected", lam(zero, lambda _: zero)(zero)),
    "a domain of Π": ("sort-expected", lam(type0, lambda _: zero)(pi(zero, lambda _: nat))),
    "a body of Π": ("sort-expected", lam(type0, lambda _: zero)(pi(nat, lambda n: n))),
    "a projection of a number": ("projection-structure", Proj("Nat", 0, zero)),
    "a projection of a function": ("projection-structure", Proj("Prod", 0, successor)),
    "a projection of another structure": (
        "projection-structure",
        Proj("Sigma", 0, const("Prod.mk", 0)(nat, nat, zero, zero)),
    ),
    "a projection of a type": ("projection-structure", Proj("Prod", 0, PAIR)),
    "a projection of a list": ("projection-structure", Proj("List", 0, const("List.nil", 0)(nat))),
    "a field too far": ("projection-index", Proj("Prod", 2, const("Prod.mk", 0)(nat, nat, zero, zero))),
    "a field of nothing": ("projection-index", Proj("Unit", 0, const("Unit.star"))),
    "an unknown constant": ("constant-unknown", const("nobody")),
    "an unknown structure": ("projection-structure", Proj("Nobody", 0, const("Prod.mk", 0)(nat, nat, zero, zero))),
}

RIGHT: dict[str, Term] = {
    "a literal": Nat(12),
    "a large literal": Nat(2**200),
    "a successor": successor(successor(zero)),
    "identity": const("id", 1)(nat, zero),
    "identity of itself": const("id", 1)(arrow(nat, nat), const("id", 1)(nat))(zero),
    "β": lam(nat, lambda x: successor(x))(zero),
    "β twice": lam(nat, lambda x: lam(boolean, lambda y: x))(zero, true),
    "a function as an argument": lam(arrow(nat, nat), lambda f: f(f(zero)))(successor),
    "let": Let(nat, zero, lambda x: Let(nat, successor(x), lambda y: y)),
    "let for a type": Let(type0, nat, lambda a: lam(a, lambda x: x)(zero)),
    "let of a synonym": Let(const("Number"), zero, lambda x: successor(x)),
    "a synonym as a domain": lam(const("Number"), lambda x: successor(x))(zero),
    "a projection": Proj("Prod", 0, const("Prod.mk", 0)(nat, boolean, zero, true)),
    "a dependent projection": Proj(
        "Sigma",
        1,
        const("Sigma.mk", 0)(nat, lam(nat, lambda _: nat), zero, Nat(5)),
    ),
    "recursion": const("Nat.rec", 1)(lam(nat, lambda _: nat), zero, lam(nat, lambda n: lam(nat, lambda _: n)), Nat(3)),
}


def _value(place: str, term: Term) -> Export:
    made = base()
    value = PLACES[place](term)
    if place == "below λ":
        return made.definition("d", arrow(nat, nat), value)
    return made.definition("d", nat, value)


_SOME = const("Exists", 1)(nat, lam(nat, lambda _: const("True")))
_BOTH = const("And")(const("True"), const("True"))
_DATA = Block([Family("Data", [Maker("mk", [data(nat), data(const("True"))])])], level=0, large=False)


def _from_proof(structure: str, index: int, type_: Term, result: Term) -> Export:
    made = _DATA.add_to(base())
    return made.definition("d", arrow(type_, result), lam(type_, lambda proof: Proj(structure, index, proof)))


def _text(*blocks: Block, value: Term | None = None) -> Export:
    return export(NAT, *blocks).definition("d", const("String"), value or Str("aß\U0001f600"))


CASES: list[Case] = [
    *(
        bad(rule, f"{name}, {place}", partial(_value, place, term))
        for name, (rule, term) in WRONG.items()
        for place in PLACES
    ),
    *(good(f"{name}, {place}", partial(_value, place, term)) for name, term in RIGHT.items() for place in PLACES),
    bad("projection-proposition", "data", partial(_from_proof, "Exists", 0, _SOME, nat)),
    bad("projection-proposition", "a witness's property", partial(_from_proof, "Exists", 1, _SOME, const("True"))),
    bad("projection-proposition", "data that nothing depends on", partial(_from_proof, "Data", 0, const("Data"), nat)),
    good("a proof beside data", partial(_from_proof, "Data", 1, const("Data"), const("True"))),
    good("the first of two proofs", partial(_from_proof, "And", 0, _BOTH, const("True"))),
    good("the second of two proofs", partial(_from_proof, "And", 1, _BOTH, const("True"))),
    good("a text", partial(_text, LIST, CHAR, STRING)),
    good("an empty text", partial(_text, LIST, CHAR, STRING, value=Str(""))),
    *(
        bad(
            "literal-text",
            f"no {what}",
            partial(lambda blocks: export(NAT, *blocks).definition("d", nat, successor(Str("a"))), blocks),
        )
        for what, blocks in {"lists": (), "characters": (LIST,), "texts": (LIST, CHAR)}.items()
    ),
    bad(
        "literal-text",
        "texts of numbers",
        partial(_text, LIST, CHAR, Block([Family("String", [Maker("ofList", [data(const("List", 0)(nat))])])])),
    ),
    bad("literal-text", "texts without a constructor", partial(_text, LIST, CHAR, Block([Family("String", [])]))),
    bad("literal-number", "no numbers", lambda: export(BOOL).definition("d", boolean, Nat(1))),
    *(
        bad(
            "literal-number",
            f"other numbers {number}",
            partial(lambda block: export(block).definition("d", nat, Nat(1)), block),
        )
        for number, block in enumerate(
            [
                Block([Family("Nat", [Maker("zero")])]),
                Block([Family("Nat", [Maker("zero"), Maker("one")])]),
                Block([Family("Nat", [Maker("succ", [data(prop)]), Maker("zero")])]),
                Block([Family("Nat", [Maker("zero"), Maker("succ", [data(prop)])])]),
                Block([Family("Nat", [Maker("zero"), Maker("succ", [data(prop)])])], level=2),
            ]
        )
    ),
]
