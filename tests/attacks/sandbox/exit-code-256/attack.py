"""exit status 256, which wraps to 0"""

import os

os._exit(256)
