"""The gate's own values of a claim's quantities, on any data, by part."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from types import MappingProxyType

from gate.model.digest import Json
from gate.model.errors import Fault, InputError
from gate.model.policy import RunLimits
from gate.model.rules import ArrayRule
from gate.repro.claim.methods import Methods, Variant
from gate.repro.claim.parts import Part, place
from gate.repro.methods.evaluate import LIMITS, Answer, Job, Tables, evaluate
from gate.repro.rules.arithmetic import deviation, mean
from gate.repro.rules.base import FormError, Value
from gate.repro.runs.results import RefusedError, Values, elements
from gate.sandbox.interface import Sandbox

SEEDS = 5
"""Evaluations of a random quantity on the same data."""


@dataclass(frozen=True, slots=True)
class OwnValue:
    """What one variant gives on one data set.

    ``values`` None: nothing, because of ``trouble``. ``condition`` is κ, where it was asked for. ``spread`` is the
    standard deviation over seeds of random parts.
    """

    values: Values | None
    condition: float | None = None
    trouble: str = ""
    spread: Mapping[str, Decimal] = field(default_factory=lambda: MappingProxyType({}))


@dataclass(frozen=True, slots=True)
class OwnValues:
    """Evaluates a claim's methods: one container for each call, whatever the number of data sets."""

    methods: Methods
    parts: Mapping[str, Part]
    sandbox: Sandbox
    limits: RunLimits = LIMITS

    def on(self, datasets: Sequence[Tables], *, conditions: bool = False) -> list[tuple[OwnValue, ...]]:
        """For each data set what every variant gives. Raises InfrastructureError."""
        # Other seeds on each data set: errors that all of them share would not average out.
        jobs = [
            Job(number, dataset, 1 + dataset * SEEDS + turn, conditions and turn == 0)
            for dataset in range(len(datasets))
            for number, variant in enumerate(self.methods.variants)
            for turn in range(SEEDS if variant.method.tolerance == "random" else 1)
        ]
        checked = [variant.method for variant in self.methods.variants]
        answers = dict(zip(jobs, evaluate(checked, datasets, jobs, self.sandbox, limits=self.limits), strict=True))
        found: list[dict[int, list[Answer]]] = [{} for _ in datasets]
        for job, answer in answers.items():
            found[job.dataset].setdefault(job.method, []).append(answer)
        return [
            tuple(self._own(variant, one[number]) for number, variant in enumerate(self.methods.variants))
            for one in found
        ]

    def on_own_data(self, tables: Tables) -> tuple[OwnValue, ...]:
        """The same on the claim's own data. Raises InputError (fault: claim) where a method has no value there."""
        (found,) = self.on([tables], conditions=True)
        for variant, own in zip(self.methods.variants, found, strict=True):
            if own.values is None:
                raise InputError(
                    "method.no-value",
                    f"the method has no value on the claim's own data: {own.trouble}",
                    where=f"{place(variant.quantity.name)}.method",
                    hint="`gate method try` computes a method on a file",
                    fault=Fault.CLAIM,
                )
        return found

    def _own(self, variant: Variant, answers: Sequence[Answer]) -> OwnValue:
        bad = next((answer for answer in answers if not answer.known), None)
        if bad is not None:
            return OwnValue(None, trouble=bad.message)
        try:
            each = [dict(self._parts(variant, answer)) for answer in answers]
        except (FormError, RefusedError) as error:
            return OwnValue(None, trouble=str(error))
        if len(each) == 1:
            return OwnValue(each[0], answers[0].condition)
        numbers = {name: [value for one in each if isinstance(value := one[name], Decimal)] for name in each[0]}
        values = {name: mean(of) if len(of) == len(each) else each[0][name] for name, of in numbers.items()}
        return OwnValue(values, None, spread={name: deviation(of) for name, of in numbers.items()})

    def _parts(self, variant: Variant, answer: Answer) -> Iterator[tuple[str, Value]]:
        raw = answer.value
        if isinstance(variant.quantity.rule, ArrayRule):
            raw = _nested(raw, variant.quantity.rule.shape)
        for name, one in elements(variant.quantity, raw):
            yield name, self.parts[name].rule.read(one, from_text=isinstance(one, str))


def _nested(flat: Json, shape: Sequence[int]) -> Json:
    """A row-major list as nested lists."""
    if not isinstance(flat, list) or len(shape) < 2:
        return flat
    step = len(flat) // shape[0] if shape[0] else 0
    return [_nested(flat[i * step : (i + 1) * step], shape[1:]) for i in range(shape[0])]
