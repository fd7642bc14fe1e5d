"""Do nothing for ever"""

import time

time.sleep(10**6)
