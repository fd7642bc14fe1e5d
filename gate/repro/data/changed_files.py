"""For every control of a plan, the changed data files that its run sees."""

from __future__ import annotations

import random
from collections.abc import Mapping, Sequence

from gate.model.errors import Fault, InputError
from gate.model.expected import DataFile, Expected
from gate.repro.data import changes
from gate.repro.data.codec import BINARY, Codec, Job
from gate.repro.data.control import FOLLOWED, Control
from gate.repro.data.domain import domains
from gate.repro.data.tables import Style, Table

Tables = Mapping[str, tuple[Table, Style]]
Data = Mapping[str, bytes]


def build(controls: Sequence[Control], expected: Expected, data: Data, codec: Codec) -> list[Data]:
    """The data of each control, in order; a withheld file is absent.

    Raises InputError (fault: claim) where the data do not fit the declaration, and InfrastructureError.
    """
    if not controls:
        return []
    tables = codec.read(expected.data, data)
    targets = [
        (number, file)
        for number, control in enumerate(controls)
        for file in expected.data
        if control.change != "withheld-missing" and control.file in {None, file.path}
    ]
    # A generator: of large text files one changed table at a time is in memory.
    contents = codec.write((_job(controls[number], expected, file, tables) for number, file in targets), data)
    built: list[dict[str, bytes]] = [{} if c.change == "withheld-missing" else dict(data) for c in controls]
    for (number, file), content in zip(targets, contents, strict=True):
        built[number][file.path] = content
    return list(built)


def _job(control: Control, expected: Expected, file: DataFile, tables: Tables) -> Job:
    table, style = tables[file.path]
    rng = stream(control, file)
    if control.change == "re-encoded":
        return _reencoded(file, table, style, rng)
    return Job(file, changed(control, file, table, rng, missing_markers(expected)), style)


def _reencoded(file: DataFile, table: Table, style: Style, rng: random.Random) -> Job:
    if "row-order" in file.free:
        table = changes.reordered(table, rng)
    if "column-order" in file.free:
        table = changes.columns_reordered(table, rng)
    if "number-format" in file.free and file.format not in BINARY:
        table = changes.reformatted(table, rng)
    if "line-endings" in file.free:
        style = changes.restyled(style)
    return Job(file, table, style, restyle=True)


def changed(
    control: Control, file: DataFile, table: Table, rng: random.Random, missing: frozenset[str] = frozenset()
) -> Table:
    """The table under one control. Raises InputError (fault: claim) for columns that the change cannot apply to."""
    columns = control.columns or table.columns
    if control.change in FOLLOWED:
        columns = tuple(column.name for column in file.columns if column.role == "outcome")
    _check_columns(control, file, table, columns)
    if control.kind.within is not None:
        return control.kind.within(table, columns, control, rng, domains(file, table, missing))
    return control.kind.apply(table, columns, control, rng)


def changed_tables(control: Control, expected: Expected, tables: Mapping[str, Table]) -> dict[str, Table]:
    """All tables under one control; those that it leaves alone are the same objects."""
    found = dict(tables)
    for file in expected.data:
        if control.file in {None, file.path}:
            found[file.path] = _job(control, expected, file, {file.path: (tables[file.path], Style())}).table
    return found


def missing_markers(expected: Expected) -> frozenset[str]:
    """Every cell that stands for no value in the methods of the claim."""
    methods = (quantity.method for quantity in expected.quantities)
    return frozenset(marker for method in methods if method is not None for marker in method.source.missing)


def stream(control: Control, file: DataFile) -> random.Random:
    """One stream per control and file: files of the same shape must not be shuffled alike."""
    return random.Random(f"{control.seed}:{file.path}")


def _check_columns(control: Control, file: DataFile, table: Table, columns: Sequence[str]) -> None:
    def impossible(message: str) -> InputError:
        where = f"expected.data.{file.path}"
        return InputError("claim.relation-impossible", message, where=where, fault=Fault.CLAIM)

    for name in (*columns, *((control.other,) if control.other else ())):
        if name not in table.columns:
            raise impossible(f"there is no column {name!r} to {control.change}")
        if control.kind.needs_numbers and not changes.is_numeric(table, name):
            message = f"the column {name!r} does not hold numbers, so it cannot be changed by {control.change!r}"
            raise impossible(message)
        groups = control.kind.groups
        if groups is not None and len(set(table.column(name))) != groups:
            raise impossible(f"the column {name!r} has not exactly {groups} groups to {control.change}")


def changes_nothing(built: Data, original: Data) -> bool:
    """Whether the control left every byte as it was: nothing is free, or a column has only one value."""
    return all(built.get(path) == content for path, content in original.items())
