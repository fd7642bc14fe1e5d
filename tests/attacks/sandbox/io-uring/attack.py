"""io_uring, which does system calls that a filter does not see"""

from tools import attempt, syscall

for entries in (1, 64, 4096):
    attempt("io_uring_setup", lambda entries=entries: syscall(425, entries, 0))
attempt("io_uring_enter", lambda: syscall(426, 3, 1, 0, 0, 0, 0))
attempt("io_uring_register", lambda: syscall(427, 3, 0, 0, 0))
