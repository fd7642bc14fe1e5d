"""A crypto socket, the way into page-cache writes (CVE-2026-31431)"""

import socket

from tools import attempt

for kind in (socket.SOCK_SEQPACKET, socket.SOCK_STREAM, socket.SOCK_DGRAM):
    attempt("AF_ALG", lambda kind=kind: socket.socket(38, kind))
