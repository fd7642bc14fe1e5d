"""Which files a run may leave, and how large the numbers in them may be."""

from __future__ import annotations

from gate.model.expected import Expected, Quantity
from gate.model.rules import TableRule

MAX_DIGITS = 400
"""Characters of one number; more is noise or an attack on the arithmetic."""


MAX_EXPONENT = 400
"""Powers of ten either way; a double ends at about 308."""


def output_file(quantity: Quantity) -> str | None:
    """The file under ``/out`` that holds this quantity; None for the result file."""
    if quantity.output is not None:
        return quantity.output.file
    return f"{quantity.name}.csv" if isinstance(quantity.rule, TableRule) else None


def declared_outputs(expected: Expected, result: str) -> tuple[str, ...]:
    """Every file that a run may leave, sorted; ``result`` is the artifact's name for the result file."""
    return tuple(sorted({output_file(quantity) or result for quantity in expected.quantities}))
