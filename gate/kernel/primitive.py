"""Whether a definition has the values that `gate.kernel.literal` computes for it.

Eight functions are confirmed for all numbers, by the equations that define them. The other six are defined by
recursion that has no such equations; they are confirmed on samples only. What is not confirmed is not computed.
"""

from __future__ import annotations

from gate.kernel.errors import KernelError
from gate.kernel.literal import OPERATIONS
from gate.kernel.names import Name
from gate.kernel.term import Term
from gate.kernel.theory import Theory

_SAMPLES = [(a, b) for a in range(5) for b in range(5)] + [(12, 10), (37, 5), (91, 63)]


def confirm(theory: Theory, name: Name) -> None:
    """Let an operation be computed from now on if the constant of its name, just declared, is this operation."""
    known, terms = theory.rules.known, theory.terms
    if name.prefix is not known.nat or name.part not in OPERATIONS or not theory.rules.numbers:
        return
    word = str(name.part)
    nat = terms.const(known.nat, ())
    result = terms.const(known.bool if word in ("beq", "ble") else known.nat, ())
    constant = theory.environment.find(name)
    if constant is None or constant.type is not terms.pi(nat, terms.pi(nat, result)) or constant.params:
        return
    try:
        if all(theory.equal(left, right) for left, right in _Facts(theory).of(word)):
            theory.rules.operations[name] = OPERATIONS[word]
            theory.rules.forget()
    except KernelError:  # an equation mentions a constant that is missing or has another type
        return


class _Facts:
    """Pairs of terms that are equal for the usual operations."""

    def __init__(self, theory: Theory) -> None:
        self.theory = theory
        self.terms = theory.terms
        self.known = theory.rules.known

    def of(self, word: str) -> list[tuple[Term, Term]]:
        """The defining equations of an operation, or samples. Raises KernelError if they are ill-typed."""
        nat = self.terms.const(self.known.nat, ())
        x, y = self.terms.fvar(0, nat), self.terms.fvar(1, nat)
        zero, one, two = map(self.terms.nat, range(3))
        true, false = (self.terms.const(name, ()) for name in (self.known.true, self.known.false))
        at = self._apply
        x_, y_ = at("succ", x), at("succ", y)
        equations: dict[str, list[tuple[Term, Term]]] = {
            "add": [(at("add", x, zero), x), (at("add", x, y_), at("succ", at("add", x, y)))],
            "sub": [
                (at("sub", x, zero), x),
                (at("sub", x, y_), at("pred", at("sub", x, y))),
                (at("pred", zero), zero),
                (at("pred", x_), x),
            ],
            "mul": [(at("mul", x, zero), zero), (at("mul", x, y_), at("add", at("mul", x, y), x))],
            "pow": [(at("pow", x, zero), one), (at("pow", x, y_), at("mul", at("pow", x, y), x))],
            "beq": [
                (at("beq", zero, zero), true),
                (at("beq", zero, y_), false),
                (at("beq", x_, zero), false),
                (at("beq", x_, y_), at("beq", x, y)),
            ],
            "ble": [
                (at("ble", zero, zero), true),
                (at("ble", zero, y_), true),
                (at("ble", x_, zero), false),
                (at("ble", x_, y_), at("ble", x, y)),
            ],
            "shiftLeft": [
                (at("shiftLeft", x, zero), x),
                (at("shiftLeft", x, y_), at("shiftLeft", at("mul", two, x), y)),
            ],
            "shiftRight": [
                (at("shiftRight", x, zero), x),
                (at("shiftRight", x, y_), at("div", at("shiftRight", x, y), two)),
            ],
        }
        pairs = equations.get(word) or [self._sample(word, a, b) for a, b in _SAMPLES]
        for pair in pairs:
            for term in pair:
                self.theory.infer(term)
        return pairs

    def _sample(self, word: str, a: int, b: int) -> tuple[Term, Term]:
        value = OPERATIONS[word](a, b)
        assert value is not None
        return self._apply(word, self.terms.nat(a), self.terms.nat(b)), self.terms.nat(value)

    def _apply(self, word: str, *args: Term) -> Term:
        return self.terms.apply(self.terms.const(self.theory.names.make(self.known.nat, word), ()), *args)
