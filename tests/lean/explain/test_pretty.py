"""Terms for people: readable where nothing is hidden that matters, written out where something is."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gate.lean.core.declaration import Axiom, Constant
from gate.lean.core.names import Name
from gate.lean.core.term import IMPLICIT, INST_IMPLICIT, STRICT_IMPLICIT, Expr, Terms
from gate.lean.explain.pretty import MAX_CHARS, Printer
from tests.lean.strategies import closed, patient

NAT, ADD, EQ, OFNAT = (Name.parse(text) for text in ("Nat", "HAdd.hAdd", "Eq", "OfNat.ofNat"))


class Library:
    """A few constants with the argument kinds that they have in Lean; ``own`` names are not the toolchain's."""

    def __init__(self) -> None:
        self.terms = t = Terms()
        self.own: set[Name] = set()
        self.types: dict[Name, Expr] = {}
        hole = t.sort(0)
        for name, infos in {
            EQ: (IMPLICIT, 0, 0),
            ADD: (IMPLICIT, IMPLICIT, IMPLICIT, INST_IMPLICIT, 0, 0),
            OFNAT: (IMPLICIT, 0, INST_IMPLICIT),
        }.items():
            kind = hole
            for info in reversed(infos):
                kind = t.pi(Name.of("a"), hole, kind, info)
            self.types[name] = kind

    def find(self, name: Name) -> Constant | None:
        return Axiom(name, (), self.types[name]) if name in self.types else None

    def show(self, expr: Expr) -> str:
        return Printer(self.terms, self.find, lambda name: name not in self.own).show(expr)

    def add(self, left: Expr, right: Expr, instance: str = "instAddNat") -> Expr:
        t = self.terms
        nat = t.const(NAT)
        return t.app(t.const(ADD), nat, nat, nat, t.const(Name.of(instance)), left, right)

    def eq(self, left: Expr, right: Expr) -> Expr:
        return self.terms.app(self.terms.const(EQ), self.terms.const(NAT), left, right)

    def number(self, value: int) -> Expr:
        t = self.terms
        return t.app(t.const(OFNAT), t.const(NAT), t.nat(value), t.const(Name.of("inst")))


def test_familiar_notation() -> None:
    lib = Library()
    t = lib.terms
    statement = t.pi(Name.of("n"), t.const(NAT), lib.eq(lib.add(lib.number(0), t.bvar(0)), t.bvar(0)))
    assert lib.show(statement) == "∀ (n : Nat), 0 + n = n"


def test_an_instance_that_is_not_the_librarys_is_shown() -> None:
    """Otherwise ``a + b`` could be anything."""
    lib = Library()
    lib.own.add(Name.of("trick"))
    shown = lib.show(lib.add(lib.number(1), lib.number(2), instance="trick"))
    assert shown == "@HAdd.hAdd Nat Nat Nat trick 1 2"


def test_brackets_follow_precedence() -> None:
    lib = Library()
    one = lib.number(1)
    assert lib.show(lib.add(lib.add(one, one), one)) == "(1 + 1) + 1"
    assert lib.show(lib.eq(lib.add(one, one), one)) == "1 + 1 = 1"
    t = lib.terms
    implication = t.pi(Name.of("h"), lib.eq(one, one), lib.eq(one, one))
    assert lib.show(implication) == "1 = 1 → 1 = 1"
    assert lib.show(t.pi(Name.of("h"), implication, lib.eq(one, one))) == "(1 = 1 → 1 = 1) → 1 = 1"
    assert lib.show(t.app(t.const(Name.of("Not")), lib.eq(one, one))) == "¬1 = 1"  # as Lean prints it


def test_existence_and_functions() -> None:
    lib = Library()
    t = lib.terms
    some = t.lam(Name.of("k"), t.const(NAT), lib.eq(t.bvar(0), lib.number(4)))
    assert lib.show(t.app(t.const(Name.of("Exists"), t.succ(0)), t.const(NAT), some)) == "∃ (k : Nat), k = 4"
    assert lib.show(some) == "fun (k : Nat) => k = 4"


@pytest.mark.parametrize(
    ("info", "text"),
    [(0, "(a : Prop)"), (IMPLICIT, "{a : Prop}"), (STRICT_IMPLICIT, "⦃a : Prop⦄"), (INST_IMPLICIT, "[a : Prop]")],
)
def test_binder_kinds(info: int, text: str) -> None:
    lib = Library()
    t = lib.terms
    assert lib.show(t.pi(Name.of("a"), t.sort(0), t.bvar(0), info)) == f"∀ {text}, a"


def test_shadowed_and_generated_variables_stay_apart() -> None:
    lib = Library()
    t = lib.terms
    prop, x = t.sort(0), Name.of("x")
    assert lib.show(t.lam(x, prop, t.lam(x, prop, t.app(t.bvar(0), t.bvar(1))))) == "fun (x : Prop) (x' : Prop) => x' x"
    hygienic = Name.of("x", "_@", "Main", "_hyg", 3)
    assert lib.show(t.lam(hygienic, prop, t.bvar(0))) == "fun (x✝ : Prop) => x✝"


def test_sorts_and_levels() -> None:
    lib = Library()
    t = lib.terms
    u, v = t.param(Name.of("u")), t.param(Name.of("v"))
    assert lib.show(t.sort(0)) == "Prop"
    assert lib.show(t.sort(t.succ(0))) == "Type"
    assert lib.show(t.sort(t.succ(t.succ(0)))) == "Type 1"
    assert lib.show(t.sort(t.succ(u))) == "Type u"
    assert lib.show(t.sort(t.level((2, t.succ(u), v)))) == "Sort (max (u+1) v)"


def test_literals_lets_and_projections() -> None:
    lib = Library()
    t = lib.terms
    assert lib.show(t.string('a"\u202e')) == '"a\\"\\u202e"'
    assert len(lib.show(t.nat(10**5000))) < 60
    assert (
        lib.show(t.let(Name.of("y"), t.const(NAT), t.nat(3), t.proj(Name.of("P"), 1, t.bvar(0))))
        == "let y : Nat := 3; y.2"
    )


def test_a_signature_shows_its_universes() -> None:
    lib = Library()
    constant = Axiom(Name.of("ax"), (Name.of("u"), Name.of("v")), lib.terms.sort(lib.terms.param(Name.of("u"))))
    assert Printer(lib.terms, lib.find, lambda name: True).signature(constant) == "ax.{u, v} : Sort u"


def test_big_terms_are_cut_and_take_no_time() -> None:
    lib = Library()
    t = lib.terms
    wide = t.const(NAT)
    for _ in range(200):
        wide = t.app(wide, wide)  # 2^200 leaves when written out
    assert len(lib.show(wide)) <= MAX_CHARS
    deep = t.const(NAT)
    for _ in range(100_000):
        deep = t.pi(Name.of("a"), t.const(NAT), deep)
    assert "…" in lib.show(deep)


@patient
@given(st.data())
def test_every_term_has_a_text(data: st.DataObject) -> None:
    terms = Terms()
    expr = data.draw(closed(terms))
    text = Printer(terms, lambda name: None, lambda name: data.draw(st.booleans())).show(expr)
    assert 0 < len(text) <= MAX_CHARS
