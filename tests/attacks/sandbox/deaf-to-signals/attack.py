"""Ignore every signal that can be ignored"""

import signal
import time

for number in set(range(1, signal.NSIG)) - {signal.SIGKILL, signal.SIGSTOP, 32, 33}:
    signal.signal(number, signal.SIG_IGN)
while True:
    time.sleep(1)
