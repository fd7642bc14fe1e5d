"""What a judgement of a claim would run and what it could find, without any artifact: ``gate plan``."""

from __future__ import annotations

import random
from collections.abc import Mapping
from dataclasses import dataclass

from gate.documents.plan import PlannedControl, PlannedValue, PlanReport
from gate.model.claim import Claim, EmpiricalClaim
from gate.model.errors import Fault, InputError
from gate.model.policy import ReproPolicy
from gate.repro.claim.declared import check_expected
from gate.repro.claim.methods import methods_of
from gate.repro.data.codec import Codec
from gate.repro.power import (
    ControlPower,
    ValuePower,
    control_powers,
    draw_powers,
    foreseen_seed,
    value_powers,
)
from gate.repro.runs.draws import DRAWS, LEAST_POWERED, choose_draws, draw_counts
from gate.repro.runs.own_values import OwnValues
from gate.repro.runs.plan import draw_plan
from gate.sandbox.interface import Sandbox


@dataclass(frozen=True, slots=True)
class Foreseen:
    """A claim's controls and values with their power; ``base`` runs are on the cited data.

    The quantities ``without`` have no method.
    """

    base: int
    controls: tuple[ControlPower, ...]
    values: tuple[ValuePower, ...]
    without: tuple[str, ...]

    @property
    def runs(self) -> int:
        """How many runs a judgement takes."""
        return self.base + sum(control.planned for control in self.controls)


def foresee(
    claim: Claim, files: Mapping[str, bytes], sandbox: Sandbox, policy: ReproPolicy, *, attempt: int = 1
) -> Foreseen:
    """Simulate the controls of a claim. ``files`` are its data; ``attempt`` counts from 1.

    The draws are not those of any attempt, but of the same kinds and numbers. Raises InputError (fault: claim) and
    InfrastructureError.
    """
    expected = claim.expected if isinstance(claim, EmpiricalClaim) else None
    if expected is None:
        message = f"claim {claim.id} has no expected results that controls could be planned for"
        raise InputError("claim.no-expected", message, where="expected", fault=Fault.CLAIM)
    parts = check_expected(expected, policy)
    seed = foreseen_seed(str(claim.digest))
    plan = draw_plan(expected, policy, random.Random(seed))
    controls = plan.of_kind("control")
    base = len(plan.of_kind("base", "repeat"))
    without = tuple(quantity.name for quantity in expected.quantities if quantity.method is None)
    if len(without) == len(expected.quantities):
        unknown = (
            ControlPower(run.name, run.control.what, 0, 1, {}, None) for run in controls if run.control is not None
        )
        return Foreseen(base, tuple(unknown), (), without)
    tables = {path: table for path, (table, _) in Codec(sandbox, policy.run).read(expected.data, files).items()}
    methods = methods_of(expected, tables)
    known_parts = {part.name: part for part in parts}
    own_values = OwnValues(methods, known_parts, sandbox)
    original = own_values.on_own_data(tables)
    chosen = choose_draws(
        expected,
        methods,
        known_parts,
        tables,
        own_values,
        original,
        seed,
        draw_counts(attempt, policy.method_draws or DRAWS),
        [run.control for run in controls if run.control is not None],
        conditions=True,
    )
    computed = [part for part in parts if part.quantity in methods.quantities]
    return Foreseen(
        base,
        (
            *control_powers(expected, parts, methods, original, controls, chosen.others, tables),
            *draw_powers(chosen, [part.name for part in computed]),
        ),
        tuple(value_powers(parts, methods, original, chosen.moving)),
        without,
    )


def plan_report(
    record: str, claim: Claim, files: Mapping[str, bytes], sandbox: Sandbox, policy: ReproPolicy, *, attempt: int
) -> PlanReport:
    """What `foresee` finds, as a document. Raises InputError (fault: claim) and InfrastructureError."""
    found = foresee(claim, files, sandbox, policy, attempt=attempt)
    return PlanReport(
        record=record,
        claim=claim.id,
        attempt=attempt,
        base=found.base,
        runs=found.runs,
        controls=tuple(
            PlannedControl(
                control=one.control,
                change=one.words,
                simulated=one.simulated,
                runs=one.planned,
                finds=dict(one.finds),
                alarms=one.alarms,
                left_out=one.left_out,
            )
            for one in found.controls
        ),
        values=tuple(
            PlannedValue(
                name=one.name,
                draws=one.draws,
                tested=one.draws >= LEAST_POWERED,
                smallest=one.smallest,
                factors={f"{factor:g}": share for factor, share in one.factors.items()},
                alarm=one.alarm,
            )
            for one in found.values
        ),
        without=found.without,
    )
