"""A declared output that is not a plain file: unreadable"""

import os

os.close(os.open("/out/result", os.O_CREAT | os.O_WRONLY, 0))
