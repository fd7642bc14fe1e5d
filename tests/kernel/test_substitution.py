"""Laws of substitution, against definitions that are too slow and too plain to be wrong."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from gate.kernel.level import Level, Levels
from gate.kernel.names import Names
from gate.kernel.substitution import abstract, instantiate, instantiate_levels, lam_over, pi_over, replace
from gate.kernel.term import APP, BVAR, CONST, FVAR, LAM, LET, PI, PROJ, SORT, Term, Terms, children

NAMES, LEVELS, TERMS = Names(), Levels(), Terms()
U, V = (LEVELS.param(NAMES.of(letter)) for letter in "uv")
PROP = TERMS.sort(LEVELS.zero)
LOOSE = 3
"""Terms have loose variables below this."""
FREE = [TERMS.fvar(rank, PROP) for rank in range(3)]

levels = st.recursive(
    st.sampled_from([LEVELS.zero, U, V]),
    lambda inner: (
        st.builds(LEVELS.succ, inner) | st.builds(LEVELS.max, inner, inner) | st.builds(LEVELS.imax, inner, inner)
    ),
    max_leaves=3,
)
leaves = st.one_of(
    st.integers(0, LOOSE - 1).map(TERMS.bvar),
    st.sampled_from(FREE),
    levels.map(TERMS.sort),
    levels.map(lambda level: TERMS.const(NAMES.of("c"), (level,))),
    st.integers(0, 5).map(TERMS.nat),
    st.sampled_from(["", "a"]).map(TERMS.str),
)
terms = st.recursive(
    leaves,
    lambda inner: st.one_of(
        st.builds(TERMS.app, inner, inner),
        st.builds(TERMS.lam, inner, inner),
        st.builds(TERMS.pi, inner, inner),
        st.builds(TERMS.let, inner, inner, inner),
        inner.map(lambda term: TERMS.proj(NAMES.of("s"), 0, term)),
    ),
    max_leaves=12,
)
closed = st.one_of(
    st.sampled_from(FREE), levels.map(TERMS.sort), st.builds(TERMS.app, st.sampled_from(FREE), st.sampled_from(FREE))
)


def rebuilt(term: Term, change: object, depth: int = 0) -> Term:
    """The term with ``change(part, depth)`` in the place of each part for which that is a term."""
    new = change(term, depth)  # type: ignore[operator]
    if new is not None:
        return new  # type: ignore[no-any-return]
    if term.kind == APP:
        return TERMS.app(rebuilt(term.fn, change, depth), rebuilt(term.arg, change, depth))
    if term.kind == LAM or term.kind == PI:
        make = TERMS.lam if term.kind == LAM else TERMS.pi
        return make(rebuilt(term.domain, change, depth), rebuilt(term.body, change, depth + 1))
    if term.kind == LET:
        type_, value = rebuilt(term.type, change, depth), rebuilt(term.value, change, depth)
        return TERMS.let(type_, value, rebuilt(term.body, change, depth + 1))
    if term.kind == PROJ:
        return TERMS.proj(term.structure, term.index, rebuilt(term.subject, change, depth))
    return term


def put_in(term: Term, values: list[Term]) -> Term:
    """`instantiate` as it is defined."""

    def change(part: Term, depth: int) -> Term | None:
        if part.kind == BVAR and part.index >= depth:
            return values[len(values) - 1 - (part.index - depth)]
        return None

    return rebuilt(term, change)


def loose_bound(term: Term, depth: int = 0) -> int:
    """One more than the greatest loose index; 0 for a closed term."""
    if term.kind == BVAR:
        return max(0, term.index + 1 - depth)
    inner = depth + 1
    if term.kind == LAM or term.kind == PI:
        return max(loose_bound(term.domain, depth), loose_bound(term.body, inner))
    if term.kind == LET:
        return max(loose_bound(term.type, depth), loose_bound(term.value, depth), loose_bound(term.body, inner))
    return max((loose_bound(child, depth) for child in children(term)), default=0)


def parametric(term: Term) -> bool:
    found = term.level.parametric if term.kind == SORT else False
    found = found or (term.kind == CONST and any(level.parametric for level in term.levels))
    return found or any(map(parametric, children(term)))


def ranks(term: Term) -> set[int]:
    return {term.rank} if term.kind == FVAR else set().union(*map(ranks, children(term)))


@given(terms)
def test_what_a_term_knows_of_itself(term: Term) -> None:
    assert term.loose == loose_bound(term)
    assert term.parametric == parametric(term)
    assert term.fresh == max(ranks(term), default=-1) + 1
    assert rebuilt(term, lambda part, depth: None) is term


@given(terms, st.lists(closed, min_size=LOOSE, max_size=LOOSE))
def test_instantiation_is_what_it_is_defined_as(term: Term, values: list[Term]) -> None:
    result = instantiate(TERMS, term, values)
    assert result is put_in(term, values)
    assert not result.loose


@given(terms, st.lists(closed, min_size=LOOSE, max_size=LOOSE), st.integers(1, LOOSE - 1))
def test_values_may_be_put_in_one_after_the_other(term: Term, values: list[Term], inner: int) -> None:
    """``λ`` over the inner variables first: ``(λ… e)[outer]`` and then β with the inner values."""
    bound = term
    for _ in range(inner):
        bound = TERMS.lam(PROP, bound)
    bound = instantiate(TERMS, bound, values[: LOOSE - inner])
    for _ in range(inner):
        assert bound.kind == LAM
        bound = bound.body
    assert instantiate(TERMS, bound, values[LOOSE - inner :]) is instantiate(TERMS, term, values)


@given(terms, st.lists(closed, min_size=LOOSE, max_size=LOOSE))
def test_abstraction_undoes_instantiation(term: Term, values: list[Term]) -> None:
    whole = instantiate(TERMS, term, values)
    for rank in range(len(FREE)):
        inner = abstract(TERMS, whole, rank, len(FREE) - rank)
        assert instantiate(TERMS, inner, FREE[rank:]) is whole
        assert ranks(inner) == {found for found in ranks(whole) if found < rank}


@given(terms, st.lists(closed, min_size=LOOSE, max_size=LOOSE))
def test_binders_over_variables_are_binders_over_what_is_abstracted(term: Term, values: list[Term]) -> None:
    whole = instantiate(TERMS, term, values)
    body = abstract(TERMS, whole, 0, len(FREE))
    for over, make in ((lam_over, TERMS.lam), (pi_over, TERMS.pi)):
        expected = body
        for _ in FREE:
            expected = make(PROP, expected)
        assert over(TERMS, FREE, whole) is expected


@given(terms, levels, levels)
def test_levels_are_put_in_at_the_same_time(term: Term, u: Level, v: Level) -> None:
    whole = instantiate(TERMS, term, [PROP] * LOOSE)
    assert U.name is not None
    assert V.name is not None

    def change(part: Term, depth: int) -> Term | None:
        def put(level: Level) -> Level:
            return LEVELS.substitute(level, {U.name: u, V.name: v})  # type: ignore[dict-item]

        if part.kind == SORT:
            return TERMS.sort(put(part.level))
        return TERMS.const(part.name, tuple(map(put, part.levels))) if part.kind == CONST else None

    assert instantiate_levels(TERMS, LEVELS, whole, {U.name: u, V.name: v}) is rebuilt(whole, change)
    assert instantiate_levels(TERMS, LEVELS, whole, {U.name: U, V.name: V}) is whole


@given(terms, closed)
def test_parts_are_replaced(term: Term, new: Term) -> None:
    old = FREE[0]
    assert replace(TERMS, term, {old: new}) is rebuilt(term, lambda part, depth: new if part is old else None)
