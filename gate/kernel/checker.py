"""Declarations, one after the other (thesis §2.5): what each kind must satisfy."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from typing import TypeAlias

from gate.kernel.budget import Budget
from gate.kernel.earlier import Earlier
from gate.kernel.environment import Axiom, Constant, Definition, Environment, Opaque, Quotient, Theorem
from gate.kernel.errors import KernelError, LimitError
from gate.kernel.inductive.declare import BlockClaim, declare_block
from gate.kernel.level import Level, Levels, is_zero
from gate.kernel.names import Name, Names
from gate.kernel.primitive import confirm
from gate.kernel.quotient import declare_quotient
from gate.kernel.show import show
from gate.kernel.term import CONST, SORT, Term, Terms, children
from gate.kernel.theory import Theory

Declaration: TypeAlias = Axiom | Definition | Opaque | Quotient | BlockClaim

SCRATCH_TERMS = 500_000
"""Terms that checks may leave behind before they are forgotten; at least as many as there were after the last time."""


class Checker:
    """Checks declarations in order and keeps the environment that they make."""

    def __init__(
        self,
        names: Names,
        levels: Levels,
        terms: Terms,
        axioms: Iterable[Name],
        budget: Budget,
        accepted: Collection[bytes] | None = None,
    ) -> None:
        """``accepted`` are digests of declarations that this kernel accepted before; with None no digest is made."""
        self.theory = Theory(Environment(), names, levels, terms, budget)
        self.axioms = frozenset(axioms)
        """The axioms that are permitted."""
        self.earlier = None if accepted is None else Earlier(accepted, self.theory.rules.known, names.anonymous)
        self._bound = SCRATCH_TERMS

    def add(self, declaration: Declaration) -> None:
        """Check a declaration and add it. Raises KernelError and LimitError, which name it."""
        try:
            self._add(declaration)
        except (KernelError, LimitError) as error:
            error.declaration = str(constants(declaration)[0].name)
            raise

    def _add(self, declaration: Declaration) -> None:
        theory, made = self.theory, constants(declaration)
        for constant in made:
            if theory.environment.find(constant.name):
                raise KernelError("name-declared", f"{constant.name} is declared twice")
            _check_scope(constant)
        digest = None if self.earlier is None else self.earlier.digest(made)
        if isinstance(declaration, BlockClaim):
            declare_block(theory, declaration)
            theory.declared()
        elif isinstance(declaration, Quotient):
            declare_quotient(theory, declaration)
        else:
            if self.earlier is None or isinstance(declaration, Axiom) or not self.earlier.accepted(digest):
                self._plain(declaration)
            theory.environment.add(declaration)
            confirm(theory, declaration.name)
        if self.earlier is not None:
            self.earlier.add(made, digest)

    def release(self, roots: Iterable[Term]) -> None:
        """Forget terms that are left over from checks, if there are many; all other terms are parts of ``roots``."""
        terms = self.theory.terms
        if len(terms) > self._bound:
            self.theory.rules.forget()
            terms.release([*roots, *self.theory.environment.terms()])
            self._bound = 2 * len(terms) + SCRATCH_TERMS

    def _plain(self, constant: Axiom | Definition | Opaque) -> None:
        theory = self.theory
        if isinstance(constant, Axiom) and constant.name not in self.axioms:
            raise KernelError("axiom-permitted", f"the axiom {constant.name} is not permitted")
        level = theory.sort(constant.type)
        if isinstance(constant, Theorem) and not is_zero(level):
            raise KernelError("theorem-proposition", f"{show(constant.type)} is no proposition")
        if isinstance(constant, Definition | Opaque):
            theory.check(constant.value, constant.type, "declaration-type")


def constants(declaration: Declaration) -> tuple[Constant, ...]:
    """All constants that a declaration makes."""
    if isinstance(declaration, BlockClaim):
        return (*declaration.types, *declaration.constructors, *declaration.recursors)
    return (declaration,)


def _check_scope(constant: Constant) -> None:
    """Universe parameters are distinct, and terms mention no others and no variables without a binder."""
    if len(set(constant.params)) != len(constant.params):
        raise KernelError("level-distinct", f"a universe parameter of {constant.name} is listed twice")
    parts = [constant.type]
    if isinstance(constant, Definition | Opaque):
        parts.append(constant.value)
    if any(part.loose for part in parts):
        raise KernelError("variable-bound", f"{constant.name} mentions a variable that nothing binds")
    _check_parameters(constant, [part for part in parts if part.parametric])


def _check_parameters(constant: Constant, roots: list[Term]) -> None:
    allowed = frozenset(constant.params)
    seen: set[Term] = set()
    stack = roots
    while stack:
        part = stack.pop()
        if part.parametric and part not in seen:
            seen.add(part)
            stack += children(part)
            levels = (part.level,) if part.kind == SORT else part.levels if part.kind == CONST else ()
            for level in levels:
                _check_level(constant, level, allowed)


def _check_level(constant: Constant, level: Level, allowed: frozenset[Name]) -> None:
    stack, seen = [level], set[Level]()
    while stack:
        top = stack.pop()
        if top.parametric and top not in seen:
            seen.add(top)
            stack += top.parts()
            if top.name is not None and top.name not in allowed:
                raise KernelError("level-declared", f"{constant.name} does not declare the parameter {top.name}")
