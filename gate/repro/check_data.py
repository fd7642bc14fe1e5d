"""The shape of ``Check.data`` for every check of this judge, as it is kept and as `gate explain` reads it.

A value is a number or text as the script wrote it, or the members of a set or ranking; distances and tolerances are
texts for people in the unit of the value's rule. Times are in milliseconds, sizes in bytes, digests are ``sha256:…``.
A later version may add fields; none is renamed or dropped, because the data of old verdicts stay in their stores. The
checks ``repro.result`` and ``repro.stable`` have no data.
"""

from __future__ import annotations

from typing import NotRequired, TypedDict

ValueData = str | list[str] | None


class RunData(TypedDict):
    """One run, as in the evidence ``runs``: what the gate drew for it, how it ended, what it used and left."""

    run: str
    kind: str
    seed: int
    hash_seed: int
    threads: int
    ending: str
    refusal: str | None
    """Why no result was read; None when one was."""
    wall_ms: int
    cpu_ms: int | None
    peak_memory_bytes: int | None
    data: dict[str, str]
    """Path of each data file that it saw, to digest."""
    outputs: dict[str, str]
    stdout: str
    stderr: str
    seal: str


class LacksData(TypedDict):
    """``repro.run`` of a script that was not started: what its image lacks, and the packages that it has."""

    image: str
    lacks: list[str]
    packages: list[str]


class RunCheckData(TypedDict):
    """``repro.run``: the base runs."""

    runs: list[RunData]


class RunValueData(TypedDict):
    """A value in one base run."""

    run: str
    value: ValueData
    inside: bool
    distance: str


class QuantityData(TypedDict):
    """One compared value: the published one, its rule, and what the base runs gave."""

    name: str
    published: ValueData
    unit: str
    rule: str
    tolerance: str
    distance: str
    sharpness: str
    """How little the rule accepts, such as ``1 part in 2000``."""
    warning: str
    """What would pass as well, where that is much; else empty."""
    inside: bool
    runs: list[RunValueData]


class MatchData(TypedDict):
    """``repro.match``."""

    quantities: list[QuantityData]
    warnings: list[str]


class ControlValueData(TypedDict):
    """A value under a control, and whether it is inside of what it was held against."""

    value: ValueData
    inside: bool
    distance: str


class ControlData(TypedDict):
    """What one control changed, what had to happen, and what did. ``code`` is empty where the two agree."""

    control: str
    change: str
    expected: str
    happened: str
    ok: bool
    code: str
    values: dict[str, ControlValueData] | None
    """The first values by name; None where the run gave none."""


class ControlsData(TypedDict):
    """Controls, in the order in which they were planned."""

    controls: list[ControlData]


class LeftOutData(TypedDict):
    """A control that could find nothing, or would find fault with an honest script."""

    control: str
    why: str


class RelationsData(ControlsData):
    """``repro.relations``; ``quantities`` are those that some relation speaks of, not named by older versions."""

    quantities: NotRequired[list[str]]


class DataDependenceData(ControlsData):
    """``repro.data``."""

    unmoved: list[str]
    """Values that kept the published value under every change of the data."""
    left_out: NotRequired[list[LeftOutData]]
    """Controls that were not run."""


class SightingData(TypedDict):
    """A published value that stands in a file of the artifact, and in which form."""

    file: str
    value: str
    form: str


class PublishedData(TypedDict):
    """``repro.published``."""

    found: list[SightingData]


class AgreementData(TypedDict):
    """One value of two artifacts: the earlier one's, and this one's."""

    name: str
    first: ValueData
    second: ValueData
    inside: bool
    distance: str
    tolerance: str


class IndependentData(TypedDict):
    """``repro.independent``; None when the two could not be compared."""

    quantities: list[AgreementData]


class RecomputedValueData(TypedDict):
    """One published value, and what the claim's own method gives on the cited data; ``method`` is in words."""

    name: str
    published: ValueData
    value: ValueData
    inside: bool
    distance: str
    method: str


class RecomputedData(TypedDict):
    """``repro.recomputed``; ``without`` are quantities that have no method."""

    quantities: list[RecomputedValueData]
    without: list[str]


class PredictionsData(TypedDict):
    """``scored.predictions``: the digest of the file that was handed in, and how many rows it has."""

    file: str
    rows: int


class OwnValueData(TypedDict):
    """A value as the gate computes it, and as the script does (None: no result)."""

    own: ValueData
    script: ValueData


class DrawData(TypedDict):
    """One changed copy of the data: how many values it moves, and what the script made of it."""

    draw: str
    change: str
    moves: int
    happened: str
    ok: bool
    values: dict[str, OwnValueData]


class MethodData(TypedDict):
    """``repro.method``; ``powered`` says for each value how many draws move it and could be compared."""

    methods: dict[str, str]
    draws: list[DrawData]
    powered: dict[str, int]
    without: list[str]


class MethodReviewData(TypedDict):
    """``repro.method-review``: what a person must look at, and the digest that a review signs."""

    subject: str
    without: list[str]
    """Quantities without a method."""
    doubts: list[str]
    """What in the methods of the others needs a second reader."""
    reviewed: bool
