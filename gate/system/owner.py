"""Who works on something (an attempt, a container), so that a later start can tell a dead owner from a living one."""

from __future__ import annotations

import os
import socket
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Owner:
    """A process, named so that no other one is ever taken for it.

    ``boot`` is the kernel's boot id and ``started`` the process's start time in clock ticks since boot, because process
    ids are used again; ``namespace`` is the inode of the process-id namespace in which ``pid`` counts (proc(5)).
    """

    host: str
    boot: str
    namespace: int
    pid: int
    started: int

    @classmethod
    def current(cls) -> Owner:
        """This process."""
        me = cls.of(os.getpid())
        assert me is not None, "a running process has a start time"
        return me

    @classmethod
    def of(cls, pid: int) -> Owner | None:
        """The process that has this id now, as this one sees it; None if there is none."""
        started = _start_time(pid)
        if started is None:
            return None
        return cls(
            host=socket.gethostname(),
            boot=Path("/proc/sys/kernel/random/boot_id").read_text(encoding="ascii").strip(),
            namespace=os.stat("/proc/self/ns/pid").st_ino,
            pid=pid,
            started=started,
        )

    def is_dead(self, *, seen_by: Owner) -> bool:
        """True when the process is known to have ended; False when it lives or cannot be seen from ``seen_by``."""
        if self.host != seen_by.host:
            return False
        if self.boot != seen_by.boot:
            return True
        if self.namespace != seen_by.namespace:
            return False
        return _start_time(self.pid) != self.started


def _start_time(pid: int) -> int | None:
    """Field 22 of /proc/PID/stat (proc(5)); None when there is no such process, or only its zombie."""
    try:
        stat = Path(f"/proc/{pid}/stat").read_bytes()
    except (FileNotFoundError, ProcessLookupError):
        return None
    # The second field is the command's name in parentheses and may contain anything.
    fields = stat.rpartition(b")")[2].split()
    return None if fields[0] in (b"Z", b"X") else int(fields[19])
