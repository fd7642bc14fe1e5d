"""From what was observed of a run to its exit reason and its resource use; pure."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from gate.sandbox.interface import ExitReason
from gate.sandbox.run.protocol import Ended


@dataclass(frozen=True, slots=True)
class Observation:
    """``ended`` is the supervisor's report, None if it could not give one; the rest was observed from outside."""

    ended: Ended | None
    out_of_memory: bool
    flooded: bool
    over_time: bool


def exit_reason(observation: Observation) -> ExitReason | None:
    """Why the run ended, or None when nothing that a submission does explains it (the machine's fault).

    Several limits may be hit in one run; the first of this order is named: memory, flood, wall, CPU.
    """
    if observation.out_of_memory:
        return ExitReason.OUT_OF_MEMORY
    if observation.flooded:
        return ExitReason.FLOOD
    if observation.over_time:
        return ExitReason.WALL_LIMIT
    if observation.ended is None or observation.ended.why == "stopped":
        return None
    if observation.ended.why == "cpu-limit":
        return ExitReason.CPU_LIMIT
    return ExitReason.EXITED if observation.ended.signal is None else ExitReason.SIGNALED


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
