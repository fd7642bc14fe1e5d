"""Fork for ever"""

import os
import time

count = 0
while True:
    try:
        pid = os.fork()
    except OSError as error:
        print("stopped:", error.strerror, count < 32)
        break
    if pid == 0:
        time.sleep(100)
    count += 1
