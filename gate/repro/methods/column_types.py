"""How a method reads columns: as numbers or texts. Decided once, on the claim's own data, and kept for changed ones."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from gate.model.errors import Fault, InputError
from gate.model.expected import DataFile
from gate.model.method import Source, ValueType
from gate.model.numbers import is_number
from gate.repro.data.tables import Table

ColumnTypes = Mapping[str, Mapping[str, ValueType]]
"""Path of the file → column → type."""


def column_types(files: Sequence[DataFile], tables: Mapping[str, Table], source: Source, *, where: str) -> ColumnTypes:
    """The type of every column: what the method says, else what the claim declares, else numbers if all cells are.

    Raises InputError (fault: claim) ``method.not-numbers`` where a column is to be read as numbers and is none.
    """
    declared = {(file.path, column.name): column.type for file in files for column in file.columns}
    found: dict[str, dict[str, ValueType]] = {}
    for path, table in tables.items():
        types: dict[str, ValueType] = {}
        for name in table.columns:
            stated = _said(source, name) or declared.get((path, name))
            stray = None if stated == "text" else _stray(table.column(name), source)
            if stated == "number" and stray is not None:
                raise InputError(
                    "method.not-numbers",
                    f"the column {name!r} of {path} is to be read as numbers, but holds {stray[:60]!r}",
                    where=where,
                    hint="name missing markers, thousands and decimal marks in the method's 'from'",
                    fault=Fault.CLAIM,
                )
            types[name] = stated or ("number" if stray is None else "text")
        found[path] = types
    return found


def _said(source: Source, name: str) -> ValueType | None:
    if name in source.text:
        return "text"
    return "number" if name in source.number else None


def _stray(cells: Sequence[str], source: Source) -> str | None:
    """The first cell that is neither a number nor missing."""
    missing = frozenset(source.missing)
    for cell in cells:
        text = cell.strip()
        if text == "" or text in missing:
            continue
        if source.thousands:
            text = text.replace(source.thousands, "")
        if source.decimal != ".":
            text = text.replace(source.decimal, ".")
        if not is_number(text):
            return cell
    return None
