"""What every comparison rule can do, and what a comparison says."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Generic, TypeVar

from gate.model.digest import Json
from gate.model.errors import Fault, InputError
from gate.model.policy import ReproPolicy
from gate.model.rules import RankingRule, ScalarRule, SetRule

Published = str | tuple[str, ...]
"""A published value as printed: one text, or the members of a set or ranking."""

Value = Decimal | str | tuple[str, ...]
"""A reproduced value: a number, a text, or the members of a set or ranking."""

Declared = TypeVar("Declared", bound=ScalarRule | SetRule | RankingRule)


@dataclass(frozen=True, slots=True)
class Comparison:
    """``inside`` decides; ``distance`` and ``tolerance`` are texts for people, both in the rule's own unit."""

    inside: bool
    distance: str
    tolerance: str


@dataclass(frozen=True, slots=True)
class Sharpness:
    """How little a rule accepts: ``text`` such as ``1 part in 2000``; ``warning`` is empty for a sharp rule."""

    text: str
    warning: str = ""


class FormError(Exception):
    """A reproduced value has another form than its rule takes: the artifact's doing.

    ``code`` is ``wrong-type`` or ``malformed``; the message continues a sentence that begins with the value's name.
    """

    def __init__(self, code: str, message: str) -> None:
        super().__init__(message)
        self.code = code


@dataclass(frozen=True)
class Rule(ABC, Generic[Declared]):
    """A declared rule bound to the published value that it judges. ``where`` names the value's place in the claim.

    Making one raises InputError (fault: claim) where the published value has not the form that the rule takes.
    Conditions read ``distance <= tolerance``, so that nothing incomparable is ever inside.
    """

    declared: Declared
    published: Published
    where: str

    def __post_init__(self) -> None:
        self.check_published()

    @property
    def kind(self) -> str:
        """The rule's name in a claim, such as ``printed``."""
        return self.declared.kind

    @abstractmethod
    def check_published(self) -> None:
        """Raises InputError (fault: claim) unless the published value has the form that this rule takes."""

    def check_declared(self, policy: ReproPolicy) -> None:
        """Raises InputError (fault: claim) unless the rule can apply to its value and the policy permits its width."""
        return

    @abstractmethod
    def read(self, raw: Json, *, from_text: bool) -> Value:
        """A value as it stands in a result, in this rule's form. Raises FormError.

        ``from_text`` is for sources that know nothing but text (CSV): there a text may be a number.
        """

    @abstractmethod
    def compare(self, value: Value, runs: Sequence[Decimal] = ()) -> Comparison:
        """Hold one run's value against the published one; ``runs`` are the base runs' numbers of a random result."""

    @abstractmethod
    def agree(self, value: Value, centre: Value, *, scale: Decimal, runs: Sequence[Decimal]) -> Comparison:
        """Hold a value against a computed one: the rule's own width around ``centre``, times a ``scale`` above 1."""

    def width(self, runs: Sequence[Decimal] = ()) -> Decimal:
        """The tolerance width: the largest distance that is inside, in the quantity's unit; 0 of rules for texts."""
        return Decimal(0)

    def sharpness(self) -> Sharpness:
        """How little the rule accepts, as a share of the published value."""
        return Sharpness("exact")

    @abstractmethod
    def words(self, runs: Sequence[Decimal] = ()) -> str:
        """The tolerance in words, such as ``±0.005``."""

    def claim_error(self, code: str, message: str, hint: str | None = None) -> InputError:
        """An error that charges the claim and names the value."""
        return InputError(code, message, where=self.where, hint=hint, fault=Fault.CLAIM)

    def one_text(self) -> str:
        """The published value of a rule that takes one. Raises InputError (fault: claim)."""
        if not isinstance(self.published, str):
            message = f"the rule {self.kind!r} needs one value"
            raise self.claim_error("claim.wrong-shape", message, "for lists use the rule 'array'")
        return self.published
