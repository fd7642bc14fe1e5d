"""A background child changes the result after the end"""

import os
import time

with open("/out/result", "w") as file:
    file.write("honest")
if os.fork() == 0:
    os.setsid()
    if os.fork() == 0:
        while True:
            with open("/out/result", "w") as file:
                file.write("forged")
            time.sleep(0.001)
    os._exit(0)
time.sleep(0.05)
os.kill(0, 0)
