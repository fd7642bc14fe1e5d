#!/usr/bin/python3 -IS
"""The command ``lean``: the shared library's own ``main``, called in this process (10 ms more than a C program)."""

import ctypes
import os
import sys

# Global, because Lean's interpreter looks compiled code up by name.
library = ctypes.CDLL("/gate/lib/libleanshared.so", mode=ctypes.RTLD_GLOBAL)
words = [b"lean", *map(os.fsencode, sys.argv[1:])]
library.lean_main.argtypes = [ctypes.c_int, ctypes.POINTER(ctypes.c_char_p)]
library.lean_main.restype = ctypes.c_int
status = library.lean_main(len(words), (ctypes.c_char_p * (len(words) + 1))(*words, None))
ctypes.CDLL(None).exit(status)  # as a C program ends: buffers are written, Python is not wound down
