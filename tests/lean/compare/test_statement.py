"""The comparison of statements: everything that a statement means is compared, and nothing else."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest

from gate.lean.compare.statement import Comparison, check_challenge, compare
from gate.lean.core.declaration import Axiom, Definition, Opaque, Recursor, Safety, Theorem
from gate.lean.core.names import Name
from gate.lean.core.term import IMPLICIT, Terms
from gate.lean.olean.environment import Environment
from gate.lean.olean.library import Library, LibraryView
from gate.lean.olean.module import Origin, open_modules
from tests.lean.mini import HIDDEN, REC, SELF, TWO, Mini, N, S, Z
from tests.lean.sides import BASE, MAIN, both_sides, compiled, goal

TARGET = Name.of("target")


def with_target(proof_of: Name = SELF) -> Mini:
    """``target : two = two``-like: its statement mentions ``two``, and so the recursor and the type."""
    mini = Mini()
    t = mini.terms
    statement = t.pi(Name.of("q"), t.pi(Name.of("n"), t.const(N), t.sort(0)), t.app(t.bvar(0), t.const(TWO)))
    mini.theorem("target", statement, t.const(proof_of))
    return mini


def compared(
    change: Callable[[Mini], object], *, library: Mini | None = None, holes: tuple[str, ...] = ()
) -> Comparison:
    solution = with_target()
    change(solution)
    made = both_sides(with_target(), solution, library=library)
    return compare(made.terms, made.challenge, made.solution, goal("target", holes=holes))


def test_equal_worlds_have_no_difference() -> None:
    found = compared(lambda mini: None)
    assert found.differences == ()
    assert set(found.statement) == {N, Z, S, REC, TWO}


def swap_rule(mini: Mini) -> None:
    rec = mini.constants[REC]
    assert isinstance(rec, Recursor)
    mini.change(REC, rules=(rec.rules[0], replace(rec.rules[1], rhs=rec.rules[0].rhs)))


@pytest.mark.parametrize(
    ("change", "part", "path"),
    [
        (lambda m: m.change(TARGET, type=m.terms.sort(0)), "type", "target"),
        (lambda m: m.change(TARGET, levels=(Name.of("u"),)), "levels", "target"),
        (lambda m: m.constants.pop(TARGET), "missing", "target"),
        (lambda m: m.add(Axiom(TARGET, (), m.constants[TARGET].type)), "kind", "target"),
        (lambda m: m.change(TWO, value=m.terms.const(Z)), "value", "target → two"),
        (lambda m: m.change(TWO, safety=Safety.UNSAFE), "safety", "target → two"),
        (lambda m: m.change(TWO, hints=7), "hints", "target → two"),
        (lambda m: m.add(Opaque(TWO, (), m.terms.const(N), m.terms.const(Z), False, ())), "kind", "target → two"),
        (lambda m: m.change(N, reflexive=True), "reflexive", "target → N"),
        (lambda m: m.change(N, constructors=(S, Z)), "constructors", "target → N"),
        (lambda m: m.change(S, fields=0), "fields", "target → N → N.s"),
        (lambda m: m.change(REC, k=True), "k", "target → two → N.rec"),
        (swap_rule, "rules", "target → two → N.rec"),
    ],
)
def test_a_difference_is_found_with_the_way_to_it(change: Callable[[Mini], object], part: str, path: str) -> None:
    first, *_ = compared(change).differences
    assert (first.code, " → ".join(map(str, first.path))) == (part, path)


@pytest.mark.parametrize(
    "change",
    [
        lambda m: m.change(TARGET, value=m.terms.const(Name.of("alias"))),
        lambda m: m.change(HIDDEN, value=m.terms.const(Z)),
        lambda m: m.constants.pop(Name.of("given")),
        lambda m: m.theorem("more", m.terms.sort(0), m.terms.sort(0)),
    ],
)
def test_what_the_statement_does_not_rest_on_may_differ(change: Callable[[Mini], object]) -> None:
    assert compared(change).differences == ()


def test_binder_names_and_infos_mean_nothing() -> None:
    def rename(mini: Mini) -> None:
        t = mini.terms
        domain = t.pi(Name.of("k"), t.const(N), t.sort(0), IMPLICIT)
        mini.change(TARGET, type=t.pi(Name.of("r"), domain, t.app(t.bvar(0), t.const(TWO)), IMPLICIT))

    assert compared(rename).differences == ()


def test_a_hole_may_have_another_value_but_not_another_type() -> None:
    assert compared(lambda m: m.change(TWO, value=m.terms.const(Z)), holes=("two",)).differences == ()
    (found,) = compared(lambda m: m.change(TWO, type=m.terms.sort(0)), holes=("two",)).differences
    assert (found.code, found.path) == ("type", (TWO,))
    (found,) = compared(lambda m: m.change(TWO, safety=Safety.PARTIAL), holes=("two",)).differences
    assert found.code == "safety"


def test_a_library_serves_both_sides_and_may_not_be_redeclared() -> None:
    assert compared(lambda m: None, library=Mini()).differences == ()

    solution = with_target()
    made = both_sides(with_target(), solution, library=Mini())
    assert made.challenge.same_module(made.solution, TWO)
    assert not made.challenge.same_module(made.solution, TARGET)


def test_a_redeclared_library_name_is_a_difference() -> None:
    library = Mini()
    view = LibraryView(Library({"Base.olean": compiled(library, library.constants.values()).olean}), Terms())
    own = open_modules([compiled(library, [library.constants[TWO]], BASE)], view.terms, Origin.SOLUTION)
    environment = Environment(view, own, MAIN)
    assert environment.clashes == [(TWO, "the toolchain's Base", "Main.lean")]
    challenge = both_sides(with_target(), with_target(), library=Mini()).challenge
    found = compare(view.terms, challenge, environment, goal("self"))
    assert found.differences[0].code == "redeclared"


def test_primitives_must_be_those_of_the_challenge_even_if_nobody_mentions_them() -> None:
    def fake(mini: Mini) -> None:
        t = mini.terms
        mini.definition("Nat.add", t.const(N), t.const(Z))

    (found,) = compared(fake).differences
    assert (found.code, str(found.name)) == ("primitive", "Nat.add")


def test_a_challenge_without_its_targets_is_refused() -> None:
    made = both_sides(with_target(), with_target())
    problems = check_challenge(made.challenge, goal("target", "gone", "two", holes=("self",), axioms=("given", "N")))
    assert [(str(name), problem) for name, problem in problems] == [
        ("gone", "the challenge does not declare this target"),
        ("two", "the target is a definition, not a theorem"),
        ("self", "a hole must be a definition that is neither unsafe nor partial"),
        ("N", "the permitted axiom is an inductive"),
    ]
    assert check_challenge(made.challenge, goal("target", holes=("two",), axioms=("given",))) == []


def test_kinds_in_the_worlds_are_what_these_tests_think() -> None:
    mini = with_target()
    assert isinstance(mini.constants[TARGET], Theorem)
    assert isinstance(mini.constants[TWO], Definition)
