from collections.abc import Iterable
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gate.lean.core.declaration import Axiom, Constructor, Inductive, Quotient, QuotKind, Recursor, Theorem
from gate.lean.core.dependencies import NAT_LITERAL, STRING_LITERAL, names_in, references
from gate.lean.core.limits import OleanError
from gate.lean.core.names import Name
from gate.lean.kernel.closure import QUOTIENT, Closure, closure
from tests.lean.mini import ALIAS, GIVEN, HIDDEN, REC, SELF, TWO, Mini, N, S, Z
from tests.lean.strategies import patient


def close(mini: Mini, *targets: Name) -> Closure:
    return closure(mini.terms, mini.lookup, targets)


def heads(found: Closure) -> list[Name]:
    return [unit.head.name for unit in found.units]


def test_dependencies_come_first_and_nothing_else_comes() -> None:
    mini = Mini()
    assert heads(close(mini, ALIAS)) == [SELF, ALIAS]
    assert heads(close(mini, HIDDEN)) == [N, TWO, HIDDEN]
    assert heads(close(mini, GIVEN, ALIAS)) == [N, GIVEN, SELF, ALIAS]
    assert close(mini, HIDDEN).missing == ()


@pytest.mark.parametrize("target", [N, Z, S, REC])
def test_an_inductive_block_comes_as_one_unit(target: Name) -> None:
    found = close(Mini(), target)
    assert [[member.name for member in unit.constants] for unit in found.units] == [[N, Z, S, REC]]


def test_a_block_without_its_recursor_is_fine_until_the_recursor_is_used() -> None:
    mini = Mini()
    recursor = mini.constants.pop(REC)
    assert [member.name for member in close(mini, N).constants()] == [N, Z, S]
    assert close(mini, TWO).missing == (REC,)
    mini.constants[REC] = recursor
    assert close(mini, TWO).missing == ()


def test_every_kind_of_reference_counts() -> None:
    mini = Mini()
    t = mini.terms
    a, b, c, d = (Name.of(letter) for letter in "abcd")

    def of(type_: int, value: int) -> Iterable[Name]:
        return references(t, Theorem(a, (), type_, value, (d,)))

    assert of(t.const(b), t.const(c)) == (b, c)
    assert of(t.proj(b, 0, t.sort(0)), t.sort(0)) == (b,)
    assert of(t.nat(3), t.sort(0)) == NAT_LITERAL
    assert set(of(t.sort(0), t.string("x"))) == set(STRING_LITERAL)
    assert set(references(t, mini.constants[REC])) == {N, Z, S, REC}
    assert set(references(t, mini.constants[N])) == {N, Z, S}
    assert set(references(t, mini.constants[S])) == {N}
    assert HIDDEN not in references(t, mini.constants[HIDDEN])
    assert TWO in references(t, mini.constants[HIDDEN])


def test_missing_names_are_listed_once() -> None:
    mini = Mini()
    gone = Name.of("gone")
    mini.theorem("a", mini.terms.const(gone), mini.terms.const(gone))
    found = close(mini, Name.of("a"), gone)
    assert found.missing == (gone,)
    assert heads(found) == [Name.of("a")]


def test_a_cycle_is_ordered_somehow_and_left_to_the_kernel() -> None:
    mini = Mini()
    t = mini.terms
    left, right = Name.of("left"), Name.of("right")
    mini.theorem("left", t.sort(0), t.const(right))
    mini.theorem("right", t.sort(0), t.const(left))
    assert sorted(heads(close(mini, left))) == [left, right]


def test_what_many_constants_share_is_walked_once() -> None:
    mini = Mini()
    t = mini.terms
    shared, seen = t.app(t.const(SELF), t.const(TWO)), set[int]()
    first, second = t.lam(Name.of("x"), t.sort(0), shared), t.app(shared, t.const(ALIAS))
    assert set(names_in(t, first, seen=seen)) == {SELF, TWO}
    assert set(names_in(t, second, seen=seen)) == {ALIAS}
    assert set(names_in(t, second)) == {SELF, TWO, ALIAS}


