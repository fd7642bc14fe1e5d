"""Depth is no limit: chains of each kind of term, level and name, without a deep stack and without an error."""

from __future__ import annotations

import io
import os
import sys
from collections.abc import Callable, Iterator

import pytest

from gate.kernel.check import AXIOMS, check
from gate.kernel.errors import KernelError
from tests.kernel.language import Nat, arrow, const, lam, prop, type0
from tests.kernel.prelude import EQ, NAT, eq, export, nat, refl, successor, zero

DEPTH = int(os.environ.get("GATE_TEST_DEPTH", "100000"))
FIRST = 10_000_000
"""The first position of a chain."""


class Deep:
    """An export with a chain of lines, which a declaration then uses."""

    def __init__(self) -> None:
        self.made = export(NAT, EQ)

    def chain(self, table: str, row: Callable[[int], dict[str, object]], depth: int, start: int) -> int:
        """Lines that each refer to the one before; the position of the last one."""
        at = start
        for place in range(FIRST, FIRST + depth):
            self.made.rows.append({table: place, **row(at)})
            at = place
        return at

    def declare(self, kind: str, **positions: int) -> bytes:
        """A declaration whose type or value is at these positions."""
        self.made.rows[-1][kind].update(positions)  # type: ignore[attr-defined]
        return self.made.data


def successors(depth: int) -> bytes:
    """``succ (succ (… zero))`` equals the number."""
    deep = Deep()
    fn, start, reflexive = deep.made.expr(successor), deep.made.expr(zero), deep.made.expr(const("Eq.refl", 1)(nat))
    top = deep.chain("ie", lambda at: {"app": {"fn": fn, "arg": at}}, depth, start)
    deep.made.rows.append({"ie": FIRST - 1, "app": {"fn": reflexive, "arg": top}})
    deep.made.theorem("deep", eq(nat, Nat(depth), Nat(depth)), refl(nat, zero))
    return deep.declare("thm", value=FIRST - 1)


def binders(kind: str) -> Callable[[int], bytes]:
    """``Π Nat. Π Nat. … Nat``, as a type or as what λ has."""

    def build(depth: int) -> bytes:
        deep = Deep()
        number, name = deep.made.expr(nat), deep.made.name("x")
        parts = {"name": name, "type": number, "binderInfo": "default"}
        if kind == "forallE":
            top = deep.chain("ie", lambda at: {kind: {**parts, "body": at}}, depth, number)
            deep.made.definition("deep", type0, nat)
            return deep.declare("def", value=top)
        start = deep.made.expr(zero)
        types = deep.chain("ie", lambda at: {"forallE": {**parts, "body": at}}, depth, number)
        at = start
        for place in range(2 * FIRST, 2 * FIRST + depth):
            deep.made.rows.append({"ie": place, "lam": {**parts, "body": at}})
            at = place
        deep.made.definition("deep", nat, zero)
        return deep.declare("def", type=types, value=at)

    return build


def lets(depth: int) -> bytes:
    """``let Nat := 0 in let Nat := 0 in … 0``."""
    deep = Deep()
    number, start, name = deep.made.expr(nat), deep.made.expr(zero), deep.made.name("x")
    row = {"name": name, "type": number, "value": start, "nondep": False}
    top = deep.chain("ie", lambda at: {"letE": {**row, "body": at}}, depth, start)
    deep.made.definition("deep", nat, zero)
    return deep.declare("def", value=top)


def redexes(depth: int) -> bytes:
    """``(λ x. x) ((λ x. x) (… 0))`` is 0."""
    deep = Deep()
    deep.made.definition("identity", arrow(nat, nat), lam(nat, lambda x: x))
    identity, start = deep.made.expr(const("identity")), deep.made.expr(zero)
    top = deep.chain("ie", lambda at: {"app": {"fn": identity, "arg": at}}, depth, start)
    deep.made.rows.append({"ie": FIRST - 1, "app": {"fn": deep.made.expr(const("Eq.refl", 1)(nat)), "arg": top}})
    deep.made.theorem("deep", eq(nat, zero, zero), refl(nat, zero))
    return deep.declare("thm", value=FIRST - 1)


def levels(depth: int) -> bytes:
    """``Sort (S (S (… 0)))`` in the universe above."""
    deep = Deep()
    top = deep.chain("il", lambda at: {"succ": at}, depth, 0)
    deep.made.rows += [{"il": FIRST - 1, "succ": top}, {"ie": FIRST, "sort": top}, {"ie": FIRST + 1, "sort": FIRST - 1}]
    deep.made.definition("deep", type0, prop)
    return deep.declare("def", type=FIRST + 1, value=FIRST)


def names(depth: int) -> bytes:
    """A name of many components."""
    deep = Deep()
    top = deep.chain("in", lambda at: {"str": {"pre": at, "str": "a"}}, depth, 0)
    deep.made.definition("deep", type0, prop)
    return deep.declare("def", name=top)


CHAINS: dict[str, Callable[[int], bytes]] = {
    "successors": successors,
    "Π": binders("forallE"),
    "λ": binders("lam"),
    "let": lets,
    "redexes": redexes,
    "levels": levels,
    "names": names,
}


@pytest.fixture
def small_stack() -> Iterator[None]:
    """What depth would need more than this is found out."""
    before = sys.getrecursionlimit()
    sys.setrecursionlimit(1200)
    yield
    sys.setrecursionlimit(before)


@pytest.mark.slow
@pytest.mark.parametrize("name", CHAINS)
def test_a_chain_is_accepted(name: str, small_stack: None) -> None:
    check(io.BytesIO(CHAINS[name](DEPTH)), axioms=AXIOMS)


@pytest.mark.slow
def test_an_error_at_the_end_of_a_chain_is_an_error(small_stack: None) -> None:
    deep = Deep()
    fn, start = deep.made.expr(successor), deep.made.expr(type0)
    top = deep.chain("ie", lambda at: {"app": {"fn": fn, "arg": at}}, DEPTH, start)
    deep.made.definition("deep", nat, zero)
    with pytest.raises(KernelError, match="argument-type"):
        check(io.BytesIO(deep.declare("def", value=top)))


def test_a_chain_is_as_deep_as_it_says() -> None:
    """The builders work: the number of lines is that of the chain."""
    few, many = (successors(depth).count(b'"app"') for depth in (10, 110))
    assert many - few == 100
