"""Which of its limits ended a run, in a check's code and in words. Such an ending decides nothing."""

from __future__ import annotations

from dataclasses import dataclass

from gate.model.policy import RunLimits
from gate.sandbox.interface import ExitReason, RunResult

_LIMITS = {
    ExitReason.WALL_LIMIT: ("time-limit", "the time limit of {limits.wall_s:g} s"),
    ExitReason.CPU_LIMIT: ("cpu-limit", "the limit of {limits.cpu_s} s of CPU time"),
    ExitReason.OUT_OF_MEMORY: ("memory-limit", "the memory limit of {mebibytes} MiB"),
    ExitReason.FLOOD: ("output-limit", "the limit on printed output"),
}


@dataclass(frozen=True, slots=True)
class LimitMet:
    """``code`` is the check's; ``words`` name the limit with its value."""

    code: str
    words: str


def limit_met(result: RunResult, limits: RunLimits) -> LimitMet | None:
    """The limit that ended a run, if one did."""
    if result.exit_reason not in _LIMITS:
        return None
    code, words = _LIMITS[result.exit_reason]
    return LimitMet(code, words.format(limits=limits, mebibytes=limits.memory_bytes >> 20))
