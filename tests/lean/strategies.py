"""Random terms and constants for property tests."""

from __future__ import annotations

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st

from gate.lean.core.declaration import (
    Axiom,
    Constant,
    Constructor,
    Definition,
    Hint,
    Inductive,
    Opaque,
    Quotient,
    QuotKind,
    Recursor,
    Rule,
    Safety,
    Theorem,
)
from gate.lean.core.names import Name
from gate.lean.core.term import Expr, Level, Terms

patient = settings(deadline=None, max_examples=60, suppress_health_check=[HealthCheck.too_slow])
"""For tests whose examples are big; a slow machine is no failure."""

texts = st.text(st.characters(exclude_categories=["Cs"]), max_size=6)
names = st.lists(texts | st.integers(0, 2**63 - 1), min_size=1, max_size=4).map(Name)
name_lists = st.lists(names, max_size=3).map(tuple)
counts = st.integers(0, 2**32 - 1)


@st.composite
def levels(draw: st.DrawFn, terms: Terms) -> Level:
    found = [0]
    for _ in range(draw(st.integers(0, 5))):
        left, right = draw(st.sampled_from(found)), draw(st.sampled_from(found))
        nodes = [(1, left), (2, left, right), (3, left, right), (4, draw(names))]
        found.append(terms.level(draw(st.sampled_from(nodes))))
    return found[-1]


@st.composite
def closed(draw: st.DrawFn, terms: Terms) -> Expr:
    """A closed expression that uses every kind of node; its bound variables are bound by lambdas around it."""
    found = [terms.sort(draw(levels(terms)))]
    for _ in range(draw(st.integers(0, 10))):
        pick = st.sampled_from(found)
        makers = [
            lambda pick=pick: terms.bvar(draw(st.integers(0, 3))),
            lambda pick=pick: terms.sort(draw(levels(terms))),
            lambda pick=pick: terms.const(draw(names), *draw(st.lists(levels(terms), max_size=2))),
            lambda pick=pick: terms.app(draw(pick), draw(pick)),
            lambda pick=pick: terms.lam(draw(names), draw(pick), draw(pick), draw(st.integers(0, 3))),
            lambda pick=pick: terms.pi(draw(names), draw(pick), draw(pick), draw(st.integers(0, 3))),
            lambda pick=pick: terms.expr((8, draw(names), draw(pick), draw(pick), draw(pick), draw(st.integers(0, 1)))),
            lambda pick=pick: terms.nat(draw(st.integers(0, 2**200))),
            lambda pick=pick: terms.string(draw(texts)),
            lambda pick=pick: terms.proj(draw(names), draw(counts), draw(pick)),
        ]
        found.append(draw(st.sampled_from(makers))())
    expr = found[-1]
    while terms.loose[expr]:
        expr = terms.lam(Name.of("x"), terms.sort(0), expr)
    return expr


@st.composite
def constants(draw: st.DrawFn, terms: Terms) -> Constant:
    """Any constant; its parts need not belong together."""
    common = (draw(names), draw(name_lists), draw(closed(terms)))
    flag = st.booleans()
    match draw(st.integers(0, 7)):
        case 0:
            return Axiom(*common, draw(flag))
        case 1:
            hints = draw(st.sampled_from([*Hint]) | counts)
            return Definition(*common, draw(closed(terms)), hints, draw(st.sampled_from([*Safety])), draw(name_lists))
        case 2:
            return Theorem(*common, draw(closed(terms)), draw(name_lists))
        case 3:
            return Opaque(*common, draw(closed(terms)), draw(flag), draw(name_lists))
        case 4:
            return Quotient(*common, draw(st.sampled_from([*QuotKind])))
        case 5:
            lists = (draw(name_lists), draw(name_lists), draw(counts))
            return Inductive(*common, draw(counts), draw(counts), *lists, draw(flag), draw(flag), draw(flag))
        case 6:
            return Constructor(*common, draw(names), draw(counts), draw(counts), draw(counts), draw(flag))
        case _:
            rule = st.builds(Rule, names, counts, closed(terms))
            rules = tuple(draw(st.lists(rule, max_size=2)))
            numbers = [draw(counts) for _ in range(4)]
            return Recursor(*common, draw(name_lists), *numbers, rules, draw(flag), draw(flag))


@st.composite
def modules(draw: st.DrawFn) -> tuple[Terms, list[Constant]]:
    """An arena and constants with distinct names."""
    terms = Terms()
    found = {constant.name: constant for constant in draw(st.lists(constants(terms), max_size=5))}
    return terms, [*found.values()]
