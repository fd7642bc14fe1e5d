"""A device as the result"""

import os

from tools import attempt

for name, device in (("null", (1, 3)), ("mem", (1, 1)), ("disk", (8, 0)), ("tty", (5, 0))):
    attempt(name, lambda device=device: os.mknod("/out/result", 0o020600, os.makedev(*device)))
