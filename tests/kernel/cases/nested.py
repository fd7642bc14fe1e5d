"""Types that are nested in others, such as ``node : List Tree → Tree``; their recursors are written out here."""

from __future__ import annotations

import copy
from collections.abc import Callable
from functools import partial
from typing import Any

from tests.kernel.cases.case import Case, bad, equation, good
from tests.kernel.language import Export, Sort, Term, arrow, const, lam, pi, type0
from tests.kernel.prelude import EQ, EXISTS, LIST, NAT, PROD, TRUE, VECTOR, export, nat, zero

tree, trees = const("Tree"), const("List", 0)(const("Tree"))
node = const("Tree.node")


def _motives(body: Callable[[Term, Term], Term], binder: Callable[..., Term] = pi) -> Term:
    sort = Sort("u")
    return binder(arrow(tree, sort), lambda c: binder(arrow(trees, sort), lambda d: body(c, d)))


def _minors(c: Term, d: Term, body: Callable[[Term, Term, Term], Term], binder: Callable[..., Term]) -> Term:
    nil, cons = const("List.nil", 0)(tree), const("List.cons", 0)(tree)
    on_node = pi(trees, lambda ts: arrow(d(ts), c(node(ts))))
    on_cons = pi(tree, lambda t: pi(trees, lambda ts: arrow(c(t), d(ts), d(cons(t, ts)))))
    return binder(on_node, lambda n: binder(d(nil), lambda e: binder(on_cons, lambda k: body(n, e, k))))


def _recursor(name: str, major: Term, pick: Callable[[Term, Term], Term]) -> Term:
    del name
    return _motives(lambda c, d: _minors(c, d, lambda *_: pi(major, lambda x: pick(c, d)(x)), pi))


def _rule(body: Callable[..., Term]) -> Term:
    return _motives(lambda c, d: _minors(c, d, lambda n, e, k: body((c, d, n, e, k), n, e, k), lam), lam)


def rose_tree(made: Export | None = None) -> Export:
    """``inductive Tree | node : List Tree → Tree``."""
    made = made or export(NAT, EQ, LIST)
    rec, rec_1 = const("Tree.rec", "u"), const("Tree.rec_1", "u")
    node_rule = _rule(lambda all_, n, e, k: lam(trees, lambda ts: n(ts, rec_1(*all_, ts))))
    nil_rule = _rule(lambda all_, n, e, k: e)
    cons_rule = _rule(
        lambda all_, n, e, k: lam(tree, lambda t: lam(trees, lambda ts: k(t, ts, rec(*all_, t), rec_1(*all_, ts))))
    )
    common = {"levelParams": [], "isUnsafe": False}
    counts = {"numParams": 0, "numIndices": 0, "numMotives": 2, "numMinors": 3, "k": False, "isUnsafe": False}

    def recursor(name: str, major: Term, place: int, rules: list[tuple[str, int, Term]]) -> dict[str, object]:
        type_ = _recursor(name, major, lambda c, d: (c, d)[place])
        return {
            "name": made.name(name),
            "levelParams": made.names(["u"]),
            "type": made.expr(type_),
            "all": made.names(["Tree"]),
            "rules": [{"ctor": made.name(c), "nfields": n, "rhs": made.expr(rhs)} for c, n, rhs in rules],
            **counts,
        }

    row = {
        "types": [
            {
                "name": made.name("Tree"),
                "type": made.expr(type0),
                "numParams": 0,
                "numIndices": 0,
                "all": made.names(["Tree"]),
                "ctors": made.names(["Tree.node"]),
                "numNested": 1,
                "isRec": True,
                "isReflexive": False,
                **common,
            }
        ],
        "ctors": [
            {
                "name": made.name("Tree.node"),
                "type": made.expr(arrow(trees, tree)),
                "induct": made.name("Tree"),
                "cidx": 0,
                "numParams": 0,
                "numFields": 1,
                **common,
            }
        ],
        "recs": [
            recursor("Tree.rec", tree, 0, [("Tree.node", 1, node_rule)]),
            recursor("Tree.rec_1", trees, 1, [("List.nil", 0, nil_rule), ("List.cons", 2, cons_rule)]),
        ],
    }
    made.rows.append({"inductive": row})
    return made


