"""What a claim's controls find, and when they would find fault with an honest script: computed before anything runs.

The claim's own methods are computed on simulated changes of its data. Held against them are two dishonest scripts, one
that gives on all data what it gives on the cited ones, and one whose values are off by a factor; and an honest one,
which is the method itself (docs/methods.md, "Power").
"""

from __future__ import annotations

import math
import random
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from gate.model.digest import canonical_json
from gate.model.errors import Fault, InputError
from gate.model.expected import Effect, Expected
from gate.repro.checks.agreement import DEVIATIONS, EXACT, relative
from gate.repro.checks.finding import predicted
from gate.repro.checks.recomputed import fits_publication
from gate.repro.claim.methods import Methods, Variant
from gate.repro.claim.parts import Part, place
from gate.repro.claim.statistic import statistic_effects
from gate.repro.data.changed_files import changed_tables
from gate.repro.data.control import WITHHELD, Control
from gate.repro.data.domain import leaves
from gate.repro.data.tables import Table
from gate.repro.rules.base import Value
from gate.repro.rules.number import NumberRule
from gate.repro.runs.draws import Chosen, Draw, known
from gate.repro.runs.own_values import OwnValue
from gate.repro.runs.plan import LeftOut, PlannedRun

FACTORS = (1.001, 1.01, 1.05)
"""What the values of the second dishonest script are multiplied by."""


@dataclass(frozen=True, slots=True)
class ControlPower:
    """One control, or one kind of draw.

    ``simulated`` changes gave values to compare; ``finds`` is for each value the share of them on which a script that
    ignores the data is found out, ``alarms`` the share on which the method itself would be found fault with; None
    where no method says. ``planned`` is the number of runs; ``left_out`` says why there are none.
    """

    control: str
    words: str
    simulated: int
    planned: int
    finds: Mapping[str, float]
    alarms: float | None
    left_out: str = ""


@dataclass(frozen=True, slots=True)
class ValuePower:
    """One value under all planned draws.

    ``draws`` of them move it and can be compared. ``smallest`` is the least error, as a share of the value, that is
    found for certain on the cited data; None for texts, of which any is. ``factors`` are the probabilities with which a
    value that is off by a factor is found, ``alarm`` that with which an honest script fails; None where the method
    looks for an optimum, for it depends on where the script stops.
    """

    name: str
    draws: int
    smallest: float | None
    factors: Mapping[float, float]
    alarm: float | None


def draw_powers(chosen: Chosen, parts: Sequence[str]) -> Iterator[ControlPower]:
    """Every kind of draw that was tried, by its name."""
    kinds: dict[str, list[Draw]] = {}
    for draw in chosen.candidates:
        kinds.setdefault(draw.control.change, []).append(draw)
    for kind, tried in sorted(kinds.items()):
        compared = [draw for draw in tried if known(draw)]
        finds = {part: _share(part in draw.moved for draw in compared) for part in parts}
        planned = sum(draw.control.change == kind for draw in chosen.moving)
        why = "" if any(finds.values()) else "no change of this kind moves a value"
        words = f"{tried[0].control.what}, for example"
        yield ControlPower(kind, words, len(compared), planned, finds, 0.0, why)
    if chosen.unused:
        words = f"{chosen.unused[0].control.what}, which no method uses, for example"
        yield ControlPower("unused columns", words, len(chosen.unused), len(chosen.unused), {}, 0.0)


def control_powers(
    expected: Expected,
    parts: Sequence[Part],
    methods: Methods,
    original: Sequence[OwnValue],
    runs: Sequence[PlannedRun],
    draws: Sequence[Draw],
    tables: Mapping[str, Table],
) -> Iterator[ControlPower]:
    """The plan's other controls, each with what the methods give under it.

    A scaled, moved or negated column may leave what the claim declares of it. A script may refuse such data, so that
    the control is left out.
    """
    chosen = _fitting(parts, methods, original)
    numbers = {part.name: part for part in parts if part.quantity in chosen and not part.random}
    before = _values(original, chosen)
    for run, draw in zip(runs, draws, strict=True):
        assert run.control is not None
        after = {} if run.control.change == "withheld-missing" else _values(draw.own, chosen)
        compared = {name: part for name, part in numbers.items() if name in after}
        finds, alarms = _judged(expected, run.control, numbers, before, after)
        simulated = 1 if compared or run.control.change in WITHHELD else 0
        why = ""
        if run.control.change == "withheld-empty" and alarms:
            why = "the method gives a published value without any rows, too"
        elif outside := _outside(expected, run.control, tables):
            why = f"{outside} would leave what the claim declares of it"
        yield ControlPower(
            run.name, run.control.what, simulated, 0 if why else 1, finds, alarms if simulated else None, why
        )


