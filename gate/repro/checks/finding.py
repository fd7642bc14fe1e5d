"""What one control came to: expected, happened, and whether that is as it must be."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from gate.model.expected import Effect
from gate.repro.check_data import ControlData, ControlValueData
from gate.repro.checks.observed import Observed, as_data, readable, some
from gate.repro.claim.parts import Part
from gate.repro.data.control import Control
from gate.repro.rules.base import Comparison, Value
from gate.repro.runs.execute import Finished
from gate.repro.runs.plan import PlannedRun
from gate.repro.runs.results import Values

REFUSES = "refuses-changed-data"
_SHOWN_PARTS = 50


@dataclass(frozen=True, slots=True)
class Finding:
    """What one control came to. ``code`` is empty when it did what it must."""

    run: PlannedRun
    expected: str
    happened: str
    code: str = ""
    undecided: bool = False
    values: dict[str, ControlValueData] | None = None

    @property
    def ok(self) -> bool:
        return not self.code

    @property
    def sentence(self) -> str:
        """Change, expectation and what happened."""
        change = self.run.control.what if self.run.control else self.run.name
        return f"{change}: expected {self.expected}, but the script {self.happened}"

    def to_json(self) -> ControlData:
        change = self.run.control.what if self.run.control else ""
        return {
            "control": self.run.name,
            "change": change,
            "expected": self.expected,
            "happened": self.happened,
            "ok": self.ok,
            "code": self.code,
            "values": self.values,
        }


def shown(comparisons: Mapping[str, Comparison], values: Values) -> dict[str, ControlValueData]:
    """The first values of a control, with what they were held against."""
    return {
        name: {"value": as_data(values[name]), "inside": one.inside, "distance": one.distance}
        for name, one in list(comparisons.items())[:_SHOWN_PARTS]
    }


def unreadable(observed: Observed, run: PlannedRun, finished: Finished, expected: str, code: str) -> Finding:
    """A control on valid data that gave no result: the script's own doing, unless the limit was near anyway.

    It is never a pass. Where the published number is true, it is no lie either.
    """
    happened = finished.ending if not finished.result.clean else "no acceptable result"
    if finished.limited and not observed.all_quick:
        return Finding(run, expected, f"met a limit ({happened})", "control-limit", undecided=True)
    if code and observed.reproduced:
        return Finding(run, expected, f"gave no result ({happened})", REFUSES, undecided=True)
    return Finding(run, expected, f"gave no result ({happened})", code)


def predicted(effect: Effect, control: Control, centre: Value) -> tuple[Value, Decimal]:
    """What a part must become, and the scale of its tolerance. Texts must stay."""
    scale = Decimal(control.factor) ** effect.power
    if not isinstance(centre, Decimal):
        return centre, Decimal(1)
    return centre * scale + Decimal(effect.plus) * control.amount, scale


def followed(observed: Observed, effects: Sequence[Effect], run: PlannedRun, *, crashed: str, broken: str) -> Finding:
    """Whether the control's results are what the effects make of the base runs' results.

    ``crashed`` is the code of a run without result, ``broken`` that of one that does not follow.
    """
    control = run.control
    assert control is not None
    expected = some([f"{effect.quantity}{_in_words(effect, control)}" for effect in effects])
    finished = observed.finished[run.name]
    values = readable(finished)
    if values is None:
        return unreadable(observed, run, finished, expected, crashed)
    comparisons = {
        part.name: _against_prediction(observed, effect, control, part, values)
        for effect in effects
        for part in observed.parts
        if part.quantity == effect.quantity
    }
    astray = [name for name, one in comparisons.items() if not one.inside]
    if astray:
        worst = comparisons[astray[0]]
        happened = f"gave {some(astray)} off by {worst.distance} (tolerance {worst.tolerance})"
        return Finding(run, expected, happened, broken, values=shown(comparisons, values))
    return Finding(run, expected, "followed", values=shown(comparisons, values))


def _against_prediction(observed: Observed, effect: Effect, control: Control, part: Part, values: Values) -> Comparison:
    centre, scale = predicted(effect, control, observed.centre(part))
    return part.rule.agree(values[part.name], centre, scale=scale, runs=observed.spread(part))


def _in_words(effect: Effect, control: Control) -> str:
    factor = f" × {control.factor}" + (f"^{effect.power}" if effect.power != 1 else "")
    scale = factor if effect.power and control.factor != 1 else ""
    amount = Decimal(effect.plus) * control.amount
    plus = f" + {amount:g}" if amount else ""
    return (scale + plus) or " stays"
