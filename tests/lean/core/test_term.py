from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from gate.lean.core.declaration import Theorem, erased, expressions, is_unsafe, kind_of, value_of, with_parameters
from gate.lean.core.names import Name
from gate.lean.core.term import Terms
from tests.lean.mini import Mini
from tests.lean.strategies import closed, modules, patient

X, Y, NAT = Name.of("x"), Name.of("y"), Name.of("Nat")


def test_equal_terms_have_equal_indices() -> None:
    t = Terms()
    assert t.app(t.const(NAT), t.nat(3)) == t.app(t.const(NAT), t.nat(3))
    assert t.nat(3) != t.string("3")
    assert t.bvar(3) != t.nat(3)
    assert t.const(NAT) != t.const(NAT, 0)


def test_erasure_forgets_binder_names_and_infos_and_nothing_else() -> None:
    t = Terms()
    nat = t.const(NAT)
    left, right = t.pi(X, nat, t.bvar(0)), t.pi(Y, nat, t.bvar(0), 1)
    assert left != right
    assert t.erased(left) == t.erased(right)
    assert t.erased(left) != t.erased(t.lam(X, nat, t.bvar(0)))
    assert t.erased(t.proj(X, 0, nat)) != t.erased(t.proj(Y, 0, nat))
    let = t.expr((8, X, nat, nat, t.bvar(0), 1))
    assert t.erased(let) == t.erased(t.let(Y, nat, nat, t.bvar(0)))


@given(st.data())
@patient
def test_erasure_is_idempotent_and_keeps_the_range_of_variables(data: st.DataObject) -> None:
    t = Terms()
    expr = data.draw(closed(t))
    once = t.erased(expr)
    assert t.erased(once) == once
    assert t.loose[once] == t.loose[expr]


@given(modules())
@patient
def test_erasing_a_constant_erases_each_of_its_expressions(module: tuple[Terms, list[Theorem]]) -> None:
    terms, constants = module
    for constant in constants:
        bare = erased(terms, constant)
        assert expressions(bare) == tuple(map(terms.erased, expressions(constant)))
        assert (bare.name, bare.levels, is_unsafe(bare)) == (constant.name, constant.levels, is_unsafe(constant))


def test_universe_parameters_change_places_at_once() -> None:
    t = Terms()
    u, v = Name.of("u"), Name.of("v")

    def term(first: Name, second: Name) -> int:
        level = t.level((3, t.succ(t.param(first)), t.level((2, t.param(second), 0))))
        inside = t.app(t.const(NAT, level), t.sort(t.param(second)))
        return t.lam(X, t.pi(X, inside, t.bvar(0)), t.let(X, inside, t.proj(NAT, 0, inside), t.nat(1)))

    assert t.renamed(term(u, v), {u: v, v: u}) == term(v, u)
    assert t.renamed(term(u, v), {}) == term(u, v)


def test_a_constant_takes_as_many_distinct_parameters_as_it_has() -> None:
    t = Terms()
    u, v = Name.of("u"), Name.of("v")
    constant = Theorem(NAT, (u,), t.sort(t.param(u)), t.const(NAT, t.param(u)), (NAT,))
    renamed = with_parameters(t, constant, (v,))
    assert renamed == Theorem(NAT, (v,), t.sort(t.param(v)), t.const(NAT, t.param(v)), (NAT,))
    assert with_parameters(t, constant, (u, v)) is None
    assert with_parameters(t, replace(constant, levels=(u, u)), (u, v)) is None
    assert with_parameters(t, replace(constant, levels=(u, v)), (u, u)) is None


def test_loose_bound_variables_are_counted_through_every_binder() -> None:
    t = Terms()
    var = t.bvar(2)
    assert t.loose[var] == 3
    assert t.loose[t.lam(X, var, var)] == 3
    assert t.loose[t.lam(X, t.sort(0), var)] == 2
    assert t.loose[t.let(X, t.sort(0), t.sort(0), t.bvar(0))] == 0
    assert t.loose[t.proj(X, 0, t.app(t.bvar(0), var))] == 3


def test_a_term_that_shares_its_parts_stays_small() -> None:
    t = Terms()
    expr = t.const(NAT)
    for _ in range(10_000):
        expr = t.app(expr, expr)
    assert len(t.reachable(expr)) == 10_001
    assert t.erased(expr) == expr


def test_reachable_is_in_topological_order() -> None:
    t = Terms()
    body = t.app(t.const(NAT), t.bvar(0))
    expr = t.pi(X, t.sort(0), body)
    order = t.reachable(expr)
    assert order[-1] == expr
    assert order == sorted(set(order))


def test_kinds_and_values() -> None:
    mini = Mini()
    kinds = [kind_of(constant) for constant in mini.constants.values()]
    assert kinds == [
        *["inductive", "constructor", "constructor", "recursor"],
        *["theorem", "theorem", "definition", "opaque", "axiom"],
    ]
    assert value_of(mini.constants[Name.of("given")]) is None
    assert value_of(mini.constants[Name.of("alias")]) == mini.terms.const(Name.of("self"))
