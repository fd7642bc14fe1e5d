"""Small exports that violate one rule each, and neighbours of them that do not."""

from __future__ import annotations

import copy
import io
import json
from collections.abc import Callable

import pytest

from gate.kernel.check import check
from gate.kernel.errors import KernelError, LimitError
from tests.kernel.blocks import Block, Family, Maker
from tests.kernel.language import Export, Let, Loose, Nat, Proj, Sort, Str, Term, arrow, const, lam, pi, prop, type0
from tests.kernel.prelude import (
    AND,
    BOOL,
    EQ,
    EXISTS,
    FALSE,
    LIST,
    NAT,
    OR,
    PROD,
    TRUE,
    data,
    eq,
    export,
    nat,
    refl,
    successor,
    true,
    zero,
)

Build = Callable[[], Export]
_u = Sort("u")


def _block(*makers: Maker, name: str = "T", **more: object) -> Block:
    return Block([Family(name, list(makers))], **more)  # type: ignore[arg-type]


def _identity(export_: Export, name: str = "id") -> Export:
    return export_.definition(name, pi(_u, lambda a: arrow(a, a)), lam(_u, lambda a: lam(a, lambda x: x)), ["u"])


_SOME = const("Exists", 1)(nat, lam(nat, lambda _: const("True")))

BAD: list[tuple[str, Build]] = [
    ("name-declared", lambda: export(NAT, NAT)),
    ("name-declared", lambda: export(NAT).definition("Nat.rec", nat, zero)),
    ("level-distinct", lambda: export().definition("d", Sort(1), prop, ["u", "u"])),
    ("level-declared", lambda: export().definition("d", Sort("u"), prop)),
    ("level-declared", lambda: export(NAT).definition("d", nat, lam(Sort("v"), lambda x: x)(zero), ["u"])),
    ("variable-bound", lambda: export().definition("d", Loose(0), prop)),
    ("variable-bound", lambda: export(NAT).definition("d", nat, lam(nat, lambda _: Loose(1)))),
    ("declaration-type", lambda: export(NAT, BOOL).definition("d", nat, true)),
    ("declaration-type", lambda: export(NAT, BOOL).opaque("d", nat, true)),
    ("declaration-type", lambda: export(NAT, EQ).theorem("d", eq(nat, zero, Nat(1)), refl(nat, zero))),
    ("declaration-type", lambda: export().definition("d", Sort(1), Sort(1))),
    ("declaration-type", lambda: export().definition("d", Sort("u"), Sort("u"), ["u"])),
    ("theorem-proposition", lambda: export(NAT).theorem("d", nat, zero)),
    ("theorem-proposition", lambda: export().theorem("d", Sort(1), prop)),
    ("axiom-permitted", lambda: export(FALSE).axiom("d", const("False"))),
    ("constant-unknown", lambda: export().definition("d", const("Nat"), const("Nat.zero"))),
    ("constant-unknown", lambda: export(NAT).definition("d", nat, const("d"))),
    ("level-count", lambda: export(NAT, EQ).definition("d", prop, const("Eq")(nat, zero, zero))),
    ("level-count", lambda: export(NAT).definition("d", nat, const("Nat.zero", 1))),
    ("sort-expected", lambda: export(NAT).definition("d", zero, zero)),
    ("sort-expected", lambda: export(NAT).definition("d", type0, pi(zero, lambda _: nat))),
    ("function-expected", lambda: export(NAT).definition("d", nat, zero(zero))),
    ("argument-type", lambda: export(NAT, BOOL).definition("d", nat, successor(true))),
    ("argument-type", lambda: _identity(export(NAT)).definition("d", nat, const("id", 1)(zero, zero))),
    ("let-type", lambda: export(NAT, BOOL).definition("d", nat, Let(nat, true, lambda x: x))),
    ("literal-number", lambda: export(BOOL).definition("d", const("Bool"), Nat(1))),
    ("literal-number", lambda: export(_block(Maker("zero"), name="Nat")).definition("d", nat, Nat(1))),
    ("literal-text", lambda: export(NAT, LIST).definition("d", nat, Str("a"))),
    ("projection-structure", lambda: export(NAT).definition("d", nat, Proj("Nat", 0, zero))),
    ("projection-structure", lambda: export(NAT, TRUE).definition("d", nat, Proj("True", 0, zero))),
    ("projection-index", lambda: export(TRUE).definition("d", prop, Proj("True", 0, const("True.intro")))),
    (
        "projection-proposition",
        lambda: export(NAT, TRUE, EXISTS).definition(
            "d", arrow(_SOME, nat), lam(_SOME, lambda proof: Proj("Exists", 0, proof))
        ),
    ),
    ("inductive-claim", lambda: _changed(NAT, "types", "numIndices", 1)),
    ("inductive-claim", lambda: _changed(NAT, "types", "isRec", False)),
    ("inductive-claim", lambda: _changed(NAT, "types", "isReflexive", True)),
    ("inductive-claim", lambda: _changed(NAT, "types", "numNested", 1)),
    ("constructor-claim", lambda: _changed(NAT, "ctors", "cidx", 1)),
    ("constructor-claim", lambda: _changed(NAT, "ctors", "numFields", 1)),
    ("constructor-claim", lambda: _changed(NAT, "ctors", "numParams", 1)),
    ("recursor-claim", lambda: _changed(NAT, "recs", "k", True)),
    ("recursor-claim", lambda: _changed(NAT, "recs", "numMinors", 1)),
    ("recursor-claim", lambda: _changed(NAT, "recs", "numMotives", 2)),
    ("recursor-claim", lambda: _changed(NAT, "recs", "rules", [])),
    ("recursor-claim", lambda: _without_recursors(NAT)),
    ("recursor-claim", lambda: export(FALSE, Block(OR.families, 0, (), OR.parameters, large=True))),
    ("recursor-claim", lambda: export(Block(EXISTS.families, 0, ["u"], EXISTS.parameters, large=True))),
    ("constructor-universe", lambda: export(_block(Maker("mk", [data(Sort(1))])))),
    ("constructor-universe", lambda: export(_block(Maker("mk", [data(_u)]), level="u", params=["u"]))),
    ("constructor-positivity", lambda: _recursive(arrow(const("T"), nat))),
    ("constructor-positivity", lambda: _recursive(arrow(arrow(const("T"), prop), prop))),
    ("constructor-result", lambda: _result(nat)),
    ("constructor-result", lambda: _result(arrow(nat, nat))),
    ("inductive-universe", lambda: _universes(1, 2)),
]


