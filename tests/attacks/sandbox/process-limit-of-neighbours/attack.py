"""Use up the processes of everybody with the same user id"""

import os
import time

count = 0
while True:
    try:
        pid = os.fork()
    except OSError:
        break
    if pid == 0:
        time.sleep(100)
        os._exit(0)
    count += 1
print(count, flush=True)
time.sleep(1)
