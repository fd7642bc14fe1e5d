"""The run plan: which runs there are, in which order, with which randomness. All of it is drawn by the gate.

A plan is a plain value. It is kept as evidence, and judging with the same plan repeats every run exactly: the same data
changes, seeds, hash seeds, thread counts, nonces and order.
"""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from gate.model.base import Contract, validate
from gate.model.digest import Json
from gate.model.expected import DataFile, Expected
from gate.model.policy import ReproPolicy
from gate.repro.claim.statistic import statistic_effects
from gate.repro.data.control import DRAWS, FOLLOWED, SEEDS, WITHHELD, Control, draw_control

Kind = Literal["base", "repeat", "control"]
_HASH_SEEDS = 2**32


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
class LeftOut:
    """A control that is not run, because it could find nothing or would find fault with an honest script."""

    control: str
    why: str


@dataclass(frozen=True, slots=True)
class Plan:
    """All runs, in the order in which they are started, and the controls that are left out."""

    runs: tuple[PlannedRun, ...]
    left_out: tuple[LeftOut, ...] = ()

    def of_kind(self, *kinds: Kind) -> tuple[PlannedRun, ...]:
        """The runs of these kinds, by name."""
        return tuple(sorted((run for run in self.runs if run.kind in kinds), key=lambda run: run.name))

    @property
    def draws(self) -> tuple[PlannedRun, ...]:
        """The runs on changed data that test the claim's methods, by name."""
        return tuple(run for run in self.of_kind("control") if run.control and run.control.change in DRAWS)

    def lines(self) -> Iterator[str]:
        """One line for each run, for people, in the order in which they start."""
        for number, run in enumerate(self.runs, start=1):
            change = f", {run.control.what}" if run.control else ""
            seeds = f"seed {run.seed}, hash seed {run.hash_seed}, threads {run.threads}"
            yield f"  {number:>2}  {run.name:<24} {seeds}{change}"
        for one in self.left_out:
            yield f"  --  {one.control:<24} left out: {one.why}"

    def to_json(self) -> dict[str, Json]:
        """The plan as canonical JSON takes it."""
        stored = _StoredPlan(contract="gate-run-plan-v1", runs=self.runs, left_out=self.left_out)
        return stored.model_dump(mode="json")

    @classmethod
    def from_json(cls, value: Json) -> Plan:
        """The inverse of `to_json`. Raises InputError."""
        stored = validate(_StoredPlan, value, where="plan", code="plan")
        return cls(stored.runs, stored.left_out)


class _StoredPlan(Contract):
    contract: Literal["gate-run-plan-v1"]
    runs: tuple[PlannedRun, ...]
    left_out: tuple[LeftOut, ...] = ()


def perturbed_columns(file: DataFile) -> tuple[str, ...]:
    """The columns that permuting must act on: outcomes, else predictors and groups, else all but identifiers.

    Empty when the claim names no columns: then every column is shuffled by itself.
    """
    for roles in (("outcome",), ("predictor", "group"), ("other",)):
        found = tuple(column.name for column in file.columns if column.role in roles)
        if found:
            return found
    return ()


def _controls(expected: Expected, policy: ReproPolicy, source: random.Random) -> Iterator[tuple[str, Control]]:
    """Every control of a claim, by the name of its run."""
    if not expected.data:
        return
    for change in (*WITHHELD, "re-encoded"):
        yield change, draw_control(change, None, source)
    # Where every quantity has a method, draws take the place of changes that can only be looked at for movement.
    for file in () if all(quantity.method for quantity in expected.quantities) else expected.data:
        columns = perturbed_columns(file)
        for number in range(1, policy.permutations + 1):
            yield f"permuted-{number}:{file.path}", draw_control("permuted", file.path, source, columns=columns)
        yield f"resampled:{file.path}", draw_control("resampled", file.path, source, columns=columns)
    for followed in FOLLOWED:
        if statistic_effects(expected, followed):
            yield followed, draw_control(followed, None, source)
    for number, relation in enumerate(expected.relations):
        control = draw_control(
            relation.kind, relation.data, source, columns=relation.columns, other=relation.other, relation=number
        )
        yield f"relation-{number + 1}:{relation.kind}", control


def with_draws(plan: Plan, draws: Sequence[Control], source: random.Random, left_out: tuple[LeftOut, ...] = ()) -> Plan:
    """The plan with a run for each draw, at places of its own, and without the runs of controls that are left out."""
    runs = [run for run in plan.runs if run.name not in {one.control for one in left_out}]
    for number, control in enumerate(draws, start=1):
        run = _planned(source, f"draw-{number:02d}:{control.change}", "control", control)
        runs.insert(source.randint(0, len(runs)), run)
    return Plan(tuple(runs), left_out)


def _planned(source: random.Random, name: str, kind: Kind, control: Control | None = None) -> PlannedRun:
    return PlannedRun(
        name,
        kind,
        nonce=f"{source.getrandbits(128):032x}",
        seed=source.randrange(SEEDS),
        hash_seed=source.randrange(_HASH_SEEDS),
        threads=source.randint(1, 2),
        control=control,
    )


def draw_plan(expected: Expected, policy: ReproPolicy, source: random.Random) -> Plan:
    """Draw a plan, without draws for methods. A script cannot foresee anything that comes from ``source``."""

    def run(name: str, kind: Kind, control: Control | None = None) -> PlannedRun:
        return _planned(source, name, kind, control)

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
