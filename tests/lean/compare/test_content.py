"""Terms that differ in the names of auxiliary constants only say the same; nothing else does."""

from __future__ import annotations

import pytest

from gate.lean.compare.content import Content
from gate.lean.core.declaration import Axiom, Constant, Definition, Hint, Inductive, Opaque, Safety, Theorem
from gate.lean.core.names import Name
from gate.lean.core.term import Expr, Terms

A, B, C, D, N, U, V = map(Name.of, "ABCDNUV")


class Side(dict[Name, Constant]):
    def definition(self, name: Name, type_: Expr, value: Expr, **more: object) -> None:
        chosen = {"hints": Hint.ABBREVIATION, "safety": Safety.SAFE, "levels": (), **more}
        self[name] = Definition(
            name,
            chosen["levels"],  # type: ignore[arg-type]
            type_,
            value,
            chosen["hints"],  # type: ignore[arg-type]
            chosen["safety"],  # type: ignore[arg-type]
            (name,),
        )


@pytest.fixture
def t() -> Terms:
    return Terms()


def agree(t: Terms, challenge: Side, solution: Side, expected: Expr, actual: Expr, **more: object) -> set[str] | None:
    content = Content(t, challenge.get, solution.get, **more)  # type: ignore[arg-type]
    found = content.agree(expected, actual)
    return None if found is None else set(map(str, found))


def one_definition(t: Terms, name: Name, **more: object) -> Side:
    side = Side()
    side.definition(name, t.const(N), t.app(t.const(C), t.nat(1)), **more)
    return side


def test_equal_terms_agree_and_mention_what_they_mention(t: Terms) -> None:
    term = t.app(t.const(C), t.const(N))
    assert agree(t, Side(), Side(), term, term) == {"C", "N"}


def test_definitions_of_other_names_and_the_same_content_agree(t: Terms) -> None:
    found = agree(t, one_definition(t, A), one_definition(t, B), t.const(A), t.const(B))
    assert found == {"N", "C", "Nat", "Nat.zero", "Nat.succ"}


@pytest.mark.parametrize(
    "change",
    [{"safety": Safety.UNSAFE}, {"safety": Safety.PARTIAL}, {"hints": 3}, {"levels": (U,)}],
    ids=["unsafe", "partial", "reducibility", "levels"],
)
def test_definitions_that_are_not_alike_do_not_agree(t: Terms, change: dict[str, object]) -> None:
    assert agree(t, one_definition(t, A), one_definition(t, B, **change), t.const(A), t.const(B)) is None


def test_another_value_or_type_deep_down_does_not_agree(t: Terms) -> None:
    def chain(first: Name, second: Name, value: int) -> Side:
        side = Side()
        side.definition(first, t.const(N), t.const(second))
        side.definition(second, t.const(N), t.nat(value))
        return side

    assert agree(t, chain(A, B, 1), chain(C, D, 1), t.const(A), t.const(C)) is not None
    assert agree(t, chain(A, B, 1), chain(C, D, 2), t.const(A), t.const(C)) is None


def test_theorems_of_other_names_agree_by_their_types_alone(t: Terms) -> None:
    challenge = Side({A: Theorem(A, (), t.sort(0), t.nat(1), (A,))})
    solution = Side({B: Theorem(B, (), t.sort(0), t.nat(2), (B,))})
    assert agree(t, challenge, solution, t.const(A), t.const(B)) == set()
    solution[B] = Theorem(B, (), t.const(N), t.nat(1), (B,))
    assert agree(t, challenge, solution, t.const(A), t.const(B)) is None


@pytest.mark.parametrize("kind", ["axiom", "opaque", "inductive", "missing", "definition for opaque"])
def test_nothing_else_agrees_under_another_name(t: Terms, kind: str) -> None:
    def constant(name: Name) -> Constant:
        match kind:
            case "axiom":
                return Axiom(name, (), t.const(N))
            case "inductive":
                return Inductive(name, (), t.sort(t.succ(0)), 0, 0, (name,), (), 0, False, False, False)
        return Opaque(name, (), t.const(N), t.nat(1), False, (name,))

    challenge = Side({A: constant(A)})
    solution = Side() if kind == "missing" else Side({B: constant(B)})
    if kind == "definition for opaque":
        solution = one_definition(t, B)
    assert agree(t, challenge, solution, t.const(A), t.const(B)) is None


def test_universe_parameters_of_auxiliaries_may_be_called_anything(t: Terms) -> None:
    challenge, solution = Side(), Side()
    challenge.definition(A, t.sort(t.succ(t.param(U))), t.sort(t.param(U)), levels=(U,))
    solution.definition(B, t.sort(t.succ(t.param(V))), t.sort(t.param(V)), levels=(V,))
    assert agree(t, challenge, solution, t.const(A, 0), t.const(B, 0)) == set()
    assert agree(t, challenge, solution, t.const(A, 0), t.const(B, t.succ(0))) is None


def test_targets_and_holes_stand_for_their_names_only(t: Terms) -> None:
    sides = one_definition(t, A), one_definition(t, B)
    assert agree(t, *sides, t.const(A), t.const(B), named={A}) is None
    assert agree(t, *sides, t.const(A), t.const(B), named={B}) is None


def test_beyond_the_budget_names_decide(t: Terms) -> None:
    sides = one_definition(t, A), one_definition(t, B)
    assert agree(t, *sides, t.app(t.const(A), t.nat(1)), t.app(t.const(B), t.nat(1)), most=1) is None


def test_terms_of_other_shapes_do_not_agree(t: Terms) -> None:
    x = Name.of("x")
    shapes = [
        t.lam(x, t.const(N), t.bvar(0)),
        t.pi(x, t.const(N), t.bvar(0)),
        t.let(x, t.const(N), t.nat(1), t.bvar(0)),
        t.proj(N, 0, t.const(N)),
        t.proj(N, 1, t.const(N)),
        t.proj(C, 0, t.const(N)),
        t.sort(0),
        t.nat(1),
        t.string("1"),
        t.const(N),
    ]
    for one in shapes:
        for other in shapes:
            assert (agree(t, Side(), Side(), one, other) is not None) == (one == other)


def test_two_auxiliaries_that_mention_each_other_end(t: Terms) -> None:
    """No kernel takes a circle; the comparison must come to an end all the same."""

    def circle(first: Name, second: Name) -> Side:
        side = Side()
        side.definition(first, t.const(N), t.const(second))
        side.definition(second, t.const(N), t.const(first))
        return side

    assert agree(t, circle(A, B), circle(C, D), t.const(A), t.const(C)) == {"N"}


def test_a_shared_term_costs_what_its_parts_cost(t: Terms) -> None:
    sides = one_definition(t, A), one_definition(t, B)
    one, other = t.const(A), t.const(B)
    for _ in range(2000):
        one, other = t.app(one, one), t.app(other, other)
    assert agree(t, *sides, one, other, most=5000) is not None
