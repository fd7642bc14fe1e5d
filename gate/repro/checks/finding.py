"""What one control came to: expected, happened, and whether that is as it must be."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from gate.model.digest import Json
from gate.model.expected import Effect
from gate.repro.checks.observed import Observed, readable, some, tell
from gate.repro.claim.parts import Part
from gate.repro.rules.base import Comparison, Value
from gate.repro.runs.execute import Finished
from gate.repro.runs.plan import Control, PlannedRun
from gate.repro.runs.results import Values

_SHOWN_PARTS = 50


@dataclass(frozen=True, slots=True)
class Finding:
    """What one control came to. ``code`` is empty when it did what it must."""

    run: PlannedRun
    expected: str
    happened: str
    code: str = ""
    undecided: bool = False
    values: Json = None

    @property
    def ok(self) -> bool:
        return not self.code

    @property
    def sentence(self) -> str:
        """Change, expectation and what happened."""
        change = self.run.control.what if self.run.control else self.run.name
        return f"{change}: expected {self.expected}, but the script {self.happened}"

    def to_json(self) -> dict[str, Json]:
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


def table(comparisons: dict[str, Comparison], values: Values) -> Json:
    """The first parts of a control for people: value, inside or not, distance."""
    return {
        name: {"value": tell(values[name]), "inside": one.inside, "distance": one.distance}
        for name, one in list(comparisons.items())[:_SHOWN_PARTS]
    }


def unreadable(observed: Observed, run: PlannedRun, finished: Finished, expected: str, code: str) -> Finding:
    """A control on valid data that gave no result: the script's own doing, unless the limit was near anyway."""
    happened = finished.ending if not finished.result.clean else "no acceptable result"
    if finished.limited and not observed.quick:
        return Finding(run, expected, f"met a limit ({happened})", "control-limit", undecided=True)
    return Finding(run, expected, f"gave no result ({happened})", code)


def predicted(effect: Effect, control: Control, centre: Value) -> tuple[Value, Decimal]:
    """What a part must become, and the scale of its tolerance. Texts must stay."""
    scale = Decimal(control.factor) ** effect.power
    if not isinstance(centre, Decimal):
        return centre, Decimal(1)
    return centre * scale + Decimal(effect.plus) * control.amount, scale


def followed(observed: Observed, effects: Sequence[Effect], run: PlannedRun, codes: tuple[str, str]) -> Finding:
    """Whether the control's results are what the effects make of the base runs' results.

    ``codes`` are for a run without result and for one that does not follow.
    """
    control = run.control
    assert control is not None
    must = some([f"{effect.quantity}{_says(effect, control)}" for effect in effects])
    finished = observed.finished[run.name]
    values = readable(finished)
    if values is None:
        return unreadable(observed, run, finished, must, codes[0])
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
        return Finding(run, must, happened, codes[1], values=shown)
    return Finding(run, must, "followed", values=shown)


def _held(observed: Observed, effect: Effect, control: Control, part: Part, values: Values) -> Comparison:
    centre, scale = predicted(effect, control, observed.centre(part))
    return part.rule.agree(values[part.name], centre, scale=scale, runs=observed.spread(part))


def _says(effect: Effect, control: Control) -> str:
    factor = f" × {control.factor}" + (f"^{effect.power}" if effect.power != 1 else "")
    scale = factor if effect.power and control.factor != 1 else ""
    amount = Decimal(effect.plus) * control.amount
    plus = f" + {amount:g}" if amount else ""
    return (scale + plus) or " stays"
