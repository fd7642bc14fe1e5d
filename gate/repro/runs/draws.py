"""Changed data that test a method: many candidates, of which those are run on which the quantities move.

Only the gate's own evaluator sees the candidates, so choosing costs no run of the artifact. A few draws change nothing
but columns that no method uses: there the gate's value stays, and so must the script's.
"""

from __future__ import annotations

import random
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from gate.model.expected import Expected
from gate.repro.claim.methods import Column, Methods
from gate.repro.claim.parts import Part
from gate.repro.data.changed_files import changed_tables, missing_markers
from gate.repro.data.control import ROW_COUNT, Change, Control, draw_control
from gate.repro.data.domain import Domain, domains
from gate.repro.data.tables import Table
from gate.repro.rules.base import Value
from gate.repro.runs.own_values import OwnValue, OwnValues

CANDIDATES = 90
UNUSED_CANDIDATES = 12
DRAWS = 12
"""Draws that move the quantities, at the first attempt at a claim."""
MORE = 2
"""Further ones for each attempt before: who tries often meets more of them."""
MOST = 40
UNUSED = 3
LEAST_POWERED = 2
"""Draws that must move a value for it to be tested."""
_REMOVALS = 2
_LARGE = 400_000
"""Cells beyond which fewer candidates are looked at."""
_MOVED = Decimal("1e-4")

_NUMBER_CHANGES: tuple[Change, ...] = (
    "some-rows-shifted",
    "column-resampled",
    "group-shifted",
    "column-shifted",
    "column-permuted",
    "column-scaled",
)
_LABEL_CHANGES: tuple[Change, ...] = (
    "label-noise",
    "level-dominant",
    "column-resampled",
    "level-dropped",
    "labels-exchanged",
    "column-permuted",
)


@dataclass(frozen=True, slots=True)
class Draw:
    """One change with what every variant gives on the changed data; ``moved`` are the parts that it moves."""

    control: Control
    own: tuple[OwnValue, ...]
    moved: frozenset[str]
    largest: Decimal = Decimal(0)

    @property
    def unused(self) -> bool:
        """Whether only columns that no method uses were changed."""
        return not self.moved

    @property
    def changes_row_count(self) -> bool:
        return self.control.change in ROW_COUNT


@dataclass(frozen=True, slots=True)
class Chosen:
    """The draws to run: those that move values, and those that change ``unused`` columns alone.

    ``candidates`` are all that were tried; ``others`` what the gate computes under further controls, in their order.
    """

    moving: tuple[Draw, ...]
    unused: tuple[Draw, ...]
    candidates: tuple[Draw, ...]
    others: tuple[Draw, ...] = ()

    @property
    def controls(self) -> list[Control]:
        """What is to be run."""
        return [draw.control for draw in (*self.moving, *self.unused)]


def draw_counts(attempts: int, base: int = DRAWS) -> list[int]:
    """How many draws move the quantities, at each of so many attempts at the claim; at most `MOST`, then no more."""
    counts = [min(base + MORE * earlier, MOST) for earlier in range(max(attempts, 1))]
    return list(dict.fromkeys(counts))


