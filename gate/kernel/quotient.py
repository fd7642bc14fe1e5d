"""Quotient types (thesis §2.7): four constants with fixed types, after equality has been declared as usual.

Quot.{u} : Π (α : Sort u). (α → α → Prop) → Sort u
Quot.mk.{u} : Π α r. α → Quot α r
Quot.lift.{u, v} : Π α r (β : Sort v) (f : α → β). (Π a b. r a b → f a = f b) → Quot α r → β
Quot.ind.{u} : Π α r (β : Quot α r → Prop). (Π a. β (Quot.mk α r a)) → Π q. β q
"""

from __future__ import annotations

from gate.kernel.environment import Inductive, Quotient
from gate.kernel.errors import KernelError
from gate.kernel.level import Level
from gate.kernel.term import Term
from gate.kernel.theory import Theory

_UNIVERSES = {"type": 1, "ctor": 1, "lift": 2, "ind": 1}


def declare_quotient(theory: Theory, constant: Quotient) -> None:
    """Declare one of the constants. Raises KernelError (``quotient-equality``, ``quotient-type``)."""
    known = theory.rules.known
    names = {"type": known.quot, "ctor": known.quot_mk, "lift": known.quot_lift, "ind": known.quot_ind}
    if constant.name is not names[constant.kind] or len(constant.params) != _UNIVERSES[constant.kind]:
        raise KernelError("quotient-type", f"{constant.name} is no quotient constant of kind {constant.kind}")
    if constant.kind == "lift":
        _check_equality(theory)
    levels = tuple(theory.levels.param(name) for name in constant.params)
    if constant.type is not _type(theory, constant.kind, levels):
        raise KernelError("quotient-type", f"{constant.name} does not have the type that it must have")
    theory.sort(constant.type)
    theory.environment.add(constant)


def _type(theory: Theory, kind: str, levels: tuple[Level, ...]) -> Term:
    terms, known = theory.terms, theory.rules.known
    bvar, pi, apply = terms.bvar, terms.pi, terms.apply
    universe, prop = terms.sort(levels[0]), terms.sort(theory.levels.zero)
    relation = pi(bvar(0), pi(bvar(1), prop))
    quot, mk = (terms.const(name, levels[:1]) for name in (known.quot, known.quot_mk))
    if kind == "type":
        result: Term = universe
    elif kind == "ctor":
        result = pi(bvar(1), apply(quot, bvar(2), bvar(1)))
    elif kind == "lift":
        equality = apply(terms.const(known.eq, levels[1:]), bvar(4))
        related = apply(bvar(4), bvar(1), bvar(0))
        same = apply(equality, terms.app(bvar(3), bvar(2)), terms.app(bvar(3), bvar(1)))
        respects = pi(bvar(3), pi(bvar(4), pi(related, same)))
        result = pi(apply(quot, bvar(4), bvar(3)), bvar(3))
        result = pi(terms.sort(levels[1]), pi(pi(bvar(2), bvar(1)), pi(respects, result)))
    else:
        made = pi(bvar(2), terms.app(bvar(1), apply(mk, bvar(3), bvar(2), bvar(0))))
        every = pi(apply(quot, bvar(3), bvar(2)), terms.app(bvar(2), bvar(0)))
        result = pi(pi(apply(quot, bvar(1), bvar(0)), prop), pi(made, every))
    return pi(universe, pi(relation, result))


def _check_equality(theory: Theory) -> None:
    """``Eq.{u} : Π (α : Sort u). α → α → Prop`` with the one constructor ``Eq.refl : Π α a. Eq α a a``."""
    terms, known, find = theory.terms, theory.rules.known, theory.environment.find
    eq, refl = find(known.eq), find(known.refl)
    if isinstance(eq, Inductive) and refl is not None and len(eq.params) == 1 and eq.constructors == (known.refl,):
        level = theory.levels.param(eq.params[0])
        universe, bvar, pi = terms.sort(level), terms.bvar, terms.pi
        former = pi(universe, pi(bvar(0), pi(bvar(1), terms.sort(theory.levels.zero))))
        same = terms.apply(terms.const(known.eq, (level,)), bvar(1), bvar(0), bvar(0))
        if eq.type is former and refl.type is pi(universe, pi(bvar(0), same)):
            return
    raise KernelError("quotient-equality", "Eq is not declared, or not in the usual way")
