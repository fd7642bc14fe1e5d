"""R4, `repro.method`, about the *artifact*: does the script compute the claim's method (docs/methods.md)?

On the data as they are, and on changed data that it has never seen, its values must be the gate's own. Whether the
publication itself is right is another finding, `repro.recomputed`.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from gate.model.check import Check, failed, inconclusive, passed
from gate.repro.check_data import DrawData, MethodData
from gate.repro.checks.agreement import DEVIATIONS, EXACT, RandomPair, agrees, half_unit, noise, pooled, relative
from gate.repro.checks.base import not_reached
from gate.repro.checks.finding import REFUSES
from gate.repro.checks.observed import Observed, as_data, readable, some
from gate.repro.checks.recomputed import fits_publication
from gate.repro.claim.methods import Methods
from gate.repro.claim.parts import Part
from gate.repro.methods.words import in_words
from gate.repro.rules.arithmetic import WIDE, deviation, mean
from gate.repro.rules.base import Value
from gate.repro.rules.number import NumberRule
from gate.repro.rules.text import Exact
from gate.repro.runs.draws import LEAST_POWERED, Draw
from gate.repro.runs.execute import Finished
from gate.repro.runs.own_values import SEEDS, OwnValue

METHOD = "repro.method"


@dataclass(frozen=True, slots=True)
class Recomputation:
    """The gate's own values: on the claim's data, and for each draw's run on the changed data."""

    methods: Methods
    original: tuple[OwnValue, ...]
    draws: Mapping[str, Draw]
    largest: Decimal = Decimal(0)

    def still(self, parts: Sequence[Part]) -> frozenset[str]:
        """The parts that have a method, and that no draw moves by it."""
        moved = frozenset().union(*(draw.moved for draw in self.draws.values()))
        return frozenset(part.name for part in parts if part.quantity in self.methods.quantities) - moved


@dataclass(frozen=True, slots=True)
class _Outcome:
    """What one draw's run came to for one variant: parts that differ, parts that could not be compared."""

    differing: tuple[str, ...]
    skipped: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Trouble:
    """What keeps a script from agreeing; ``is_failure`` says that it computes something else."""

    code: str
    reason: str
    is_failure: bool = False


def method_check(observed: Observed, recomputation: Recomputation, recomputed: Check) -> Check:
    """The check `repro.method`, of the values that have a method."""
    evidence = observed.evidence
    if not observed.complete or any(name not in observed.finished for name in recomputation.draws):
        return not_reached(METHOD, observed)
    comparison = _Comparison(observed, recomputation)
    rows, trouble = comparison.rows(), comparison.trouble()
    powered = {name: comparison.power(name) for name in comparison.parts}
    data: MethodData = {
        "methods": comparison.words(),
        "draws": rows,
        "powered": powered,
        "without": list(recomputation.methods.without),
    }
    if trouble is not None:
        if trouble.is_failure or (trouble.code == REFUSES and not recomputed.passed):
            return failed(METHOD, trouble.code, trouble.reason, evidence=evidence, data=data)
        return inconclusive(METHOD, trouble.code, trouble.reason, evidence=evidence, data=data)
    # The labels of a table's rows stay what they are.
    known = {part.name: part for part in observed.parts}
    weak = [
        name
        for name, count in powered.items()
        if count < LEAST_POWERED and not (known[name].fixed and isinstance(known[name].rule, Exact))
    ]
    if weak:
        reason = (
            f"too few changes of the data move {some(weak)}, so nothing would show that another method was used: the "
            "claim's data are too few or too uniform, which is no fault of the script"
        )
        return inconclusive(METHOD, "no-power", reason, evidence=evidence, data=data)
    fewest = min((count for count in powered.values() if count), default=0)
    reason = (
        f"the script agrees with the claim's methods on the cited data and on {len(rows)} changed copies, "
        f"at least {fewest} of which move each value"
    )
    return passed(METHOD, reason, evidence=evidence, data=data)


