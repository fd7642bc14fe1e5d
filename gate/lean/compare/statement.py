"""``lean.statement``: the solution proves what the challenge states, and not something that only looks like it.

For each target: the same kind, name, number of universe parameters and type as in the challenge, and so for every
constant in the dependency closure of its statement, values, constructors and recursor rules included. Compared are
elaborated terms; binder names, binder infos and the names of universe parameters carry no meaning and are ignored. The
comparison is that of comparator (github.com/leanprover/comparator) with three differences: proofs of theorems inside a
statement's closure are not compared, because any proof of the same proposition serves; the kernel's primitives must be
equal even where nobody mentions them; and what the compiler made under another name is compared by its content.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, fields

from gate.lean.compare.content import Content
from gate.lean.compare.goal import Goal
from gate.lean.compare.primitives import PRIMITIVES
from gate.lean.core.declaration import Axiom, Constant, Definition, Rule, Safety, Theorem, kind_of, with_parameters
from gate.lean.core.dependencies import Walk, companions, names_in, references
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
    differences += [_repeated(solution, name) for name in goal.targets if name in solution.repeated]
    pairs = _Pairs(terms, challenge, solution, goal)
    axioms = [name for name in goal.axioms if solution.find(name) is not None]
    walk = Walk((*goal.targets, *goal.holes, *PRIMITIVES, *axioms), pairs.mentioned)
    names: dict[Name, None] = {}
    for name in walk:
        names[name] = None
        problem = _problem(pairs, name)
        if problem is not None:
            differences.append(Difference(walk.path(name), *problem))
            if len(differences) >= most:
                break
    names |= pairs.content.auxiliaries
    statement = [name for name in names if name not in goal.targets and _is_challenges(challenge, name)]
    # A solution without the library lacks many primitives; what it has instead of one says more.
    differences.sort(key=lambda difference: difference.code == "missing" and difference.name in PRIMITIVES)
    return Comparison(tuple(differences), tuple(statement), len(names))


def _is_challenges(challenge: Environment, name: Name) -> bool:
    module = challenge.module_of(name)
    return module is not None and module.origin is Origin.CHALLENGE


class _Pairs:
    """The constants of both sides by name, and what both sides of a pair mention."""

    def __init__(self, terms: Terms, challenge: Environment, solution: Environment, goal: Goal) -> None:
        self.terms = terms
        self.challenge, self.solution = challenge, solution
        self.content = Content(terms, challenge.find, solution.find, named={*goal.targets, *goal.holes})
        self.holes = frozenset(goal.holes)
        self._mentioned: dict[Name, dict[Name, None]] = {}

    def mentioned(self, name: Name) -> Iterable[Name]:
        """The names to compare after this one."""
        return self._mentioned.get(name, ())

    def begin(self, name: Name, expected: Constant) -> None:
        """What is to be compared next should the constants differ: all that the challenge's one mentions."""
        is_open = isinstance(expected, Theorem) or name in self.holes
        names = names_in(self.terms, expected.type) if is_open else references(self.terms, expected)
        self._mentioned[name] = dict.fromkeys(names)

    def agreed(self, name: Name, names: Iterable[Name]) -> None:
        """What both constants mention, once they are known to be the same."""
        self._mentioned[name] = dict.fromkeys(names)

    def field(self, expected: object, actual: object, name: str) -> dict[Name, None] | None:
        """The constants that both fields mention; None if the fields differ."""
        match name, expected, actual:
            case "type", _, _:  # compared before
                return {}
            case "value", int(), int():
                return self.content.agree(expected, actual)
            case "rules", tuple(), tuple():
                return self._rules(expected, actual)
        return {} if expected == actual else None

    def _rules(self, expected: Sequence[Rule], actual: Sequence[Rule]) -> dict[Name, None] | None:
        mentioned: dict[Name, None] = {}
        shapes, others = ([(rule.constructor, rule.fields) for rule in rules] for rules in (expected, actual))
        if shapes != others:
            return None
        for one, other in zip(expected, actual, strict=True):
            common = self.content.agree(one.rhs, other.rhs)
            if common is None:
                return None
            mentioned |= common
        return mentioned


def _problem(pairs: _Pairs, name: Name) -> tuple[str, str] | None:
    """(code, message) where the solution's constant is not the challenge's. Raises OleanError."""
    if pairs.challenge.same_module(pairs.solution, name):
        return None  # one module of the library for both: so is all that it imports, and nothing may redeclare it
    expected, actual = pairs.challenge.find(name), pairs.solution.find(name)
    if expected is None and actual is None:
        return None
    if expected is None:
        return "primitive", f"{name} has a fixed meaning for the kernel, and the challenge does not have it"
    pairs.begin(name, expected)
    if actual is None:
        return "missing", f"the solution has no {kind_of(expected)} {name}"
    if type(expected) is not type(actual):
        return "kind", f"{name} is {_a(actual)}, but the challenge has {_a(expected)}"
    renamed = with_parameters(pairs.terms, actual, expected.levels)
    if renamed is None:
        levels = ["{" + ", ".join(map(str, constant.levels)) + "}" for constant in (actual, expected)]
        return "levels", f"{name} has the universe parameters {levels[0]}, but the challenge has {levels[1]}"
    mentioned = dict.fromkeys(companions(expected))
    common = pairs.content.agree(expected.type, renamed.type)
    if common is None:
        return "type", f"{name} has another type than in the challenge"
    mentioned |= common
    if name in pairs.holes and isinstance(actual, Definition):
        if actual.safety is not Safety.SAFE:
            return "safety", f"{name} is filled by an unsafe or partial definition"
    elif not isinstance(expected, Theorem):
        for field in fields(expected):
            common = pairs.field(getattr(expected, field.name), getattr(renamed, field.name), field.name)
            if common is None:
                word = {"rules": "computation rules", "all": "block", "hints": "reducibility"}.get(field.name)
                return field.name, f"{name} has another {word or field.name} than in the challenge"
            mentioned |= common
    pairs.agreed(name, mentioned)
    return None


def _repeated(solution: Environment, name: Name) -> Difference:
    labels = " and in ".join(module.label for module in solution.repeated[name])
    return Difference((name,), "redeclared", f"the target {name} is declared in {labels}")


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
