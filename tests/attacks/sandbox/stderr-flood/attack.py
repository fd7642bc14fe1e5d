"""Print to stderr for ever, from many processes"""

import os

for _ in range(8):
    if os.fork() == 0:
        break
while True:
    os.write(2, b"y" * 4096)
