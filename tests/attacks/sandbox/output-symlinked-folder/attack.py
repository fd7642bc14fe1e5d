"""A declared output that is not a plain file: symlinked-folder"""

import os

os.symlink("/etc", "/out/sub")
