"""A socket to the hypervisor"""

import socket

from tools import attempt

for kind in (socket.SOCK_STREAM, socket.SOCK_DGRAM):
    attempt("AF_VSOCK", lambda kind=kind: socket.socket(40, kind))