def _changed(change: Callable[[dict[str, Any], Export], None]) -> Export:
    made = rose_tree()
    last: dict[str, Any] = copy.deepcopy(made.rows.pop())  # type: ignore[assignment]
    change(last["inductive"], made)
    made.rows.append(last)
    return made


def _field(type_: Term) -> Export:
    """The constructor takes something else; recursors are not looked at."""
    made = rose_tree(export(NAT, EQ, LIST, TRUE, PROD, EXISTS, VECTOR))
    last: dict[str, Any] = copy.deepcopy(made.rows.pop())  # type: ignore[assignment]
    last["inductive"]["ctors"][0]["type"] = made.expr(type_)
    made.rows.append(last)
    return made


def _set(part: str, place: int, key: str, value: object) -> Callable[[dict[str, Any], Export], None]:
    return lambda row, _: row[part][place].update({key: value})


def _height(branch: bool) -> Export:
    """Recursion through the list, computed."""
    made = rose_tree()
    sums = const("Tree.rec", 1)(
        lam(tree, lambda _: nat),
        lam(trees, lambda _: nat),
        lam(trees, lambda _: lam(nat, const("Nat.succ"))),
        zero,
        lam(tree, lambda _: lam(trees, lambda _: lam(nat, lambda a: lam(nat, lambda b: const("Nat.succ")(b))))),
    )
    leaf = node(const("List.nil", 0)(tree))
    two = node(const("List.cons", 0)(tree, leaf, const("List.nil", 0)(tree)))
    expected = const("Nat.succ")(const("Nat.succ")(zero)) if branch else zero
    return equation(made, nat, sums(two), expected)


CASES: list[Case] = [
    good("a tree with lists of trees", rose_tree),
    good("recursion through a list", partial(_height, True)),
    bad("declaration-type", "recursion through a list", partial(_height, False)),
    *(
        bad("nested-parameters", name, partial(_field, type_))
        for name, type_ in {
            "a pair of a variable type": pi(type0, lambda a: arrow(const("Prod", 0)(a, tree), tree)),
            "a list of functions of a variable": pi(type0, lambda a: arrow(const("List", 0)(arrow(a, tree)), tree)),
            "equality of trees": arrow(pi(tree, lambda t: const("Eq", 1)(tree, t, t)), tree),
            "a list of lists with a variable": pi(
                type0, lambda a: arrow(const("List", 0)(const("Prod", 0)(tree, a)), tree)
            ),
        }.items()
    ),
    *(
        bad("constructor-positivity", name, partial(_field, type_))
        for name, type_ in {
            "a list of predicates": arrow(const("List", 0)(arrow(tree, nat)), tree),
            "predicates on lists": arrow(arrow(trees, nat), tree),
        }.items()
    ),
    *(
        bad(rule, name, partial(_changed, change))
        for name, change, rule in [
            ("no nesting is stated", _set("types", 0, "numNested", 0), "inductive-claim"),
            ("two nestings are stated", _set("types", 0, "numNested", 2), "inductive-claim"),
            ("not recursive", _set("types", 0, "isRec", False), "inductive-claim"),
            ("one motive", _set("recs", 0, "numMotives", 1), "recursor-claim"),
            ("one minor premise", _set("recs", 1, "numMinors", 1), "recursor-claim"),
            ("K", _set("recs", 1, "k", True), "recursor-claim"),
            ("without the second recursor", lambda row, _: row["recs"].pop(), "recursor-claim"),
            ("recursors exchanged", lambda row, _: _exchange(row["recs"]), "recursor-claim"),
            ("rules exchanged", lambda row, _: row["recs"][1]["rules"].reverse(), "recursor-claim"),
            ("a rule is left out", lambda row, _: row["recs"][1]["rules"].pop(), "recursor-claim"),
            (
                "a rule without recursion",
                lambda row, _: row["recs"][0]["rules"][0].update(rhs=row["recs"][1]["rules"][0]["rhs"]),
                "recursor-claim",
            ),
        ]
    ),
]


def _exchange(recursors: list[dict[str, Any]]) -> None:
    first, second = recursors
    first["type"], second["type"] = second["type"], first["type"]
