"""The operations on numbers that a kernel may compute, defined from the recursor alone."""

from __future__ import annotations

from tests.kernel.language import Export, Nat, Term, arrow, const, lam
from tests.kernel.prelude import BOOL, EQ, NAT, boolean, export, nat, successor, zero

false, true = const("Bool.false"), const("Bool.true")
number_to_number, binary = arrow(nat, nat), arrow(nat, nat, nat)
relation = arrow(nat, nat, boolean)


def op(name: str, *args: Term) -> Term:
    return const(f"Nat.{name}")(*args)


def recursion(type_: Term, start: Term, step: Term, number: Term) -> Term:
    """Recursion on a number into a type."""
    return const("Nat.rec", 1)(lam(nat, lambda _: type_), start, step, number)


def choose(type_: Term, condition: Term, if_true: Term, if_false: Term) -> Term:
    return const("Bool.rec", 1)(lam(boolean, lambda _: type_), if_false, if_true, condition)


def binary_of(body: object) -> Term:
    return lam(nat, lambda a: lam(nat, lambda b: body(a, b)))  # type: ignore[operator]


def steps(step: object) -> Term:
    """A step of recursion from the result so far alone."""
    return lam(nat, lambda _: lam(nat, step))  # type: ignore[arg-type]


ADD = binary_of(lambda a, b: recursion(nat, a, steps(successor), b))
PRED = lam(nat, lambda a: recursion(nat, zero, lam(nat, lambda n: lam(nat, lambda _: n)), a))
SUB = binary_of(lambda a, b: recursion(nat, a, steps(lambda r: op("pred", r)), b))
MUL = binary_of(lambda a, b: recursion(nat, zero, steps(lambda r: op("add", r, a)), b))
POW = binary_of(lambda a, b: recursion(nat, Nat(1), steps(lambda r: op("mul", r, a)), b))
_is_zero = lam(nat, lambda b: recursion(boolean, true, lam(nat, lambda _: lam(boolean, lambda _: false)), b))
BEQ = lam(
    nat,
    lambda a: recursion(
        arrow(nat, boolean),
        _is_zero,
        lam(
            nat,
            lambda _: lam(
                arrow(nat, boolean),
                lambda same: lam(
                    nat, lambda b: recursion(boolean, false, lam(nat, lambda n: lam(boolean, lambda _: same(n))), b)
                ),
            ),
        ),
        a,
    ),
)
BLE = lam(
    nat,
    lambda a: recursion(
        arrow(nat, boolean),
        lam(nat, lambda _: true),
        lam(
            nat,
            lambda _: lam(
                arrow(nat, boolean),
                lambda less: lam(
                    nat, lambda b: recursion(boolean, false, lam(nat, lambda n: lam(boolean, lambda _: less(n))), b)
                ),
            ),
        ),
        a,
    ),
)
# Division by fuel: a subtractions are always enough.
DIV = binary_of(
    lambda a, b: choose(
        nat,
        op("beq", b, zero),
        zero,
        recursion(
            number_to_number,
            lam(nat, lambda _: zero),
            lam(
                nat,
                lambda _: lam(
                    number_to_number,
                    lambda rest: lam(
                        nat,
                        lambda left: choose(nat, op("ble", b, left), successor(rest(op("sub", left, b))), zero),
                    ),
                ),
            ),
            a,
        )(a),
    )
)
MOD = binary_of(lambda a, b: op("sub", a, op("mul", b, op("div", a, b))))
GCD = lam(
    nat,
    lambda a: lam(
        nat,
        lambda b: recursion(
            binary,
            lam(nat, lambda x: lam(nat, lambda _: x)),
            lam(
                nat,
                lambda _: lam(
                    binary,
                    lambda rest: lam(
                        nat, lambda x: lam(nat, lambda y: choose(nat, op("beq", x, zero), y, rest(op("mod", y, x), x)))
                    ),
                ),
            ),
            successor(successor(a)),
        )(a, b),
    ),
)
SHIFT_LEFT = lam(
    nat,
    lambda a: lam(
        nat,
        lambda b: recursion(
            number_to_number,
            lam(nat, lambda x: x),
            lam(nat, lambda _: lam(number_to_number, lambda rest: lam(nat, lambda x: rest(op("mul", Nat(2), x))))),
            b,
        )(a),
    ),
)
SHIFT_RIGHT = binary_of(lambda a, b: recursion(nat, a, steps(lambda r: op("div", r, Nat(2))), b))


def bitwise(truth: object) -> Term:
    """An operation bit by bit, as many bits as the sum of both numbers says; ``truth`` combines two bits."""
    half = lambda x: op("div", x, Nat(2))  # noqa: E731
    odd = lambda x: op("beq", op("mod", x, Nat(2)), Nat(1))  # noqa: E731

    def step(rest: Term, x: Term, y: Term) -> Term:
        bit = choose(nat, truth(odd(x), odd(y)), Nat(1), zero)  # type: ignore[operator]
        return op("add", op("mul", Nat(2), rest(half(x), half(y))), bit)

    body = lam(nat, lambda _: lam(binary, lambda rest: lam(nat, lambda x: lam(nat, lambda y: step(rest, x, y)))))
    none = lam(nat, lambda _: lam(nat, lambda _: zero))
    return binary_of(lambda a, b: recursion(binary, none, body, op("add", a, b))(a, b))


LAND = bitwise(lambda p, q: choose(boolean, p, q, false))
LOR = bitwise(lambda p, q: choose(boolean, p, true, q))
XOR = bitwise(lambda p, q: choose(boolean, p, choose(boolean, q, false, true), q))

DEFINITIONS: dict[str, tuple[Term, Term]] = {
    "add": (binary, ADD),
    "pred": (number_to_number, PRED),
    "sub": (binary, SUB),
    "mul": (binary, MUL),
    "pow": (binary, POW),
    "beq": (relation, BEQ),
    "ble": (relation, BLE),
    "div": (binary, DIV),
    "mod": (binary, MOD),
    "gcd": (binary, GCD),
    "shiftLeft": (binary, SHIFT_LEFT),
    "shiftRight": (binary, SHIFT_RIGHT),
    "land": (binary, LAND),
    "lor": (binary, LOR),
    "xor": (binary, XOR),
}
"""In the order in which they rest on each other."""

NEEDS: dict[str, tuple[str, ...]] = {
    "sub": ("pred",),
    "mul": ("add",),
    "pow": ("mul",),
    "div": ("sub", "beq", "ble"),
    "mod": ("sub", "mul", "div"),
    "gcd": ("beq", "mod"),
    "shiftLeft": ("mul",),
    "shiftRight": ("div",),
    **dict.fromkeys(("land", "lor", "xor"), ("add", "mul", "mod")),
}
"""On which others an operation rests directly."""


def numbers(*names: str, **other: Term) -> Export:
    """Numbers with some operations and what these rest on (by default all), some of which are defined otherwise."""
    needed = set(names or DEFINITIONS)
    while more := {need for name in needed for need in NEEDS.get(name, ())} - needed:
        needed |= more
    made = export(NAT, BOOL, EQ)
    for height, (name, (type_, value)) in enumerate(DEFINITIONS.items(), 1):
        if name in needed:
            made.definition(f"Nat.{name}", type_, other.get(name, value), hints={"regular": height})
    return made