class _Comparison:
    """The script's values against the gate's, on the cited data and on every draw."""

    def __init__(self, observed: Observed, recomputation: Recomputation) -> None:
        self._observed = observed
        self._recomputation = recomputation
        self._known = {part.name: part for part in observed.parts}
        quantities = {variant.quantity.name for variant in recomputation.methods.variants}
        self.parts = [part.name for part in observed.parts if part.quantity in quantities]
        self._half = {name: self._half_unit(self._known[name]) for name in self.parts}
        self._chosen = self._choose()

    def words(self) -> dict[str, str]:
        """Quantity → its method in words."""
        quantities = {variant.quantity.name: variant.quantity for variant in self._recomputation.methods.variants}
        return {name: in_words(one.method) for name, one in quantities.items() if one.method is not None}

    def _half_unit(self, part: Part) -> Decimal:
        runs = [*self._observed.base, *(self._observed.finished[name] for name in self._recomputation.draws)]
        written = [values[part.name] for run in runs if (values := readable(run)) is not None]
        rule = part.rule
        printed = max(-int(rule.unit.adjusted()), 0) if isinstance(rule, NumberRule) else 0
        return half_unit(written, printed)

    def _choose(self) -> list[int]:
        """For each quantity the variant that fits best: the publication first, then the script."""
        variants = self._recomputation.methods.variants
        best: dict[str, tuple[tuple[bool, int], int]] = {}
        for index, variant in enumerate(variants):
            fits = fits_publication(self._known, variant, self._recomputation.original[index])
            wrong = len(self._original(index).differing)
            for name, draw in self._recomputation.draws.items():
                wrong += len(self._on(index, name, draw).differing)
            score = (fits, -wrong)
            if variant.quantity.name not in best or score > best[variant.quantity.name][0]:
                best[variant.quantity.name] = (score, index)
        return [index for _, index in best.values()]

    def _original(self, index: int) -> _Outcome:
        return self._against(
            index, self._recomputation.original[index], self._observed.base, self._recomputation.largest
        )

    def _on(self, index: int, name: str, draw: Draw) -> _Outcome:
        return self._against(index, draw.own[index], [self._observed.finished[name]], draw.largest)

    def _against(self, index: int, own: OwnValue, runs: Sequence[Finished], largest: Decimal) -> _Outcome:
        """Parts of the variant's quantity that differ in some run, and those that cannot be compared."""
        if own.values is None:
            return _Outcome((), tuple(self.parts))
        tolerance = self._recomputation.methods.variants[index].method.tolerance
        differing: dict[str, None] = {}
        skipped: list[str] = []
        for name, expected in own.values.items():
            part = self._known[name]
            share = EXACT if tolerance == "random" else relative(tolerance, own.condition)
            if share is None:
                skipped.append(name)
                continue
            for run in runs:
                values = readable(run)
                if values is None:
                    continue
                if part.random or tolerance == "random":
                    agree = self._near(values[name], expected, own.spread.get(name), part)
                else:
                    agree = agrees(values[name], expected, share, largest=largest, half_unit=self._half[name])
                if not agree:
                    differing[name] = None
        return _Outcome(tuple(differing), tuple(skipped))

    def _near(self, value: Value, expected: Value, spread: Decimal | None, part: Part) -> bool:
        if not isinstance(value, Decimal) or not isinstance(expected, Decimal):
            return value == expected
        return abs(value - expected) <= DEVIATIONS * self._noise(expected, spread, part)

    def _noise(self, expected: Decimal, spread: Decimal | None, part: Part) -> Decimal:
        """The standard deviation of a random value of the script."""
        runs = self._observed.spread(part)
        centre = mean(runs) if runs else Decimal(0)
        # Randomness grows with what it is about: the base runs show how much there is at their value.
        scale = max(Decimal(1), WIDE.divide(abs(expected), abs(centre)) if centre else Decimal(1))
        return noise(spread or Decimal(0), deviation(runs) * scale)

    def _astray(self) -> tuple[str, Decimal] | None:
        """The first random part that is too far from the gate's values, all data sets together, and how far."""
        for index in self._chosen:
            original = self._recomputation.original[index]
            for name in original.values or {}:
                pairs = [self._pair(self._observed.base, original, self._known[name])]
                for run, draw in self._recomputation.draws.items():
                    pairs.append(self._pair([self._observed.finished[run]], draw.own[index], self._known[name]))
                if (apart := pooled([pair for pair in pairs if pair is not None])) > DEVIATIONS:
                    return name, apart
        return None

    def _pair(self, runs: Sequence[Finished], own: OwnValue, part: Part) -> RandomPair | None:
        """The mean of runs on one data set beside the gate's own, which is a mean as well."""
        found = [values[part.name] for run in runs if (values := readable(run)) is not None]
        numbers = [value for value in found if isinstance(value, Decimal)]
        expected = None if own.values is None else own.values[part.name]
        if not part.random or not numbers or not isinstance(expected, Decimal):
            return None
        spread = own.spread.get(part.name)
        variance = self._noise(expected, spread, part) ** 2 / len(numbers) + (spread or Decimal(0)) ** 2 / SEEDS
        return RandomPair(mean(numbers), expected, variance)

    def power(self, name: str) -> int:
        """How many draws move a part and could be compared."""
        return sum(
            name in draw.moved and not any(name in self._on(index, run, draw).skipped for index in self._chosen)
            for run, draw in self._recomputation.draws.items()
        )

    def rows(self) -> list[DrawData]:
        """One row for each draw, in order."""
        return [self._row(name, draw) for name, draw in self._recomputation.draws.items()]

    def _row(self, name: str, draw: Draw) -> DrawData:
        run = self._observed.finished[name]
        values = readable(run)
        differing = self._differing(name, draw)
        happened = f"gave no result ({run.ending})" if values is None else "agrees"
        if differing:
            happened = f"differs in {some(differing)}"
        shown = differing or [part for part in self.parts if part in draw.moved][:3]
        own = {part: value for index in self._chosen for part, value in (draw.own[index].values or {}).items()}
        return {
            "draw": name,
            "change": draw.control.what,
            "moves": len(draw.moved),
            "happened": happened,
            "ok": values is not None and not differing,
            "values": {
                part: {"own": as_data(own[part]), "script": as_data(values[part]) if values is not None else None}
                for part in shown[:5]
                if part in own
            },
        }

    def _differing(self, name: str, draw: Draw) -> list[str]:
        return [part for index in self._chosen for part in self._on(index, name, draw).differing]

    def trouble(self) -> Trouble | None:
        """What went wrong first; None where everything agrees."""
        first = [part for index in self._chosen for part in self._original(index).differing]
        if first:
            name = first[0]
            own = next(v.values[name] for v in self._recomputation.original if v.values and name in v.values)
            theirs = self._observed.base_values(self._known[name])[0]
            reason = f"on the cited data the script gives {some(first)} otherwise than the claim's method: {name} is "
            return Trouble("differs-from-method", f"{reason}{as_data(theirs)}, the method gives {as_data(own)}", True)
        draws = self._recomputation.draws
        differing = {name: found for name, draw in draws.items() if (found := self._differing(name, draw))}
        silent = [name for name in draws if readable(self._observed.finished[name]) is None]
        other = [name for name in (*differing, *silent) if not draws[name].changes_row_count]
        if (differing or silent) and not other:
            name = next(iter((*differing, *silent)))
            reason = f"only where the number of rows changes ({draws[name].control.what}) does the script "
            fails = f"give {some(differing[name])} otherwise" if name in differing else "give no result"
            counts = "it counts on the number of rows of the cited data"
            return Trouble("row-count-hard-coded", f"{reason}{fails}: {counts}")
        if differing:
            name = next((one for one in differing if one in other), next(iter(differing)))
            words = f"{draws[name].control.what}: the script gives {some(differing[name])} otherwise than the method"
            return Trouble(
                "differs-from-method", f"{len(differing)} of {len(draws)} changed copies differ; {words}", True
            )
        if (astray := self._astray()) is not None:
            name, apart = astray
            reason = f"taken together, all runs give {name} {apart:.1f} standard deviations away from the method"
            return Trouble("differs-from-method", reason, True)
        limited = [name for name in silent if self._observed.finished[name].limited]
        if limited and not self._observed.all_quick:
            return Trouble("control-limit", f"on {len(limited)} changed copies of the data the script met a limit")
        if silent:
            what = draws[silent[0]].control.what
            reason = f"the script gives no result on {len(silent)} of {len(draws)} valid changed copies of the data"
            return Trouble(REFUSES, f"{reason}, the first with {what}")
        return None