def _changed(block: Block, part: str, key: str, value: object) -> Export:
    made = export(block)
    row = copy.deepcopy(made.rows[-1])
    row["inductive"][part][0][key] = value  # type: ignore[index]
    made.rows[-1] = row
    return made


def _recursive(type_: Term) -> Export:
    made = export(NAT)
    row = _block(Maker("mk", [data(type_)])).row(made)
    row["types"][0]["isRec"] = True
    made.rows.append({"inductive": row})
    return made


def _without_recursors(block: Block) -> Export:
    made = export(block)
    made.rows[-1]["inductive"]["recs"] = []  # type: ignore[index]
    return made


def _result(type_: Term) -> Export:
    made = export(NAT)
    row = _block(Maker("mk")).row(made)
    row["ctors"][0]["type"] = made.expr(type_)
    made.rows.append({"inductive": row})
    return made


def _universes(first: int, second: int) -> Export:
    made = export()
    row = Block([Family("A", []), Family("B", [])], level=first).row(made)
    row["types"][1]["type"] = made.expr(Sort(second))
    made.rows.append({"inductive": row})
    return made


@pytest.mark.parametrize(("rule", "build"), BAD, ids=[f"{n}-{rule}" for n, (rule, _) in enumerate(BAD)])
def test_violation(rule: str, build: Build) -> None:
    with pytest.raises(KernelError) as caught:
        check(io.BytesIO(build().data))
    assert caught.value.rule == rule, caught.value


