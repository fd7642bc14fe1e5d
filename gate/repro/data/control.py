"""Controls, and every kind of change that one can make to the data.

A control is a plain value that belongs to a run's plan. What its kind of change does, draws, needs and is called stands
in one place, `CHANGES`; a new kind is one entry there (and, where a claim may ask for it, one word in
`gate.model.expected.Relation`).
"""

from __future__ import annotations

import random
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType
from typing import Literal

from gate.repro.data import changes, draws
from gate.repro.data.domain import Domain
from gate.repro.data.tables import Table

Change = Literal[
    "withheld-empty",
    "withheld-missing",
    "re-encoded",
    "permuted",
    "resampled",
    "scaled",
    "shifted",
    "scale",
    "negate",
    "shift",
    "add",
    "duplicate",
    "relabel",
    "swap",
    "reorder",
    "permute",
    "rows-resampled",
    "rows-removed",
    "column-permuted",
    "column-resampled",
    "column-shifted",
    "column-scaled",
    "some-rows-shifted",
    "group-shifted",
    "level-dropped",
    "level-dominant",
    "labels-exchanged",
    "label-noise",
]
SEEDS = 2**31
_DRAWN = range(2, 10)
_SHIFTS = (-40, -20, 20, 40)
"""Per cent of a column's range."""
WITHHELD: tuple[Change, ...] = ("withheld-empty", "withheld-missing")
PERTURBED: tuple[Change, ...] = ("permuted", "resampled")
FOLLOWED: tuple[Literal["scaled", "shifted"], ...] = ("scaled", "shifted")
"""Made from the roles and the declared statistics: every outcome column of every file is changed alike."""
DRAWS: tuple[Change, ...] = (
    "rows-resampled",
    "rows-removed",
    "column-permuted",
    "column-resampled",
    "column-shifted",
    "column-scaled",
    "some-rows-shifted",
    "group-shifted",
    "level-dropped",
    "level-dominant",
    "labels-exchanged",
    "label-noise",
)
"""For methods: the gate itself computes what every quantity becomes, so no law is needed."""
ROW_COUNT: tuple[Change, ...] = ("rows-removed",)


@dataclass(frozen=True, slots=True)
class Control:
    """A change of the data. ``file`` None means every file; ``columns`` empty means every column."""

    change: Change
    file: str | None
    seed: int
    columns: tuple[str, ...] = ()
    factor: int = 1
    amount: int = 0
    other: str | None = None
    relation: int | None = None
    """The number of the claim's relation that this control tests."""

    @property
    def kind(self) -> ChangeKind:
        """What there is to know about the change."""
        return CHANGES[self.change]

    @property
    def what(self) -> str:
        """The change in a few words, for people."""
        columns = ", ".join(self.columns) or "every column"
        words = self.kind.words.format(columns=columns, factor=self.factor, amount=self.amount, other=self.other)
        return f"{words} in {self.file}" if self.file else words


Apply = Callable[[Table, Sequence[str], Control, random.Random], Table]
"""The changed table, from a table, the columns to change, the control and its own stream of random numbers."""


Within = Callable[[Table, Sequence[str], "Control", random.Random, Mapping[str, Domain]], Table]
"""The same for changes that keep to the domains of the columns."""


def _unchanged(table: Table, columns: Sequence[str], control: Control, rng: random.Random) -> Table:
    return table


@dataclass(frozen=True, slots=True)
class ChangeKind:
    """One kind of change. ``words`` may name the control's columns, factor, amount and other column.

    ``factors`` and ``amounts`` are what a control draws one of. ``needs_columns`` says that a relation of this kind
    names columns, ``needs_numbers`` that these hold numbers, ``groups`` how many different values they hold. A change
    ``within`` the columns' domains is made in place of ``apply``.
    """

    words: str
    apply: Apply = _unchanged
    factors: Sequence[int] = (1,)
    amounts: Sequence[int] = (0,)
    needs_columns: bool = False
    needs_numbers: bool = False
    groups: int | None = None
    within: Within | None = None


