"""A set-user-id program as the result"""

import os

from tools import attempt

with open("/out/result", "w") as file:
    file.write("#!/usr/bin/python3\nprint('GOT THROUGH')\n")
os.chmod("/out/result", 0o6755)
attempt("run it", lambda: os.execv("/out/result", ["/out/result"]))
