"""Kill, stop, read, starve or impersonate the supervisor"""

import os
import resource
import signal

from tools import attempt, read, write

for number in range(1, 65):
    if number not in (32, 33):
        os.kill(1, number)
for place in ("mem", "environ", "maps", "auxv", "stack", "syscall"):
    attempt(place, lambda place=place: read(f"/proc/1/{place}"))
for place in ("fd", "fdinfo", "map_files"):
    attempt(place, lambda place=place: os.listdir(f"/proc/1/{place}"))
for number in range(16):
    attempt("prlimit", lambda number=number: resource.prlimit(1, number, (0, 0)))
attempt("oom_score_adj", lambda: write("/proc/1/oom_score_adj", b"1000"))
attempt("own oom_score_adj", lambda: write("/proc/self/oom_score_adj", b"-1000"))
attempt("its output", lambda: os.open("/proc/1/fd/1", os.O_WRONLY))
attempt("its priority", lambda: os.setpriority(os.PRIO_PROCESS, 1, 19))
attempt("the priority of the user", lambda: os.setpriority(os.PRIO_USER, 0, 19))
attempt("everybody else", lambda: os.kill(-1, signal.SIGSTOP))
