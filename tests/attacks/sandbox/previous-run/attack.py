"""Read what the run before left behind"""

import os

left = [
    os.path.join(folder, name)
    for top in ("/in", "/out", "/tmp", "/dev/shm", "/dev/mqueue")
    for folder, _, names in os.walk(top)
    for name in names
]
print(sorted(left))
for top in ("/out", "/tmp", "/dev/shm"):
    with open(top + "/left", "w") as file:
        file.write("for the next one")
