"""Two values under one key"""

with open("/out/result", "w") as file:
    file.write('{"slope": 1, "slope": 2}')
