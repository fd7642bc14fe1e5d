"""Fill /dev/shm and System V shared memory"""

import ctypes

from tools import attempt

libc = ctypes.CDLL(None, use_errno=True)


def fill():
    with open("/dev/shm/big", "wb") as file:
        while True:
            file.write(bytes(65536))


def system_v():
    libc.shmat.restype = ctypes.c_void_p
    while True:
        key = libc.shmget(0, 16 << 20, 0o1600)
        if key < 0:
            raise OSError(ctypes.get_errno(), "shmget")
        ctypes.memset(libc.shmat(key, None, 0), 1, 16 << 20)


attempt("/dev/shm", fill)
print("now System V", flush=True)
system_v()
