"""A declared output that is not a plain file: too-large"""

with open("/out/result", "wb") as file:
    file.write(bytes(4097))
