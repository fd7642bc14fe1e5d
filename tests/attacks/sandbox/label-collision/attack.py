"""A container that carries our labels, or our name"""

print("not run")
