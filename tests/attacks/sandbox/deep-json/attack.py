"""A result that is all brackets"""

with open("/out/result", "w") as file:
    file.write("[" * 1_000_000)