def _outside(expected: Expected, control: Control, tables: Mapping[str, Table]) -> str | None:
    """The first column that the control takes out of its declared domain."""
    if not _effects(expected, control):
        return None
    changed = changed_tables(control, expected, tables)
    return next((name for file in expected.data if (name := leaves(file, changed[file.path]))), None)


def _judged(
    expected: Expected,
    control: Control,
    parts: Mapping[str, Part],
    before: Mapping[str, Value],
    after: Mapping[str, Value],
) -> tuple[dict[str, float], float]:
    """What a control finds, and whether it would find fault with the method itself."""
    if control.change in WITHHELD:
        free = [name for name, part in parts.items() if not part.fixed]
        kept = any(name in after and parts[name].rule.compare(after[name]).inside for name in free)
        return dict.fromkeys(free, 1.0), float(kept)
    parts = {name: part for name, part in parts.items() if name in after}
    free = [name for name, part in parts.items() if not part.fixed]
    if control.change == "re-encoded":
        moved = any(not part.rule.compare(after[name]).inside for name, part in parts.items() if _true(part, before))
        return {}, float(moved)
    effects = _effects(expected, control)
    if not effects:
        return {name: float(not parts[name].rule.compare(after[name]).inside) for name in free}, 0.0
    finds: dict[str, float] = {}
    broken = False
    for effect in effects:
        for name, part in parts.items():
            if part.quantity == effect.quantity:
                due, scale = predicted(effect, control, before[name])
                broken = broken or not part.rule.agree(after[name], due, scale=scale, runs=()).inside
                finds[name] = float(not part.rule.agree(before[name], due, scale=scale, runs=()).inside)
    return finds, float(broken)


def _true(part: Part, values: Mapping[str, Value]) -> bool:
    return part.rule.compare(values[part.name]).inside


def _effects(expected: Expected, control: Control) -> Sequence[Effect]:
    if control.relation is not None:
        return expected.relations[control.relation].effects
    if control.change == "scaled" or control.change == "shifted":
        return statistic_effects(expected, control.change)
    return ()


def left_out(powers: Sequence[ControlPower]) -> tuple[LeftOut, ...]:
    """The controls that are not run, and why."""
    return tuple(LeftOut(one.control, one.left_out) for one in powers if one.left_out)


def refuse_contradiction(powers: Sequence[ControlPower]) -> None:
    """Raises InputError (fault: claim) ``claim.control-contradicted`` where the claim's method breaks a control.

    An honest script would fail it: the claim has a wrong statistic or relation, or calls something free that is not.
    """
    for one in powers:
        if one.alarms and not one.left_out:
            raise InputError(
                "claim.control-contradicted",
                f"the claim's own method does not do what the control {one.control} ({one.words}) asks of it",
                where=place(next(iter(one.finds))) if one.finds else "expected.data",
                hint="correct the statistic, the relation or what is 'free'; `gate plan RECORD` shows every control",
                fault=Fault.CLAIM,
            )


def value_powers(
    parts: Sequence[Part], methods: Methods, original: Sequence[OwnValue], draws: Sequence[Draw]
) -> Iterator[ValuePower]:
    """Every value that has a method, under the planned draws."""
    chosen = _fitting(parts, methods, original)
    for part in parts:
        if part.quantity in chosen:
            yield _value_power(part, chosen[part.quantity], original, draws)


