"""A declared output that is not a plain file: symlink"""

import os

os.symlink("/etc/shadow", "/out/result")
