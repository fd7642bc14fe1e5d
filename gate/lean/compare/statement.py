"""``lean.statement``: the solution proves what the challenge states, and not something that only looks like it.

For each target: the same kind, name, universe parameters and type as in the challenge, and so for every constant in the
dependency closure of its statement, values, constructors and recursor rules included. Compared are elaborated terms;
binder names and binder infos carry no meaning and are ignored. The comparison is that of comparator
(github.com/leanprover/comparator) with two differences: proofs of theorems inside a statement's closure are not
compared, because any proof of the same proposition serves, and the kernel's primitives must be equal even where nobody
mentions them.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, fields

from gate.lean.compare.goal import Goal
from gate.lean.compare.primitives import PRIMITIVES
from gate.lean.core.declaration import Axiom, Constant, Definition, Safety, Theorem, erased, kind_of
from gate.lean.core.dependencies import Walk, names_in, references
from gate.lean.core.names import Name
from gate.lean.core.term import Terms
from gate.lean.olean.environment import Environment
from gate.lean.olean.module import Origin


@dataclass(frozen=True, slots=True)
class Difference:
    """A constant that is not what the challenge says. ``path`` leads to it from a target.

    ``code`` is the field that differs, or one of ``missing``, ``kind``, ``redeclared``.
    """

    path: tuple[Name, ...]
    code: str
    message: str

    @property
    def name(self) -> Name:
        """The constant that differs."""
        return self.path[-1]


@dataclass(frozen=True, slots=True)
class Comparison:
    """``statement`` lists the constants that the statements rest on and that the challenge itself declares."""

    differences: tuple[Difference, ...]
    statement: tuple[Name, ...]
    compared: int


def compare(terms: Terms, challenge: Environment, solution: Environment, goal: Goal, *, most: int = 100) -> Comparison:
    """Compare what the goal's statements rest on. At most ``most`` differences are listed. Raises OleanError."""
    differences = [_clash(clash) for clash in solution.clashes]
    open_values = frozenset(goal.holes)

    def next_names(name: Name) -> Iterable[Name]:
        if challenge.same_module(solution, name):
            return ()  # one module of the library for both: so is all that it imports, and nothing may redeclare it
        constant = challenge.find(name)
        if constant is None:
            return ()
        if isinstance(constant, Theorem) or name in open_values:
            return names_in(terms, constant.type)
        return references(terms, constant)

    axioms = [name for name in goal.axioms if solution.find(name) is not None]
    walk = Walk((*goal.targets, *goal.holes, *PRIMITIVES, *axioms), next_names)
    statement: list[Name] = []
    compared = 0
    for name in walk:
        compared += 1
        if challenge.same_module(solution, name):
            continue
        module = challenge.module_of(name)
        if module is not None and module.origin is Origin.CHALLENGE and name not in goal.targets:
            statement.append(name)
        problem = _compare_one(terms, challenge.find(name), solution.find(name), name, is_hole=name in open_values)
        if problem is not None:
            differences.append(Difference(walk.path(name), *problem))
            if len(differences) >= most:
                break
    # A solution without the library lacks many primitives; what it has instead of one says more.
    differences.sort(key=lambda difference: difference.code == "missing" and difference.name in PRIMITIVES)
    return Comparison(tuple(differences), tuple(statement), compared)


def _compare_one(
    terms: Terms, expected: Constant | None, actual: Constant | None, name: Name, *, is_hole: bool
) -> tuple[str, str] | None:
    if expected is None and actual is None:
        return None
    if expected is None:
        return "primitive", f"{name} has a fixed meaning for the kernel, and the challenge does not have it"
    if actual is None:
        return "missing", f"the solution has no {kind_of(expected)} {name}"
    if type(expected) is not type(actual):
        return "kind", f"{name} is {_a(actual)}, but the challenge has {_a(expected)}"
    if expected.levels != actual.levels:
        levels = ["{" + ", ".join(map(str, constant.levels)) + "}" for constant in (actual, expected)]
        return "levels", f"{name} has the universe parameters {levels[0]}, but the challenge has {levels[1]}"
    if terms.erased(expected.type) != terms.erased(actual.type):
        return "type", f"{name} has another type than in the challenge"
    if isinstance(expected, Theorem):
        return None
    if is_hole and isinstance(expected, Definition) and isinstance(actual, Definition):
        if actual.safety is not Safety.SAFE:
            return "safety", f"{name} is filled by an unsafe or partial definition"
        return None
    return _compare_fields(erased(terms, expected), erased(terms, actual), name)


def _compare_fields(expected: Constant, actual: Constant, name: Name) -> tuple[str, str] | None:
    for field in fields(expected):
        if getattr(expected, field.name) != getattr(actual, field.name):
            word = {"rules": "computation rules", "all": "block", "hints": "reducibility"}.get(field.name, field.name)
            return field.name, f"{name} has another {word} than in the challenge"
    return None


def _clash(clash: tuple[Name, str, str]) -> Difference:
    name, one, other = clash
    return Difference((name,), "redeclared", f"{name} is declared in {other} and also in {one}")


def _a(constant: Constant) -> str:
    kind = kind_of(constant)
    return f"an {kind}" if kind[0] in "aio" else f"a {kind}"


def check_challenge(challenge: Environment, goal: Goal) -> Sequence[tuple[Name, str]]:
    """What is wrong with the challenge itself: (name, problem). Raises OleanError."""
    problems: list[tuple[Name, str]] = []
    for name in goal.targets:
        constant = challenge.find(name)
        if constant is None:
            problems.append((name, "the challenge does not declare this target"))
        elif not isinstance(constant, Theorem):
            problems.append((name, f"the target is {_a(constant)}, not a theorem"))
    for name in goal.holes:
        constant = challenge.find(name)
        if constant is None:
            problems.append((name, "the challenge does not declare this hole"))
        elif not isinstance(constant, Definition) or constant.safety is not Safety.SAFE:
            problems.append((name, "a hole must be a definition that is neither unsafe nor partial"))
    for name in (*goal.targets, *goal.holes):
        module = challenge.module_of(name)
        if module is not None and module.origin is not Origin.CHALLENGE:
            problems.append((name, f"it is declared in {module.label}, not by the challenge"))
    for name in goal.axioms:
        constant = challenge.find(name)
        if constant is not None and not isinstance(constant, Axiom):
            problems.append((name, f"the permitted axiom is {_a(constant)}"))
    problems += [(name, f"it is declared in {one} and in {other}") for name, one, other in challenge.clashes]
    return problems
