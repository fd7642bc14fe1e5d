"""What the attacks share; it lies beside each of them as ``/in/tools.py``."""

import ctypes
import errno

LIBC = ctypes.CDLL(None, use_errno=True)


def attempt(name, action):
    """Print ``name`` and how ``action()`` ended: the name of the error, or ok."""
    try:
        action()
    except OSError as error:
        print(f"{name}: {errno.errorcode.get(error.errno, error.errno)}")
    else:
        print(f"{name}: ok")


def syscall(number, *arguments):
    """A raw system call; raises OSError."""
    ctypes.set_errno(0)
    if LIBC.syscall(ctypes.c_long(number), *map(ctypes.c_long, arguments)) < 0:
        raise OSError(ctypes.get_errno(), "system call")


def read(path):
    with open(path, "rb") as file:
        return file.read()


def write(path, data):
    with open(path, "wb") as file:
        file.write(data)
