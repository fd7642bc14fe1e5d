"""Millions of one-byte lines, which a log driver would blow up"""

import os

while True:
    os.write(1, b"\n")
