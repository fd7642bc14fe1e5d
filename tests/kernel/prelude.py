"""Types that many exports begin with."""

from __future__ import annotations

from tests.kernel.blocks import Block, Family, Field, Maker
from tests.kernel.language import Export, Level, Sort, Term, arrow, const, succ

nat, zero, successor = const("Nat"), const("Nat.zero"), const("Nat.succ")
boolean, true, false = const("Bool"), const("Bool.true"), const("Bool.false")


def data(type_: Term) -> Field:
    """A field whose type depends on nothing."""
    return Field(lambda *_: type_)


def itself(number: int = 0) -> Field:
    """A recursive field without arguments and indices."""
    return Field(family=number)


def type_u(*_: Term) -> Term:
    return Sort(succ("u"))


NAT = Block([Family("Nat", [Maker("zero"), Maker("succ", [itself()])])])
BOOL = Block([Family("Bool", [Maker("false"), Maker("true")])])
UNIT = Block([Family("Unit", [Maker("star")])])
FALSE = Block([Family("False", [])], level=0)
TRUE = Block([Family("True", [Maker("intro")])], level=0, k=True)
AND = Block(
    [Family("And", [Maker("intro", [Field(lambda a, b: a), Field(lambda a, b, x: b)])])],
    level=0,
    parameters=[lambda: Sort(0), lambda a: Sort(0)],
)
OR = Block(
    [Family("Or", [Maker("inl", [Field(lambda a, b: a)]), Maker("inr", [Field(lambda a, b: b)])])],
    level=0,
    parameters=[lambda: Sort(0), lambda a: Sort(0)],
    large=False,
)
EXISTS = Block(
    [Family("Exists", [Maker("intro", [Field(lambda a, p: a), Field(lambda a, p, x: p(x))])])],
    level=0,
    params=["u"],
    parameters=[lambda: Sort("u"), lambda a: arrow(a, Sort(0))],
    large=False,
)
EQ = Block(
    [Family("Eq", [Maker("refl", indices=lambda a, x: [x])], [lambda a, x: a])],
    level=0,
    params=["u"],
    parameters=[lambda: Sort("u"), lambda a: a],
    k=True,
)
PROD = Block(
    [Family("Prod", [Maker("mk", [Field(lambda a, b: a), Field(lambda a, b, x: b)])])],
    level=succ("u"),
    params=["u"],
    parameters=[type_u, type_u],
)
SIGMA = Block(
    [Family("Sigma", [Maker("mk", [Field(lambda a, b: a), Field(lambda a, b, x: b(x))])])],
    level=succ("u"),
    params=["u"],
    parameters=[type_u, lambda a: arrow(a, Sort(succ("u")))],
)
LIST = Block(
    [Family("List", [Maker("nil"), Maker("cons", [Field(lambda a: a), itself()])])],
    level=succ("u"),
    params=["u"],
    parameters=[type_u],
)
VECTOR = Block(
    [
        Family(
            "Vector",
            [
                Maker("nil", indices=lambda a: [zero]),
                Maker(
                    "cons",
                    [data(nat), Field(lambda a, n: a), Field(family=0, indices=lambda a, n, x: [n])],
                    lambda a, n, x, rest: [successor(n)],
                ),
            ],
            [lambda a: nat],
        )
    ],
    level=succ("u"),
    params=["u"],
    parameters=[type_u],
)
W = Block(
    [Family("W", [Maker("sup", [Field(lambda a, b: a), Field(family=0, arguments=[lambda a, b, x: b(x)])])])],
    level=succ("u"),
    params=["u"],
    parameters=[type_u, lambda a: arrow(a, Sort(succ("u")))],
)
ACC = Block(
    [
        Family(
            "Acc",
            [
                Maker(
                    "intro",
                    [
                        Field(lambda a, r: a),
                        Field(
                            family=0,
                            arguments=[lambda a, r, x: a, lambda a, r, x, y: r(y, x)],
                            indices=lambda a, r, x, y, h: [y],
                        ),
                    ],
                    lambda a, r, x, h: [x],
                )
            ],
            [lambda a, r: a],
        )
    ],
    level=0,
    params=["u"],
    parameters=[lambda: Sort("u"), lambda a: arrow(a, a, Sort(0))],
)
PARITY = Block(
    [
        Family(
            "Even",
            [
                Maker("zero", indices=lambda: [zero]),
                Maker(
                    "succ",
                    [data(nat), Field(family=1, indices=lambda n: [n])],
                    lambda n, h: [successor(n)],
                ),
            ],
            [lambda: nat],
        ),
        Family(
            "Odd",
            [
                Maker(
                    "succ",
                    [data(nat), Field(family=0, indices=lambda n: [n])],
                    lambda n, h: [successor(n)],
                )
            ],
            [lambda: nat],
        ),
    ],
    level=0,
    large=False,
)
FOREST = Block(
    [
        Family("Tree", [Maker("node", [Field(lambda a: a), itself(1)])]),
        Family("Forest", [Maker("nil"), Maker("cons", [itself(0), itself(1)])]),
    ],
    level=succ("u"),
    params=["u"],
    parameters=[type_u],
)


def eq(type_: Term, left: Term, right: Term, level: Level = 1) -> Term:
    return const("Eq", level)(type_, left, right)


def refl(type_: Term, term: Term, level: Level = 1) -> Term:
    return const("Eq.refl", level)(type_, term)


def export(*blocks: Block) -> Export:
    """An export that begins with these blocks."""
    made = Export()
    for block in blocks:
        block.add_to(made)
    return made
