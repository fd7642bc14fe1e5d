"""Tell one run from another by what can be seen"""

import os
import resource
import sys

print(os.uname(), os.getcwd(), sys.argv, sorted(os.environ.items()), len(os.sched_getaffinity(0)), os.getppid())
print([resource.getrlimit(n) for n in range(16)])
for top in ("/", "/in", "/out", "/tmp", "/dev", "/dev/shm", "/gate"):
    for name in sorted(os.listdir(top)):
        found = os.lstat(os.path.join(top, name))
        print(top, name, oct(found.st_mode), found.st_uid in (0, os.getuid()), top == "/in" and found.st_mtime)
