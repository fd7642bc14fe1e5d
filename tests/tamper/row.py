"""What a row of the table is."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from tests.tamper.store_copy import StoreCopy

VERIFY = "log verify"
"""The command that most rows are about."""
CORRECT = "correct proven --kind erratum --text more"
"""A command that writes."""


def nothing(place: StoreCopy) -> None:
    """For rows in which the command itself is given something else than what belongs to the store."""


@dataclass(frozen=True)
class Row:
    """``what`` is done to a copy by ``do``; ``command`` must then name ``code`` and end with ``status``."""

    what: str
    do: Callable[[StoreCopy], object]
    command: str
    code: str
    status: int = 5
