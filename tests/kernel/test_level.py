"""The order of universe levels against its meaning: values for all small assignments of the parameters."""

from __future__ import annotations

from itertools import product

from hypothesis import given
from hypothesis import strategies as st

from gate.kernel.level import IMAX, MAX, SUCC, Level, Levels, are_equal, is_at_most, is_positive, is_zero
from gate.kernel.names import Name, Names

NAMES, LEVELS = Names(), Levels()
PARAMS = [NAMES.of(letter) for letter in "uvw"]
ASSIGNMENTS = [dict(zip(PARAMS, values, strict=True)) for values in product((0, 1, 2, 40), repeat=len(PARAMS))]
"""Enough for levels with fewer than 38 successors: conditions need 0 and 1, growth needs one large value."""


def value(level: Level, at: dict[Name, int]) -> int:
    """What a level means."""
    if level.name is not None:
        return at[level.name]
    parts = [value(part, at) for part in level.parts()]
    if level.kind == SUCC:
        return parts[0] + 1
    if level.kind == MAX:
        return max(parts)
    if level.kind == IMAX:
        return max(parts) if parts[1] else 0
    return 0


levels = st.recursive(
    st.sampled_from([LEVELS.zero, *map(LEVELS.param, PARAMS)]),
    lambda inner: st.one_of(
        inner.map(LEVELS.succ), st.builds(LEVELS.max, inner, inner), st.builds(LEVELS.imax, inner, inner)
    ),
    max_leaves=8,
)


@given(levels, levels)
def test_order_and_equality_are_what_they_mean(left: Level, right: Level) -> None:
    pairs = [(value(left, at), value(right, at)) for at in ASSIGNMENTS]
    assert is_at_most(left, right) == all(a <= b for a, b in pairs)
    assert are_equal(left, right) == all(a == b for a, b in pairs)
    assert is_zero(left) == all(a == 0 for a, _ in pairs)
    assert is_positive(left) == all(a > 0 for a, _ in pairs)


@given(levels, levels)
def test_substitution_is_evaluation_at_the_value(level: Level, replacement: Level) -> None:
    replaced = LEVELS.substitute(level, {PARAMS[0]: replacement})
    for at in ASSIGNMENTS:
        assert value(replaced, at) == value(level, {**at, PARAMS[0]: value(replacement, at)})


def test_a_level_may_be_deep() -> None:
    level = LEVELS.param(PARAMS[0])
    for _ in range(100_000):
        level = LEVELS.succ(level)
    assert is_positive(level)
    assert not is_at_most(level, LEVELS.param(PARAMS[0]))
