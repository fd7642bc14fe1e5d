"""Digests that a human's approval is tied to."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest

from gate.lean.compare.holes import Fingerprints, hole_listing
from gate.lean.core.names import Name
from gate.model.digest import Digest
from tests.lean.mini import HIDDEN, REC, SELF, TWO, Mini
from tests.lean.sides import both_sides


def digest(change: Callable[[Mini], object] = lambda mini: None, *, library: Mini | None = None) -> Digest:
    mini = Mini()
    change(mini)
    made = both_sides(Mini(), mini, library=library)
    return Digest.of_json(hole_listing(made.terms, made.solution, TWO))


def test_the_digest_is_a_function_of_the_value() -> None:
    assert digest() == digest()
    assert str(digest()) == str(Digest.parse(str(digest())))


@pytest.mark.parametrize(
    "change",
    [
        lambda m: m.change(TWO, value=m.terms.const(Name.of("N", "z"))),
        lambda m: m.change(TWO, hints=9),
        lambda m: m.change(REC, k=True),
        lambda m: m.change(Name.of("N"), reflexive=True),
    ],
)
def test_what_the_value_rests_on_changes_it(change: Callable[[Mini], object]) -> None:
    assert digest(change) != digest()


@pytest.mark.parametrize(
    "change",
    [
        lambda m: m.change(HIDDEN, value=m.terms.const(Name.of("N", "z"))),
        lambda m: m.change(SELF, levels=(Name.of("u"),)),
        lambda m: m.constants.pop(Name.of("given")),
    ],
)
def test_what_it_does_not_rest_on_does_not(change: Callable[[Mini], object]) -> None:
    assert digest(change) == digest()


def test_the_library_counts_as_a_whole() -> None:
    other = Mini()
    del other.constants[TWO]
    other.change(HIDDEN, value=other.terms.const(Name.of("N", "z")))
    plain = Mini()
    del plain.constants[TWO]
    assert digest(library=plain) != digest(library=other)


def test_fingerprints_do_not_depend_on_the_arena_or_on_binder_names() -> None:
    one, two = Mini(), Mini()
    for value in range(50):
        two.terms.nat(value)
    assert all(
        Fingerprints(one.terms).constant(one.constants[name]) == Fingerprints(two.terms).constant(two.constants[name])
        for name in one.constants
    )
    t = one.terms
    prop = t.sort(0)
    named = [t.lam(Name.of(letter), prop, t.bvar(0)) for letter in "ab"]
    made = [one.add(one.constants[one.definition(f"d{index}", prop, expr)]) for index, expr in enumerate(named)]
    prints = Fingerprints(t)
    assert prints.constant(made[0]) != prints.constant(made[1])  # the constants' own names differ
    renamed = replace(made[1], name=made[0].name, all=(made[0].name,))  # type: ignore[call-arg]
    assert prints.constant(renamed) == prints.constant(made[0])
