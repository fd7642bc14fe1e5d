"""Blocks of inductive types: what may be declared, and what is stated about it."""

from __future__ import annotations

import copy
from collections.abc import Callable, Sequence
from functools import partial
from typing import Any

from tests.kernel import prelude
from tests.kernel.blocks import Block, Family, Field, Maker
from tests.kernel.cases.case import Case, bad, good
from tests.kernel.language import (
    Export,
    Let,
    Level,
    Loose,
    Proj,
    Sort,
    Term,
    arrow,
    const,
    imax,
    lam,
    lmax,
    pi,
    prop,
    succ,
    type0,
)
from tests.kernel.prelude import (
    ACC,
    AND,
    BOOL,
    EQ,
    EXISTS,
    FALSE,
    FOREST,
    LIST,
    NAT,
    OR,
    PARITY,
    PROD,
    SIGMA,
    TRUE,
    VECTOR,
    W,
    boolean,
    data,
    export,
    nat,
    successor,
    zero,
)

BLOCKS = {name: block for name, block in vars(prelude).items() if isinstance(block, Block)}
t = const("T")


def one(*makers: Maker, name: str = "T", **more: Any) -> Block:
    """A block of one type without indices."""
    return Block([Family(name, list(makers))], **more)


def declared(*blocks: Block) -> Export:
    return export(NAT, BOOL, TRUE, FALSE, EQ, LIST, PROD, *blocks)


def changed(block: Block, change: Callable[[dict[str, Any], Export], None]) -> Export:
    """A block of which something else is stated."""
    made = declared() if block not in (NAT, BOOL, TRUE, FALSE, EQ, LIST, PROD) else export(*_before(block))
    row: dict[str, Any] = copy.deepcopy(block.row(made))
    change(row, made)
    made.rows.append({"inductive": row})
    return made


def _before(block: Block) -> list[Block]:
    return [NAT] if block is VECTOR else []


def with_field(type_: Term, *, recursive: bool, level: Level = 1, large: bool = True) -> Export:
    """``T`` with the constructor ``mk : type → T``; the recursor that is stated is not looked at."""
    made = declared()
    row = one(Maker("mk", [data(type_)]), level=level, large=large).row(made)
    row["types"][0]["isRec"] = recursive
    made.rows.append({"inductive": row})
    return made


def with_result(type_: Term, block: Block) -> Export:
    """A block whose first constructor has another type."""
    return changed(block, lambda row, made: row["ctors"][0].update(type=made.expr(type_)))


def _set(part: str, place: int, key: str, value: object) -> Callable[[dict[str, Any], Export], None]:
    return lambda row, _: row[part][place].update({key: value})


def _type(part: str, place: int, type_: Term) -> Callable[[dict[str, Any], Export], None]:
    return lambda row, made: row[part][place].update(type=made.expr(type_))


def _names(part: str, place: int, key: str, names: Sequence[str]) -> Callable[[dict[str, Any], Export], None]:
    return lambda row, made: row[part][place].update({key: made.names(names)})


def _without(part: str) -> Callable[[dict[str, Any], Export], None]:
    return lambda row, _: row.update({part: row[part][:-1]})


def _again(part: str) -> Callable[[dict[str, Any], Export], None]:
    return lambda row, _: row.update({part: row[part] + row[part][-1:]})


FIELDS_IN_PLACE: dict[str, Term] = {
    "a number": nat,
    "itself": t,
    "functions into itself": arrow(nat, t),
    "functions of two into itself": arrow(nat, boolean, t),
    "a proposition": const("True"),
    "functions": arrow(nat, nat),
}
NOT_POSITIVE: dict[str, Term] = {
    "a function from itself": arrow(t, nat),
    "a function from itself to itself": arrow(t, t),
    "a predicate on itself": arrow(t, boolean),
    "twice to the left": arrow(arrow(t, nat), nat),
    "to the left of a function into itself": arrow(arrow(t, nat), t),
    "in the second argument": arrow(nat, t, t),
    "a proof about itself": arrow(t, const("True")),
    "below β": lam(type0, lambda a: arrow(a, nat))(t),
}
TOO_HIGH: dict[str, tuple[Term, Level]] = {
    "Prop in Type": (Sort(1), 1),
    "Type in Type": (Sort(2), 1),
    "Type in Sort 2": (Sort(2), 2),
    "a universe in itself": (Sort("u"), "u"),
    "functions to a universe": (arrow(nat, Sort(1)), 1),
    "all types": (pi(type0, lambda a: a), 1),
    "a type that may be a proposition": (pi(Sort("u"), lambda a: a), "u"),
    "another parameter": (Sort("v"), succ("u")),
    "max": (Sort(lmax("u", "v")), succ("u")),
    "imax": (Sort(imax("u", "v")), succ("v")),
}
FITS: dict[str, tuple[Term, Level]] = {
    "Prop in Sort 2": (prop, 1),
    "Type in Sort 3": (type0, 2),
    "a universe above": (Sort("u"), succ("u")),
    "max of two": (arrow(Sort("u"), Sort("v")), succ(lmax("u", "v"))),
    "propositions of types": (pi(type0, lambda a: const("True")), 1),
    "imax": (Sort(imax("u", "v")), succ(lmax("u", "v"))),
}


