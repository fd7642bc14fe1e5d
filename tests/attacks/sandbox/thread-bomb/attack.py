"""Threads for ever"""

import threading

count = 0
stop = threading.Event()
while True:
    try:
        threading.Thread(target=stop.wait, daemon=True).start()
    except RuntimeError:
        print("stopped", count < 32)
        break
    count += 1
