"""``lean.axioms``: what the targets rest on, all the way down, is logic and nothing else.

The walk covers the whole dependency closure: types, values, opaque values and recursor rules, in the toolchain's
library as well. Permitted axioms must have the trusted statement; every other axiom, `sorry`, results of native
evaluation, unsafe and partial constants and references to nothing are refused, each with the path from a target to it.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from gate.lean.compare.goal import Goal
from gate.lean.core.declaration import Axiom, Constant, Definition, Safety, is_unsafe
from gate.lean.core.dependencies import Walk, references
from gate.lean.core.names import Name
from gate.lean.core.term import Expr, Terms
from gate.lean.olean.environment import Environment

SORRY = Name.of("sorryAx")
_NATIVE = {Name.of("Lean", "ofReduceBool"), Name.of("Lean", "ofReduceNat"), Name.of("Lean", "trustCompiler")}


@dataclass(frozen=True, slots=True)
class Finding:
    """A constant that must not be reachable. ``code`` is one of ``sorry``, ``native-evaluation``, ``axiom``,
    ``axiom-statement``, ``unsafe``, ``partial``, ``missing``."""

    code: str
    path: tuple[Name, ...]
    message: str


@dataclass(frozen=True, slots=True)
class AxiomReport:
    """``used`` are the permitted axioms that were reached; ``constants`` is how many constants the targets rest on."""

    used: tuple[Name, ...]
    findings: tuple[Finding, ...]
    constants: int


def walk_axioms(
    terms: Terms, trusted: Environment, solution: Environment, goal: Goal, *, most: int = 20
) -> AxiomReport:
    """Walk from the targets, the holes and the copies of repeated theorems.

    ``trusted`` knows the permitted axioms' statements. Raises OleanError.
    """

    seen: set[Expr] = set()  # what an expression mentions was found when it was met first

    def next_names(name: Name) -> Iterable[Name]:
        constant = solution.find(name)
        return () if constant is None else references(terms, constant, seen=seen)

    walk = Walk((*goal.targets, *goal.holes, *solution.copies), next_names)
    used: list[Name] = []
    findings: list[Finding] = []
    constants = 0
    for name in walk:
        constants += 1
        problem = _problem(terms, name, solution.find(name), trusted, goal)
        if problem is not None:
            code, message = problem
            findings.append(Finding(code, walk.path(name), message))
            if len(findings) >= most:
                break
        elif name in goal.axioms:
            used.append(name)
    return AxiomReport(tuple(sorted(used, key=str)), tuple(findings), constants)


def _problem(
    terms: Terms, name: Name, constant: Constant | None, trusted: Environment, goal: Goal
) -> tuple[str, str] | None:
    if constant is None:
        return "missing", f"{name} is referred to, but nothing declares it"
    if isinstance(constant, Definition) and constant.safety is Safety.PARTIAL:
        return "partial", f"{name} is partial"
    if is_unsafe(constant):
        return "unsafe", f"{name} is unsafe"
    if not isinstance(constant, Axiom):
        return None
    if name in goal.axioms:
        expected = trusted.find(name)
        same = (
            isinstance(expected, Axiom)
            and expected.levels == constant.levels
            and terms.erased(expected.type) == terms.erased(constant.type)
        )
        return None if same else ("axiom-statement", f"{name} does not say what the toolchain's axiom says")
    if name == SORRY:
        return "sorry", "the proof is not complete: it uses sorry"
    if name in _NATIVE or any(isinstance(part, str) and part == "_native" for part in name):
        return "native-evaluation", f"{name} trusts the result of compiled code"
    return "axiom", f"{name} is an axiom that the claim does not permit"
