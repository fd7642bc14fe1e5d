"""TCP, UDP, raw packets and names"""

import socket

from tools import attempt

for name, family, kind in (
    ("TCP", socket.AF_INET, socket.SOCK_STREAM),
    ("UDP", socket.AF_INET, socket.SOCK_DGRAM),
    ("TCP over IPv6", socket.AF_INET6, socket.SOCK_STREAM),
    ("raw", socket.AF_INET, socket.SOCK_RAW),
    ("packet", socket.AF_PACKET, socket.SOCK_RAW),
    ("netlink", socket.AF_NETLINK, socket.SOCK_RAW),
):
    attempt(name, lambda family=family, kind=kind: socket.socket(family, kind))
try:
    socket.getaddrinfo("example.org", 80)
    print("GOT THROUGH")
except socket.gaierror:
    print("names: none")
with open("/proc/net/route") as file:
    print("routes:", len(file.readlines()) - 1)
