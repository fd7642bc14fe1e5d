"""From what was seen of a run to its ending; pure."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from gate.sandbox.interface import Ending
from gate.sandbox.run.protocol import Ended


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


@dataclass(frozen=True, slots=True)
class GroupUsage:
    """CPU in seconds, memory in bytes; None where this kernel does not say."""

    cpu_s: float | None
    peak_memory_bytes: int | None
    peak_pids: int | None
    oom_kills: int | None


def read_statistics(files: Mapping[str, str]) -> GroupUsage:
    """Interpret files by their names below ``/sys/fs/cgroup``; unreadable or unknown ones count as absent."""
    cpu_ns = _number(files.get("cpuacct/cpuacct.usage"))
    cpu_us = _field(files.get("cpu.stat"), "usage_usec")
    cpu_s = cpu_ns / 1e9 if cpu_ns is not None else cpu_us / 1e6 if cpu_us is not None else None
    return GroupUsage(
        cpu_s=cpu_s,
        peak_memory_bytes=_number(files.get("memory/memory.max_usage_in_bytes", files.get("memory.peak"))),
        peak_pids=_number(files.get("pids/pids.peak", files.get("pids.peak"))),
        oom_kills=_field(files.get("memory/memory.oom_control", files.get("memory.events")), "oom_kill"),
    )


def _number(text: str | None) -> int | None:
    text = (text or "").strip()
    return int(text) if text.isascii() and text.isdigit() else None


def _field(text: str | None, name: str) -> int | None:
    for line in (text or "").splitlines():
        key, _, value = line.partition(" ")
        if key == name:
            return _number(value)
    return None
