"""Numbers: what is computed is right, and what is defined otherwise is not computed."""

from __future__ import annotations

from functools import partial
from math import gcd

from tests.kernel.arithmetic import BLE, DEFINITIONS, SUB, binary_of, number_to_number, numbers, op, relation
from tests.kernel.cases.case import Case, bad, equation, good
from tests.kernel.language import Export, Nat, Term, arrow, const, lam
from tests.kernel.prelude import boolean, nat, successor, zero

BIG = 10**30

VALUES: dict[str, tuple[int, int, int | bool]] = {
    "add": (BIG, 7, BIG + 7),
    "sub": (BIG, 7, BIG - 7),
    "mul": (BIG, BIG, BIG * BIG),
    "pow": (7, 90, 7**90),
    "beq": (BIG, BIG, True),
    "ble": (BIG, BIG - 1, False),
    "div": (BIG, 7, BIG // 7),
    "mod": (BIG, 7, BIG % 7),
    "gcd": (6 * BIG, 15 * BIG, 3 * BIG),
    "shiftLeft": (5, 100, 5 << 100),
    "shiftRight": (BIG, 20, BIG >> 20),
    "land": (BIG, BIG + 12345, BIG & (BIG + 12345)),
    "lor": (BIG, BIG + 12345, BIG | (BIG + 12345)),
    "xor": (BIG, BIG + 12345, BIG ^ (BIG + 12345)),
}
EDGES: dict[str, list[tuple[int, int, int | bool]]] = {
    "sub": [(3, 5, 0)],
    "div": [(5, 0, 0), (0, 5, 0), (4, 5, 0)],
    "mod": [(5, 0, 5), (0, 5, 0), (4, 5, 4)],
    "gcd": [(0, 0, 0), (0, 5, 5), (5, 0, 5)],
    "pow": [(0, 0, 1), (0, 5, 0), (5, 0, 1)],
    "beq": [(0, 0, True), (0, 1, False), (1, 0, False)],
    "ble": [(0, 0, True), (0, 1, True), (1, 0, False)],
    "shiftRight": [(1, 70, 0)],
    "land": [(6, 3, 2), (0, 5, 0)],
    "lor": [(6, 3, 7), (0, 5, 5)],
    "xor": [(6, 3, 5), (0, 5, 5)],
}
ALL = [(name, *value) for name, value in VALUES.items()] + [
    (name, *value) for name, values in EDGES.items() for value in values
]

WRONG: dict[str, tuple[Term, tuple[int, int, int | bool]]] = {
    "add": (binary_of(lambda a, b: a), (2, 2, 4)),
    "sub": (binary_of(lambda a, b: zero), (5, 2, 3)),
    "mul": (DEFINITIONS["add"][1], (3, 3, 9)),
    "pow": (DEFINITIONS["mul"][1], (2, 3, 8)),
    "beq": (BLE, (1, 2, False)),
    "ble": (DEFINITIONS["beq"][1], (1, 2, True)),
    "div": (SUB, (6, 3, 2)),
    "mod": (binary_of(lambda a, b: zero), (7, 4, 3)),
    "gcd": (binary_of(lambda a, b: zero), (6, 4, 2)),
    "shiftLeft": (DEFINITIONS["mul"][1], (3, 3, 24)),
    "shiftRight": (DEFINITIONS["div"][1], (24, 3, 3)),
    "land": (DEFINITIONS["mul"][1], (6, 3, 2)),
    "lor": (DEFINITIONS["add"][1], (6, 3, 7)),
    "xor": (DEFINITIONS["sub"][1], (6, 3, 5)),
}
"""Another definition, and a value that the operation has but the definition does not."""
WRONG_NEEDS = ("div", "mul", "pow")
"""On which these definitions rest."""


def _value(value: int | bool) -> tuple[Term, Term]:
    if isinstance(value, bool):
        return boolean, const("Bool.true" if value else "Bool.false")
    return nat, Nat(value)


def computed(made: Export, name: str, a: int, b: int, value: int | bool) -> Export:
    """``name a b = value`` by ``refl``."""
    type_, expected = _value(value)
    return equation(made, type_, op(name, Nat(a), Nat(b)), expected)


def _right(name: str, a: int, b: int, value: int | bool) -> Export:
    return computed(numbers(name), name, a, b, value)


def _off(name: str, a: int, b: int, value: int | bool) -> Export:
    return computed(numbers(name), name, a, b, not value if isinstance(value, bool) else value + 1)


def _other(name: str) -> Export:
    definition, value = WRONG[name]
    return computed(numbers(name, *WRONG_NEEDS, **{name: definition}), name, *value)


def _own(name: str) -> Export:
    """Another definition has the values that it has."""
    made = numbers(name, *WRONG_NEEDS, **{name: WRONG[name][0]})
    type_ = DEFINITIONS[name][0]
    made.definition("own", type_, WRONG[name][0], hints={"regular": 50})
    result = boolean if type_ == relation else nat
    return equation(made, result, op(name, Nat(2), Nat(5)), const("own")(Nat(2), Nat(5)))


def _opaque(name: str) -> Export:
    """An operation that is opaque has no values at all."""
    made = numbers(name)
    place = next(n for n, row in enumerate(made.rows) if row.get("def", {}).get("name") == made.name(f"Nat.{name}"))  # type: ignore[attr-defined]
    fields = dict(made.rows[place]["def"])  # type: ignore[call-overload]
    del fields["hints"], fields["safety"]
    made.rows = [*made.rows[:place], {"opaque": {**fields, "isUnsafe": False}}, *made.rows[place + 1 :]]
    a, b, value = VALUES[name]
    return computed(made, name, a, b, value)


CASES: list[Case] = [
    *(good(f"{name} {a} {b}", partial(_right, name, a, b, value)) for name, a, b, value in ALL),
    *(bad("declaration-type", f"{name} {a} {b}", partial(_off, name, a, b, value)) for name, a, b, value in ALL),
    *(bad("declaration-type", f"another {name}", partial(_other, name)) for name in WRONG),
    *(good(f"another {name} has its own values", partial(_own, name)) for name in WRONG),
    *(
        bad("declaration-type", f"an opaque {name}", partial(_opaque, name))
        for name in ("add", "mul", "div", "gcd", "land")
    ),
    good(
        "a result is an argument",
        lambda: equation(numbers("mul"), nat, op("add", op("mul", Nat(10**9), Nat(10**9)), Nat(1)), Nat(10**18 + 1)),
    ),
    good(
        "a successor of a result",
        lambda: equation(numbers("mul"), nat, successor(op("mul", Nat(10**9), Nat(10**9))), Nat(10**18 + 1)),
    ),
    good(
        "a result is compared with a successor",
        lambda: equation(numbers("add"), nat, op("add", Nat(10**9), Nat(1)), successor(Nat(10**9))),
    ),
    good(
        "one argument is a variable",
        lambda: equation(
            numbers("add"),
            number_to_number,
            lam(nat, lambda x: op("add", x, Nat(3))),
            lam(nat, lambda x: successor(successor(successor(x)))),
        ),
    ),
    bad(
        "declaration-type",
        "the other argument is a variable",
        lambda: equation(numbers(), number_to_number, lam(nat, lambda x: op("add", Nat(0), x)), lam(nat, lambda x: x)),
    ),
    good(
        "a name space of its own is not computed",
        lambda: equation(
            numbers("add").definition("Int.add", arrow(nat, nat, nat), binary_of(lambda a, b: b)),
            nat,
            const("Int.add")(Nat(2), Nat(5)),
            Nat(5),
        ),
    ),
    good("gcd", lambda: computed(numbers("gcd"), "gcd", 2**60, 6**30, gcd(2**60, 6**30))),
]
