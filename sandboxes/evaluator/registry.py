"""Recipes by id and version, and what a recipe says when it has no value."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

Compute = Callable[..., Any]


class NoValueError(Exception):
    """The quantity does not exist for these data: too few rows, no variation, outside a domain, not converged."""

    def __init__(self, code: str, message: str) -> None:
        super().__init__(message)
        self.code = code


RECIPES: dict[tuple[str, int], Compute] = {}
KEEPS_MISSING: set[Compute] = set()
"""Recipes that see rows with missing cells; all others get complete rows."""
COUNTS_ROWS: set[Compute] = set()
"""Recipes that get the number of rows as ``rows``."""
SEEDED: set[Compute] = set()
"""Recipes that get a ``seed``."""


def recipe(
    name: str, version: int = 1, *, keeps_missing: bool = False, counts_rows: bool = False, seeded: bool = False
) -> Callable[[Compute], Compute]:
    """Register what computes a recipe. It gets its inputs and options by name (``-`` becomes ``_``)."""

    def register(compute: Compute) -> Compute:
        RECIPES[name, version] = compute
        for flag, members in ((keeps_missing, KEEPS_MISSING), (counts_rows, COUNTS_ROWS), (seeded, SEEDED)):
            if flag:
                members.add(compute)
        return compute

    return register


def need(condition: bool, code: str, message: str) -> None:
    """Raises NoValueError unless the condition holds."""
    if not condition:
        raise NoValueError(code, message)


def need_rows(values: list[Any], least: int = 1) -> None:
    """Raises NoValueError for fewer rows than a recipe needs."""
    need(len(values) >= least, "too-few", f"{len(values)} rows; at least {least} are needed")
