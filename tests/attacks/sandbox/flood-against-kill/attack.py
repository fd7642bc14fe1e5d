"""Keep the connection full while the time limit is due"""

import os

block = b"z" * 65536
while True:
    os.write(1, block)
