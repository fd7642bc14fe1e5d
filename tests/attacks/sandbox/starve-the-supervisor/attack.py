"""Leave the supervisor neither CPU, memory nor processes when time is up"""

import os
import threading

for _ in range(4):
    os.fork()
for _ in range(3):
    threading.Thread(target=lambda: [os.kill(1, 17) for _ in iter(int, 1)], daemon=True).start()
while True:
    pass