class Candidates:
    """All changes that may be tried on a claim's data."""

    def __init__(self, expected: Expected, methods: Methods, tables: Mapping[str, Table]) -> None:
        used = methods.used()
        markers = missing_markers(expected)
        keys = {column for column, uses in used.items() if "key" in uses}
        self._domains: dict[Column, Domain] = {
            (file.path, name): domain
            for file in expected.data
            for name, domain in domains(file, tables[file.path], markers).items()
        }
        self._keys = keys
        self._used = [column for column in used if column not in keys]
        self._unused = [column for column in self._domains if column not in used]
        self._files = sorted({path for path, _ in used}) or [file.path for file in expected.data]

    def used(self, source: random.Random, count: int) -> Iterator[Control]:
        """Changes of what the methods look at; kinds and columns take turns."""
        plans = [(name, change) for name in self._used for change in self._changes(name)]
        whole: list[Change] = ["rows-resampled", "rows-removed"]
        source.shuffle(plans)
        for number in range(count):
            if number % 4 == 3 or not plans:
                yield self._rows(whole[number // 4 % 2] if plans else whole[number % 2], source)
            else:
                column, change = plans[(number - number // 4) % len(plans)]
                yield self._column(column, change, source)

    def unused(self, source: random.Random, count: int) -> Iterator[Control]:
        """Changes of what no method looks at."""
        plans = [(name, change) for name in self._unused for change in self._changes(name) if change != "level-dropped"]
        source.shuffle(plans)
        for column, change in plans[:count]:
            yield self._column(column, change, source, beside=False)

    def _changes(self, column: Column) -> tuple[Change, ...]:
        domain = self._domains[column]
        if domain.names:
            return ("column-permuted",)
        return _NUMBER_CHANGES if domain.is_number else _LABEL_CHANGES

    def _rows(self, change: Change, source: random.Random) -> Control:
        path = source.choice(self._files)
        return draw_control(change, path, source, columns=self._free(path))

    def _free(self, path: str) -> tuple[str, ...]:
        """The columns whose cells may go to other rows together: no identifiers, times or keys."""
        return tuple(
            name
            for (file, name), domain in self._domains.items()
            if file == path and not domain.names and (file, name) not in self._keys
        )

    def _column(self, column: Column, change: Change, source: random.Random, *, beside: bool = True) -> Control:
        path, name = column
        if change == "group-shifted":
            groups = [n for (file, n), domain in self._domains.items() if file == path and domain.levels]
            if not groups:
                return draw_control("some-rows-shifted", path, source, columns=(name,))
            return draw_control(change, path, source, columns=(name,), other=source.choice(groups))
        if change == "level-dropped" and beside:
            rest = tuple(other for other in self._free(path) if other != name)
            return draw_control(change, path, source, columns=(name, *rest), other=name)
        return draw_control(change, path, source, columns=(name,))


def choose_draws(
    expected: Expected,
    methods: Methods,
    parts: Mapping[str, Part],
    tables: Mapping[str, Table],
    own_values: OwnValues,
    original: Sequence[OwnValue],
    seed: str,
    counts: Sequence[int],
    others: Sequence[Control] = (),
    *,
    conditions: bool = False,
) -> Chosen:
    """The draws that the artifact is run on. Raises InfrastructureError.

    What the gate gives under ``others`` is computed in the same container. ``counts`` are the numbers of draws at each
    attempt at the claim up to this one: with the same seed a later attempt has all draws of an earlier one and more, so
    that whoever failed one fails again.
    """
    candidates = Candidates(expected, methods, tables)
    cells = sum(len(table.rows) * len(table.columns) for table in tables.values())
    share = min(1.0, _LARGE / max(cells, 1))
    sizes = [max(int(CANDIDATES * share), 3 * count // 2) for count in counts]
    number = sizes[-1]
    controls = [
        *candidates.used(random.Random(f"{seed}:used"), number),
        *candidates.unused(random.Random(f"{seed}:unused"), max(int(UNUSED_CANDIDATES * share), UNUSED)),
    ]
    found = evaluated(
        [*controls, *others], expected, methods, parts, tables, own_values, original, conditions=conditions
    )
    found, beside = found[: len(controls)], found[len(controls) :]
    chosen: list[Draw] = []
    for count, size in zip(counts, sizes, strict=True):
        chosen = _best([draw for draw in found[:size] if draw.moved and known(draw)], count, chosen)
    still = [draw for draw in found[number:] if draw.unused and known(draw) and changes(draw, expected, tables)]
    return Chosen(tuple(chosen), tuple(still[:UNUSED]), tuple(found[:number]), tuple(beside))


def evaluated(
    controls: Sequence[Control],
    expected: Expected,
    methods: Methods,
    parts: Mapping[str, Part],
    tables: Mapping[str, Table],
    own_values: OwnValues,
    original: Sequence[OwnValue],
    *,
    conditions: bool = False,
) -> list[Draw]:
    """What the gate computes under each control. Raises InfrastructureError."""
    datasets = [changed_tables(control, expected, tables) for control in controls]
    # The first data set is the claim's own: what the others share with it is sent once.
    values = own_values.on([tables, *datasets], conditions=conditions)[1:]
    return [
        Draw(control, own, moved_parts(original, own), largest(methods, dataset))
        for control, own, dataset in zip(controls, values, datasets, strict=True)
    ]


def known(draw: Draw) -> bool:
    """Whether every variant has a value on the changed data."""
    return all(own.values is not None for own in draw.own)


def changes(draw: Draw, expected: Expected, tables: Mapping[str, Table]) -> bool:
    """Whether the draw changed a cell at all."""
    return changed_tables(draw.control, expected, tables) != dict(tables)


def moved_parts(original: Sequence[OwnValue], own: Sequence[OwnValue]) -> frozenset[str]:
    """Parts that every variant moves."""
    found: set[str] = set()
    stays: set[str] = set()
    for before, after in zip(original, own, strict=True):
        if before.values is None or after.values is None:
            continue
        for name, value in before.values.items():
            (found if _differs(value, after.values[name], before.spread.get(name)) else stays).add(name)
    return frozenset(found - stays)


def _differs(before: Value, after: Value, spread: Decimal | None) -> bool:
    if not isinstance(before, Decimal) or not isinstance(after, Decimal):
        return before != after
    apart = abs(before - after)
    if spread:
        return apart > 6 * spread
    return apart > _MOVED * max(abs(before), abs(after))


def largest(methods: Methods, tables: Mapping[str, Table]) -> Decimal:
    """The largest number, without its sign, in the columns whose numbers the methods use."""
    found = Decimal(0)
    for (path, name), uses in methods.used().items():
        if "number" in uses:
            for cell in tables[path].column(name):
                try:
                    found = max(found, abs(Decimal(cell)))
                except ArithmeticError:  # a missing marker, or another writing of numbers
                    continue
    return found


def _best(draws: Sequence[Draw], count: int, before: Sequence[Draw]) -> list[Draw]:
    """Beside those chosen ``before``, draws that move the most parts, kinds by turns; few change the number of rows.

    A part that only such draws move (a row count) gets them all the same, and so does one that few draws move.
    """
    whole = frozenset().union(*(draw.moved for draw in draws))
    by_kind: dict[Change, list[Draw]] = {}
    for draw in sorted(draws, key=lambda draw: -len(draw.moved)):
        by_kind.setdefault(draw.control.change, []).append(draw)
    turns = [
        draw
        for turn in range(max(map(len, by_kind.values()), default=0))
        for kind in by_kind.values()
        for draw in kind[turn : turn + 1]
    ]
    turns.sort(key=lambda draw: -len(draw.moved))
    chosen = list(before)
    for draw in turns:
        removals = sum(one.changes_row_count for one in chosen)
        if len(chosen) < count and draw not in chosen and not (draw.changes_row_count and removals >= _REMOVALS):
            chosen.append(draw)
    for part in sorted(whole):
        for draw in turns:
            if sum(part in one.moved for one in chosen) >= LEAST_POWERED:
                break
            if part in draw.moved and draw not in chosen:
                chosen.append(draw)
    return chosen
