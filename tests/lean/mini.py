"""A tiny library by hand: enough inductive types, definitions and theorems for the tests of the Lean judge."""

from __future__ import annotations

from dataclasses import dataclass, field, replace

from gate.lean.core.declaration import (
    Axiom,
    Constant,
    Constructor,
    Definition,
    Hint,
    Inductive,
    Opaque,
    Recursor,
    Rule,
    Safety,
    Theorem,
)
from gate.lean.core.names import Name
from gate.lean.core.term import IMPLICIT, Terms

N, Z, S, REC = (Name.parse(text) for text in ("N", "N.z", "N.s", "N.rec"))
P, H, U = Name.of("p"), Name.of("h"), Name.of("u")
SELF, ALIAS, TWO, HIDDEN, GIVEN = (Name.parse(text) for text in ("self", "alias", "two", "hidden", "given"))


@dataclass
class Mini:
    """``self : ∀ p : Prop, p → p`` with its proof, the natural numbers ``N`` with recursor, and some users of both."""

    terms: Terms = field(default_factory=Terms)
    constants: dict[Name, Constant] = field(default_factory=dict)

    def __post_init__(self) -> None:
        for constant in (*self.natural_numbers(), *self.users()):
            self.constants[constant.name] = constant

    def lookup(self, name: Name) -> Constant | None:
        return self.constants.get(name)

    def add(self, constant: Constant) -> Constant:
        self.constants[constant.name] = constant
        return constant

    def change(self, name: Name, **fields: object) -> None:
        """Claim something else about a constant."""
        self.constants[name] = replace(self.constants[name], **fields)  # type: ignore[arg-type]

    def natural_numbers(self) -> list[Constant]:
        t = self.terms
        type_one, param = t.sort(t.succ(0)), t.sort(t.param(U))
        n, zero, succ = t.const(N), t.const(Z), t.const(S)
        motive_type = t.pi(H, n, param)
        # under motive: #0; under motive and z: #1; under motive, z and s: #2
        step = t.pi(H, n, t.pi(H, t.app(t.bvar(2), t.bvar(0)), t.app(t.bvar(3), t.app(succ, t.bvar(1)))))
        rec_type = t.pi(
            Name.of("motive"),
            motive_type,
            t.pi(Z, t.app(t.bvar(0), zero), t.pi(S, step, t.pi(Name.of("t"), n, t.app(t.bvar(3), t.bvar(0))))),
            IMPLICIT,
        )

        def rule(body: int) -> int:
            return t.lam(H, motive_type, t.lam(Z, t.app(t.bvar(0), zero), t.lam(S, step, body)))

        rec = t.app(t.const(REC, t.param(U)), t.bvar(3), t.bvar(2), t.bvar(1), t.bvar(0))
        rules = (
            Rule(Z, 0, rule(t.bvar(1))),
            Rule(S, 1, rule(t.lam(H, n, t.app(t.bvar(1), t.bvar(0), rec)))),
        )
        return [
            Inductive(N, (), type_one, 0, 0, (N,), (Z, S), 0, True, False, False),
            Constructor(Z, (), n, N, 0, 0, 0, False),
            Constructor(S, (), t.pi(H, n, n), N, 1, 0, 1, False),
            Recursor(REC, (U,), rec_type, (N,), 0, 0, 1, 2, rules, False, False),
        ]

    def users(self) -> list[Constant]:
        t = self.terms
        prop, n = t.sort(0), t.const(N)
        statement = t.pi(P, prop, t.pi(H, t.bvar(0), t.bvar(1)))
        proof = t.lam(P, prop, t.lam(H, t.bvar(0), t.bvar(0)))
        two = t.app(t.const(S), t.app(t.const(S), t.const(Z)))
        double = t.lam(H, n, t.app(t.const(REC, t.succ(0)), t.lam(H, n, n), t.const(Z), self._step(), t.bvar(0)))
        return [
            Theorem(SELF, (), statement, proof, (SELF,)),
            Theorem(ALIAS, (), statement, t.const(SELF), (ALIAS,)),
            Definition(TWO, (), n, t.app(double, two), 1, Safety.SAFE, (TWO,)),
            Opaque(HIDDEN, (), n, t.const(TWO), False, (HIDDEN,)),
            Axiom(GIVEN, (), t.pi(P, prop, t.pi(H, t.const(N), t.bvar(1)))),
        ]

    def _step(self) -> int:
        t = self.terms
        return t.lam(H, t.const(N), t.lam(P, t.const(N), t.app(t.const(S), t.bvar(0))))

    def theorem(self, name: str, statement: int, proof: int) -> Name:
        found = Name.parse(name)
        self.add(Theorem(found, (), statement, proof, (found,)))
        return found

    def definition(self, name: str, type_: int, value: int) -> Name:
        found = Name.parse(name)
        self.add(Definition(found, (), type_, value, Hint.ABBREVIATION, Safety.SAFE, (found,)))
        return found
