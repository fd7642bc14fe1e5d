"""The x32 call numbers"""

from tools import syscall

print("trying", flush=True)
syscall(0x40000000 | 41, 2, 1, 0)  # socket(AF_INET, SOCK_STREAM)
print("GOT THROUGH")
