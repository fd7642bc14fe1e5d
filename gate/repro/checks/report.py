"""The tables of a reproduction for people: quantities by runs, and what each control was expected to do and did."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from gate.model.check import Check
from gate.model.table import Table
from gate.repro.check_data import (
    ControlData,
    ControlsData,
    DataDependenceData,
    MatchData,
    MethodData,
    MethodReviewData,
    QuantityData,
    RecomputedData,
)
from gate.repro.checks.base import MATCH
from gate.repro.checks.controls import DATA, RELATIONS
from gate.repro.checks.method import METHOD
from gate.repro.checks.recomputed import RECOMPUTED
from gate.repro.checks.review import REVIEW


def tables(checks: Sequence[Check]) -> Iterator[Table]:
    """The tables that the checks of one attempt give; fewer where it did not get that far."""
    found = {check.id: check for check in checks}
    if MATCH in found and (match := found[MATCH].data_as(MatchData)):
        yield _quantities(match["quantities"])
    if RECOMPUTED in found and (recomputed := found[RECOMPUTED].data_as(RecomputedData)):
        yield recomputed_table(recomputed)
    if METHOD in found and (method := found[METHOD].data_as(MethodData)):
        yield _draws(method)
    if REVIEW in found and (review := found[REVIEW].data_as(MethodReviewData)):
        rows = [*((name, "has no method") for name in review["without"]), *(("", doubt) for doubt in review["doubts"])]
        if rows:
            yield Table(title="What only a person can judge", columns=("value", "why"), rows=tuple(rows))
    if DATA in found and (dependent := found[DATA].data_as(DataDependenceData)) and "left_out" in dependent:
        omitted = tuple((one["control"], one["why"]) for one in dependent["left_out"])
        yield Table(title="Controls that were left out", columns=("control", "why"), rows=omitted)
    dependence = [found[check_id].data_as(ControlsData) for check_id in (DATA, RELATIONS) if check_id in found]
    controls = [control for one in dependence if one for control in one["controls"]]
    if controls:
        yield _controls(controls)


def _quantities(quantities: Sequence[QuantityData]) -> Table:
    names = [run["run"] for run in quantities[0]["runs"]] if quantities else []
    columns = ("name", "published", "rule", "tolerance", "distance", "sharpness", *names)
    return Table(title="Quantities by runs", columns=columns, rows=tuple(_row(one, names) for one in quantities))


def recomputed_table(data: RecomputedData) -> Table:
    """Each published value beside the gate's own."""
    rows = tuple(
        ("ok" if one["inside"] else "DIFFERS", one["name"], str(one["published"]), str(one["value"]), one["method"])
        for one in data["quantities"]
    )
    columns = ("", "name", "published", "the gate's own value", "method")
    return Table(title="Published values by the claim's own methods", columns=columns, rows=rows)


def _draws(data: MethodData) -> Table:
    rows = tuple(
        ("ok" if one["ok"] else "FAILED", one["draw"], one["change"], str(one["moves"]), one["happened"])
        for one in data["draws"]
    )
    columns = ("", "draw", "change", "values moved", "happened")
    return Table(title="Script against method on changed data", columns=columns, rows=rows)


def _row(quantity: QuantityData, names: Sequence[str]) -> tuple[str, ...]:
    values = {run["run"]: str(run["value"]) for run in quantity["runs"]}
    return (
        quantity["name"],
        str(quantity["published"]),
        quantity["rule"],
        quantity["tolerance"],
        quantity["distance"],
        quantity["sharpness"],
        *(values.get(name, "") for name in names),
    )


def _controls(controls: Sequence[ControlData]) -> Table:
    rows = tuple(
        ("ok" if one["ok"] else "FAILED", one["control"], one["change"], one["expected"], one["happened"])
        for one in controls
    )
    return Table(title="Controls", columns=("", "control", "change", "expected", "happened"), rows=rows)