CHANGES: Mapping[Change, ChangeKind] = MappingProxyType(
    {
        "withheld-empty": ChangeKind("all rows withheld", lambda t, cs, c, r: changes.emptied(t)),
        "withheld-missing": ChangeKind("all files withheld"),
        "re-encoded": ChangeKind("written differently, same values"),
        "permuted": ChangeKind("{columns} permuted", lambda t, cs, c, r: changes.permuted(t, cs, r)),
        "resampled": ChangeKind("{columns} resampled", lambda t, cs, c, r: changes.resampled(t, cs, r)),
        "scaled": ChangeKind(
            "outcomes × {factor}",
            lambda t, cs, c, r: changes.scaled(t, cs, c.factor),
            factors=_DRAWN,
            needs_numbers=True,
        ),
        "shifted": ChangeKind(
            "outcomes + {amount}",
            lambda t, cs, c, r: changes.shifted(t, cs, c.amount),
            amounts=_DRAWN,
            needs_numbers=True,
        ),
        "scale": ChangeKind(
            "{columns} × {factor}",
            lambda t, cs, c, r: changes.scaled(t, cs, c.factor),
            factors=_DRAWN,
            needs_columns=True,
            needs_numbers=True,
        ),
        "negate": ChangeKind(
            "{columns} × -1",
            lambda t, cs, c, r: changes.scaled(t, cs, c.factor),
            factors=(-1,),
            needs_columns=True,
            needs_numbers=True,
        ),
        "shift": ChangeKind(
            "{columns} + {amount}",
            lambda t, cs, c, r: changes.shifted(t, cs, c.amount),
            amounts=_DRAWN,
            needs_columns=True,
            needs_numbers=True,
        ),
        "add": ChangeKind(
            "{columns} + {amount} × {other}",
            lambda t, cs, c, r: changes.added(t, cs, str(c.other), c.amount),
            amounts=_DRAWN,
            needs_columns=True,
            needs_numbers=True,
        ),
        "duplicate": ChangeKind(
            "every row {factor} times", lambda t, cs, c, r: changes.duplicated(t, c.factor), factors=(2, 3)
        ),
        "relabel": ChangeKind(
            "{columns} relabelled", lambda t, cs, c, r: changes.relabelled(t, cs, r), needs_columns=True
        ),
        "swap": ChangeKind(
            "{columns} swapped",
            lambda t, cs, c, r: changes.relabelled(t, cs, r),
            factors=(-1,),
            needs_columns=True,
            groups=2,
        ),
        "reorder": ChangeKind("rows in another order", lambda t, cs, c, r: changes.reordered(t, r)),
        "permute": ChangeKind("{columns} permuted", lambda t, cs, c, r: changes.permuted(t, cs, r), needs_columns=True),
        "rows-resampled": ChangeKind("rows drawn anew", within=draws.rows_resampled),
        "rows-removed": ChangeKind("{amount} % of the rows removed", within=draws.rows_removed, amounts=(10, 20, 30)),
        "column-permuted": ChangeKind("{columns} permuted", within=draws.column_permuted),
        "column-resampled": ChangeKind("{columns} resampled", within=draws.column_resampled),
        "column-shifted": ChangeKind(
            "{columns} moved by {amount} % of the range", within=draws.shifted, amounts=_SHIFTS
        ),
        "column-scaled": ChangeKind(
            "{columns} drawn together to {amount} %", within=draws.scaled, amounts=(40, 60, 80)
        ),
        "some-rows-shifted": ChangeKind(
            "{columns} moved by {amount} % of the range in some rows", within=draws.some_shifted, amounts=_SHIFTS
        ),
        "group-shifted": ChangeKind(
            "{columns} moved by {amount} % of the range in one group of {other}",
            within=draws.group_shifted,
            amounts=_SHIFTS,
        ),
        "level-dropped": ChangeKind("one label of {other} dropped", within=draws.level_dropped),
        "level-dominant": ChangeKind("one label of {columns} in most rows", within=draws.level_dominant),
        "labels-exchanged": ChangeKind("labels of {columns} exchanged", within=draws.labels_exchanged),
        "label-noise": ChangeKind("{amount} % of {columns} drawn anew", within=draws.label_noise, amounts=(15, 30, 50)),
    }
)


def draw_control(
    change: Change,
    file: str | None,
    source: random.Random,
    *,
    columns: tuple[str, ...] = (),
    other: str | None = None,
    relation: int | None = None,
) -> Control:
    """A control of this kind; its seed, factor and amount are drawn from ``source``."""
    kind = CHANGES[change]
    return Control(
        change,
        file,
        source.randrange(SEEDS),
        columns,
        factor=source.choice(kind.factors),
        amount=source.choice(kind.amounts),
        other=other,
        relation=relation,
    )
