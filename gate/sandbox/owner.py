"""Who started a container: labels by which a later start finds the orphans of a dead process, and only those."""

from __future__ import annotations

import os
import socket
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

RUN_LABEL = "gate.run"
PURPOSE_LABEL = "gate.purpose"
_OWNER = "gate.owner."


@dataclass(frozen=True, slots=True)
class Owner:
    """A process, named so that no other one is ever taken for it.

    ``machine`` and ``pid_namespace`` say where its pid counts; ``boot`` and ``started`` (clock ticks since boot) make
    the pid unique in time.
    """

    machine: str
    boot: str
    pid_namespace: str
    pid: int
    started: int

    def labels(self) -> dict[str, str]:
        """The owner as container labels."""
        return {
            _OWNER + "machine": self.machine,
            _OWNER + "boot": self.boot,
            _OWNER + "pid-namespace": self.pid_namespace,
            _OWNER + "pid": str(self.pid),
            _OWNER + "started": str(self.started),
        }

    @classmethod
    def from_labels(cls, labels: Mapping[str, str]) -> Owner | None:
        """The inverse of `labels`; None when they are not complete."""
        try:
            return cls(
                machine=labels[_OWNER + "machine"],
                boot=labels[_OWNER + "boot"],
                pid_namespace=labels[_OWNER + "pid-namespace"],
                pid=int(labels[_OWNER + "pid"]),
                started=int(labels[_OWNER + "started"]),
            )
        except (KeyError, ValueError):
            return None

    def is_dead(self, here: Owner) -> bool:
        """True only if this process certainly lives no more, as seen from the process ``here``."""
        if self.machine != here.machine:
            return False
        if self.boot != here.boot:
            return True
        if self.pid_namespace != here.pid_namespace:
            return False
        return _start_time(self.pid) != self.started


def this_process() -> Owner:
    """The running process (a fork is a new owner)."""
    pid = os.getpid()
    machine, boot, namespace = _machine()
    return Owner(machine, boot, namespace, pid, _start_time(pid) or 0)


@cache
def _machine() -> tuple[str, str, str]:
    return (
        _read("/etc/machine-id") or socket.gethostname(),
        _read("/proc/sys/kernel/random/boot_id"),
        os.readlink("/proc/self/ns/pid"),
    )


def _read(path: str) -> str:
    try:
        return Path(path).read_text("ascii").strip()
    except OSError:
        return ""


def _start_time(pid: int) -> int | None:
    """Field 22 of /proc/PID/stat (proc(5)); None when there is no such process."""
    text = _read(f"/proc/{pid}/stat")
    fields = text.rpartition(")")[2].split()
    return int(fields[19]) if len(fields) > 19 else None
