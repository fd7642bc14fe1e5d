"""A FIFO as the result, to block who opens it"""

import os

from tools import attempt

attempt("FIFO", lambda: os.mkfifo("/out/result"))
