"""Write for ever, wherever it can be written"""

from tools import attempt, write


def fill(folder):
    with open(folder + "/fill", "wb", buffering=0) as file:
        while True:
            if file.write(bytes(1 << 16)) < 1 << 16:
                continue


for folder in ("/tmp", "/out", "/dev/shm"):
    attempt(folder, lambda folder=folder: fill(folder))
for folder in ("/", "/var", "/var/tmp", "/run", "/home", "/root", "/usr", "/etc", "/dev", "/mnt", "/in"):
    attempt(folder, lambda folder=folder: write(folder + "/fill", b"x"))
