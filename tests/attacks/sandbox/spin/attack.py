"""Burn the CPU for ever"""

import os

os.fork()
while True:
    pass
