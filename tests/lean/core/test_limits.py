"""Every bound of `Limits` is met exactly: the sample passes at the bound and is refused just below it."""

from collections.abc import Callable
from dataclasses import fields, replace

import pytest

from gate.lean.core.declaration import Axiom
from gate.lean.core.limits import DEFAULT_LIMITS, Limits, OleanError, OleanLimitError
from gate.lean.core.names import Name
from gate.lean.core.term import Terms
from gate.lean.olean.file import OleanFile
from tests.lean.olean_writer import OleanWriter, write

A, B, LONG = Name.of("a"), Name.of("b"), Name.of("x", "yz", 7)


def axiom(make: Callable[[Terms], int], name: Name = A, levels: tuple[Name, ...] = ()) -> bytes:
    terms = Terms()
    return write(terms, [Axiom(name, levels, make(terms))])


def two_axioms(make: Callable[[Terms], tuple[int, int]]) -> bytes:
    terms = Terms()
    left, right = make(terms)
    return write(terms, [Axiom(A, (), left), Axiom(B, (), right)])


def prop(terms: Terms) -> int:
    return terms.sort(0)


def deep_level(terms: Terms) -> int:
    level = 0
    for _ in range(6):
        level = terms.succ(level)
    return terms.sort(level)


def deep_expr(terms: Terms) -> int:
    expr = prop(terms)
    for _ in range(6):
        expr = terms.app(expr, expr)
    return expr


def bound_variable(terms: Terms) -> int:
    expr = terms.bvar(3)
    for _ in range(4):
        expr = terms.lam(A, terms.sort(0), expr)
    return expr


def literals(terms: Terms) -> tuple[int, int]:
    return terms.nat(1 << 100), terms.nat(1 << 101)


def strings(terms: Terms) -> tuple[int, int]:
    return terms.string("eins"), terms.string("zwei")


def shared_tails() -> bytes:
    """Two constants whose universe parameters share the tail of one list."""
    terms, writer = Terms(), OleanWriter()
    tail = writer.names([B, LONG])
    longer = writer.ctor(1, (writer.name(A), tail))
    infos = []
    for name, levels in ((A, tail), (B, longer)):
        common = writer.ctor(0, (writer.name(name), levels, writer.expr(terms, terms.sort(0))))
        infos.append(writer.ctor(0, (writer.ctor(0, (common,), b"\0"),)))
    return writer.module(infos, [writer.name(A), writer.name(B)])


CASES: dict[str, tuple[str, int, bytes]] = {
    "file_bytes": ("too-large", len(axiom(prop)), axiom(prop)),
    "constants": ("array-size", 2, two_axioms(lambda terms: (prop(terms), prop(terms)))),
    "imports": ("array-size", 2, write(Terms(), [], imports=[A, B])),
    "list_items": ("list-items", 5, shared_tails()),
    "string_bytes": ("string-bytes", 5, axiom(lambda terms: terms.string("fünf"))),
    # with the two names "a" and "b", all with their closing NUL as in the file
    "total_string_bytes": ("total-string-bytes", 14, two_axioms(strings)),
    "name_components": ("name-components", 3, axiom(prop, LONG)),
    "name_chars": ("name-chars", 24, axiom(prop, LONG)),
    "total_name_components": ("total-name-components", 6, axiom(prop, LONG)),
    "nat_bits": ("nat-bits", 128, axiom(lambda terms: terms.nat(1 << 127))),
    "total_nat_bits": ("total-nat-bits", 256, two_axioms(literals)),
    "bvar_index": ("bvar-index", 3, axiom(bound_variable)),
    "level_depth": ("level-depth", 6, axiom(deep_level)),
    "levels": ("levels", 7, axiom(deep_level)),
    "expr_depth": ("expr-depth", 6, axiom(deep_expr)),
    "expressions": ("expressions", 7, axiom(deep_expr)),
    "small_nat": ("count", 9, axiom(lambda terms: terms.proj(A, 9, prop(terms)))),
}


def decode(data: bytes, limits: Limits) -> None:
    list(OleanFile.open(data, Terms(limits), where="f.olean"))


def test_every_limit_has_a_case() -> None:
    assert set(CASES) == {field.name for field in fields(Limits)}


@pytest.mark.parametrize("name", CASES)
def test_a_bound_is_inclusive_and_kept(name: str) -> None:
    word, bound, data = CASES[name]
    decode(data, replace(DEFAULT_LIMITS, **{name: bound}))
    with pytest.raises(OleanError) as caught:
        decode(data, replace(DEFAULT_LIMITS, **{name: bound - 1}))
    assert isinstance(caught.value, OleanLimitError) == (name != "small_nat")  # no honest count is that large
    assert caught.value.code == f"olean.{word}"
    assert (caught.value.where or "").startswith("f.olean")


def test_a_small_file_cannot_hold_long_output() -> None:
    """Lists that share tails: quadratic output from linear input is cut off by the bound on list items."""
    terms, writer = Terms(), OleanWriter()
    infos, names, word = [], [], 1
    for index in range(400):
        name = Name.of("c", index)
        word = writer.ctor(1, (writer.name(name), word))
        common = writer.ctor(0, (writer.name(name), word, writer.expr(terms, terms.sort(0))))
        infos.append(writer.ctor(0, (writer.ctor(0, (common,), b"\0"),)))
        names.append(writer.name(name))
    data = writer.module(infos, names)
    decode(data, DEFAULT_LIMITS)
    with pytest.raises(OleanError, match="lists have more"):
        decode(data, replace(DEFAULT_LIMITS, list_items=50_000))


def test_a_long_list_is_charged_to_everyone_who_uses_it() -> None:
    """Many constants with the same thousand universe levels: each use costs a thousand elements."""
    writer = OleanWriter()
    levels = writer.list([1] * 1000)
    uses = [writer.ctor(4, (writer.name(Name.of("c", index)), levels), bytes(8)) for index in range(100)]
    word = uses[0]
    for use in uses[1:]:
        word = writer.ctor(5, (word, use), bytes(8))
    common = writer.ctor(0, (writer.name(A), 1, word))
    info = writer.ctor(0, (writer.ctor(0, (common,), b"\0"),))
    data = writer.module([info], [writer.name(A)])
    decode(data, replace(DEFAULT_LIMITS, list_items=100_000))
    with pytest.raises(OleanError, match="lists have more"):
        decode(data, replace(DEFAULT_LIMITS, list_items=99_999))


def test_deep_terms_need_no_recursion() -> None:
    terms = Terms()
    expr, level = terms.sort(0), 0
    for _ in range(50_000):
        expr = terms.app(terms.const(A), expr)
    for _ in range(4000):
        level = terms.succ(level)
    decode(write(terms, [Axiom(A, (), expr), Axiom(B, (), terms.sort(level))]), DEFAULT_LIMITS)
