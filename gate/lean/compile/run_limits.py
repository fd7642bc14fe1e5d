"""Which of its limits ended a run, in a check's code and in words."""

from __future__ import annotations

from gate.model.policy import RunLimits
from gate.sandbox.interface import Ending, RunResult

LIMIT_WORDS = {
    Ending.WALL_LIMIT: ("time-limit", "the time limit was reached"),
    Ending.CPU_LIMIT: ("cpu-limit", "the CPU time limit was reached"),
    Ending.OUT_OF_MEMORY: ("memory-limit", "the memory limit was reached"),
    Ending.FLOOD: ("output-limit", "the output limit was reached"),
}
"""Endings that decide nothing: the check's code, and the words for people."""


LIMIT_ENDINGS = {
    Ending.WALL_LIMIT: ("time-limit", "the time limit of {limits.wall_s:g} s"),
    Ending.CPU_LIMIT: ("cpu-limit", "the limit of {limits.cpu_s} s of CPU time"),
    Ending.OUT_OF_MEMORY: ("memory-limit", "the memory limit of {mebibytes} MiB"),
    Ending.FLOOD: ("output-limit", "the limit on printed output"),
}


def limit_met(result: RunResult, limits: RunLimits) -> tuple[str, str] | None:
    """(code, words) of the limit that ended a run, if one did."""
    if result.ending not in LIMIT_ENDINGS:
        return None
    code, words = LIMIT_ENDINGS[result.ending]
    return code, words.format(limits=limits, mebibytes=limits.memory_bytes >> 20)
