"""How much work a check may cost."""

from __future__ import annotations

import time
from dataclasses import dataclass

from gate.kernel.errors import LimitError

PERIOD = 4096
"""Steps between two looks at the clock and at the number of terms."""


@dataclass(frozen=True, slots=True)
class Limits:
    """``steps`` of inference, reduction and comparison; ``seconds`` of processor time; ``terms`` alive at once.

    A term takes about 300 bytes with everything that is remembered about it.
    """

    steps: int = 100_000_000
    seconds: float = 3600.0
    terms: int = 10_000_000


class Budget:
    """Counts down the steps of one check."""

    def __init__(self, limits: Limits) -> None:
        self._limits = limits
        self._steps = limits.steps
        self._end = time.process_time() + limits.seconds

    @property
    def steps(self) -> int:
        """Steps used so far, to the nearest `PERIOD`."""
        return self._limits.steps - self._steps

    def period(self, terms: int) -> None:
        """Account for `PERIOD` steps; ``terms`` are alive. Raises LimitError."""
        self._steps -= PERIOD
        if self._steps < 0:
            raise LimitError("steps", f"more than {self._limits.steps} steps")
        if terms > self._limits.terms:
            raise LimitError("memory", f"more than {self._limits.terms} terms")
        if time.process_time() > self._end:
            raise LimitError("time", f"more than {self._limits.seconds:g} s of processor time")
