"""Literals: natural numbers and texts as terms of their own, and arithmetic on numbers.

``n`` stands for ``Nat.succ (… Nat.zero)`` and ``"ab"`` for ``String.ofList [Char.ofNat 97, Char.ofNat 98]``. The
functions in `OPERATIONS` are computed on numbers instead of being unfolded, once `gate.kernel.primitive` has confirmed
that their definitions have these values. Results of more than `MAX_BITS` bits are not computed: the application is then
a term like any other.
"""

from __future__ import annotations

import math
from collections.abc import Callable
from typing import TypeAlias

from gate.kernel.environment import Environment, Inductive
from gate.kernel.level import Levels
from gate.kernel.term import Term, Terms
from gate.kernel.wellknown import WellKnown

MAX_BITS = 1 << 20

Operation: TypeAlias = Callable[[int, int], int | bool | None]


def _mul(a: int, b: int) -> int | None:
    return a * b if a.bit_length() + b.bit_length() <= MAX_BITS else None


def _pow(a: int, b: int) -> int | None:
    return a**b if a <= 1 or a.bit_length() * b <= MAX_BITS else None


def _shift_left(a: int, b: int) -> int | None:
    return a << b if a == 0 or a.bit_length() + b <= MAX_BITS else None


def _shift_right(a: int, b: int) -> int:
    return a >> b if b <= MAX_BITS else 0


OPERATIONS: dict[str, Operation] = {
    "add": lambda a, b: a + b,
    "sub": lambda a, b: max(a - b, 0),
    "mul": _mul,
    "div": lambda a, b: a // b if b else 0,
    "mod": lambda a, b: a % b if b else a,
    "gcd": math.gcd,
    "beq": lambda a, b: a == b,
    "ble": lambda a, b: a <= b,
    "land": lambda a, b: a & b,
    "lor": lambda a, b: a | b,
    "xor": lambda a, b: a ^ b,
    "pow": _pow,
    "shiftLeft": _shift_left,
    "shiftRight": _shift_right,
}
"""Functions of two numbers in the name space ``Nat``; None: too large."""


def spell(terms: Terms, levels: Levels, known: WellKnown, text: str) -> Term:
    """The term that a text stands for."""
    zero = (levels.zero,)
    char, of_nat = terms.const(known.char, ()), terms.const(known.char_of_nat, ())
    cons = terms.app(terms.const(known.cons, zero), char)
    spelled: Term = terms.app(terms.const(known.nil, zero), char)
    for letter in reversed(text):
        spelled = terms.apply(cons, terms.app(of_nat, terms.nat(ord(letter))), spelled)
    return terms.app(terms.const(known.string_of_list, ()), spelled)


def numbers_are_usual(environment: Environment, terms: Terms, levels: Levels, known: WellKnown) -> bool:
    """Whether ``Nat : Type`` is declared with the constructors ``zero : Nat`` and ``succ : Nat → Nat``."""
    nat, zero, succ = (environment.find(name) for name in (known.nat, known.zero, known.succ))
    if not isinstance(nat, Inductive) or nat.constructors != (known.zero, known.succ) or nat.params:
        return False
    number = terms.const(known.nat, ())
    return (
        zero is not None
        and succ is not None
        and nat.type is terms.sort(levels.one)
        and zero.type is number
        and succ.type is terms.pi(number, number)
    )
