"""What all runs of one attempt came to: the view that the checks are made from."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from gate.model.digest import Digest
from gate.model.policy import ReproPolicy
from gate.repro.check_data import ValueData
from gate.repro.claim.parts import Part
from gate.repro.data.control import Change
from gate.repro.rules.arithmetic import mean
from gate.repro.rules.base import Value
from gate.repro.runs.execute import Finished
from gate.repro.runs.plan import Plan, PlannedRun
from gate.repro.runs.results import Refusal, Values


@dataclass(frozen=True, slots=True)
class Observed:
    """Parts of the claim, the plan, and what finished; ``evidence`` goes into every check."""

    parts: tuple[Part, ...]
    random: bool
    plan: Plan
    finished: Mapping[str, Finished]
    policy: ReproPolicy
    evidence: Mapping[str, Digest]
    idle: frozenset[str] = frozenset()
    """Controls that left every byte as it was."""
    small: frozenset[str] = frozenset()
    """Controls that shuffle or draw anew from so few rows that nothing may move."""
    still: frozenset[str] = frozenset()
    """Parts that no draw moves by the claim's own methods: that a script does not move them says nothing."""
    computed: frozenset[str] = frozenset()
    """Parts that the gate computes itself: `repro.method` compares them on changed data, more sharply than controls."""
    reproduced: bool = False
    """Whether the publication is what the claim's methods give: a script that refuses changed data is only picky."""

    @property
    def base(self) -> list[Finished]:
        """The base runs that finished, by name."""
        return [self.finished[run.name] for run in self.plan.of_kind("base") if run.name in self.finished]

    @property
    def complete(self) -> bool:
        """Whether every base run left an acceptable result, so that there is something to compare."""
        values = [readable(run) for run in self.base]
        return len(values) == len(self.plan.of_kind("base")) and None not in values

    def base_values(self, part: Part) -> list[Value]:
        """The part's value in every base run."""
        return [values[part.name] for run in self.base if (values := readable(run)) is not None]

    def spread(self, part: Part) -> list[Decimal]:
        """The base runs' numbers of a random part; empty for others, whose rules look at one run."""
        return [v for v in self.base_values(part) if isinstance(v, Decimal)] if part.random else []

    def centre(self, part: Part) -> Value:
        """What a relation starts from."""
        return typical(part, [values for run in self.base if (values := readable(run)) is not None])

    def controls(self, *changes: Change, relations: bool = False) -> list[PlannedRun]:
        """Control runs of these changes, or those of the claim's relations, by name."""
        return [
            run
            for run in self.plan.of_kind("control")
            if run.control and (run.control.relation is not None if relations else run.control.change in changes)
        ]

    def quick(self, run: Finished) -> bool:
        """Whether a run was well inside the time limit."""
        return run.result.usage.wall_s < self.policy.run.wall_s / 2

    @property
    def all_quick(self) -> bool:
        """Whether every base run was, so that a slow control is no accident."""
        return all(map(self.quick, self.base))


def readable(run: Finished) -> Values | None:
    """The run's values, or None."""
    return None if isinstance(run.values, Refusal) else run.values


def typical(part: Part, runs: Sequence[Values]) -> Value:
    """The value that stands for several runs: the mean of a random part, the first run's value of any other."""
    numbers = [value for values in runs if isinstance(value := values[part.name], Decimal)]
    if part.random and numbers:
        return mean(numbers)
    return runs[0][part.name]


def as_data(value: Value) -> ValueData:
    """A value for evidence: numbers as the script wrote them."""
    return list(value) if isinstance(value, tuple) else str(value)


def some(names: Sequence[str], most: int = 3) -> str:
    """A few names for a sentence."""
    rest = f" and {len(names) - most} more" if len(names) > most else ""
    return ", ".join(names[:most]) + rest
