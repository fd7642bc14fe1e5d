"""What a recipe is: one definition that everybody can look up, with everything that must not be left open."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from types import MappingProxyType
from typing import Literal

Takes = Literal["numbers", "texts", "labels", "truths", "columns", "groups"]
"""What an input is: a column of numbers, of texts, of either (compared for equality), of truth values; several columns
in a list; or the groups that another recipe gave with ``by``."""

Gives = Literal["number", "text", "texts", "numbers"]
"""What an output is: one number, one text, a list of texts or of numbers."""

Tolerance = Literal["exact", "closed", "optimised", "random"]
"""How near an honest script comes: ``exact`` (counts, texts), ``closed`` (rounding errors of a closed form),
``optimised`` (where its optimiser stops), ``random`` (another draw)."""

Unmoved = Literal["order", "shift", "scale", "relabel", "duplicate"]
"""Changes of the first input that leave the first output: rows in another order, all numbers plus a constant or times a
positive one, labels renamed one for one, every row twice."""


@dataclass(frozen=True, slots=True)
class Input:
    """An input. The first one of a recipe is its ``of``."""

    name: str
    takes: Takes
    meaning: str
    required: bool = True


@dataclass(frozen=True, slots=True)
class Option:
    """What a method may choose. ``default`` None: it must be given.

    ``kind`` is ``number`` (decimal text or whole number in [``low``, ``high``]), ``integer``, ``choice`` (of
    ``choices``), ``flag``, ``text`` or ``texts``.
    """

    name: str
    kind: Literal["number", "integer", "choice", "flag", "text", "texts"]
    meaning: str
    default: str | int | bool | tuple[str, ...] | None = None
    choices: tuple[str, ...] = ()
    low: Decimal = Decimal("-Infinity")
    high: Decimal = Decimal("Infinity")

    @property
    def required(self) -> bool:
        return self.default is None


@dataclass(frozen=True, slots=True)
class Recipe:
    """One recipe in one version. A version that was published is never edited; a better one is a further version.

    ``call`` says what computes it, ``needs`` what the data must be, ``conventions`` what other implementations do
    otherwise. ``withdrawn`` says why it must not be used any more.
    """

    id: str
    summary: str
    formula: str
    source: str
    inputs: tuple[Input, ...] = ()
    options: tuple[Option, ...] = ()
    outputs: Mapping[str, Gives] = field(default_factory=lambda: MappingProxyType({"value": "number"}))
    """The first is what a method gets that names none."""
    conventions: tuple[str, ...] = ()
    call: str = "rational arithmetic"
    needs: str = "at least one row"
    unmoved_by: frozenset[Unmoved] = frozenset({"order"})
    tolerance: Tolerance = "closed"
    version: int = 1
    withdrawn: str = ""

    def input(self, name: str) -> Input | None:
        """The input of this name."""
        return next((one for one in self.inputs if one.name == name), None)

    def option(self, name: str) -> Option | None:
        """The option of this name."""
        return next((one for one in self.options if one.name == name), None)

    @property
    def first(self) -> Input | None:
        """The input that ``of`` gives."""
        return self.inputs[0] if self.inputs else None

    @property
    def default_output(self) -> str:
        return next(iter(self.outputs))


def numbers(name: str, meaning: str, *, required: bool = True) -> Input:
    """An input that is a column of numbers."""
    return Input(name, "numbers", meaning, required)


def labels(name: str, meaning: str, *, required: bool = True) -> Input:
    """An input that is a column of texts or numbers that are compared for equality only."""
    return Input(name, "labels", meaning, required)


def texts(name: str, meaning: str, *, required: bool = True) -> Input:
    """An input that is a column of texts."""
    return Input(name, "texts", meaning, required)


def truths(name: str, meaning: str, *, required: bool = True) -> Input:
    """An input that is a column of truth values, as a comparison gives them."""
    return Input(name, "truths", meaning, required)


def columns(name: str, meaning: str, *, required: bool = True) -> Input:
    """An input that is a list of columns."""
    return Input(name, "columns", meaning, required)


def choice(name: str, meaning: str, *choices: str) -> Option:
    """An option with a few words to choose from; the first is the default."""
    return Option(name, "choice", meaning, choices[0], choices)


def whole(name: str, meaning: str, default: int | None = None, *, low: int = 0, high: int = 10**6) -> Option:
    """An option that is a whole number."""
    return Option(name, "integer", meaning, default, low=Decimal(low), high=Decimal(high))


def real(
    name: str, meaning: str, default: str | None = None, *, low: str = "-Infinity", high: str = "Infinity"
) -> Option:
    """An option that is a number."""
    return Option(name, "number", meaning, default, low=Decimal(low), high=Decimal(high))


def outputs(*names: str) -> Mapping[str, Gives]:
    """Outputs that are all numbers."""
    return MappingProxyType(dict.fromkeys(names, "number"))


DDOF = whole("ddof", "what is subtracted from n in the divisor: 1 for a sample, 0 for a population", 1, high=1)
ALTERNATIVE = choice("alternative", "the alternative hypothesis", "two-sided", "less", "greater")
AVERAGE = choice(
    "average",
    "how classes are taken together: `binary` looks at `positive` alone",
    "binary",
    "micro",
    "macro",
    "weighted",
)
POSITIVE = Option("positive", "text", "the label of the positive class", "1")
NOTHING_MOVES: frozenset[Unmoved] = frozenset({"order", "shift", "scale"})