def _value_power(
    part: Part, found: tuple[int, Variant], original: Sequence[OwnValue], draws: Sequence[Draw]
) -> ValuePower:
    index, variant = found
    own = original[index]
    value = (own.values or {})[part.name]
    moving = [draw for draw in draws if part.name in draw.moved]
    compared = [draw for draw in moving if _width(part, variant, draw.own[index]) is not None]
    is_random = variant.method.tolerance == "random"
    tail = 2 * _beyond(float(DEVIATIONS)) if is_random else 0.0
    alarm = None if variant.method.tolerance == "optimised" else 1 - (1 - tail) ** (len(compared) + 1)
    width = _width(part, variant, own)
    if not isinstance(value, Decimal) or width is None:
        return ValuePower(part.name, len(compared), None, {}, alarm)
    looks = [own, *(draw.own[index] for draw in compared)]
    factors = {
        factor: 1 - math.prod(1 - _found(part, variant, look, factor - 1) for look in looks) for factor in FACTORS
    }
    return ValuePower(part.name, len(compared), width / abs(float(value)) if value else None, factors, alarm)


def _found(part: Part, variant: Variant, own: OwnValue, error: float) -> float:
    """The probability with which a value that is off by a share ``error`` is found on one data set."""
    value = (own.values or {}).get(part.name)
    width = _width(part, variant, own)
    if not isinstance(value, Decimal) or width is None:
        return 0.0
    off = error * abs(float(value))
    spread = float(own.spread.get(part.name, Decimal(0)))
    if variant.method.tolerance != "random" or not spread:
        return float(off > width)
    return _beyond((width - off) / spread) + _beyond((width + off) / spread)


def _width(part: Part, variant: Variant, own: OwnValue) -> float | None:
    """How far from the method's value a script may be that rounds as the publication does; None: not compared."""
    value = (own.values or {}).get(part.name)
    if not isinstance(value, Decimal):
        return None if value is None else 0.0
    if variant.method.tolerance == "random":
        return DEVIATIONS * float(own.spread.get(part.name, Decimal(0)))
    share = EXACT if variant.method.tolerance == "exact" else relative(variant.method.tolerance, own.condition)
    if share is None:
        return None
    rounding = 0.5 * float(part.rule.unit) if isinstance(part.rule, NumberRule) else 0.0
    return share * abs(float(value)) + rounding


def _fitting(parts: Sequence[Part], methods: Methods, original: Sequence[OwnValue]) -> dict[str, tuple[int, Variant]]:
    """For each quantity the first variant that gives the publication, else its first."""
    by_name = {part.name: part for part in parts}
    found: dict[str, tuple[int, Variant]] = {}
    fitting: set[str] = set()
    for index, (variant, own) in enumerate(zip(methods.variants, original, strict=True)):
        name = variant.quantity.name
        fits = fits_publication(by_name, variant, own)
        if name not in found or (fits and name not in fitting):
            found[name] = (index, variant)
        if fits:
            fitting.add(name)
    return found


def _values(own: Sequence[OwnValue], chosen: Mapping[str, tuple[int, Variant]]) -> dict[str, Value]:
    return {part: value for index, _ in chosen.values() for part, value in (own[index].values or {}).items()}


def _share(outcomes: Iterator[bool]) -> float:
    found = list(outcomes)
    return sum(found) / len(found) if found else 0.0


def _beyond(deviations: float) -> float:
    """The share of a normal distribution that is more than so many standard deviations above its mean."""
    return 0.5 * math.erfc(deviations / math.sqrt(2))


def power_document(controls: Iterable[ControlPower], values: Iterable[ValuePower]) -> bytes:
    """What was computed of controls and values as canonical JSON, for evidence."""
    return canonical_json(
        {
            "contract": "gate-power-v1",
            "controls": [
                {
                    "control": one.control,
                    "simulated": one.simulated,
                    "runs": one.planned,
                    "finds": dict(one.finds),
                    "alarms": one.alarms,
                    "left_out": one.left_out,
                }
                for one in controls
            ],
            "values": [
                {
                    "name": one.name,
                    "draws": one.draws,
                    "smallest": one.smallest,
                    "factors": {f"{factor:g}": share for factor, share in one.factors.items()},
                    "alarm": one.alarm,
                }
                for one in values
            ],
        }
    )


def foreseen_seed(claim: str) -> str:
    """What the simulation draws from: the same for the same claim, and not what any attempt draws from."""
    return random.Random(f"gate-plan-v1:{claim}").randbytes(16).hex()