@given(st.lists(st.lists(st.integers(0, 30), max_size=4), min_size=1, max_size=30), st.integers(0, 3))
@patient
def test_everything_that_a_unit_needs_is_before_it(graph: list[list[int]], depth: int) -> None:
    """Random theorems that refer to earlier ones through expressions that they share."""
    mini = Mini()
    t = mini.terms
    shared = [t.sort(0)]
    for index, needs in enumerate(graph):
        value = t.sort(0)
        for need in needs:
            value = t.app(value, shared[need % len(shared)])
        name = mini.theorem(f"t.{index}", t.sort(0), value)
        for _ in range(depth):
            value = t.app(value, t.const(name))
        shared.append(t.app(value, t.const(name)))
    names = [Name.of("t", index) for index in reversed(range(len(graph)))]
    done: set[Name] = set()
    for unit in close(mini, *names).units:
        members = {member.name for member in unit.constants}
        for member in unit.constants:
            assert set(references(t, member)) <= done | members
        done |= members
    assert set(names) <= done


def test_a_long_chain_needs_no_recursion() -> None:
    mini = Mini()
    last = SELF
    for index in range(5000):
        last = mini.theorem(f"t.{index}", mini.terms.sort(0), mini.terms.const(last))
    assert len(close(mini, last).units) == 5001


def quotient(mini: Mini) -> None:
    for kind, name in zip(QuotKind, QUOTIENT, strict=True):
        mini.add(Quotient(name, (), mini.terms.sort(0), kind))


def test_the_four_quotient_constants_come_together() -> None:
    mini = Mini()
    quotient(mini)
    found = close(mini, QUOTIENT[2])
    assert [member.name for member in found.units[-1].constants] == [*QUOTIENT]
    assert {str(name) for name in found.missing} == {"Eq", "Eq.refl"}


def forged_block(change: str) -> tuple[Mini, Name]:
    mini = Mini()
    t = mini.terms
    other = Name.parse("M")
    inductive, constructor, recursor = mini.constants[N], mini.constants[Z], mini.constants[REC]
    assert isinstance(inductive, Inductive)
    assert isinstance(constructor, Constructor)
    assert isinstance(recursor, Recursor)
    match change:
        case "constructor is an axiom":
            mini.add(Axiom(Z, (), t.const(N)))
        case "constructor of another type":
            mini.change(Z, inductive=other)
            mini.add(replace(inductive, name=other, all=(other,), constructors=()))
        case "constructor that the type does not list":
            extra = Name.parse("N.extra")
            mini.add(replace(constructor, name=extra))
            return mini, extra
        case "constructor of nothing":
            extra = Name.parse("M.mk")
            mini.add(replace(constructor, name=extra, inductive=other))
            return mini, extra
        case "recursor with a free name":
            extra = Name.parse("free")
            mini.add(replace(recursor, name=extra))
            return mini, extra
        case "recursor of nothing":
            extra = Name.parse("M.rec")
            mini.add(replace(recursor, name=extra, all=()))
            return mini, extra
        case "theorem in place of the recursor":
            mini.add(Theorem(REC, (), t.sort(0), t.sort(0), ()))
        case "type not in its own block":
            mini.change(N, all=(other,))
        case "block with a constant that is no type":
            mini.change(N, all=(N, SELF))
        case "block whose types disagree":
            mini.add(replace(inductive, name=other, all=(other,), constructors=()))
            mini.change(N, all=(N, other))
        case "endless nesting":
            mini.change(N, nested=2**32 - 1)
        case "quotient with a theorem inside":
            quotient(mini)
            mini.add(Theorem(QUOTIENT[2], (), t.sort(0), t.sort(0), ()))
            return mini, QUOTIENT[0]
    return mini, N


@pytest.mark.parametrize(
    "change",
    [
        "constructor is an axiom",
        "constructor of another type",
        "constructor that the type does not list",
        "constructor of nothing",
        "recursor with a free name",
        "recursor of nothing",
        "theorem in place of the recursor",
        "type not in its own block",
        "block with a constant that is no type",
        "block whose types disagree",
        "endless nesting",
        "quotient with a theorem inside",
    ],
)
def test_what_does_not_belong_together_is_refused(change: str) -> None:
    mini, target = forged_block(change)
    with pytest.raises(OleanError) as caught:
        close(mini, target)
    assert caught.value.code == "olean.block"
