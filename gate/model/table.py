"""A small table that a judge gives to people."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Table:
    """``rows`` have one cell for each column."""

    title: str
    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]

    def lines(self) -> Iterator[str]:
        """The table in aligned columns, the title first."""
        cells = (self.columns, *self.rows)
        widths = [max(len(row[column]) for row in cells) for column in range(len(self.columns))]
        yield self.title
        for row in cells:
            yield "  " + "  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip()
