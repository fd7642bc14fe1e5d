"""The environment: what has been declared and checked so far."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import TypeAlias

from gate.kernel.errors import KernelError
from gate.kernel.names import Name
from gate.kernel.term import Term

OPAQUE, ABBREVIATION = -1, 1 << 62
"""Heights of definitions that are unfolded last, and first."""


@dataclass(frozen=True, slots=True)
class Constant:
    """What all constants have: a name, universe parameters, and a closed type that mentions no other parameters."""

    name: Name
    params: tuple[Name, ...]
    type: Term


@dataclass(frozen=True, slots=True)
class Axiom(Constant):
    """An assumption."""


@dataclass(frozen=True, slots=True)
class Definition(Constant):
    """``name.{params} : type := value``.

    ``height`` orders unfolding: of two constants, the one of greater height is unfolded first. It is the exporter's
    claim; it decides how fast an answer is found, never which.
    """

    value: Term
    height: int


@dataclass(frozen=True, slots=True)
class Theorem(Definition):
    """A definition whose type is a proposition."""


@dataclass(frozen=True, slots=True)
class Opaque(Constant):
    """A definition that is never unfolded; its value has been checked."""

    value: Term


@dataclass(frozen=True, slots=True)
class Quotient(Constant):
    """One of the four constants of quotient types: ``type``, ``ctor``, ``lift`` or ``ind``."""

    kind: str


@dataclass(frozen=True, slots=True)
class Inductive(Constant):
    """An inductive type: a family over ``parameters`` uniform arguments and ``indices`` further ones."""

    parameters: int
    indices: int
    block: tuple[Name, ...]
    """The types that are declared together, this one included."""
    constructors: tuple[Name, ...]
    recursive: bool
    """Whether the type of a field of a constructor of the block mentions the block's types."""

    @property
    def structural(self) -> bool:
        """Whether values are determined by their projections: one constructor, no indices, not recursive."""
        return len(self.constructors) == 1 and self.indices == 0 and not self.recursive


@dataclass(frozen=True, slots=True)
class Constructor(Constant):
    """Constructor number ``index`` of ``inductive``; ``fields`` arguments follow the parameters."""

    inductive: Name
    index: int
    parameters: int
    fields: int


@dataclass(frozen=True, slots=True)
class Rule:
    """``rec params motives minors indices (constructor params fields) ↪ value params motives minors fields``."""

    constructor: Name
    fields: int
    value: Term


@dataclass(frozen=True, slots=True)
class Recursor(Constant):
    """The recursor of ``inductive``; ``k`` says that ``ι`` needs no constructor in its argument (thesis §2.6.4)."""

    inductive: Name
    block: tuple[Name, ...]
    parameters: int
    indices: int
    motives: int
    minors: int
    rules: tuple[Rule, ...]
    k: bool

    @property
    def major(self) -> int:
        """The position of the argument that is eliminated."""
        return self.parameters + self.motives + self.minors + self.indices

    def rule(self, constructor: Name) -> Rule | None:
        """The rule for a constructor of its type."""
        return next((rule for rule in self.rules if rule.constructor is constructor), None)


AnyConstant: TypeAlias = Axiom | Definition | Theorem | Opaque | Quotient | Inductive | Constructor | Recursor


@dataclass(slots=True)
class Environment:
    """Constants by name. A name is declared once and never changes."""

    constants: dict[Name, Constant] = field(default_factory=dict)

    def find(self, name: Name) -> Constant | None:
        """The constant, or None."""
        return self.constants.get(name)

    def add(self, constant: Constant) -> None:
        """Declare a constant. Raises KernelError (``name-declared``) if there is one of that name."""
        if constant.name in self.constants:
            raise KernelError("name-declared", f"{constant.name} is declared twice")
        self.constants[constant.name] = constant

    def remove(self, names: Iterable[Name]) -> None:
        """Take back constants that were declared for the time of a check only."""
        for name in names:
            del self.constants[name]

    def terms(self) -> Iterator[Term]:
        """The terms of all declarations."""
        for constant in self.constants.values():
            yield constant.type
            if isinstance(constant, Definition | Opaque):
                yield constant.value
            elif isinstance(constant, Recursor):
                yield from (rule.value for rule in constant.rules)
