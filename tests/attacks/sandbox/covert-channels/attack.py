"""Leave something for the neighbour: sockets, locks, shared memory, keys, queues"""

import ctypes
import fcntl
import os
import socket
import time

from tools import attempt, syscall

libc = ctypes.CDLL(None, use_errno=True)
server = socket.socket(socket.AF_UNIX)
attempt("abstract socket", lambda: server.bind("\0gate-neighbour"))
lock = os.open("/usr/bin/python3", os.O_RDONLY)
attempt("lock on an image file", lambda: fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB))
print("shared memory:", libc.shmget(0x6A7E, 4096, 0o1000 | 0o2000 | 0o666) >= 0)
print("semaphore:", libc.semget(0x6A7E, 1, 0o1000 | 0o2000 | 0o666) >= 0)
attempt("key", lambda: syscall(248, 0, 0, 0, 0, 0))
attempt("queue", lambda: syscall(240, 0, 0, 0, 0))
attempt("queue file", lambda: os.open("/dev/mqueue/gate", os.O_CREAT | os.O_RDWR))
print("in /dev/shm:", os.listdir("/dev/shm"))
with open("/dev/shm/gate", "w") as file:
    file.write("x")
time.sleep(0.5)
