"""Print for ever"""

while True:
    print("x" * 65536)