def _universe(type_: Term, level: Level) -> Export:
    return one(Maker("mk", [data(type_)]), level=level, params=("u", "v")).add_to(declared())


def _proposition(type_: Term) -> Export:
    """A proposition may have fields in any universe, and then eliminates into propositions only."""
    return one(Maker("mk", [data(type_)]), level=0, params=("u", "v"), large=False).add_to(declared())


def _elimination(block: Block, large: bool) -> Export:
    return Block(block.families, block.level, block.params, block.parameters, large).add_to(declared())


SQUASH = one(Maker("mk", [Field(lambda a: a)]), level=0, params=["u"], parameters=[lambda: Sort("u")], large=False)
MAYBE = one(Maker("mk", [Field(lambda a: a)]), level="u", params=["u"], parameters=[lambda: Sort("u")], large=False)
EMPTY = one(level="u", params=["u"])
SUBSINGLETON = one(Maker("mk", [data(const("True"))]), level="u", params=["u"])
TWO_MAKERS = one(Maker("a"), Maker("b"), level=0, large=False)
TWO_PROPOSITIONS = Block([Family("A", []), Family("B", [])], level=0, large=False)
INDEXED_DATA = Block([Family("At", [Maker("mk", [data(nat)], lambda n: [n])], [lambda: nat])], level=0)
NOT_ITS_INDEX = Block(
    [Family("At", [Maker("mk", [data(nat)], lambda n: [successor(n)])], [lambda: nat])], level=0, large=False
)

