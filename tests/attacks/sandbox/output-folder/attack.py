"""A declared output that is not a plain file: folder"""

import os

os.mkdir("/out/result")
