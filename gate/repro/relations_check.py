"""R4: do the results follow the relations that the claim declares, when the gate scales, shifts or relabels the data?

A relation starts from what the base runs gave, not from the published value: a constant that was added to an honest
result shows itself, because it does not scale with the data.
"""

from __future__ import annotations

from decimal import Decimal

from gate.model.check import Check, Outcome, inconclusive, passed
from gate.model.digest import Json
from gate.model.expected import Effect, Expected
from gate.repro.base_checks import not_reached
from gate.repro.data_check import Finding, table, unreadable
from gate.repro.observed import Observed, Values, readable, some
from gate.repro.parts import Part, Value
from gate.repro.plan import Control, PlannedRun
from gate.repro.rules import Comparison, close_to

RELATIONS = "repro.relations"


def predicted(effect: Effect, control: Control, centre: Value) -> tuple[Value, Decimal]:
    """What a part must become, and the scale of its tolerance. Texts must stay."""
    scale = Decimal(control.factor) ** effect.power
    if not isinstance(centre, Decimal):
        return centre, Decimal(1)
    return centre * scale + Decimal(effect.plus) * control.amount, scale


def relations_check(observed: Observed, expected: Expected) -> Check:
    """The check `repro.relations`."""
    planned = observed.controls(relations=True)
    if not observed.complete or any(run.name not in observed.finished for run in planned):
        return not_reached(RELATIONS, observed)
    findings = [_finding(observed, expected, run) for run in planned]
    data: Json = {"controls": [finding.to_json() for finding in findings]}
    broken = next((f for f in findings if f.code and not f.undecided), None)
    if broken is not None:
        change = broken.run.control.what if broken.run.control else ""
        reason = f"{change}: expected {broken.expected}, but the script {broken.happened}"
        return Check(RELATIONS, Outcome.FAIL, reason, broken.code, observed.evidence, data)
    undecided = next((f for f in findings if f.undecided), None)
    if undecided is not None:
        reason = f"control {undecided.run.name} {undecided.happened}"
        return inconclusive(RELATIONS, undecided.code, reason, evidence=observed.evidence, data=data)
    return passed(RELATIONS, f"{len(findings)} declared relations hold", evidence=observed.evidence, data=data)


def _finding(observed: Observed, expected: Expected, run: PlannedRun) -> Finding:
    control = run.control
    assert control is not None
    assert control.relation is not None
    effects = expected.relations[control.relation].effects
    names = some([f"{effect.quantity}{_says(effect, control)}" for effect in effects])
    must = names
    finished = observed.finished[run.name]
    values = readable(finished)
    if values is None:
        return unreadable(observed, run, finished, must, "relation-crashed")
    comparisons: dict[str, Comparison] = {}
    for effect in effects:
        for part in observed.parts:
            if part.quantity == effect.quantity:
                comparisons[part.name] = _held(observed, effect, control, part, values)
    broken = [name for name, one in comparisons.items() if not one.inside]
    shown = table(comparisons, values)
    if broken:
        worst = comparisons[broken[0]]
        happened = f"gave {some(broken)} off by {worst.distance} (tolerance {worst.tolerance})"
        return Finding(run, must, happened, "relation-broken", values=shown)
    return Finding(run, must, "followed", values=shown)


def _held(observed: Observed, effect: Effect, control: Control, part: Part, values: Values) -> Comparison:
    centre, scale = predicted(effect, control, observed.centre(part))
    return close_to(part, values[part.name], centre, scale=scale, base=observed.spread(part))


def _says(effect: Effect, control: Control) -> str:
    factor = f" × {control.factor}" + (f"^{effect.power}" if effect.power != 1 else "")
    scale = factor if effect.power and control.factor != 1 else ""
    amount = Decimal(effect.plus) * control.amount
    plus = f" + {amount:g}" if amount else ""
    return (scale + plus) or " stays"
