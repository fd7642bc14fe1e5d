"""Use everything that is allowed, to the last byte"""

import os

line = b"x" * 1024
for _ in range(1000):
    os.write(1, line)
with open("/out/result", "wb") as file:
    file.write(bytes(1 << 20))
