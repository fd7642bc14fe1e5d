"""The run plan: which runs there are, in which order, with which randomness. All of it is drawn by the gate.

A plan is a plain value. It is kept as evidence, and judging with the same plan repeats every run exactly: the same data
changes, seeds, hash seeds, thread counts, nonces and order.
"""

from __future__ import annotations

import random
from collections.abc import Mapping
from dataclasses import asdict, dataclass, replace
from typing import Literal, cast

from gate.model.base import Contract, validate
from gate.model.digest import Json
from gate.model.expected import DataFile, Effect, Expected, Relation, Statistic
from gate.model.policy import ReproPolicy

Kind = Literal["base", "repeat", "control"]
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
]
WITHHELD: tuple[Change, ...] = ("withheld-empty", "withheld-missing")
PERTURBED: tuple[Change, ...] = ("permuted", "resampled")
FOLLOWED: tuple[Literal["scaled", "shifted"], ...] = ("scaled", "shifted")
"""Made from the roles and the declared statistics: every outcome column of every file is changed alike."""

_DONE = {"relabel": "relabelled", "swap": "swapped", "permute": "permuted"}
_SEEDS = 2**31
_HASH_SEEDS = 2**32


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
    def what(self) -> str:
        """The change in a few words, for people."""
        columns = ", ".join(self.columns) or "every column"
        words = {
            "withheld-empty": "all rows withheld",
            "withheld-missing": "all files withheld",
            "re-encoded": "written differently, same values",
            "scaled": f"outcomes × {self.factor}",
            "shifted": f"outcomes + {self.amount}",
            "scale": f"{columns} × {self.factor}",
            "negate": f"{columns} × -1",
            "shift": f"{columns} + {self.amount}",
            "add": f"{columns} + {self.amount} × {self.other}",
            "duplicate": f"every row {self.factor} times",
            "reorder": "rows in another order",
        }.get(self.change, f"{columns} {_DONE.get(self.change, self.change)}")
        return f"{words} in {self.file}" if self.file else words


@dataclass(frozen=True, slots=True)
class PlannedRun:
    """One run. ``name`` is for people and evidence; nothing of it is visible inside."""

    name: str
    kind: Kind
    nonce: str
    seed: int
    hash_seed: int
    threads: int
    control: Control | None = None


@dataclass(frozen=True, slots=True)
class Plan:
    """All runs, in the order in which they are started."""

    runs: tuple[PlannedRun, ...]

    def of_kind(self, *kinds: Kind) -> tuple[PlannedRun, ...]:
        """The runs of these kinds, by name."""
        return tuple(sorted((run for run in self.runs if run.kind in kinds), key=lambda run: run.name))

    def to_json(self) -> dict[str, Json]:
        """The plan as canonical JSON takes it."""
        return {"contract": "gate-run-plan-v1", "runs": [asdict(run) for run in self.runs]}

    @classmethod
    def from_json(cls, value: Mapping[str, Json]) -> Plan:
        """The inverse of `to_json`. Raises InputError."""
        stored = validate(_StoredPlan, dict(value), where="plan", code="plan")
        return cls(stored.runs)


class _StoredPlan(Contract):
    contract: Literal["gate-run-plan-v1"]
    runs: tuple[PlannedRun, ...]


def perturbed_columns(file: DataFile) -> tuple[str, ...]:
    """The columns that permuting must act on: outcomes, else predictors and groups, else all but identifiers.

    Empty when the claim names no columns: then every column is shuffled by itself.
    """
    for roles in (("outcome",), ("predictor", "group"), ("other",)):
        found = tuple(column.name for column in file.columns if column.role in roles)
        if found:
            return found
    return ()


def _relation_control(number: int, relation: Relation, source: random.Random) -> Control:
    factor = {"scale": source.randint(2, 9), "duplicate": source.randint(2, 3), "negate": -1, "swap": -1}
    return Control(
        cast(Change, relation.kind),
        relation.data,
        source.randrange(_SEEDS),
        relation.columns,
        factor=factor.get(relation.kind, 1),
        amount=source.randint(2, 9) if relation.kind in {"shift", "add"} else 0,
        other=relation.other,
        relation=number,
    )


def _controls(expected: Expected, policy: ReproPolicy, source: random.Random) -> list[tuple[str, Control]]:
    if not expected.data:
        return []
    controls: list[tuple[str, Control]] = [(f"{w}", Control(w, None, source.randrange(_SEEDS))) for w in WITHHELD]
    controls.append(("re-encoded", Control("re-encoded", None, source.randrange(_SEEDS))))
    for file in expected.data:
        columns = perturbed_columns(file)
        for number in range(1, policy.permutations + 1):
            control = Control("permuted", file.path, source.randrange(_SEEDS), columns)
            controls.append((f"permuted-{number}:{file.path}", control))
        control = Control("resampled", file.path, source.randrange(_SEEDS), columns)
        controls.append((f"resampled:{file.path}", control))
    if statistic_effects(expected, "scaled"):
        controls.append(("scaled", Control("scaled", None, source.randrange(_SEEDS), factor=source.randint(2, 9))))
    if statistic_effects(expected, "shifted"):
        controls.append(("shifted", Control("shifted", None, source.randrange(_SEEDS), amount=source.randint(2, 9))))
    for number, relation in enumerate(expected.relations):
        controls.append((f"relation-{number + 1}:{relation.kind}", _relation_control(number, relation, source)))
    return controls


def draw_plan(expected: Expected, policy: ReproPolicy, source: random.Random) -> Plan:
    """Draw a plan. ``source`` is `random.SystemRandom` in production: a script cannot foresee anything in it."""

    def run(name: str, kind: Kind, control: Control | None = None) -> PlannedRun:
        return PlannedRun(
            name,
            kind,
            nonce=f"{source.getrandbits(128):032x}",
            seed=source.randrange(_SEEDS),
            hash_seed=source.randrange(_HASH_SEEDS),
            threads=source.randint(1, 2),
            control=control,
        )

    random_result = "seed" in expected.varies
    count = policy.random_runs if random_result else policy.base_runs
    # Base runs take turns, so that both thread counts are certain to be among them.
    runs = [replace(run(f"base-{n:02d}", "base"), threads=1 + n % 2) for n in range(1, count + 1)]
    if random_result:
        # The randomness of one base run again, under another nonce.
        first = runs[0]
        runs.append(replace(run("repeat", "repeat"), seed=first.seed, hash_seed=first.hash_seed, threads=first.threads))
    runs.extend(run(name, "control", control) for name, control in _controls(expected, policy, source))
    source.shuffle(runs)
    return Plan(tuple(runs))


FOLLOWS: dict[Statistic, tuple[int, int | None]] = {
    "location": (1, 1),
    "equivariant": (1, 0),
    "scale": (1, 0),
    "variance": (2, 0),
    "total": (1, None),
    "ratio": (0, None),
    "invariant": (0, 0),
}
"""Statistic to the power of the factor, and how often the amount is added (None: it need not follow)."""


def statistic_effects(expected: Expected, change: Literal["scaled", "shifted"]) -> tuple[Effect, ...]:
    """The effects on the quantities that declare a statistic; empty where none follows this change."""
    effects = []
    for quantity in expected.quantities:
        if quantity.statistic is None:
            continue
        power, plus = FOLLOWS[quantity.statistic]
        if change == "scaled":
            effects.append(Effect(quantity=quantity.name, power=power))
        elif plus is not None:
            effects.append(Effect(quantity=quantity.name, plus=str(plus)))
    return tuple(effects)