CLAIMS: dict[str, tuple[Block, Callable[[dict[str, Any], Export], None], str]] = {
    **{
        f"{name}: {key} is {value}": (block, _set(part, 0, key, value), rule)
        for name, block in (("List", LIST), ("Vector", VECTOR), ("W", W), ("Parity", PARITY), ("And", AND))
        for part, key, value, rule in [
            ("types", "numIndices", 5, "inductive-claim"),
            ("types", "isRec", block in (AND,), "inductive-claim"),
            ("types", "isReflexive", block not in (W,), "inductive-claim"),
            ("types", "numNested", 1, "inductive-claim"),
            ("ctors", "cidx", 3, "constructor-claim"),
            ("ctors", "numFields", 7, "constructor-claim"),
            ("ctors", "numParams", 4, "constructor-claim"),
            ("recs", "numParams", 9, "recursor-claim"),
            ("recs", "numIndices", 9, "recursor-claim"),
            ("recs", "numMotives", 9, "recursor-claim"),
            ("recs", "numMinors", 9, "recursor-claim"),
            ("recs", "k", True, "recursor-claim"),
            ("recs", "rules", [], "recursor-claim"),
        ]
    },
    **{
        f"{name}: {what}": (block, change, rule)
        for name, block, family in (("List", LIST, "List"), ("Acc", ACC, "Acc"), ("Forest", FOREST, "Tree"))
        for what, change, rule in [
            ("another block is stated", _names("types", 0, "all", ["Nat"]), "inductive-claim"),
            ("no block is stated", _names("types", 0, "all", []), "inductive-claim"),
            ("a constructor is left out", _without("ctors"), "inductive-claim"),
            ("a constructor is given twice", _again("ctors"), "inductive-claim"),
            ("another constructor is listed", _names("types", 0, "ctors", ["Nat.zero"]), "inductive-claim"),
            ("a constructor of another type", _names("ctors", 0, "induct", ["x"]), "export-syntax"),
            ("no recursor", _without("recs"), "recursor-claim"),
            ("a recursor is given twice", _again("recs"), "recursor-claim"),
            (
                "a recursor of another name",
                lambda row, made, f=family: row["recs"][0].update(name=made.name(f"{f}.recOn")),
                "recursor-claim",
            ),
            ("a recursor of another block", _names("recs", 0, "all", ["Nat"]), "recursor-claim"),
            ("a recursor with other levels", _names("recs", 0, "levelParams", ["u", "u_1"]), "recursor-claim"),
            ("a recursor with one level less", _names("recs", 0, "levelParams", ["u"]), "level-declared"),
            ("a recursor of another type", _type("recs", 0, arrow(nat, nat)), "recursor-claim"),
            ("a recursor that proves anything", _type("recs", 0, pi(prop, lambda p: p)), "recursor-claim"),
            (
                "one rule less",
                lambda row, _: row["recs"][0].update(rules=row["recs"][0]["rules"][:-1]),
                "recursor-claim",
            ),
            ("a rule twice", lambda row, _: row["recs"][0].update(rules=row["recs"][0]["rules"] * 2), "recursor-claim"),
            ("a rule with more fields", lambda row, _: row["recs"][0]["rules"][-1].update(nfields=9), "recursor-claim"),
            (
                "a rule for another constructor",
                lambda row, made: row["recs"][0]["rules"][-1].update(ctor=made.name("Nat.zero")),
                "recursor-claim",
            ),
            (
                "a rule with another value",
                lambda row, made: row["recs"][0]["rules"][-1].update(rhs=made.expr(zero)),
                "recursor-claim",
            ),
            (
                "a rule with a loose variable",
                lambda row, made: row["recs"][0]["rules"][-1].update(rhs=made.expr(Loose(0))),
                "recursor-claim",
            ),
        ]
    },
    "True without K": (TRUE, _set("recs", 0, "k", False), "recursor-claim"),
    "Eq without K": (EQ, _set("recs", 0, "k", False), "recursor-claim"),
    "rules of List exchanged": (LIST, lambda row, _: row["recs"][0]["rules"].reverse(), "recursor-claim"),
    "constructors of List exchanged": (LIST, lambda row, _: row["types"][0]["ctors"].reverse(), "constructor-claim"),
    "more parameters": (LIST, _set("types", 0, "numParams", 2), "inductive-parameters"),
    "no parameters": (LIST, _set("types", 0, "numParams", 0), "inductive-claim"),
    "another type has one more parameter": (FOREST, _set("types", 1, "numParams", 2), "inductive-claim"),
    "levels of the second type": (FOREST, _names("types", 1, "levelParams", ["v"]), "level-declared"),
    "levels of a constructor": (LIST, _names("ctors", 0, "levelParams", ["v"]), "level-declared"),
    "one more level of a constructor": (LIST, _names("ctors", 0, "levelParams", ["u", "v"]), "constructor-claim"),
    "a level of the second type": (TWO_PROPOSITIONS, _names("types", 1, "levelParams", ["u"]), "inductive-levels"),
    "one more level of the second type": (FOREST, _names("types", 1, "levelParams", ["u", "v"]), "inductive-levels"),
}

TYPES_WRONG: dict[str, tuple[Block, str, int, Term, str]] = {
    "a type that is no universe": (TWO_MAKERS, "types", 0, nat, "inductive-sort"),
    "a type that ends in no universe": (TWO_MAKERS, "types", 0, arrow(nat, nat), "inductive-sort"),
    "a type that is no type": (TWO_MAKERS, "types", 0, zero, "sort-expected"),
    "two universes": (TWO_PROPOSITIONS, "types", 1, Sort(1), "inductive-universe"),
    "two parameters as universes": (FOREST, "types", 1, arrow(Sort(succ("u")), Sort("u")), "inductive-universe"),
    "two parameters": (FOREST, "types", 1, arrow(Sort(1), Sort(succ("u"))), "inductive-parameters"),
    "fewer parameters": (FOREST, "types", 1, Sort(succ("u")), "inductive-parameters"),
    "a constructor without the parameters": (LIST, "ctors", 0, Sort(1), "constructor-parameters"),
    "a constructor with another parameter": (
        PROD,
        "ctors",
        0,
        pi(prop, lambda a: pi(Sort(succ("u")), lambda b: prop)),
        "constructor-parameters",
    ),
    "a constructor of numbers": (TWO_MAKERS, "ctors", 0, nat, "constructor-result"),
    "a constructor of functions": (TWO_MAKERS, "ctors", 0, arrow(nat, nat), "constructor-result"),
    "a constructor of proofs": (TWO_MAKERS, "ctors", 0, const("True"), "constructor-result"),
    "a constructor with its type in an index": (
        Block([Family("T", [Maker("mk", [], lambda: [Sort(1)])], [lambda: Sort(2)])], level=2),
        "ctors",
        0,
        const("T")(const("T")(Sort(1))),
        "constructor-result",
    ),
    "a constructor of the other type": (
        Block([Family("A", [Maker("mk")]), Family("B", [])]),
        "ctors",
        0,
        const("B"),
        "constructor-result",
    ),
    "a constructor that is no type": (TWO_MAKERS, "ctors", 0, zero, "sort-expected"),
    "a constructor at another parameter": (
        one(Maker("mk"), parameters=[lambda: type0], level=2),
        "ctors",
        0,
        pi(type0, lambda a: const("T")(nat)),
        "constructor-result",
    ),
    "a constructor at parameters exchanged": (
        one(Maker("mk"), parameters=[lambda: type0, lambda a: type0], level=2),
        "ctors",
        0,
        pi(type0, lambda a: pi(type0, lambda b: const("T")(b, a))),
        "constructor-result",
    ),
}


