"""Names whose meaning the kernel fixes, whatever a file says they are.

The kernel computes some functions on literals with machine arithmetic, expands string literals and knows quotients, all
by name. A solution with another ``Nat.add`` would make the kernel prove falsehoods, so these constants must be the
challenge's in every solution, also when no statement mentions them. Sources: the reductions in Lean's
``type_checker.cpp``, and the lists of comparator and of its successor in Lean 4.34.
"""

from __future__ import annotations

from gate.lean.core.names import Name

_ARITHMETIC = ("add", "sub", "mul", "div", "mod", "gcd", "pow", "log2", "beq", "ble")
_BITS = ("land", "lor", "xor", "shiftLeft", "shiftRight")

PRIMITIVES: tuple[Name, ...] = tuple(
    Name.parse(text)
    for text in (
        "Nat",
        "Nat.zero",
        "Nat.succ",
        *(f"Nat.{operation}" for operation in (*_ARITHMETIC, *_BITS)),
        "Bool",
        "Bool.false",
        "Bool.true",
        "String",
        "String.mk",
        "String.ofList",
        "Char",
        "Char.mk",
        "Char.ofNat",
        "List",
        "List.nil",
        "List.cons",
        "eagerReduce",
        "optParam",
        "autoParam",
        "outParam",
        "semiOutParam",
        "Lean.reduceBool",
        "Lean.reduceNat",
        "Eq",
        "Eq.refl",
        "Quot",
        "Quot.mk",
        "Quot.lift",
        "Quot.ind",
    )
)
"""All of them, the four quotient constants included."""
