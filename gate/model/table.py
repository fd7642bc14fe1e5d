"""A table for people."""

from __future__ import annotations

from gate.model.base import Contract


class Table(Contract):
    """Every row has one cell for each column."""

    title: str
    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]

    def lines(self) -> tuple[str, ...]:
        """The title, then the table in aligned columns."""
        cells = (self.columns, *self.rows)
        widths = [max(len(row[column]) for row in cells) for column in range(len(self.columns))]
        aligned = ("  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)) for row in cells)
        return (self.title, *(f"  {line}".rstrip() for line in aligned))
