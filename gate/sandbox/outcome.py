"""From what was seen of a run to its ending; pure."""

from __future__ import annotations

from dataclasses import dataclass

from gate.sandbox.interface import Ending
from gate.sandbox.transfer import Ended


@dataclass(frozen=True, slots=True)
class Seen:
    """``ended`` is the supervisor's report, None if it could not give one; the rest was seen from outside."""

    ended: Ended | None
    out_of_memory: bool
    flooded: bool
    over_time: bool


def ending(seen: Seen) -> Ending | None:
    """How the run ended, or None when nothing that a submission does explains it (the machine's fault).

    Several limits may be hit in one run; the first of this order is named: memory, flood, wall, CPU.
    """
    if seen.out_of_memory:
        return Ending.OUT_OF_MEMORY
    if seen.flooded:
        return Ending.FLOOD
    if seen.over_time:
        return Ending.WALL_LIMIT
    if seen.ended is None or seen.ended.why == "stopped":
        return None
    if seen.ended.why == "cpu-limit":
        return Ending.CPU_LIMIT
    return Ending.EXITED if seen.ended.signal is None else Ending.SIGNALED
