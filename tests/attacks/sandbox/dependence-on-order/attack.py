"""A number that depends on hash order, threads or the CPU count"""

import os

print(list({"a", "b", "c", "d", "e", "f", "g"}))
print(os.environ["OMP_NUM_THREADS"], len(os.sched_getaffinity(0)))
