"""A child is killed for memory, the parent ends in order"""

import os
import sys

if os.fork() == 0:
    kept = []
    while True:
        kept.append(bytearray(1 << 20))
os.wait()
sys.exit(0)
