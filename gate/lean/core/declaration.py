"""Lean constants as values: what an environment holds under a name.

Expressions are indices into one arena (`gate.lean.core.term.Terms`). Counts are small natural numbers. The fields are
those of Lean's ``ConstantInfo``; nothing in here has been checked beyond its shape.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from enum import Enum, IntEnum

from gate.lean.core.names import Name
from gate.lean.core.term import Expr, Terms


class Safety(IntEnum):
    """Lean's ``DefinitionSafety``, with its numbers."""

    UNSAFE = 0
    SAFE = 1
    PARTIAL = 2


class Hint(Enum):
    """Reducibility hints without a height; a regular definition has its height (an int) instead."""

    OPAQUE = "opaque"
    ABBREVIATION = "abbrev"


class QuotKind(IntEnum):
    """Which of the four quotient constants, with Lean's numbers."""

    TYPE = 0
    CTOR = 1
    LIFT = 2
    IND = 3


@dataclass(frozen=True, slots=True)
class Constant:
    """What all constants share: the name, the universe parameters in order, and the closed type."""

    name: Name
    levels: tuple[Name, ...]
    type: Expr


@dataclass(frozen=True, slots=True)
class Axiom(Constant):
    """``axiom``: a type without a value."""

    unsafe: bool = False


@dataclass(frozen=True, slots=True)
class Definition(Constant):
    """``def``; ``all`` are the names of its mutual block, for people."""

    value: Expr
    hints: Hint | int
    safety: Safety
    all: tuple[Name, ...]


@dataclass(frozen=True, slots=True)
class Theorem(Constant):
    """``theorem``; its value is the proof."""

    value: Expr
    all: tuple[Name, ...]


@dataclass(frozen=True, slots=True)
class Opaque(Constant):
    """``opaque``: a definition that the kernel never unfolds."""

    value: Expr
    unsafe: bool
    all: tuple[Name, ...]


@dataclass(frozen=True, slots=True)
class Quotient(Constant):
    """One of the four constants that the kernel adds for quotients."""

    kind: QuotKind


@dataclass(frozen=True, slots=True)
class Inductive(Constant):
    """An inductive type: ``all`` is its block, ``nested`` counts the occurrences under other types' constructors."""

    params: int
    indices: int
    all: tuple[Name, ...]
    constructors: tuple[Name, ...]
    nested: int
    recursive: bool
    unsafe: bool
    reflexive: bool


@dataclass(frozen=True, slots=True)
class Constructor(Constant):
    """A constructor of ``inductive``: its place among them, and how many arguments are parameters and fields."""

    inductive: Name
    index: int
    params: int
    fields: int
    unsafe: bool


@dataclass(frozen=True, slots=True)
class Rule:
    """One computation rule of a recursor: its right side when applied to ``constructor`` with ``fields`` fields."""

    constructor: Name
    fields: int
    rhs: Expr


@dataclass(frozen=True, slots=True)
class Recursor(Constant):
    """A recursor; the kernel makes it, and what a file claims of it is only compared. ``k``: reduces as for ``Eq``."""

    all: tuple[Name, ...]
    params: int
    indices: int
    motives: int
    minors: int
    rules: tuple[Rule, ...]
    k: bool
    unsafe: bool


KIND_WORDS: dict[type[Constant], str] = {
    Axiom: "axiom",
    Definition: "definition",
    Theorem: "theorem",
    Opaque: "opaque",
    Quotient: "quotient",
    Inductive: "inductive",
    Constructor: "constructor",
    Recursor: "recursor",
}


def kind_of(constant: Constant) -> str:
    """The kind in one word, for messages."""
    return KIND_WORDS[type(constant)]


def value_of(constant: Constant) -> Expr | None:
    """The body of a definition, theorem or opaque constant."""
    if isinstance(constant, Definition | Theorem | Opaque):
        return constant.value
    return None


def expressions(constant: Constant) -> tuple[Expr, ...]:
    """Every expression of a constant: the type, then the value or the right sides of the rules."""
    if isinstance(constant, Definition | Theorem | Opaque):
        return (constant.type, constant.value)
    if isinstance(constant, Recursor):
        return (constant.type, *(rule.rhs for rule in constant.rules))
    return (constant.type,)


def is_unsafe(constant: Constant) -> bool:
    """True for unsafe constants and for partial definitions: neither has a logical meaning."""
    if isinstance(constant, Definition):
        return constant.safety is not Safety.SAFE
    return bool(getattr(constant, "unsafe", False))


def with_expressions(constant: Constant, change: Callable[[Expr], Expr]) -> Constant:
    """The constant with every expression (type, value, right sides of rules) changed."""
    constant = replace(constant, type=change(constant.type))
    if isinstance(constant, Definition | Theorem | Opaque):
        return replace(constant, value=change(constant.value))
    if isinstance(constant, Recursor):
        return replace(constant, rules=tuple(replace(rule, rhs=change(rule.rhs)) for rule in constant.rules))
    return constant


def with_parameters(terms: Terms, constant: Constant, levels: tuple[Name, ...]) -> Constant | None:
    """The constant with its universe parameters renamed in order; None where it has another number of them.

    Also None where a name stands twice: such a list binds nothing clearly, and no kernel takes it.
    """
    if constant.levels == levels:
        return constant
    if len(constant.levels) != len(levels) or len(set(levels)) != len(levels):
        return None
    if len(set(constant.levels)) != len(constant.levels):
        return None
    names = dict(zip(constant.levels, levels, strict=True))
    return replace(with_expressions(constant, lambda expr: terms.renamed(expr, names)), levels=levels)


def erased(terms: Terms, constant: Constant) -> Constant:
    """The constant with all its expressions erased (`Terms.erased`), so that ``==`` ignores binder names and infos."""
    return with_expressions(constant, terms.erased)
