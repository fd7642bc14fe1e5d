"""Thousands of orphans and zombies"""

import os

made = 0
for _ in range(1500):
    try:
        child = os.fork()
    except OSError:
        continue
    if child == 0:
        try:
            os.fork()
        finally:
            os._exit(0)
    os.waitpid(child, 0)
    made += 1
print("made many:", made > 200)
