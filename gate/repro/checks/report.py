"""The tables of a reproduction for people: quantities by runs, and what each control was expected to do and did."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from gate.model.check import Check
from gate.model.digest import Json
from gate.model.table import Table


def tables(checks: Sequence[Check]) -> Iterator[Table]:
    """The tables that the checks of one attempt give; fewer where it did not get that far."""
    data = {check.id: check.data for check in checks if isinstance(check.data, Mapping)}
    if "repro.match" in data:
        yield _quantities(data["repro.match"]["quantities"])
    controls = [
        control
        for check_id in ("repro.data", "repro.relations")
        for control in data.get(check_id, {}).get("controls", ())
    ]
    if controls:
        yield _controls(controls)


def _quantities(quantities: Sequence[Mapping[str, Json]]) -> Table:
    runs = [run["run"] for run in quantities[0]["runs"]] if quantities else []
    fixed = ("name", "published", "rule", "tolerance", "distance", "sharpness")
    rows = []
    for quantity in quantities:
        values = {run["run"]: str(run["value"]) for run in quantity["runs"]}
        start = tuple(
            str(quantity[name]) for name in ("name", "published", "rule", "tolerance", "distance", "sharpness")
        )
        rows.append((*start, *(values.get(run, "") for run in runs)))
    return Table(title="Quantities by runs", columns=(*fixed, *runs), rows=tuple(rows))


def _controls(controls: Sequence[Mapping[str, Json]]) -> Table:
    rows = tuple(
        (
            "ok" if control["ok"] else "FAILED",
            str(control["control"]),
            str(control["change"]),
            str(control["expected"]),
            str(control["happened"]),
        )
        for control in controls
    )
    return Table(title="Controls", columns=("", "control", "change", "expected", "happened"), rows=rows)