GOOD: list[Build] = [
    lambda: _identity(export(NAT)).definition("d", nat, const("id", 1)(nat, zero)),
    lambda: export(NAT, EQ).theorem("d", eq(nat, Nat(2), successor(Nat(1))), refl(nat, Nat(2))),
    lambda: export(NAT).definition("d", nat, Let(nat, zero, lambda x: successor(x))),
    lambda: export().definition("d", type0, prop),
    lambda: export(_block(Maker("mk", [data(Sort(1))]), level=2)),
    lambda: export(_block(Maker("mk", [data(arrow(prop, prop))]), level=1)),
    lambda: export(NAT, PROD).definition(
        "fst", arrow(const("Prod", 0)(nat, nat), nat), lam(const("Prod", 0)(nat, nat), lambda p: Proj("Prod", 0, p))
    ),
    # η for structures, for functions, and proof irrelevance
    lambda: export(NAT, PROD, EQ).theorem(
        "eta",
        pi(const("Prod", 0)(nat, nat), lambda p: eq(const("Prod", 0)(nat, nat), p, _pair(p))),
        lam(const("Prod", 0)(nat, nat), lambda p: refl(const("Prod", 0)(nat, nat), p)),
    ),
    lambda: export(NAT, EQ).theorem(
        "eta",
        pi(arrow(nat, nat), lambda f: eq(arrow(nat, nat), f, lam(nat, lambda x: f(x)))),
        lam(arrow(nat, nat), lambda f: refl(arrow(nat, nat), f)),
    ),
    lambda: export(EQ).theorem(
        "irrelevance",
        pi(prop, lambda p: pi(p, lambda x: pi(p, lambda y: eq(p, x, y, 0)))),
        lam(prop, lambda p: lam(p, lambda x: lam(p, lambda y: refl(p, x, 0)))),
    ),
    lambda: export(AND).theorem(
        "left",
        pi(prop, lambda a: pi(prop, lambda b: arrow(const("And")(a, b), a))),
        lam(prop, lambda a: lam(prop, lambda b: lam(const("And")(a, b), lambda h: Proj("And", 0, h)))),
    ),
]


def _pair(p: Term) -> Term:
    return const("Prod.mk", 0)(nat, nat, Proj("Prod", 0, p), Proj("Prod", 1, p))


@pytest.mark.parametrize("build", GOOD)
def test_no_violation(build: Build) -> None:
    check(io.BytesIO(build().data))


def _line(value: object) -> bytes:
    return json.dumps(value).encode() + b"\n"


META = _line({"meta": {"format": {"version": "3.1.0"}}})


@pytest.mark.parametrize(
    ("rule", "text"),
    [
        ("export-version", b""),
        ("export-version", _line({"in": 1, "str": {"pre": 0, "str": "a"}})),
        ("export-version", _line({"meta": {"format": {"version": "3.0.0"}}})),
        ("export-syntax", META[:-1]),
        ("export-syntax", META + b"\xff\n"),
        ("export-syntax", META + b"[" * 100_000 + b"\n"),
        ("export-syntax", META + b'{"in": 1, "in": 1}\n'),
        ("export-syntax", META + b'{"in": 1, "str": {"pre": 0, "str": "\\ud800"}}\n'),
        ("export-syntax", META + b'{"il": 1, "succ": 0.0}\n'),
        ("export-syntax", META + b'{"il": 1, "succ": false}\n'),
        ("export-syntax", META + b'{"il": 1, "succ": ' + b"9" * 5000 + b"}\n"),
        ("export-syntax", META + _line({"ie": 0, "natVal": "-1"})),
        ("export-syntax", META + b"\n"),
        ("export-index", META + _line({"il": 1, "succ": 1})),
        ("export-index", META + _line({"il": 0, "succ": 0})),
        ("export-index", META + _line({"ie": 0, "app": {"fn": 0, "arg": 0}})),
        ("export-number", META + _line({"ie": -1, "bvar": 0})),
        ("export-number", META + _line({"ie": 0, "bvar": 1 << 32})),
        ("export-number", META + _line({"in": 1, "num": {"pre": 0, "i": 1 << 64}})),
    ],
)
def test_malformed_text(rule: str, text: bytes) -> None:
    with pytest.raises(KernelError) as caught:
        check(io.BytesIO(text))
    assert caught.value.rule == rule


def test_a_huge_number_is_not_decided() -> None:
    made = export(NAT)
    made.rows.append({"ie": 10**6, "natVal": "9" * 400_000})
    with pytest.raises(LimitError, match="number"):
        check(io.BytesIO(made.data))


@pytest.mark.parametrize("depth", [100_000])
def test_depth_is_no_limit(depth: int) -> None:
    """``succ (succ (… zero))`` against the number, and as a chain of λ: the stack stays small."""
    made = export(NAT, EQ)
    at, fn, first = made.expr(zero), made.expr(successor), 10**6
    for position in range(first, first + depth):
        made.rows.append({"ie": position, "app": {"fn": fn, "arg": at}})
        at = position
    made.theorem("deep", eq(nat, Nat(depth), Nat(depth)), refl(nat, Nat(depth)))
    made.rows[-1]["thm"]["value"] = _refl_of(made, at)  # type: ignore[index]
    check(io.BytesIO(made.data))


def _refl_of(made: Export, position: int) -> int:
    fn = made.expr(const("Eq.refl", 1)(nat))
    made.rows.insert(-1, {"ie": 9 * 10**6, "app": {"fn": fn, "arg": position}})
    return 9 * 10**6
