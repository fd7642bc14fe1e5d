"""Names whose meaning the kernel fixes."""

from __future__ import annotations

from gate.kernel.names import Names


class WellKnown:
    """The names that rules mention."""

    def __init__(self, names: Names) -> None:
        of = names.of
        self.nat = of("Nat")
        self.zero = of("Nat", "zero")
        self.succ = of("Nat", "succ")
        self.bool = of("Bool")
        self.false = of("Bool", "false")
        self.true = of("Bool", "true")
        self.char = of("Char")
        self.char_of_nat = of("Char", "ofNat")
        self.string = of("String")
        self.string_of_list = of("String", "ofList")
        self.list = of("List")
        self.nil = of("List", "nil")
        self.cons = of("List", "cons")
        self.eq = of("Eq")
        self.refl = of("Eq", "refl")
        self.quot = of("Quot")
        self.quot_mk = of("Quot", "mk")
        self.quot_lift = of("Quot", "lift")
        self.quot_ind = of("Quot", "ind")
