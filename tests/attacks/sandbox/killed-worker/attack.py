"""The gate process dies in the middle of a run"""

import time

time.sleep(100)
