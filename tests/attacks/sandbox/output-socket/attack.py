"""A declared output that is not a plain file: socket"""

import socket

socket.socket(socket.AF_UNIX).bind("/out/result")