def _wrong_type(block: Block, part: str, place: int, type_: Term) -> Export:
    return changed(block, _type(part, place, type_))


def _projects_from_itself(through: Callable[[Term], Term]) -> Export:
    """The type of a later field projects from an earlier one, whose type has no constructor yet."""
    said = Field(lambda n, x: const("Eq", 1)(nat, Proj("I", 0, through(x)), zero))
    return export(NAT, EQ, Block([Family("I", [Maker("mk", [data(nat), Field(family=0), said])])]))


CASES: list[Case] = [
    bad("projection-structure", "a field that projects from its own type", partial(_projects_from_itself, lambda x: x)),
    bad(
        "projection-structure",
        "a field that projects from its own type below a let",
        partial(_projects_from_itself, lambda x: Let(const("I"), x, lambda y: y)),
    ),
    *(
        good(name, partial(lambda block: export(*([NAT] if block in (VECTOR, PARITY) else []), block), block))
        for name, block in BLOCKS.items()
    ),
    *(good(f"a field of {name}", partial(_universe, *parts)) for name, parts in FITS.items()),
    *(
        good(f"a proposition with a field of {name}", partial(_proposition, type_))
        for name, (type_, _) in TOO_HIGH.items()
    ),
    *(bad("constructor-universe", name, partial(_universe, *parts)) for name, parts in TOO_HIGH.items()),
    *(
        bad("constructor-positivity", name, partial(with_field, type_, recursive=True))
        for name, type_ in NOT_POSITIVE.items()
    ),
    *(bad(rule, name, partial(changed, block, change)) for name, (block, change, rule) in CLAIMS.items()),
    *(
        bad(rule, name, partial(_wrong_type, block, part, place, type_))
        for name, (block, part, place, type_, rule) in TYPES_WRONG.items()
    ),
    *(
        good(
            f"{name} eliminates into {'all' if block.large else 'propositions'}",
            partial(_elimination, block, block.large),
        )
        for name, block in {
            "a squashed type": SQUASH,
            "a type that may be a proposition": MAYBE,
            "an empty type that may be a proposition": EMPTY,
            "a type of one value that may be a proposition": SUBSINGLETON,
            "a disjunction": TWO_MAKERS,
            "one of two propositions": TWO_PROPOSITIONS,
            "a field that is an index": INDEXED_DATA,
            "a field that an index is made of": NOT_ITS_INDEX,
        }.items()
    ),
    *(
        bad(
            "recursor-claim",
            f"{name} does not eliminate into {'propositions only' if block.large else 'all'}",
            partial(_elimination, block, not block.large),
        )
        for name, block in {
            "a squashed type": SQUASH,
            "a type that may be a proposition": MAYBE,
            "an empty type that may be a proposition": EMPTY,
            "a type of one value that may be a proposition": SUBSINGLETON,
            "a disjunction": TWO_MAKERS,
            "one of two propositions": TWO_PROPOSITIONS,
            "a field that is an index": INDEXED_DATA,
            "a field that an index is made of": NOT_ITS_INDEX,
            "Exists": EXISTS,
            "Or": OR,
            "And": AND,
            "Sigma": SIGMA,
        }.items()
    ),
]
